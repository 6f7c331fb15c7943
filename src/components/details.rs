//! Text that opens when asked.

use super::Story;
use super::body::blocks;
use super::markup::{Element, Markup, element, plain};
use super::text::text;
use crate::model::Details;

/// Text that opens when asked; nothing, where nothing would open.
pub(super) fn details(story: &Story<'_>, details: &Details) -> Option<Element> {
    let body = blocks(story, &details.body);
    let summary = match details.summary.is_empty() {
        true => vec![Markup::Text(story.edition.words.details.to_owned())],
        false => text(story, &details.summary),
    };
    (!body.is_empty()).then(|| folded(summary, body))
}

/// What is always seen, and what opens.
pub(super) fn folded(summary: Vec<Markup>, body: impl IntoIterator<Item = Element>) -> Element {
    element("details", "details")
        .child(plain("summary").markup(summary))
        .child(element("div", "details-body").children(body))
}
