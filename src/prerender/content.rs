//! The publisher's folder: what is in it, what of it is public, and what is wrong with it.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::output::Files;
use super::{Audience, Options, Report, zones};
use crate::address::{Address, Permalink};
use crate::components::has_view;
use crate::model::{Article, Slug};
use crate::pages::Context;
use crate::source::contract::{read_article, read_page, read_site as read_site_text};
use crate::source::json::{self, Limits, Node, Value};
use crate::source::page_data::SiteData;
use crate::source::{Level, Problem};

/// A site that was read.
pub(super) struct SiteContent {
    /// What every page shares.
    pub(super) context: Context,
    /// What every page carries of it, as JSON.
    pub(super) data: String,
    /// The one colour of the site.
    pub(super) accent: Option<String>,
}

/// An article that was read and may be shown.
pub(super) struct ArticleContent {
    /// Its slug, from the name of its file.
    pub(super) slug: Slug,
    /// Its path, without the base path.
    pub(super) path: String,
    /// The article.
    pub(super) article: Article,
    /// As the publisher wrote it.
    pub(super) json: serde_json::Value,
}

/// Reads `site.json`; `None` after its problems were recorded.
pub(super) fn read_site(options: &Options, report: &mut Report) -> Option<SiteContent> {
    let file = options.content.join("site.json");
    let text = read_text(&file, report)?;
    let reading = read_site_text(&text);
    report.problems(&file, &text, reading.problems);
    let site = reading.value?;
    if let Ok(node) = json::parse(&text, Limits::CONTENT) {
        let mut blocked = Vec::new();
        blocked_pictures(&node, "$", &mut blocked);
        report.problems(&file, &text, blocked);
    }
    let refuse = |report: &mut Report, path: &[&str], rule, message: String| {
        report.problems(&file, &text, vec![problem(&text, path, rule, message)]);
    };
    let mut zones = Vec::new();
    for (key, edition) in &site.editions {
        match zones::table(&edition.time_zone, options.now) {
            Some(table) => zones.push((edition.time_zone.clone(), table)),
            None => {
                let message =
                    format!("\"{}\" is not a time zone; one is named as in Asia/Kuwait (IANA)", edition.time_zone);
                refuse(report, &["editions", key, "time_zone"], "time-zone", message);
                return None;
            }
        }
    }
    let accent = site.accent.clone();
    if accent.as_deref().is_some_and(|accent| !is_colour(accent)) {
        refuse(report, &["accent"], "colour", "a colour is written as in #8c1c2c".to_owned());
        return None;
    }
    let Some(own_base) = base_path(site.base_url.as_str()) else {
        refuse(
            report,
            &["base_url"],
            "base-url",
            "a whole address is expected here, as in https://news.example/".to_owned(),
        );
        return None;
    };
    let base = match &options.audience {
        Audience::Readers => own_base,
        Audience::Newsroom { base } => base.clone(),
    };
    // The copyright line turns with the newsroom's year.
    let newsroom =
        site.editions.iter().find(|(key, _)| *key == site.default_edition).map(|(_, edition)| &edition.time_zone);
    let table = zones.iter().find(|(name, _)| Some(name) == newsroom).map(|(_, table)| table.clone());
    let zone = crate::edition::Zone::new(table.unwrap_or_default());
    let year = u32::try_from(zone.civil(options.now).year).unwrap_or_default();
    let raw = plain_json(&file, &text, report)?;
    let tables: serde_json::Map<_, _> =
        zones.iter().map(|(name, table)| (name.clone(), serde_json::json!(table))).collect();
    let data = serde_json::json!({ "year": year, "zones": tables, "site": raw }).to_string();
    let default_edition = site.default_edition.clone();
    match Context::new(SiteData { year, zones, site }, &base) {
        Ok(context) => Some(SiteContent { context, data, accent }),
        Err(message) => {
            let (path, message) = message.split_once(": ").unwrap_or(("$", &message));
            let path = path.replace('*', &default_edition);
            let steps: Vec<&str> = path.trim_start_matches("$.").split('.').collect();
            refuse(report, &steps, "site", message.to_owned());
            None
        }
    }
}

/// Reads all articles that may be shown, newest first; those that can't be read are recorded and left out.
/// `None` where the folder itself can't be read: that is no site without articles.
pub(super) fn read_articles(options: &Options, site: &SiteContent, report: &mut Report) -> Option<Vec<ArticleContent>> {
    let mut articles: Vec<ArticleContent> = Vec::new();
    let mut paths: HashMap<String, PathBuf> = HashMap::new();
    for file in json_files(&options.content.join("articles"), report)? {
        let Some(content) = read_one(&file, options, site, report) else {
            continue;
        };
        if let Some(other) = paths.insert(content.path.to_lowercase(), file.clone()) {
            let message = format!(
                "its address {} is that of {} as well; give one of them another slug",
                content.path,
                other.display()
            );
            report.error("duplicate-address", &file, message);
            continue;
        }
        articles.push(content);
    }
    articles.sort_by(|a, b| {
        let newest_first = b.article.date_published.cmp(&a.article.date_published);
        newest_first.then_with(|| a.slug.cmp(&b.slug))
    });
    Some(articles)
}

/// Reads all static pages for what is wrong with them; they have no view yet, so none is kept.
pub(super) fn check_pages(options: &Options, report: &mut Report) {
    let folder = options.content.join("pages");
    if !folder.exists() {
        // A site may do without them, but not without articles.
        return;
    }
    for file in json_files(&folder, report).unwrap_or_default() {
        if slug_of(&file, report).is_none() {
            continue;
        }
        if let Some(text) = read_text(&file, report) {
            let reading = read_page(&text);
            report.problems(&file, &text, reading.problems);
        }
    }
}

/// The slug that the name of a file is.
fn slug_of(file: &Path, report: &mut Report) -> Option<Slug> {
    let slug = Slug::new(file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default());
    if slug.is_none() {
        let message = "its name is no slug: letters, digits, hyphens and underscores only, and at most 200 bytes";
        report.error("slug", file, message.to_owned());
    }
    slug
}

fn read_one(file: &Path, options: &Options, site: &SiteContent, report: &mut Report) -> Option<ArticleContent> {
    let slug = slug_of(file, report)?;
    let text = read_text(file, report)?;
    let reading = read_article(&text);
    let mut unshown = Vec::new();
    if let (Some(article), Ok(node)) = (&reading.value, json::parse(&text, Limits::CONTENT)) {
        unshown = undrawn_blocks(article, &node);
        blocked_pictures(&node, "$", &mut unshown);
    }
    report.problems(file, &text, reading.problems);
    report.problems(file, &text, unshown);
    let article = reading.value?;
    if options.audience == Audience::Readers && !article.is_public(options.now) {
        return None;
    }
    let civil = site.context.site.edition.zone.civil(article.date_published);
    let permalink = Permalink {
        slug: Some(slug.clone()),
        id: Slug::new(&article.id),
        section: article.article_section.clone(),
        year: u16::try_from(civil.year).ok(),
        month: Some(civil.month),
        day: Some(civil.day),
    };
    if let Some(field) = site.context.addresses.lacks(&permalink) {
        let message =
            format!("the site's permalink needs \"{field}\", with letters, digits, hyphens and underscores only");
        report.problems(file, &text, vec![problem(&text, &[field], "permalink", message)]);
        return None;
    }
    let path = site.context.path(&Address::Article(permalink));
    let json = plain_json(file, &text, report)?;
    Some(ArticleContent { slug, path, article, json })
}

/// A warning for each block that the contract knows and no component draws.
fn undrawn_blocks(article: &Article, node: &Node) -> Vec<Problem> {
    let Some(Node { value: Value::List(blocks), .. }) = node.member("body") else { return Vec::new() };
    let undrawn = article.body.iter().zip(blocks).enumerate();
    undrawn
        // What is unsupported has its warning from the reader already.
        .filter(|(_, (block, _))| !has_view(block) && **block != crate::model::Block::Unsupported)
        .map(|(index, (_, node))| Problem {
            level: Level::Warning,
            rule: "no-view",
            at: node.at,
            path: format!("$.body[{index}]"),
            message: "this type of block is not drawn yet; it is left out and the rest is shown".to_owned(),
        })
        .collect()
}

/// Collects what is copied as it is: everything but the content files.
pub(super) fn collect_assets(options: &Options, files: &mut Files, report: &mut Report) {
    collect_folder(&options.content, "", files, report);
}

fn collect_folder(folder: &Path, under: &str, files: &mut Files, report: &mut Report) {
    for (name, path) in entries(folder, report).unwrap_or_default() {
        let is_content = under.is_empty() && matches!(name.as_str(), "site.json" | "articles" | "pages");
        let is_hidden = name.starts_with('.') && name != ".well-known";
        // A note to the newsroom about what lies beside it.
        let is_note = name == "README.md";
        if is_content || is_hidden || is_note || path.is_symlink() {
            continue;
        }
        let target = format!("{under}{name}");
        match path.is_dir() {
            true => collect_folder(&path, &format!("{target}/"), files, report),
            false if files.contains(&target) => {
                report.error(
                    "reserved-name",
                    &path,
                    format!("/{target} is a file of the site itself; give this one another name"),
                );
            }
            false if is_misplaced(&path) => {
                let message =
                    "is an article or a page by its fields, and not copied; they belong in articles/ and pages/";
                report.error("misplaced", &path, message.to_owned());
            }
            false => files.copy(target, path),
        }
    }
}

/// Whether a file that would be copied as it is holds an article: it may not be public.
fn is_misplaced(path: &Path) -> bool {
    let is_json = path.extension().is_some_and(|extension| extension == "json");
    let text = if is_json { fs::read_to_string(path).unwrap_or_default() } else { String::new() };
    json::parse(&text, Limits::CONTENT)
        .is_ok_and(|node| node.member("version").is_some() && node.member("headline").is_some())
}

/// A warning for each picture on another host: the site's policy lets pages load from the site itself only.
fn blocked_pictures(node: &Node, path: &str, problems: &mut Vec<Problem>) {
    match &node.value {
        Value::Object(members) => {
            let address = node.member("url").or(node.member("image")).filter(|_| node.member("height").is_some());
            if let Some(address) = address.filter(|address| address.as_text().is_some_and(|url| url.contains("//"))) {
                problems.push(Problem {
                    level: Level::Warning,
                    rule: "blocked-by-policy",
                    at: address.at,
                    path: path.to_owned(),
                    message: "a file on another host is not shown: the site's policy allows its own only; copy it into public/".to_owned(),
                });
            }
            for (name, value) in members {
                blocked_pictures(value, &format!("{path}.{name}"), problems);
            }
        }
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                blocked_pictures(item, &format!("{path}[{index}]"), problems);
            }
        }
        _ => {}
    }
}

fn json_files(folder: &Path, report: &mut Report) -> Option<Vec<PathBuf>> {
    let files = entries(folder, report)?.into_iter().map(|(_, path)| path);
    Some(files.filter(|path| path.extension().is_some_and(|extension| extension == "json")).collect())
}

/// The entries of a folder by name, in an order that no file system decides.
fn entries(folder: &Path, report: &mut Report) -> Option<Vec<(String, PathBuf)>> {
    let read = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let mut entries = match read {
        Ok(entries) => entries,
        Err(error) => {
            report.error("read", folder, format!("can't be read: {error}"));
            return None;
        }
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    let named = |entry: fs::DirEntry| Some((entry.file_name().to_str()?.to_owned(), entry.path()));
    Some(entries.into_iter().filter_map(named).collect())
}

/// The JSON of a file as the publisher wrote it. It was read once already, so an error here is ours.
fn plain_json(file: &Path, text: &str, report: &mut Report) -> Option<serde_json::Value> {
    match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
        Ok(json) => Some(json),
        Err(error) => {
            report.error("syntax", file, format!("can't be passed on: {error}"));
            None
        }
    }
}

fn read_text(file: &Path, report: &mut Report) -> Option<String> {
    let message = match fs::read(file) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => return Some(text),
            Err(error) => format!("is not UTF-8 (at byte {}); save it as UTF-8", error.utf8_error().valid_up_to()),
        },
        Err(error) => format!("can't be read: {error}"),
    };
    report.error("read", file, message);
    None
}

/// A problem at a path of a file whose text is at hand.
fn problem(text: &str, path: &[&str], rule: &'static str, message: String) -> Problem {
    let root = json::parse(text, Limits::CONTENT).ok();
    let mut node = root.as_ref();
    for name in path {
        node = node.and_then(|node| node.member(name)).or(node);
    }
    let at = node.map_or(0, |node| node.at);
    Problem { level: Level::Error, rule, at, path: format!("$.{}", path.join(".")), message }
}

fn is_colour(text: &str) -> bool {
    text.len() == 7 && text.starts_with('#') && text.bytes().skip(1).all(|byte| byte.is_ascii_hexdigit())
}

/// The path of a whole address, with a slash at both ends.
fn base_path(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_matches('/');
    let base = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
    (!host.is_empty()).then_some(base)
}
