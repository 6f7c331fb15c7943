//! Page data: what one page needs, in one file beside it. A private format between the two halves of one
//! build; its name carries the version, so an old cached file never meets a newer app.

use super::contract::{Reading, read_with};
use super::json::Limits;
use super::reader::{Read, UnknownFields, record, words};
use crate::edition::SiteFile;
use crate::model::{Article, Slug, Teaser};

/// The version of the format.
pub const FORMAT: u32 = 1;

/// The name of the file, beside the page.
pub const FILE_NAME: &str = "page.v1.json";

/// The kinds of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// The front.
    Front,
    /// A section's newest articles.
    Section,
    /// An article.
    Article,
}

words! { PageKind { "front" => Front, "section" => Section, "article" => Article, } }

/// What a page needs.
#[derive(Clone, Debug)]
pub struct PageData {
    /// What it is.
    pub kind: PageKind,
    /// Its path, without the base path.
    pub path: String,
    /// The slug of the article, or of the section.
    pub slug: Option<Slug>,
    /// The article, as the publisher wrote it.
    pub article: Option<Article>,
    /// The articles that it lists or names.
    pub teasers: Vec<Teaser>,
}

record! {
    /// What a page needs.
    PageData {
        /// What it is.
        kind: required,
        /// Its path.
        path: required,
        /// The slug of the article, or of the section.
        slug: optional,
        /// The article.
        article: optional,
        /// The articles that it lists or names.
        teasers: many,
    }
}

record! {
    /// A link to an article.
    Teaser {
        /// Its slug.
        slug: required,
        /// Its path.
        path: required,
        /// The form of journalism.
        kind: default,
        /// The short line above the headline.
        kicker: optional,
        /// The headline.
        headline: required,
        /// The paragraph under it.
        standfirst: optional,
        /// The section's slug.
        article_section: optional,
        /// When it first appeared.
        date_published: required,
        /// Its lead picture.
        image: optional,
        /// The author of an opinion or an analysis.
        author: optional,
        /// Whether a sponsor paid for it.
        is_sponsored: default,
        /// Its language.
        language: optional,
    }
}

/// What every page of a site shares; it stands in the page itself.
#[derive(Clone, Debug)]
pub struct SiteData {
    /// The year of the build.
    pub year: u32,
    /// The tables of the zones that the editions name.
    pub zones: Vec<(String, Vec<(i64, i32)>)>,
    /// The publisher's file.
    pub site: SiteFile,
}

impl super::reader::Read for Vec<(i64, i32)> {
    fn read(node: &super::json::Node, reader: &mut super::reader::Reader) -> Option<Self> {
        reader.items(node, <(i64, i32)>::read)
    }

    fn shape() -> super::reader::Shape {
        super::reader::Shape::List(Box::new(<(i64, i32)>::shape()))
    }
}

record! {
    /// What every page of a site shares.
    SiteData {
        /// The year of the build.
        year: required,
        /// The tables of zones.
        zones: map,
        /// The publisher's file.
        site: required,
    }
}

/// Reads page data; unknown fields are ignored.
pub fn read_page_data(text: &str) -> Reading<PageData> {
    read_with(text, Limits::DERIVED, UnknownFields::Ignore, |node, reader| {
        reader.version(node, "format", FORMAT)?;
        PageData::read(node, reader)
    })
}

/// Reads what every page shares; unknown fields are ignored.
pub fn read_site_data(text: &str) -> Reading<SiteData> {
    read_with(text, Limits::DERIVED, UnknownFields::Ignore, SiteData::read)
}
