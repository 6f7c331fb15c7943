//! When an article appeared, and when its words changed.

use super::markup::{Element, element, plain};
use crate::edition::{Edition, dates};
use crate::model::{Article, Instant};

/// When an article appeared, and when its words changed.
pub(super) fn timestamp(edition: &Edition, article: &Article) -> Element {
    let part = |class, word: &str, instant| element("span", class).text(word).text(" ").child(time(edition, instant));
    let words = edition.words;
    let timestamp =
        element("p", "timestamp").child(part("timestamp-published", words.published, article.date_published));
    match article.updated() {
        Some(updated) => timestamp.text(" ").child(part("timestamp-modified", words.modified, updated)),
        None => timestamp,
    }
}

/// An instant, for people and for machines.
pub(super) fn time(edition: &Edition, instant: Instant) -> Element {
    plain("time")
        .attribute("datetime", dates::machine_readable(edition, instant))
        .text(&dates::timestamp(edition, instant))
}
