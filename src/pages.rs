//! The kinds of pages: from page data to a page, its head and its view. Loading has happened before.

mod article;
mod front;
mod list;
mod problem;
mod static_page;

pub use article::ArticlePage;
pub use front::FrontPage;
pub use list::ListPage;
pub use problem::{Cause, ProblemPage};
pub use static_page::StaticPageView;

use std::sync::Arc;

use crate::address::{Address, Addresses, Collection, Pattern, Prefixes};
use crate::arabic::bidi::balanced;
use crate::components::markup::{Element, element};
use crate::components::{self, MenuItem};
use crate::edition::{Site, SocialLink, SponsorSlot, Zone};
use crate::model::{Instant, Slug};
use crate::source::page_data::{PageName, SiteData};
use crate::source::{PageData, PageKind};

/// What every page of a site shares.
#[derive(Clone, Debug)]
pub struct Context {
    /// Who publishes.
    pub site: Site,
    /// Its addresses.
    pub addresses: Addresses,
    /// Its static pages.
    pub pages: Vec<PageName>,
    /// Sections without an article.
    pub empty_sections: Vec<Slug>,
}

impl Context {
    /// Resolves what the page carries; `base` is the path under which it is served. Errors name the JSON path.
    pub fn new(data: SiteData, base: &str) -> Result<Self, String> {
        let SiteData { year, zones, pages, empty_sections, prefixes, site } = data;
        let zone = |name: &str| {
            let table = zones.iter().find(|(zone, _)| zone == name).map(|(_, table)| table.clone());
            Zone::new(table.unwrap_or_default())
        };
        let site = Site::resolve(site, base, year, zone).map_err(|error| error.to_string())?;
        let prefixes = Prefixes::new(prefixes);
        let permalink = Pattern::new(site.edition.permalink(), &prefixes)
            .map_err(|error| format!("$.editions.*.permalink: {error}"))?;
        Ok(Self { addresses: Addresses::new(base, permalink, prefixes), site, pages, empty_sections })
    }

    /// The path of an address below the base path.
    pub fn path(&self, address: &Address) -> String {
        self.addresses.path(address).unwrap_or_else(|| "/".to_owned())
    }

    /// An address as a link has it, base path included.
    pub fn href(&self, address: &Address) -> String {
        self.site.href(&self.path(address))
    }

    /// The menu: the front, then what the publisher put there, or all sections. A section without an article
    /// is left out.
    pub fn menu(&self) -> Vec<MenuItem> {
        let edition = &self.site.edition;
        let mut menu = vec![MenuItem { text: edition.words.front.to_owned(), href: self.site.base.clone() }];
        if edition.file.navigation.is_empty() {
            menu.extend(edition.file.sections.iter().filter_map(|section| self.section_item(&section.slug)));
        }
        menu.extend(edition.file.navigation.iter().filter_map(|item| match (&item.section, &item.page, &item.link) {
            (Some(slug), ..) => self.section_item(slug),
            (_, Some(slug), _) => self.page_item(slug),
            (.., Some(link)) => item.text.clone().map(|text| MenuItem { text, href: self.site.link(link) }),
            _ => None,
        }));
        menu
    }

    /// What the bottom of each page leads to: static pages, the archive, and accounts elsewhere.
    pub fn footer_menu(&self) -> Vec<MenuItem> {
        let archive = MenuItem {
            text: self.site.edition.words.archive.to_owned(),
            href: self.href(&Address::List(Collection::All, None)),
        };
        let account = |account: &SocialLink| {
            let text = account.name.clone().unwrap_or_else(|| account.network.clone());
            MenuItem { text, href: self.site.link(&account.link) }
        };
        let mut menu: Vec<MenuItem> = self.pages.iter().filter_map(|page| self.page_item(&page.slug)).collect();
        menu.push(archive);
        menu.extend(self.site.edition.file.social.iter().map(account));
        menu
    }

    fn section_item(&self, slug: &Slug) -> Option<MenuItem> {
        let section = self.site.edition.section(slug).filter(|_| !self.empty_sections.contains(slug))?;
        let href = self.href(&Address::List(Collection::Section(slug.clone()), None));
        Some(MenuItem { text: section.name.clone(), href })
    }

    fn page_item(&self, slug: &Slug) -> Option<MenuItem> {
        let page = self.pages.iter().find(|page| page.slug == *slug)?;
        Some(MenuItem { text: page.name.clone(), href: self.href(&Address::Page(slug.clone())) })
    }
}

/// A page, ready to be shown.
#[derive(Debug)]
pub enum Page {
    /// An article.
    Article(ArticlePage),
    /// The front.
    Front(FrontPage),
    /// The articles of a collection.
    List(ListPage),
    /// Who we are, contact, privacy.
    Static(StaticPageView),
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
            PageKind::Front => Some(Self::Front(FrontPage::new(data))),
            PageKind::List => ListPage::new(context, data).map(Self::List),
            PageKind::Page => StaticPageView::new(data).map(Self::Static),
        }
    }

    /// What the document's head says of it.
    pub fn head(&self, context: &Context) -> Head {
        match self {
            Self::Article(page) => page.head(context),
            Self::Front(page) => page.head(context),
            Self::List(page) => page.head(context),
            Self::Static(page) => page.head(context),
            Self::Problem(page) => page.head(context),
        }
    }

    /// What a reader sees between masthead and footer. Sponsors are chosen by `now`.
    pub fn view(&self, context: &Context, now: Instant) -> Element {
        let main = match self {
            Self::Article(page) => page.main(context, now),
            Self::Front(page) => page.main(context, now),
            Self::List(page) => page.main(context, now),
            Self::Static(page) => page.main(context, now),
            // Nobody pays to stand beside a fault.
            Self::Problem(page) => return element("div", "page").child(page.main(context)),
        };
        let banner = components::sponsor_banner(&context.site, SponsorSlot::Top, self.section(), now);
        element("div", "page").children(banner).child(main)
    }

    fn section(&self) -> Option<&Slug> {
        match self {
            Self::Article(page) => page.section(),
            Self::List(page) => page.section(),
            _ => None,
        }
    }

    /// The path of the section that the page belongs to, as the menu has it; empty, where it belongs to none.
    pub fn branch(&self, context: &Context) -> String {
        let href = |slug: &Slug| context.href(&Address::List(Collection::Section(slug.clone()), None));
        self.section().map(href).unwrap_or_default()
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

/// What a page of others' headlines or names holds, in one sentence: `News: local, sport, culture`.
fn contents(context: &Context, of: &str, names: impl Iterator<Item = String>) -> String {
    let mut sentence = of.to_owned();
    for (index, name) in names.enumerate() {
        sentence += if index == 0 { ": " } else { context.site.edition.words.comma };
        sentence += &name;
    }
    balanced(&sentence)
}

/// The page's own address.
fn canonical(context: &Context, path: &str) -> String {
    format!("{}{}", context.site.base_url, path.trim_start_matches('/'))
}
