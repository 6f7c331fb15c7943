//! Program text, always left to right.

use super::Story;
use super::markup::{Element, element, plain};
use crate::arabic::bidi::balanced;
use crate::model::Code;

/// Program text, with its line breaks; it scrolls by itself, so the keyboard reaches it.
pub(super) fn code(story: &Story<'_>, code: &Code) -> Option<Element> {
    let text = code.text.trim_end_matches(['\n', '\r', ' ']);
    let word = story.edition.words.code;
    let name = code.syntax.as_ref().map_or_else(|| word.to_owned(), |syntax| format!("{word} ({})", balanced(syntax)));
    (!text.is_empty()).then(|| {
        element("pre", "code")
            .attributes(&[("dir", "ltr"), ("tabindex", "0"), ("role", "group")])
            .attribute("aria-label", name)
            .child(plain("code").attribute("translate", "no").text(&balanced(text)))
    })
}
