//! What a reader sees: model values in, markup out.
//!
//! A component is a plain function. What is static between two navigations it returns as [`markup`], a
//! value; only the masthead, which lives on, is a Leptos view. It knows no source, no location and no
//! loading state, and it cannot fail. File, function, class and sheet share one name.

mod archive_links;
mod article;
mod audio;
mod body;
mod breadcrumbs;
mod byline;
mod code;
mod contents;
mod correction;
mod corrections;
mod details;
mod embed;
mod figure;
mod file;
mod footer;
mod footnotes;
mod gallery;
mod headline;
mod key_points;
mod kicker;
mod latest;
mod list;
pub mod markup;
mod masthead;
mod masthead_date;
mod nameplate;
mod navigation;
mod older_story;
mod problem;
mod pull_quote;
mod quote;
mod read_also;
mod region;
mod related_articles;
mod share;
mod skip_link;
mod sponsor_banner;
mod standfirst;
mod static_page;
mod strip;
mod table;
mod teaser;
mod teaser_list;
mod text;
mod theme_switch;
mod timestamp;
mod topics;
mod video;

pub use archive_links::archive_links;
pub use article::{ArticleParts, article};
pub use breadcrumbs::breadcrumbs;
pub use embed::SHOW_EMBED;
pub use footer::footer;
pub use latest::latest;
pub use masthead::masthead;
pub use navigation::{MenuItem, currency};
pub use problem::{Act, ProblemWords, RELOAD, RETRY, problem};
pub use related_articles::related_articles;
pub use sponsor_banner::sponsor_banner;
pub use static_page::static_page;
pub use strip::strip;
pub use teaser_list::{Look, teaser_list};
pub use text::words;

use std::cell::Cell;
use std::sync::Arc;

use footnotes::Notes;

use crate::edition::{Edition, Site};
use crate::model::{Article, Block, Direction, Instant, Language, Link, Slug, StaticPage, Teaser};

/// What the parts of one story share.
struct Story<'a> {
    site: &'a Site,
    /// With the words of its own language.
    edition: Arc<Edition>,
    /// In which it is written, where a block says nothing else.
    language: &'a Language,
    /// In which its words run then.
    direction: Direction,
    /// Whether somebody paid for it; its links say so then.
    is_sponsored: bool,
    /// Its section, by which sponsors are chosen.
    section: Option<&'a Slug>,
    /// The articles that it names.
    teasers: &'a [Teaser],
    /// The instant by which sponsors are chosen.
    now: Instant,
    /// What its marks point at.
    notes: Notes<'a>,
    /// How many parts of it scroll by themselves, so far: each has a name of its own.
    n_regions: Cell<u32>,
    /// How many embeds there are in it, so far.
    n_embeds: Cell<u32>,
}

impl<'a> Story<'a> {
    fn new(site: &'a Site, article: &'a Article, teasers: &'a [Teaser], now: Instant) -> Self {
        let (is_sponsored, section) = (article.sponsor.is_some(), article.article_section.as_ref());
        Self { is_sponsored, section, ..Self::of(site, article.language.as_ref(), &article.body, teasers, now) }
    }

    fn of_page(site: &'a Site, page: &'a StaticPage, teasers: &'a [Teaser], now: Instant) -> Self {
        Self::of(site, page.language.as_ref(), &page.body, teasers, now)
    }

    fn of(
        site: &'a Site,
        language: Option<&'a Language>,
        body: &'a [Block],
        teasers: &'a [Teaser],
        now: Instant,
    ) -> Self {
        let language = language.unwrap_or(&site.edition.file.language);
        Self {
            site,
            edition: site.edition.in_language(language),
            language,
            direction: language.direction(),
            is_sponsored: false,
            section: None,
            teasers,
            now,
            notes: Notes::of(body),
            n_regions: Cell::new(0),
            n_embeds: Cell::new(0),
        }
    }

    /// What a link says of where it leads: to another site, and paid for where the story is.
    fn rel(&self, link: &Link) -> Option<&'static str> {
        match (link.is_web(), self.is_sponsored) {
            (true, true) => Some("sponsored noopener"),
            (true, false) => Some("noopener"),
            (false, _) => None,
        }
    }

    /// A link to another article, by its headline.
    fn link_to(&self, teaser: &Teaser) -> markup::Element {
        let language = teaser.language.as_ref().unwrap_or(&self.site.edition.file.language);
        markup::plain("a")
            .attribute("href", self.site.href(&teaser.path))
            .in_language(language, self.language)
            .markup(words(language.direction(), &teaser.headline))
    }
}
