//! The paper's name at the top of each page.

use super::markup::{Element, element};
use super::text::words;
use crate::edition::Site;

/// The paper's name, which leads to the front.
pub(super) fn nameplate(site: &Site) -> Element {
    let base = site.edition.direction;
    let mark = site.edition.file.nameplate.as_ref().and_then(|nameplate| nameplate.mark.as_deref());
    element("a", "nameplate")
        .attribute("href", site.base.clone())
        // To the ear the mark would only stammer before the name.
        .children(
            mark.map(|mark| {
                element("span", "nameplate-mark").attribute("aria-hidden", "true").markup(words(base, mark))
            }),
        )
        .text(" ")
        .child(element("span", "nameplate-name").markup(words(base, site.edition.nameplate())))
}
