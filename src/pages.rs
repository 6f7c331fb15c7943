//! The kinds of pages: from page data to a page, its head and its view. Loading has happened before.

mod article;
mod list;
mod problem;

pub use article::ArticlePage;
pub use list::ListPage;
pub use problem::{Cause, ProblemPage};

use std::sync::Arc;

use crate::address::{Address, Addresses, Pattern};
use crate::arabic::bidi::balanced;
use crate::components::markup::{Element, element};
use crate::components::{self, MenuItem};
use crate::edition::{Site, SponsorSlot, Zone};
use crate::model::Instant;
use crate::source::page_data::SiteData;
use crate::source::{PageData, PageKind};

/// What every page of a site shares.
#[derive(Clone, Debug)]
pub struct Context {
    /// Who publishes.
    pub site: Site,
    /// Its addresses.
    pub addresses: Addresses,
}

impl Context {
    /// Resolves what the page carries; `base` is the path under which it is served. Errors name the JSON path.
    pub fn new(data: SiteData, base: &str) -> Result<Self, String> {
        let SiteData { year, zones, site } = data;
        let zone = |name: &str| {
            let table = zones.iter().find(|(zone, _)| zone == name).map(|(_, table)| table.clone());
            Zone::new(table.unwrap_or_default())
        };
        let site = Site::resolve(site, base, year, zone).map_err(|error| error.to_string())?;
        let permalink =
            Pattern::new(site.edition.permalink()).map_err(|error| format!("$.editions.*.permalink: {error}"))?;
        Ok(Self { addresses: Addresses::new(base, permalink), site })
    }

    /// The path of an address below the base path.
    pub fn path(&self, address: &Address) -> String {
        self.addresses.path(address).unwrap_or_else(|| "/".to_owned())
    }

    /// The menu: the front, then what the publisher put there, or all sections.
    pub fn menu(&self) -> Vec<MenuItem> {
        let edition = &self.site.edition;
        let section = |section: &crate::edition::Section| MenuItem {
            text: section.name.clone(),
            href: self.site.href(&self.path(&Address::Section(section.slug.clone()))),
        };
        let front = MenuItem { text: edition.words.front.to_owned(), href: self.site.base.clone() };
        let mut menu = vec![front];
        if edition.file.navigation.is_empty() {
            menu.extend(edition.file.sections.iter().map(section));
        }
        menu.extend(edition.file.navigation.iter().filter_map(|item| match (&item.section, &item.text, &item.link) {
            (Some(slug), ..) => edition.section(slug).map(section),
            (None, Some(text), Some(address)) => Some(MenuItem { text: text.clone(), href: self.site.link(address) }),
            _ => None,
        }));
        menu
    }
}

/// A page, ready to be shown.
#[derive(Debug)]
pub enum Page {
    /// An article.
    Article(ArticlePage),
    /// The front or a section.
    List(ListPage),
    /// What stands where a page cannot be shown.
    Problem(ProblemPage),
}

/// What the document's head says of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The document's title.
    pub title: String,
    /// One or two sentences; may be empty.
    pub description: String,
    /// The page's own address, as search engines should keep it; empty where there is none.
    pub canonical: String,
}

impl Page {
    /// Makes a page of its data. `None` where the data is of no use: an article page without its article.
    pub fn from_data(context: &Context, data: Arc<PageData>) -> Option<Self> {
        match data.kind {
            PageKind::Article => ArticlePage::new(data).map(Self::Article),
            PageKind::Front | PageKind::Section => ListPage::new(context, data).map(Self::List),
        }
    }

    /// What the document's head says of it.
    pub fn head(&self, context: &Context) -> Head {
        match self {
            Self::Article(page) => page.head(context),
            Self::List(page) => page.head(context),
            Self::Problem(page) => page.head(context),
        }
    }

    /// What a reader sees between masthead and footer. Sponsors are chosen by `now`.
    pub fn view(&self, context: &Context, now: Instant) -> Element {
        let (section, main) = match self {
            Self::Article(page) => (page.section(), page.main(context, now)),
            Self::List(page) => (page.section(), page.main(context, now)),
            // Nobody pays to stand beside a fault.
            Self::Problem(page) => return element("div", "page").child(page.main(context)),
        };
        let banner = components::sponsor_banner(&context.site, SponsorSlot::Top, section, now);
        element("div", "page").children(banner).child(main)
    }
}

/// The page before its data has come.
pub fn empty_view() -> Element {
    element("div", "page").child(main_element().attribute("aria-busy", "true"))
}

/// The main landmark, where the skip link leads.
fn main_element() -> Element {
    element("main", "main").attribute("id", "main").attribute("tabindex", "-1")
}

/// The document's title: the page's own, then the paper's name.
fn title(context: &Context, own: &str) -> String {
    format!("{} - {}", balanced(own), context.site.edition.file.name)
}

/// The page's own address.
fn canonical(context: &Context, path: &str) -> String {
    format!("{}{}", context.site.base_url, path.trim_start_matches('/'))
}
