//! The way past what a reader of the keyboard may not want to go through.

use super::markup::{Element, element, plain};
use crate::edition::Words;

/// A link to what has this identifier, past what has this name. It is seen while it has the focus.
pub(super) fn skip_link(words: &Words, name: &str, id: &str) -> Element {
    let link = element("a", "skip-link").attribute("href", ["#", id].concat());
    link.text(words.skip).text(" ").text(name)
}

/// The place after it, where nothing else has an identifier.
pub(super) fn skipped(id: impl Into<std::borrow::Cow<'static, str>>) -> Element {
    plain("span").attribute("id", id)
}
