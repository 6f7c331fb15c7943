//! The menu.

use super::markup::{Element, element, plain};
use super::text::words;
use crate::edition::Site;
use crate::model::Direction;

/// One entry of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    /// The words.
    pub text: String,
    /// Where they lead.
    pub href: String,
}

impl MenuItem {
    /// As an item of a list; its words run in `base`.
    pub(super) fn item(&self, base: Direction) -> Element {
        plain("li").child(self.link(base))
    }

    /// As a link.
    pub(super) fn link(&self, base: Direction) -> Element {
        plain("a").attribute("href", self.href.clone()).markup(words(base, &self.text))
    }
}

/// The menu. `current` is the path of the page that is shown, `branch` that of the section that it belongs to.
pub(super) fn navigation(site: &Site, menu: &[MenuItem], current: &str, branch: &str) -> Element {
    let base = site.edition.direction;
    let item = |item: &MenuItem| {
        let link = plain("a")
            .attribute("href", item.href.clone())
            .optional("aria-current", currency(&item.href, current, branch))
            .child(plain("span").markup(words(base, &item.text)));
        plain("li").child(link)
    };
    element("nav", "navigation")
        .attribute("aria-label", site.edition.words.sections)
        .child(plain("ul").children(menu.iter().map(item)))
}

/// What the entry that leads to `href` says of itself: that it is the page, or that the page belongs to it.
pub fn currency(href: &str, current: &str, branch: &str) -> Option<&'static str> {
    match href == current {
        true => Some("page"),
        false => (href == branch).then_some("true"),
    }
}
