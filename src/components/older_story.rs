//! The story before an article in its section.

use super::markup::{Element, element, plain};
use super::text::words;
use crate::edition::Site;
use crate::model::{Language, Teaser};

/// The story before an article in its section.
pub(super) fn older_story(site: &Site, older: &Teaser) -> Element {
    let direction = older.language.as_ref().map_or(site.edition.direction, Language::direction);
    let link = plain("a")
        .attribute("href", site.href(&older.path))
        .optional("lang", older.language.as_ref().map(|language| language.as_str().to_owned()))
        .optional("dir", older.language.as_ref().map(|language| language.direction().as_str()));
    element("p", "older-story")
        .child(element("span", "older-story-label").text(site.edition.words.older_story))
        .text(" ")
        .child(link.markup(words(direction, &older.headline)))
}
