//! The menu.

use leptos::prelude::*;

use crate::edition::Site;

/// One entry of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    /// The words.
    pub text: String,
    /// Where they lead.
    pub href: String,
}

/// The menu. `current` is the path of the page that is shown.
pub(super) fn navigation(site: &Site, menu: Vec<MenuItem>, current: RwSignal<String>) -> impl IntoView + use<> {
    let item = |MenuItem { text, href }| {
        let address = href.clone();
        let is_current = move || (*current.read() == address).then_some("page");
        view! { <li><a href=href aria-current=is_current>{text}</a></li> }
    };
    let items = menu.into_iter().map(item).collect::<Vec<_>>();
    view! { <nav class="navigation" aria-label=site.edition.words.sections><ul>{items}</ul></nav> }
}
