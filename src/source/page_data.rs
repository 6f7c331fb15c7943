//! Page data: what one page needs, in one file beside it. A private format between the two halves of one
//! build; its name carries the version, so an old cached file never meets a newer app.

use super::contract::{Reading, read_with};
use super::json::{Limits, Node};
use super::reader::{Fill, Read, Reader, Shape, UnknownFields, record, words};
use crate::edition::SiteFile;
use crate::model::{Article, Slug, StaticPage, Teaser};

/// The version of the format.
pub const FORMAT: u32 = 1;

/// The name of the file, beside the page.
pub const FILE_NAME: &str = "page.v1.json";

/// The kinds of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// The front.
    Front,
    /// The articles of a collection; its address says which.
    List,
    /// An article.
    Article,
    /// A static page.
    Page,
}

words! { PageKind { "front" => Front, "list" => List, "article" => Article, "page" => Page, } }

/// What a page needs.
#[derive(Clone, Debug)]
pub struct PageData {
    /// The program that it was written for, as the documents of its build name it.
    pub app: Option<String>,
    /// What a build made of its pictures; every picture has its own part of it.
    pub pictures: MadePictures,
    /// What it is.
    pub kind: PageKind,
    /// Its path, without the base path.
    pub path: String,
    /// The name of a topic or an author, as printed.
    pub name: Option<String>,
    /// The article, as the publisher wrote it.
    pub article: Option<Article>,
    /// The static page, as the publisher wrote it.
    pub page: Option<StaticPage>,
    /// The articles that it lists or names.
    pub teasers: Vec<Teaser>,
    /// A front's sections, in order.
    pub strips: Vec<Strip>,
    /// A front's newest articles that stand nowhere above.
    pub latest: Vec<Teaser>,
    /// The slugs of articles to go on with, among `teasers`.
    pub related: Vec<Slug>,
    /// The slug of the story before this one in its section, among `teasers`.
    pub older: Option<Slug>,
    /// The years of a list's archive, newest first.
    pub years: Vec<u32>,
    /// The months of its year that have articles, newest first.
    pub months: Vec<u32>,
    /// In how many parts its month stands.
    pub parts: Option<u32>,
    /// The path of the month before.
    pub earlier: Option<String>,
}

/// The pictures of a page, each of which takes its part while it is read.
#[derive(Clone, Debug, Default)]
pub struct MadePictures;

impl Fill for MadePictures {
    fn fill(&mut self, node: &Node, reader: &mut Reader) -> bool {
        let mut pictures = Vec::new();
        let is_filled = pictures.fill(node, reader);
        reader.pictures = pictures;
        is_filled
    }
}

impl Read for MadePictures {
    fn blank() -> Self {
        Self
    }

    fn shape() -> Shape {
        Shape::List(Box::new(String::shape()))
    }
}

/// A section on the front.
#[derive(Clone, Debug)]
pub struct Strip {
    /// The section's slug.
    pub section: Slug,
    /// Its articles.
    pub teasers: Vec<Teaser>,
}

record! {
    /// What a page needs.
    PageData {
        /// The program that it was written for.
        app: optional,
        /// What a build made of its pictures: each address, a media type, its files of that type and in JPEG, and its mean colour. First,
        /// since every picture of the page looks for itself in it.
        pictures: default,
        /// What it is.
        kind: required,
        /// Its path.
        path: required,
        /// The name of a topic or an author.
        name: optional,
        /// The article.
        article: optional,
        /// The static page.
        page: optional,
        /// The articles that it lists or names.
        teasers: many,
        /// A front's sections.
        strips: many,
        /// A front's newest articles.
        latest: many,
        /// Articles to go on with.
        related: many,
        /// The story before this one.
        older: optional,
        /// The years of the archive.
        years: many,
        /// The months of its year.
        months: many,
        /// The parts of its month.
        parts: optional,
        /// The month before.
        earlier: optional,
    }
}

record! {
    /// A section on the front.
    Strip {
        /// Its slug.
        section: required,
        /// Its articles.
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
    /// The static pages.
    pub pages: Vec<PageName>,
    /// The slugs of sections without an article: they are not in the menu.
    pub empty_sections: Vec<Slug>,
    /// The first parts of the addresses of lists.
    pub prefixes: Vec<Slug>,
    /// The publisher's file.
    pub site: SiteFile,
}

/// A static page, as a menu names it.
#[derive(Clone, Debug)]
pub struct PageName {
    /// Its slug.
    pub slug: Slug,
    /// Its headline.
    pub name: String,
}

record! {
    /// A static page, as a menu names it.
    PageName {
        /// Its slug.
        slug: required,
        /// Its headline.
        name: required,
    }
}

impl super::reader::Read for Vec<(i64, i32)> {
    fn blank() -> Self {
        Self::new()
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
        /// The static pages.
        pages: many,
        /// Sections without an article.
        empty_sections: many,
        /// The first parts of the addresses of lists.
        prefixes: many,
        /// The publisher's file.
        site: required,
    }
}

/// Reads page data; unknown fields are ignored.
pub fn read_page_data(text: &str) -> Reading<PageData> {
    read_with(text, Limits::DERIVED, UnknownFields::Ignore, |node, reader| {
        reader.version(node, "format", FORMAT).then(|| PageData::read(node, reader)).flatten()
    })
}

/// Reads what every page shares; unknown fields are ignored.
pub fn read_site_data(text: &str) -> Reading<SiteData> {
    read_with(text, Limits::DERIVED, UnknownFields::Ignore, SiteData::read)
}
