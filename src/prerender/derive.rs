//! What each page needs, beside the page: one file per page, and the shell that the app comes to life in.

mod front;
mod lists;
mod onward;

pub(super) use lists::collections;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use super::claim::Claim;
use super::content::{ArticleContent, PageContent, SiteContent};
use super::output::{Contents, Files, Role};
use super::pictures::Pictures;
use super::progress::Progress;
use super::shell::Shell;
use super::{Report, cores, output};
use crate::edition::dates;
use crate::model::{Kind, Slug};
use crate::pages::{Context, Page};
use crate::source::Problem;
use crate::source::page_data::{FILE_NAME, FORMAT, PageKind, read_page_data};

/// The document of all addresses that lead nowhere.
pub(super) const NOT_FOUND: &str = "404.html";

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
    pictures: &Pictures,
    report: &mut Report,
) -> Vec<(String, String)> {
    let mut pages = Vec::new();
    let mut add = |data: Data<'_>| match serde_json::to_string(&data) {
        Ok(text) => {
            let told = pictures.told(&text);
            pages.push((data.path, told.unwrap_or(text)));
        }
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

/// Pages whose drawing panicked: each one's path, and what was said.
#[derive(Default)]
pub(super) struct Faults(BTreeMap<String, String>);

impl Faults {
    /// Whether the page of a file could not be drawn, which is then recorded.
    pub(super) fn leave_out(&self, folder: &Path, slug: &Slug, path: &str, report: &mut Report) -> bool {
        let fault = self.0.get(path);
        if let Some(fault) = fault {
            report.error("render", &folder.join(format!("{}.json", slug.as_str())), not_drawn(fault));
        }
        fault.is_some()
    }

    /// Records those of pages that have no file of their own.
    pub(super) fn report(&self, report: &mut Report) {
        for (path, fault) in &self.0 {
            report.error("render", Path::new(path), not_drawn(fault));
        }
    }
}

fn not_drawn(fault: &str) -> String {
    format!("can't be drawn, and is left out; where it was published, that stays: {fault}")
}

/// What became of a page: its document and its data.
enum Made {
    Files(Role, [Contents; 2]),
    Unreadable(String, Vec<Problem>),
    Fault(String),
    Unwritten(io::Error),
}

/// The data of each page, and the document at its address, on all cores. The head is made of the data as the app will
/// read it, so what the app could not read is found here. `None` where the disk takes no more.
pub(super) fn write(
    shell: &Shell,
    site: &SiteContent,
    pages: Vec<(String, String)>,
    claim: Option<&Claim>,
    is_watched: bool,
    files: &mut Files,
    report: &mut Report,
) -> Option<Faults> {
    let progress = Progress::new("pages", pages.len(), is_watched);
    let made = cores::each(pages.len(), |index| {
        let (path, text) = &pages[index];
        let text = &shell.signed(text);
        let made = cores::caught(|| drawn(shell, &site.context, path, text));
        progress.step();
        match made {
            Err(fault) => Made::Fault(fault),
            Ok(Err(problems)) => Made::Unreadable(text.clone(), problems),
            Ok(Ok((role, document))) => {
                let document = output::staged(claim, &document_file(path), document);
                let data = output::staged(claim, &data_file(path), text.clone().into_bytes());
                match (document, data) {
                    (Ok(document), Ok(data)) => Made::Files(role, [document, data]),
                    (Err(error), _) | (_, Err(error)) => Made::Unwritten(error),
                }
            }
        }
    });
    drop(progress);
    let mut faults = Faults::default();
    for ((path, _), made) in pages.into_iter().zip(made) {
        match made {
            Made::Files(role, [document, data]) => {
                files.add_as(role, document_file(&path), document);
                files.add_as(Role::Data, data_file(&path), data);
            }
            Made::Unreadable(text, problems) => report.problems(Path::new(&data_file(&path)), &text, problems),
            Made::Fault(fault) => {
                faults.0.insert(path, fault);
            }
            Made::Unwritten(error) => {
                report.error("write", Path::new(&document_file(&path)), format!("can't be written: {error}"));
                return None;
            }
        }
    }
    files.add(NOT_FOUND.to_owned(), shell.not_found(&site.context));
    Some(faults)
}

/// The document of a page, and its role, of the data as the app will read it; what the app could not read, else.
pub(super) fn drawn(shell: &Shell, context: &Context, path: &str, text: &str) -> Result<(Role, Vec<u8>), Vec<Problem>> {
    fault_for_a_test(path);
    let reading = read_page_data(text);
    let data = reading.value.map(Arc::new);
    let role = data.as_ref().map_or(Role::List, |data| role(data.kind));
    let page = data.clone().and_then(|data| Page::from_data(context, data));
    match data.zip(page) {
        Some((data, page)) => Ok((role, shell.page(context, &data, page))),
        None => Err(reading.problems),
    }
}

/// Takes the names of all that [`write`] would write.
pub(super) fn reserve(
    site: &SiteContent,
    articles: &[ArticleContent],
    static_pages: &[PageContent],
    files: &mut Files,
) {
    let mut reserve = |path: &str| {
        files.add(document_file(path), Vec::new());
        files.add(data_file(path), Vec::new());
    };
    reserve("/");
    lists::lists(site, articles, &mut |data| reserve(&data.path));
    articles.iter().for_each(|content| reserve(&content.path));
    static_pages.iter().for_each(|content| reserve(&content.path));
    files.add(NOT_FOUND.to_owned(), Vec::new());
}

fn role(kind: PageKind) -> Role {
    match kind {
        PageKind::Front => Role::Front,
        PageKind::List => Role::List,
        PageKind::Article => Role::Article,
        PageKind::Page => Role::Page,
    }
}

/// A planted fault, so that a test can see what one in a component does to a build. No released program knows it.
#[cfg(debug_assertions)]
fn fault_for_a_test(path: &str) {
    assert!(std::env::var("KHABAR_FAULT_AT").map_or(true, |at| at != path), "a planted fault");
}

#[cfg(not(debug_assertions))]
fn fault_for_a_test(_path: &str) {}

fn data<'a>(kind: &'static str, path: String) -> Data<'a> {
    Data { format: FORMAT, kind, path, ..Data::default() }
}

fn teasers<'a>(site: &SiteContent, articles: &[&'a ArticleContent]) -> Vec<TeaserData<'a>> {
    articles.iter().map(|content| teaser(site, content)).collect()
}

fn teaser<'a>(site: &SiteContent, content: &'a ArticleContent) -> TeaserData<'a> {
    let ArticleContent { slug, path, article, json, .. } = content;
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
pub(super) fn document_file(path: &str) -> String {
    match path.strip_prefix('/').unwrap_or(path) {
        inner if inner.is_empty() || inner.ends_with('/') => format!("{inner}index.html"),
        inner => format!("{inner}.html"),
    }
}

/// The file of a page's data.
pub(super) fn data_file(path: &str) -> String {
    format!("{}{FILE_NAME}", folder(path))
}

/// The folder of a page in the site: every static host serves a folder's index at its clean address.
fn folder(path: &str) -> String {
    match path.trim_matches('/') {
        "" => String::new(),
        inner => format!("{inner}/"),
    }
}
