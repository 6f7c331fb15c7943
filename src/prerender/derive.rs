//! What each page needs, beside the page: one file per page, and the shell that the app comes to life in.

mod front;
mod lists;
mod onward;

use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use super::Report;
use super::content::{ArticleContent, PageContent, SiteContent};
use super::output::Files;
use super::shell::Shell;
use crate::edition::dates;
use crate::model::{Kind, Slug};
use crate::pages::Page;
use crate::source::page_data::{FILE_NAME, FORMAT, read_page_data};

/// The document of all addresses that lead nowhere.
const NOT_FOUND: &str = "404.html";

/// One page's data, as [`crate::source::PageData`] reads it.
#[derive(Default, Serialize)]
struct Data<'a> {
    format: u32,
    kind: &'static str,
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<&'a serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a serde_json::Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    teasers: Vec<TeaserData<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    strips: Vec<StripData<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    latest: Vec<TeaserData<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    older: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    years: Vec<u16>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    months: Vec<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parts: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    earlier: Option<String>,
}

/// A section on the front, as [`crate::source::page_data::Strip`] reads it.
#[derive(Serialize)]
struct StripData<'a> {
    section: String,
    teasers: Vec<TeaserData<'a>>,
}

/// A teaser, as [`crate::model::Teaser`] is read. What the publisher wrote is passed on as it stands.
#[derive(Serialize)]
struct TeaserData<'a> {
    slug: &'a str,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kicker: Option<&'a str>,
    headline: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    standfirst: Option<&'a str>,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    is_sponsored: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

/// The data of every page, by the page's path. Articles come newest first.
pub(super) fn pages(
    site: &SiteContent,
    articles: &[ArticleContent],
    static_pages: &[PageContent],
    report: &mut Report,
) -> Vec<(String, String)> {
    let mut pages = Vec::new();
    let mut add = |data: Data<'_>| match serde_json::to_string(&data) {
        Ok(text) => pages.push((data.path, text)),
        Err(error) => report.error("page-data", Path::new(&data.path), error.to_string()),
    };
    let onward = onward::Onward::new(articles);
    add(front::front(site, articles, |slug| onward.by_slug(slug)));
    lists::lists(site, articles, &mut add);
    for content in articles {
        add(onward.article(site, content));
    }
    for content in static_pages {
        let by_slug = |slug: &Slug| onward.by_slug(slug);
        add(Data {
            page: Some(&content.json),
            teasers: onward::in_text(&content.page.body, by_slug).map(|content| teaser(site, content)).collect(),
            ..data("page", content.path.clone())
        });
    }
    pages
}

/// The data of each page, and the shell at its address. The head is made of the data as the app will read
/// it, so what the app could not read is found here.
pub(super) fn write(
    shell: &Shell,
    site: &SiteContent,
    pages: Vec<(String, String)>,
    files: &mut Files,
    report: &mut Report,
) {
    for (path, text) in pages {
        let reading = read_page_data(&text);
        match reading.value.and_then(|data| Page::from_data(&site.context, Arc::new(data))) {
            Some(page) => {
                files.add(document(&path), shell.page(&site.context, &path, page));
                files.add(format!("{}{FILE_NAME}", folder(&path)), text.into_bytes());
            }
            None => report.problems(Path::new(&format!("{path}{FILE_NAME}")), &text, reading.problems),
        }
    }
    files.add(NOT_FOUND.to_owned(), shell.not_found(&site.context));
}

/// Takes the names of all that [`write`] would write.
pub(super) fn reserve(
    site: &SiteContent,
    articles: &[ArticleContent],
    static_pages: &[PageContent],
    files: &mut Files,
    report: &mut Report,
) {
    for (path, _) in pages(site, articles, static_pages, report) {
        files.add(document(&path), Vec::new());
        files.add(format!("{}{FILE_NAME}", folder(&path)), Vec::new());
    }
    files.add(NOT_FOUND.to_owned(), Vec::new());
}

fn data<'a>(kind: &'static str, path: String) -> Data<'a> {
    Data { format: FORMAT, kind, path, ..Data::default() }
}

fn teasers<'a>(site: &SiteContent, articles: &[&'a ArticleContent]) -> Vec<TeaserData<'a>> {
    articles.iter().map(|content| teaser(site, content)).collect()
}

fn teaser<'a>(site: &SiteContent, content: &'a ArticleContent) -> TeaserData<'a> {
    let ArticleContent { slug, path, article, json } = content;
    let opinion = matches!(article.kind, Kind::Opinion | Kind::Analysis);
    TeaserData {
        slug: slug.as_str(),
        path,
        kind: json.get("kind"),
        kicker: article.kicker.as_deref(),
        headline: article.alternative_headline.as_deref().unwrap_or(&article.headline),
        standfirst: article.standfirst.as_deref(),
        date_published: dates::machine_readable(&site.context.site.edition, article.date_published),
        image: json.get("lead_image").map(picture_only),
        author: article.authors.first().filter(|_| opinion).map(|author| author.name.as_str()),
        is_sponsored: article.sponsor.is_some(),
        language: article.language.as_ref().map(crate::model::Language::as_str),
    }
}

/// A picture without the words that only its article shows.
fn picture_only(image: &serde_json::Value) -> serde_json::Value {
    let mut image = image.clone();
    if let Some(fields) = image.as_object_mut() {
        fields.shift_remove("caption");
        fields.shift_remove("credit");
    }
    image
}

/// The file of a page's document. Hosts serve `a/index.html` at `/a/`, and `a.html` at `/a`.
fn document(path: &str) -> String {
    match path.strip_prefix('/').unwrap_or(path) {
        inner if inner.is_empty() || inner.ends_with('/') => format!("{inner}index.html"),
        inner => format!("{inner}.html"),
    }
}

/// The folder of a page in the site: every static host serves a folder's index at its clean address.
fn folder(path: &str) -> String {
    match path.trim_matches('/') {
        "" => String::new(),
        inner => format!("{inner}/"),
    }
}
