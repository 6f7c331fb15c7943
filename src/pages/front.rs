//! The front of the paper.

use std::sync::Arc;

use super::{Context, Head, canonical, contents, main_element};
use crate::address::{Address, Collection};
use crate::components::markup::{Element, element};
use crate::components::{self, Look};
use crate::edition::SponsorSlot;
use crate::model::Instant;
use crate::source::PageData;

/// The front of the paper: a lead and its neighbours, a strip for each section, and the latest.
#[derive(Debug)]
pub struct FrontPage {
    data: Arc<PageData>,
}

impl FrontPage {
    pub(super) fn new(data: Arc<PageData>) -> Self {
        Self { data }
    }

    pub(super) fn head(&self, context: &Context) -> Head {
        let title = context.site.edition.file.name.clone();
        let sections = context.menu().into_iter().skip(1).map(|item| item.text);
        let description = contents(context, &title, sections);
        Head { title, description, canonical: canonical(context, &self.data.path) }
    }

    pub(super) fn main(&self, context: &Context, now: Instant) -> Element {
        let site = &context.site;
        let words = site.edition.words;
        let top = match self.data.teasers.as_slice() {
            [] => element("p", "no-articles").text(words.no_articles),
            teasers => components::teaser_list(site, teasers, Look::Front, "h2"),
        };
        let mut main = main_element()
            // The nameplate above says it to the eye already.
            .child(
                element("h1", "front-title visually-hidden")
                    .attribute("tabindex", "-1")
                    .markup(components::words(site.edition.direction, &site.edition.file.name)),
            )
            .child(top);
        for strip in &self.data.strips {
            let Some(section) = site.edition.section(&strip.section) else { continue };
            let href = context.href(&Address::List(Collection::Section(section.slug.clone()), None));
            main = main.child(components::strip(site, &section.name, href, &strip.teasers));
        }
        let latest = (!self.data.latest.is_empty()).then(|| {
            let href = context.href(&Address::List(Collection::All, None));
            components::latest(site, href, &self.data.latest)
        });
        main.children(latest).children(components::sponsor_banner(site, SponsorSlot::End, None, now))
    }
}
