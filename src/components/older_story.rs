//! The story before an article in its section.

use super::Story;
use super::markup::{Element, element};
use crate::model::Teaser;

/// The story before an article in its section.
pub(super) fn older_story(story: &Story<'_>, older: &Teaser) -> Element {
    element("p", "older-story")
        .child(element("span", "older-story-label").text(story.edition.words.older_story))
        .text(" ")
        .child(story.link_to(older))
}
