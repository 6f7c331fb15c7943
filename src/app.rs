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
    /// The page under the masthead; none for the one that the document came with.
    pub page: RwSignal<Option<Arc<Page>>>,
    /// Whether a page is on its way for so long that the reader should know.
    pub is_loading: RwSignal<bool>,
    /// What screen readers are told of a new page.
    pub announcement: RwSignal<String>,
}

impl Shown {
    /// What the builder draws into a document: a page, or the place for one.
    pub fn new(page: Option<Page>) -> Self {
        Self {
            page: RwSignal::new(page.map(Arc::new)),
            is_loading: RwSignal::new(false),
            announcement: RwSignal::new(String::new()),
        }
    }
}

/// Tells the instant by which sponsors are chosen, whenever a page is drawn.
pub type Clock = Box<dyn Fn() -> Instant + Send + Sync>;

/// Everything that a reader sees, from the masthead to the footer. The builder writes it into every document, and
/// the app takes it over there: each of the two goes through the same elements in the same order.
///
/// `current` and `branch` mark the menu: the paths of the page and of its section.
pub fn frame(context: &Arc<Context>, shown: Shown, current: &str, branch: &str, now: Clock) -> impl IntoView + use<> {
    let site = &context.site;
    let words = site.edition.words;
    let masthead = components::masthead(site, &context.menu(), current, branch);
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
}
