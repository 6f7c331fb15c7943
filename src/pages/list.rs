//! The articles of a section, a topic, an author or the whole paper: the newest, or those of a time.

use std::sync::Arc;

use super::{Context, Head, canonical, contents, main_element, title};
use crate::address::{Address, Collection, Period};
use crate::components::markup::{Element, element};
use crate::components::{self, Look, MenuItem};
use crate::edition::{SponsorSlot, dates};
use crate::model::{Instant, Slug};
use crate::source::PageData;

/// A list of articles.
#[derive(Debug)]
pub struct ListPage {
    collection: Collection,
    period: Option<Period>,
    name: String,
    data: Arc<PageData>,
}

impl ListPage {
    /// `None` for a section that the site does not have, and for a topic or author without a name.
    pub(super) fn new(context: &Context, data: Arc<PageData>) -> Option<Self> {
        let path = context.site.href(&data.path);
        let Address::List(collection, period) = context.addresses.parse(&path) else { return None };
        let name = match &collection {
            Collection::All => context.site.edition.words.archive.to_owned(),
            Collection::Section(slug) => context.site.edition.section(slug)?.name.clone(),
            Collection::Tag(_) | Collection::Author(_) => data.name.clone()?,
        };
        Some(Self { collection, period, name, data })
    }

    pub(super) fn section(&self) -> Option<&Slug> {
        match &self.collection {
            Collection::Section(slug) => Some(slug),
            _ => None,
        }
    }

    /// The list's name, and its time where it has one.
    fn headline(&self, context: &Context) -> String {
        match self.period {
            Some(period) => format!("{}: {}", self.name, period_name(context, period)),
            None => self.name.clone(),
        }
    }

    pub(super) fn head(&self, context: &Context) -> Head {
        let headline = self.headline(context);
        let newest = self.data.teasers.iter().take(2).map(|teaser| teaser.headline.clone());
        Head {
            title: title(context, &headline),
            description: contents(context, &headline, newest),
            canonical: canonical(context, &self.data.path),
        }
    }

    pub(super) fn main(&self, context: &Context, now: Instant) -> Element {
        let site = &context.site;
        let words = site.edition.words;
        let (kind, look) = match (&self.collection, self.period) {
            (_, Some(_)) | (Collection::All, _) => ("archive", Look::Plain),
            (Collection::Section(_), None) => ("section", Look::Section),
            (Collection::Tag(_), None) => ("tag", Look::Plain),
            (Collection::Author(_), None) => ("author", Look::Plain),
        };
        let months = self.links(context, words.months_of_year, self.months());
        let has_list = self.period.is_none_or(|period| period.month.is_some());
        let list = match self.data.teasers.as_slice() {
            _ if !has_list => None,
            [] => Some(element("p", "no-articles").text(words.no_articles)),
            teasers => Some(components::teaser_list(site, teasers, look, "h2")),
        };
        let title = element("h1", "page-title")
            .attribute("tabindex", "-1")
            .attribute("data-kind", kind)
            .markup(components::words(site.edition.direction, &self.headline(context)));
        main_element()
            .children(self.period.map(|period| components::breadcrumbs(site, &self.crumbs(context, period))))
            .child(title)
            .children(list)
            .children(months)
            .children(self.links(context, words.archive, self.years()))
            .children(self.links(context, words.month_goes_on, self.parts()))
            .children(self.data.earlier.as_ref().map(|earlier| self.earlier(context, earlier)))
            .children(components::sponsor_banner(site, SponsorSlot::End, self.section(), now))
    }

    /// The year of the archive that the page belongs to: its own, or the newest.
    fn months(&self) -> Vec<Period> {
        let newest = self.data.years.first().and_then(|year| u16::try_from(*year).ok());
        let Some(year) = self.period.map(|period| period.year).or(newest) else { return Vec::new() };
        let month = |month: &u32| Period { year, month: u8::try_from(*month).ok(), part: 1 };
        self.data.months.iter().map(month).collect()
    }

    fn years(&self) -> Vec<Period> {
        let year = |year: &u32| Some(Period { year: u16::try_from(*year).ok()?, month: None, part: 1 });
        self.data.years.iter().filter_map(year).collect()
    }

    fn parts(&self) -> Vec<Period> {
        let (Some(period), Some(parts)) = (self.period, self.data.parts) else { return Vec::new() };
        (1..=parts).filter_map(|part| Some(Period { part: u16::try_from(part).ok()?, ..period })).collect()
    }

    /// Links to times, under a title; nothing, where there are none.
    fn links(&self, context: &Context, title: &str, periods: Vec<Period>) -> Option<Element> {
        let is_part = self.period.is_some_and(|period| period.month.is_some());
        let item = |period: Period| {
            let text = match is_part {
                true => context.site.edition.digits.localised(period.part.to_string()),
                false => period_name(context, period),
            };
            MenuItem { text, href: self.at(context, Some(period)) }
        };
        let items: Vec<MenuItem> = periods.into_iter().map(item).collect();
        let current = context.site.href(&self.data.path);
        (!items.is_empty()).then(|| components::archive_links(&context.site, title, items, &current))
    }

    /// The way to the month before.
    fn earlier(&self, context: &Context, path: &str) -> Element {
        let href = context.site.href(path);
        let name = match context.addresses.parse(&href) {
            Address::List(_, Some(period)) => period_name(context, period),
            _ => String::new(),
        };
        let words = context.site.edition.words;
        components::archive_links(&context.site, words.month_before, vec![MenuItem { text: name, href }], "")
    }

    fn crumbs(&self, context: &Context, period: Period) -> Vec<MenuItem> {
        let front = MenuItem { text: context.site.edition.words.front.to_owned(), href: context.site.base.clone() };
        let own = MenuItem { text: self.name.clone(), href: self.at(context, None) };
        let year = Period { month: None, part: 1, ..period };
        let year =
            period.month.map(|_| MenuItem { text: period_name(context, year), href: self.at(context, Some(year)) });
        [front, own].into_iter().chain(year).collect()
    }

    fn at(&self, context: &Context, period: Option<Period>) -> String {
        context.href(&Address::List(self.collection.clone(), period))
    }
}

/// `2026`, or `يناير 2026`.
fn period_name(context: &Context, period: Period) -> String {
    dates::period(&context.site.edition, period.year, period.month)
}
