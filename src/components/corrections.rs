//! What was wrong in an article, and when it was put right.

use super::Story;
use super::markup::{Element, element, plain};
use super::text::text;
use super::timestamp::time;
use crate::model::Correction;

/// The corrections of an article; nothing, where there are none.
pub(super) fn corrections(story: &Story<'_>, corrections: &[Correction]) -> Option<Element> {
    let item = |Correction { date, text: words }: &Correction| {
        plain("li").child(time(&story.edition, *date)).text(" ").markup(text(story, words))
    };
    let words = story.edition.words;
    let title = if corrections.len() == 1 { words.correction } else { words.corrections };
    (!corrections.is_empty()).then(|| {
        element("section", "corrections")
            .attribute("aria-labelledby", "corrections")
            .child(plain("h2").attribute("id", "corrections").text(title))
            .child(plain("ul").children(corrections.iter().map(item)))
    })
}
