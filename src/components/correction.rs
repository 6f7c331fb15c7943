//! What was wrong at a place in the text, and when it was put right.

use super::Story;
use super::markup::{Element, element};
use super::text::text;
use super::timestamp::time;
use crate::model::Correction;

/// What was wrong at a place in the text, and when it was put right.
pub(super) fn correction(story: &Story<'_>, correction: &Correction) -> Option<Element> {
    let edition = &story.edition;
    (!correction.text.is_empty()).then(|| {
        element("p", "correction")
            .child(element("strong", "correction-label").text(edition.words.correction))
            .text(" ")
            .child(time(edition, correction.date))
            .text(" ")
            .child(element("span", "correction-text").markup(text(story, &correction.text)))
    })
}
