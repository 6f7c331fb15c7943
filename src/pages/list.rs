//! The front and the pages of sections: their newest articles.

use std::sync::Arc;

use super::{Context, Head, canonical, main_element, title};
use crate::components::markup::{Element, element};
use crate::components::{self, Look};
use crate::edition::{Section, SponsorSlot};
use crate::model::{Instant, Slug};
use crate::source::PageData;

/// A list of articles.
#[derive(Debug)]
pub struct ListPage {
    section: Option<Section>,
    data: Arc<PageData>,
}

impl ListPage {
    /// `None` for a section that the site does not have.
    pub(super) fn new(context: &Context, data: Arc<PageData>) -> Option<Self> {
        let section = match &data.slug {
            Some(slug) => Some(context.site.edition.section(slug)?.clone()),
            None => None,
        };
        Some(Self { section, data })
    }

    pub(super) fn section(&self) -> Option<&Slug> {
        self.section.as_ref().map(|section| &section.slug)
    }

    pub(super) fn head(&self, context: &Context) -> Head {
        let name = &context.site.edition.file.name;
        Head {
            title: self.section.as_ref().map_or_else(|| name.clone(), |section| title(context, &section.name)),
            description: String::new(),
            canonical: canonical(context, &self.data.path),
        }
    }

    pub(super) fn main(&self, context: &Context, now: Instant) -> Element {
        let site = &context.site;
        let (class, name, look) = match &self.section {
            Some(section) => ("page-title", &section.name, Look::Section),
            // The nameplate above says it to the eye already.
            None => ("front-title visually-hidden", &site.edition.file.name, Look::Front),
        };
        let list = match self.data.teasers.as_slice() {
            [] => element("p", "no-articles").text(site.edition.words.no_articles),
            teasers => components::teaser_list(site, teasers, look),
        };
        main_element()
            .child(element("h1", class).attribute("tabindex", "-1").text(name))
            .child(list)
            .children(components::sponsor_banner(site, SponsorSlot::End, self.section(), now))
    }
}
