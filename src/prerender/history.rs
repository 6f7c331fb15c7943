//! The addresses that a site has published: read before a build, written down after it.
//!
//! The file lies beside the content, because it can't be made anew from it, and outside of it, because readers have no
//! use for it.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::check::{Checks, File};
use super::content::{ArticleContent, PageContent, SiteContent, read_text};
use super::redirects::{Leads, Table};
use super::{Options, Report, claim, derive, output};
use crate::address::{Address, Collection};
use crate::edition::{PublishedAddress, PublishedKind};
use crate::model::{Instant, Slug};
use crate::source::contract::{Reading, read_history};
use crate::source::page_data::FILE_NAME;

/// What is known of the time before this build.
pub(super) struct History {
    file: PathBuf,
    /// Nothing where the file can't be understood: then it stays as it is.
    before: Option<Vec<PublishedAddress>>,
    is_new: bool,
}

/// What belongs to a content folder and not to the site, such as `public.history.json` beside `public/`.
pub(super) fn beside(content: &Path, ending: &str) -> PathBuf {
    let content = match content.file_name() {
        Some(_) => content.to_owned(),
        None => fs::canonicalize(content).unwrap_or_else(|_| content.to_owned()),
    };
    let mut name = content.file_name().unwrap_or("content".as_ref()).to_owned();
    name.push(ending);
    content.with_file_name(name)
}

impl History {
    /// Reads and checks the file.
    pub(super) fn read(options: &Options, checks: &mut Checks, report: &mut Report) -> Self {
        let file = options.history.clone().unwrap_or_else(|| beside(&options.content, ".history.json"));
        // Whoever replaces a link replaces what it leads to.
        let real = fs::canonicalize(&file).unwrap_or_else(|_| file.clone());
        let unusable = |file| Self { file, before: None, is_new: false };
        for folder in [&options.content, &options.out] {
            if !folder.as_os_str().is_empty() && is_within(&real, folder) {
                report.error("history", &file, format!("lies in {}, where readers would find it", folder.display()));
                return unusable(real);
            }
        }
        if !real.exists() {
            let before = in_site(&options.out, options.now);
            if !before.is_empty() {
                let message = format!(
                    "is not there, though {} was built before: begun anew with the {} addresses that are in it; what \
                     was published earlier is not known, and nothing is taken away for that",
                    options.out.display(),
                    before.len()
                );
                checks.lost_history(&file, message, &before);
            }
            return Self { file: real, before: Some(before), is_new: true };
        }
        let Some(text) = read_text(&file, report) else { return unusable(real) };
        let Reading { value, problems, tree } = read_history(&text);
        let read = File { file: &file, text: &text, problems: &problems, tree: tree.as_ref() };
        let is_ours = checks.history(&read, value.as_ref());
        report.is_incomplete |= !is_ours;
        Self { file: real, before: value.filter(|_| is_ours).map(|value| value.addresses), is_new: false }
    }

    /// Writes down what the site has now, where that is more than before.
    pub(super) fn write(
        self,
        options: &Options,
        site: &SiteContent,
        articles: &[ArticleContent],
        pages: &[PageContent],
        redirects: &Table,
        report: &mut Report,
    ) {
        let Some(before) = self.before else { return };
        let mut known: BTreeMap<String, PublishedAddress> =
            before.into_iter().map(|address| (address.path.clone(), address)).collect();
        let gone: HashSet<String> =
            redirects.exact.iter().filter(|rule| rule.leads == Leads::Gone).map(|rule| rule.from.bare()).collect();
        for address in known.values_mut() {
            if gone.contains(address.path.trim_end_matches('/')) {
                address.gone = address.gone.or(Some(options.now));
            }
        }
        for address in published(options.now, site, articles, pages) {
            // What could not be written was not published.
            if !options.out.join(derive::document_file(&address.path)).exists() {
                continue;
            }
            let since = known.get(&address.path).map_or(address.since, |known| known.since);
            known.insert(address.path.clone(), PublishedAddress { since, ..address });
        }
        if known.is_empty() {
            return;
        }
        let text = to_text(&site.context.site.base_url, known.values());
        match output::replace(&self.file, text.as_bytes()) {
            Ok(_) => report.history = Some(self.file).filter(|_| self.is_new),
            Err(error) => report.error("write", &self.file, format!("can't be written: {error}")),
        }
    }
}

/// The addresses of a build that a reader may keep; archives come and go with the months that have articles.
fn published(
    now: Instant,
    site: &SiteContent,
    articles: &[ArticleContent],
    pages: &[PageContent],
) -> Vec<PublishedAddress> {
    let address = |path: &str, kind, slug: &Slug, id: Option<&str>| PublishedAddress {
        path: path.to_owned(),
        kind,
        slug: Some(slug.clone()),
        id: id.map(str::to_owned),
        since: now,
        gone: None,
    };
    let list = |kind, slug: &Slug| {
        let collection = match kind {
            PublishedKind::Topic => Collection::Tag(slug.clone()),
            PublishedKind::Author => Collection::Author(slug.clone()),
            _ => Collection::Section(slug.clone()),
        };
        let path = site.context.addresses.path(&Address::List(collection, None))?;
        Some(address(&path, kind, slug, None))
    };
    let mut all = Vec::new();
    for ArticleContent { slug, path, article, .. } in articles {
        all.push(address(path, PublishedKind::Article, slug, Some(&article.id)));
        let topics = article.keywords.iter().filter_map(|words| Slug::of_words(words));
        all.extend(topics.filter_map(|slug| list(PublishedKind::Topic, &slug)));
        let authors = article.authors.iter().filter_map(|author| author.slug.as_ref());
        all.extend(authors.filter_map(|slug| list(PublishedKind::Author, slug)));
    }
    all.extend(pages.iter().map(|page| address(&page.path, PublishedKind::Page, &page.slug, None)));
    let sections = &site.context.site.edition.file.sections;
    all.extend(sections.iter().filter_map(|section| list(PublishedKind::Section, &section.slug)));
    all
}

/// The articles and pages of a site that was built before, by the data of its pages.
fn in_site(out: &Path, now: Instant) -> Vec<PublishedAddress> {
    let list = fs::read_to_string(out.join(claim::MANIFEST)).unwrap_or_default();
    let files = list
        .lines()
        .filter_map(|line| line.split('\t').next())
        .filter(|path| path.ends_with(&format!("/{FILE_NAME}")) && claim::is_below(path));
    let address = |path: &str| {
        let data: Value = serde_json::from_slice(&fs::read(out.join(path)).ok()?).ok()?;
        let path = data["path"].as_str()?;
        let (kind, id) = match data["kind"].as_str()? {
            "article" => (PublishedKind::Article, data["article"]["id"].as_str()),
            "page" => (PublishedKind::Page, None),
            _ => return None,
        };
        let slug = Slug::new(path.trim_matches('/').rsplit('/').next()?);
        Some(PublishedAddress { path: path.to_owned(), kind, slug, id: id.map(str::to_owned), since: now, gone: None })
    };
    files.filter_map(address).collect()
}

/// One line for each address, so that version control shows what a build added.
fn to_text<'a>(base_url: &str, addresses: impl Iterator<Item = &'a PublishedAddress>) -> String {
    let lines: Vec<String> = addresses.map(line).collect();
    format!(
        "{{\n  \"version\": 1,\n  \"base_url\": {},\n  \"addresses\": [\n{}\n  ]\n}}\n",
        json!(base_url),
        lines.join(",\n")
    )
}

fn line(address: &PublishedAddress) -> String {
    let PublishedAddress { path, kind, slug, id, since, gone } = address;
    let kind = match kind {
        PublishedKind::Article => "article",
        PublishedKind::Page => "page",
        PublishedKind::Section => "section",
        PublishedKind::Topic => "topic",
        PublishedKind::Author => "author",
    };
    let mut line = format!("    {{ \"path\": {}, \"kind\": \"{kind}\"", json!(path));
    for (name, value) in [
        ("slug", slug.as_ref().map(|slug| slug.as_str().to_owned())),
        ("id", id.clone()),
        ("since", Some(in_utc(*since))),
        ("gone", gone.map(in_utc)),
    ] {
        if let Some(value) = value {
            line += &format!(", \"{name}\": {}", json!(value));
        }
    }
    line + " }"
}

fn in_utc(instant: Instant) -> String {
    jiff::Timestamp::from_second(instant.seconds()).map_or_else(|_| String::new(), |instant| instant.to_string())
}

fn is_within(file: &Path, folder: &Path) -> bool {
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let real = |path: &Path| fs::canonicalize(path);
    real(parent).is_ok_and(|parent| real(folder).is_ok_and(|folder| parent.starts_with(folder)))
}
