//! What a reader in a hurry takes along.

use super::Story;
use super::markup::{Element, element, plain};
use super::text::{text, words};
use crate::model::KeyPoints;

/// What a reader in a hurry takes along; nothing, where there are no points.
pub(super) fn key_points(story: &Story<'_>, points: &KeyPoints) -> Option<Element> {
    let shown = points.items.iter().filter(|point| !point.is_empty());
    let list = plain("ul").children(shown.map(|point| plain("li").markup(text(story, point)))).unless_empty()?;
    let title = match words(story.direction, points.title.as_deref().unwrap_or_default()) {
        title if title.is_empty() => plain("h2").text(story.edition.words.key_points),
        title => plain("h2").markup(title),
    };
    Some(element("section", "key-points").child(title).child(list))
}
