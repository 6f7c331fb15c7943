//! The app: addresses to pages, navigation within the open page, and the frame around both.

mod navigator;
mod shelf;
mod start;

pub use start::start;

use std::sync::Arc;

use leptos::prelude::*;

use crate::components;
use crate::model::Instant;
use crate::pages::{Context, Page, empty_view};

/// What the frame shows.
#[derive(Clone, Copy)]
pub struct Shown {
    /// The page under the masthead; none before the first one has arrived.
    pub page: RwSignal<Option<Arc<Page>>>,
    /// Its path as links have it, base path included.
    pub path: RwSignal<String>,
    /// The path of the section that it belongs to; empty, where it belongs to none.
    pub branch: RwSignal<String>,
    /// Whether a page is on its way for so long that the reader should know.
    pub is_loading: RwSignal<bool>,
    /// What screen readers are told of a new page.
    pub announcement: RwSignal<String>,
}

impl Shown {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            page: RwSignal::new(None),
            path: RwSignal::new(String::new()),
            branch: RwSignal::new(String::new()),
            is_loading: RwSignal::new(false),
            announcement: RwSignal::new(String::new()),
        }
    }
}

impl Default for Shown {
    fn default() -> Self {
        Self::new()
    }
}

/// Tells the instant by which sponsors are chosen, whenever a page is drawn.
pub type Clock = Box<dyn Fn() -> Instant + Send + Sync>;

/// Everything that a reader sees, from the masthead to the footer.
pub fn frame(context: &Arc<Context>, shown: Shown, now: Clock) -> AnyView {
    let site = &context.site;
    let words = site.edition.words;
    let masthead = components::masthead(site, context.menu(), shown.path, shown.branch);
    // The footer is drawn anew with each page: one that stayed would be pushed about by pages of other heights, under
    // the eyes of the reader.
    let page = {
        let context = context.clone();
        move || {
            let page = shown.page.read();
            page.as_ref().map_or_else(empty_view, |page| {
                page.view(&context, now()).child(components::footer(&context.site, &context.footer_menu()))
            })
        }
    };
    view! {
        <div class="frame">
            <a class="skip-link" href="#main">{words.skip_to_content}</a>
            {masthead}
            {page}
            <p class="announcer visually-hidden" role="status">{move || shown.announcement.get()}</p>
            <div class="loading" role="progressbar" aria-label=words.loading hidden=move || !shown.is_loading.get()></div>
        </div>
    }
    .into_any()
}
