//! Links to the times of an archive.

use super::MenuItem;
use super::markup::{Element, element, plain};
use crate::edition::Site;

/// Links to the times of an archive, under a title. `current` is the address of the page itself.
pub fn archive_links(site: &Site, title: &str, items: Vec<MenuItem>, current: &str) -> Element {
    let item = |item: MenuItem| {
        let is_current = (item.href == current).then_some("page");
        plain("li").child(item.link(site.edition.direction).optional("aria-current", is_current))
    };
    element("nav", "archive-links")
        .attribute("aria-label", title.to_owned())
        .child(element("p", "archive-links-title").text(title))
        .child(plain("ul").children(items.into_iter().map(item)))
}
