//! The menu.

use leptos::prelude::*;

use super::markup::{Element, plain};
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
pub(super) fn navigation(
    site: &Site,
    menu: Vec<MenuItem>,
    current: RwSignal<String>,
    branch: RwSignal<String>,
) -> impl IntoView + use<> {
    let base = site.edition.direction;
    let item = |MenuItem { text, href }| {
        let address = href.clone();
        let is_current = move || match *current.read() == address {
            true => Some("page"),
            false => (*branch.read() == address).then_some("true"),
        };
        let text = plain("span").markup(words(base, &text));
        view! { <li><a href=href aria-current=is_current>{text}</a></li> }
    };
    let items = menu.into_iter().map(item).collect::<Vec<_>>();
    view! { <nav class="navigation" aria-label=site.edition.words.sections><ul>{items}</ul></nav> }
}
