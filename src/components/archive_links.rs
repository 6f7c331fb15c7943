//! Links to the times of an archive.

use super::MenuItem;
use super::markup::{Element, element, plain};

/// Links to the times of an archive, under a title. `current` is the address of the page itself.
pub fn archive_links(title: &str, items: Vec<MenuItem>, current: &str) -> Element {
    let item = |MenuItem { text, href }| {
        let is_current = (href == current).then_some("page");
        plain("li").child(plain("a").attribute("href", href).optional("aria-current", is_current).text(&text))
    };
    element("nav", "archive-links")
        .attribute("aria-label", title.to_owned())
        .child(element("p", "archive-links-title").text(title))
        .child(plain("ul").children(items.into_iter().map(item)))
}
