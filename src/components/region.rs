//! A part of the page that scrolls by itself.

use super::Story;
use super::markup::{Element, element};
use super::text::text;
use crate::edition::measures;
use crate::model::Text;

/// A part that scrolls by itself, and its caption. The keyboard reaches it, and it has a name of its own: its
/// caption, or what it is and its number.
pub(super) fn region(
    story: &Story<'_>,
    class: &'static str,
    kind: &str,
    caption: Option<&Text>,
) -> (Element, Option<Element>) {
    let number = story.n_regions.get() + 1;
    story.n_regions.set(number);
    // No slug has a full stop in it, so no heading has this identifier.
    let id = format!("caption.{number}");
    let caption = caption
        .filter(|caption| !caption.is_empty())
        .map(|caption| element("figcaption", "caption").attribute("id", id.clone()).markup(text(story, caption)));
    let region = element("div", class).attributes(&[("role", "region"), ("tabindex", "0")]);
    let region = match &caption {
        Some(_) => region.attribute("aria-labelledby", id),
        None => region.attribute("aria-label", format!("{kind} {}", measures::number(&story.edition, number))),
    };
    (region, caption)
}
