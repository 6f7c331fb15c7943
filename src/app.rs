//! The app: addresses to pages, navigation within the open page, and the frame around both.

mod navigator;
mod shelf;
mod start;

pub use start::start;

use leptos::prelude::*;

use crate::components;
use crate::components::markup::Element;
use crate::model::Instant;
use crate::pages::{Context, Page};

/// What the frame tells a reader besides the page.
#[derive(Clone, Copy)]
pub struct Shown {
    /// Whether a page is on its way for so long that the reader should know.
    pub is_loading: RwSignal<bool>,
    /// What screen readers are told of a new page.
    pub announcement: RwSignal<String>,
}

impl Shown {
    /// Nothing yet.
    #[expect(clippy::new_without_default, reason = "signals belong to the owner that is there when they are made")]
    pub fn new() -> Self {
        Self { is_loading: RwSignal::new(false), announcement: RwSignal::new(String::new()) }
    }
}

/// All under the masthead. The footer is drawn anew with each page: one that stayed would be pushed about by pages of
/// other heights, under the eyes of the reader.
pub fn under_masthead(context: &Context, page: &Page, now: Instant) -> Element {
    page.view(context, now).child(components::footer(&context.site, &context.footer_menu()))
}

/// Everything that a reader sees, from the masthead to the footer. The builder writes it into every document, and
/// the app takes it over there: each of the two goes through the same elements in the same order. From then on the
/// navigator puts other pages in the place of `page`.
///
/// `current` and `branch` mark the menu: the paths of the page and of its section.
pub fn frame(context: &Context, shown: Shown, page: Element, current: &str, branch: &str) -> impl IntoView + use<> {
    let site = &context.site;
    let words = site.edition.words;
    let masthead = components::masthead(site, &context.menu(), current, branch);
    view! {
        <div class="frame">
            <a class="skip-link" href="#main">{words.skip_to_content}</a>
            {masthead}
            {page}
            <p class="announcer visually-hidden" role="status">{move || shown.announcement.get()}</p>
            <div class="loading" role="progressbar" aria-label=words.loading hidden=move || !shown.is_loading.get()></div>
        </div>
    }
}
