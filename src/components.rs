//! What a reader sees: model values in, markup out.
//!
//! A component is a plain function. What is static between two navigations it returns as [`markup`], a
//! value; only the masthead, which lives on, is a Leptos view. It knows no source, no location and no
//! loading state, and it cannot fail. File, function, class and sheet share one name.

mod article;
mod body;
mod byline;
mod corrections;
mod figure;
mod footer;
mod headline;
mod kicker;
mod list;
pub mod markup;
mod masthead;
mod masthead_date;
mod nameplate;
mod navigation;
mod problem;
mod quote;
mod read_also;
mod related_articles;
mod sponsor_banner;
mod standfirst;
mod teaser;
mod teaser_list;
mod text;
mod timestamp;

pub use article::{ArticleParts, article};
pub use footer::footer;
pub use masthead::masthead;
pub use navigation::MenuItem;
pub use problem::{Act, ProblemWords, RELOAD, RETRY, problem};
pub use related_articles::related_articles;
pub use sponsor_banner::sponsor_banner;
pub use teaser_list::{Look, teaser_list};

use crate::edition::Site;
use crate::model::{Article, Block, Direction, Instant, Language, Slug, Teaser};

/// What the parts of one story share.
struct Story<'a> {
    site: &'a Site,
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
}

impl<'a> Story<'a> {
    fn new(site: &'a Site, article: &'a Article, teasers: &'a [Teaser], now: Instant) -> Self {
        let language = article.language.as_ref().unwrap_or(&site.edition.file.language);
        Self {
            site,
            language,
            direction: language.direction(),
            is_sponsored: article.sponsor.is_some(),
            section: article.article_section.as_ref(),
            teasers,
            now,
        }
    }
}

/// Whether a block is drawn. One that is not is left out, and the builder says so.
pub fn has_view(block: &Block) -> bool {
    match block {
        Block::Paragraph(_)
        | Block::Heading(_)
        | Block::List(_)
        | Block::Quote(_)
        | Block::Figure(_)
        | Block::Rule
        | Block::ReadAlso(_)
        | Block::SponsorSlot => true,
        Block::PullQuote(_)
        | Block::Gallery(_)
        | Block::Table(_)
        | Block::Embed(_)
        | Block::Video(_)
        | Block::Audio(_)
        | Block::Code(_)
        | Block::Correction(_)
        | Block::KeyPoints(_)
        | Block::File(_)
        | Block::Details(_)
        | Block::Footnotes(_)
        | Block::Unsupported => false,
    }
}
