//! What each page needs, beside the page: one file per page, and the shell that the app comes to life in.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use super::Report;
use super::content::{ArticleContent, SiteContent};
use super::output::Files;
use super::shell::Shell;
use crate::address::Address;
use crate::edition::dates;
use crate::model::{Block, Kind, Slug};
use crate::pages::Page;
use crate::source::page_data::{FILE_NAME, FORMAT, read_page_data};

/// How many articles a list shows.
const NEWEST: usize = 30;

/// One page's data, as [`crate::source::PageData`] reads it.
#[derive(Serialize)]
struct Data<'a> {
    format: u32,
    kind: &'static str,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    slug: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<&'a serde_json::Value>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    article_section: Option<&'a str>,
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

/// The data of every page, by the page's path.
pub(super) fn pages(site: &SiteContent, articles: &[ArticleContent], report: &mut Report) -> Vec<(String, String)> {
    let by_slug: HashMap<&Slug, &ArticleContent> = articles.iter().map(|content| (&content.slug, content)).collect();
    let mut pages = Vec::new();
    let mut add = |data: &Data<'_>| match serde_json::to_string(data) {
        Ok(text) => pages.push((data.path.to_owned(), text)),
        Err(error) => report.error("page-data", Path::new(data.path), error.to_string()),
    };
    add(&list(site, "front", "/", None, &front(site, articles, &by_slug)));
    for section in &site.context.site.edition.file.sections {
        let path = site.context.path(&Address::Section(section.slug.clone()));
        let newest = articles.iter().filter(|content| content.article.article_section.as_ref() == Some(&section.slug));
        add(&list(site, "section", &path, Some(&section.slug), &newest.take(NEWEST).collect::<Vec<_>>()));
    }
    for content in articles {
        let named = named(content).into_iter().filter_map(|slug| by_slug.get(slug));
        add(&Data {
            format: FORMAT,
            kind: "article",
            path: &content.path,
            slug: Some(content.slug.as_str()),
            article: Some(&content.json),
            teasers: named.map(|content| teaser(site, content)).collect(),
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
                files.add(format!("{}index.html", folder(&path)), shell.page(&page.head(&site.context)));
                files.add(format!("{}{FILE_NAME}", folder(&path)), text.into_bytes());
            }
            None => report.problems(Path::new(&format!("{path}{FILE_NAME}")), &text, reading.problems),
        }
    }
    files.add("404.html".to_owned(), shell.not_found());
}

/// What the editors pinned, then the newest.
fn front<'a>(
    site: &SiteContent,
    articles: &'a [ArticleContent],
    by_slug: &HashMap<&Slug, &'a ArticleContent>,
) -> Vec<&'a ArticleContent> {
    let pinned = site.context.site.edition.file.front.as_ref().map(|front| front.pinned.as_slice()).unwrap_or_default();
    let mut chosen: Vec<&ArticleContent> = Vec::new();
    for (index, slug) in pinned.iter().enumerate() {
        let is_first = !pinned.iter().take(index).any(|before| before == slug);
        chosen.extend(by_slug.get(slug).copied().filter(|_| is_first));
    }
    let rest = articles.iter().filter(|content| !pinned.contains(&content.slug));
    chosen.extend(rest.take(NEWEST.saturating_sub(chosen.len())));
    chosen
}

/// The articles that an article names, each once.
fn named(content: &ArticleContent) -> Vec<&Slug> {
    let mut slugs: Vec<&Slug> = Vec::new();
    let in_text = content.article.body.iter().filter_map(|block| match block {
        Block::ReadAlso(read_also) => Some(&read_also.articles),
        _ => None,
    });
    for slug in in_text.flatten().chain(&content.article.related) {
        if !slugs.contains(&slug) && *slug != content.slug {
            slugs.push(slug);
        }
    }
    slugs
}

fn list<'a>(
    site: &SiteContent,
    kind: &'static str,
    path: &'a str,
    slug: Option<&'a Slug>,
    articles: &[&'a ArticleContent],
) -> Data<'a> {
    let teasers = articles.iter().map(|content| teaser(site, content)).collect();
    Data { format: FORMAT, kind, path, slug: slug.map(Slug::as_str), article: None, teasers }
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
        article_section: article.article_section.as_ref().map(Slug::as_str),
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

/// The folder of a page in the site: every static host serves a folder's index at its clean address.
fn folder(path: &str) -> String {
    match path.trim_matches('/') {
        "" => String::new(),
        inner => format!("{inner}/"),
    }
}
