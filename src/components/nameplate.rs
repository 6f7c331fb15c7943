//! The paper's name at the top of each page.

use super::markup::{Element, element};
use crate::edition::Site;

/// The paper's name, which leads to the front.
pub(super) fn nameplate(site: &Site) -> Element {
    let mark = site.edition.file.nameplate.as_ref().and_then(|nameplate| nameplate.mark.as_deref());
    element("a", "nameplate")
        .attribute("href", site.base.clone())
        .children(mark.map(|mark| element("span", "nameplate-mark").text(mark)))
        .text(" ")
        .child(element("span", "nameplate-name").text(site.edition.nameplate()))
}
