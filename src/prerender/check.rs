//! What is wrong with a publisher's content, in every file at once and across them.
//!
//! The rules are asked of the tree that keeps where each value stands, not of the model: so a file that can't be
//! shown is still checked for all the rest, and one mistake in `site.json` does not hide those of the articles.
//! What the rules know of other files (names, addresses, what is public) is gathered on the way and judged last.

mod accent;
mod anchors;
mod articles;
mod blocks;
mod cards;
mod controls;
mod copy;
mod document;
mod findings;
mod folder;
mod history;
mod links;
mod machines;
mod menu;
mod other_sites;
mod pictures;
mod records;
mod redirects;
pub mod rules;
mod site;
mod times;

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(super) use accent::readable as readable_accent;
use articles::Articles;
pub(super) use articles::{is_hashed, is_own};
use copy::{Headlines, Settings};
use document::{Document, Place, SourceText, end_of};
use findings::Findings;
use folder::Folder;
pub(super) use folder::copied;
use history::History;
use other_sites::OtherSites;
use records::Contract;
use redirects::Redirects;
use site::Site;
pub(super) use site::{base_path, without_spaces};

use super::Report;
use super::outside::Manners;
use super::redirects::Table;
use crate::edition::{HistoryFile, PublishedAddress};
use crate::model::{Instant, Slug};
use crate::source::Problem;
use crate::source::contract::{read_article, read_page, read_site};
use crate::source::json::{Node, Value};

/// The checks of one publisher's folder, while its files are read one by one: `site.json` first.
pub(super) struct Checks {
    content: PathBuf,
    now: Instant,
    contract: Arc<Contract>,
    folder: Folder,
    pages: HashSet<String>,
    page_files: Vec<(Slug, PathBuf)>,
    articles: Articles,
    redirects: Redirects,
    history: History,
    cards: cards::Cards,
    site: Option<Site>,
    headlines: Headlines,
    /// Where links lead that leave the site, where that is asked for.
    other_sites: Option<OtherSites>,
    found: Findings,
    /// An article and a text that it is checked with, whatever the disk has.
    given: Option<Arc<(PathBuf, String)>>,
}

/// A file as it was read.
pub(super) struct File<'a> {
    pub(super) file: &'a Path,
    pub(super) text: &'a str,
    /// What the reader found.
    pub(super) problems: &'a [Problem],
    /// What the text says, where it is JSON.
    pub(super) tree: Option<&'a Node>,
}

impl Checks {
    /// `now` decides what is public.
    pub(super) fn new(content: &Path, now: Instant) -> Self {
        let slugs = |folder: &str| {
            let files = fs::read_dir(content.join(folder)).into_iter().flatten().flatten().map(|entry| entry.path());
            let json = files.filter(|path| path.extension() == Some(OsStr::new("json")));
            json.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect()
        };
        Self {
            content: content.to_owned(),
            now,
            contract: Arc::new(Contract::new()),
            folder: Folder::new(content),
            pages: slugs("pages"),
            page_files: Vec::new(),
            articles: Articles::new(slugs("articles")),
            redirects: Redirects::default(),
            history: History::default(),
            cards: cards::Cards::default(),
            site: None,
            headlines: Headlines::default(),
            other_sites: None,
            found: Findings::default(),
            given: None,
        }
    }

    /// With the links that leave the site, which [`Self::ask_other_sites`] asks for.
    pub(super) fn with_other_sites(mut self) -> Self {
        self.other_sites = Some(OtherSites::default());
        self
    }

    /// As if an article had a text that it does not have yet.
    pub(super) fn with_article(mut self, file: PathBuf, text: String) -> Self {
        self.articles.know(file.file_stem().and_then(OsStr::to_str).unwrap_or_default());
        self.given = Some(Arc::new((file, text)));
        self
    }

    /// The article with a text that it does not have yet.
    pub(super) fn given(&self) -> Option<Arc<(PathBuf, String)>> {
        self.given.clone()
    }

    /// Asks other sites for the pages that this one links to. `is_shown` tells somebody how far it is.
    pub(super) fn ask_other_sites(&mut self, manners: &Manners, is_shown: bool) {
        if let Some(other_sites) = &mut self.other_sites {
            other_sites.finish(manners, is_shown, &mut self.found);
        }
    }

    /// Checks `site.json`; gives whether a site can be built of it, as far as its own words go.
    pub(super) fn site(&mut self, file: &File<'_>) -> bool {
        let Self { content, contract, folder, pages, articles, cards, other_sites, found, now, .. } = self;
        let Some(document) = open(file, contract, "SiteFile", None, found) else { return false };
        let Some((site, is_buildable)) = Site::read(&document, *now, found) else { return false };
        menu::check(&document, &site, pages, found);
        times::sponsors(&document, *now, found);
        accent::check(&document, found);
        cards.site(&document, content, found);
        let is_buildable = machines::check(&document, found) && is_buildable;
        pictures::check(&document, folder, found);
        links::check(&document, &site, folder, pages, None, articles, found);
        copy::check(&document, &site.copy, found);
        found.silence(&document);
        found.switch(&document);
        if let Some(other_sites) = other_sites {
            other_sites.take(&document, &site);
        }
        self.site = Some(site);
        is_buildable
    }

    /// What files are walked by; a look at one outlives what is told of it.
    pub(super) fn contract(&self) -> Arc<Contract> {
        Arc::clone(&self.contract)
    }

    /// What is needed to look at one article by itself, on any core.
    pub(super) fn looker(&self) -> Looker<'_> {
        let Self { folder, site, .. } = self;
        Looker { folder, site: site.as_ref() }
    }

    /// Holds an article that was looked at against all others; gives its address, where it can have one.
    pub(super) fn article(&mut self, slug: &Slug, looked: Looked<'_>) -> Option<String> {
        let Self { folder, pages, articles, cards, site, headlines, other_sites, found, now, .. } = self;
        let Looked { document, found: own } = looked;
        found.extend(own);
        let document = document?;
        cards.article(&document, found);
        let (index, path) = articles.add(&document, slug, site.as_ref(), *now, found)?;
        if let Some(site) = site {
            links::check(&document, site, folder, pages, Some(index), articles, found);
        }
        headlines.take(&document);
        if let (Some(other_sites), Some(site)) = (other_sites, site) {
            other_sites.take(&document, site);
        }
        path
    }

    /// Checks a static page.
    pub(super) fn page(&mut self, slug: &Slug, file: &File<'_>) {
        let Self { contract, folder, pages, page_files, articles, site, other_sites, found, .. } = self;
        page_files.push((slug.clone(), file.file.to_owned()));
        if let Some(document) = open(file, contract, "StaticPage", site.as_ref(), found) {
            words(&document, folder, site.as_ref(), found);
            if let Some(site) = site {
                links::check(&document, site, folder, pages, None, articles, found);
                if let Some(other_sites) = other_sites {
                    other_sites.take(&document, site);
                }
            }
        }
    }

    /// Checks `redirects.json`.
    pub(super) fn redirects(&mut self, file: &File<'_>) {
        let Self { contract, redirects, site, found, .. } = self;
        if let Some(document) = open(file, contract, "RedirectsFile", site.as_ref(), found) {
            redirects.read(&document, found);
        }
    }

    /// Checks what builds wrote down of this site; gives whether it is whole and of this site.
    pub(super) fn history(&mut self, file: &File<'_>, read: Option<&HistoryFile>) -> bool {
        let Self { contract, history, site, found, .. } = self;
        let document = open(file, contract, "HistoryFile", site.as_ref(), found);
        let (Some(document), Some(read), Some(site)) = (document, read, site) else { return false };
        history.read(&document, read, site, found)
    }

    /// Takes in what stands for a history that is not there, and says so.
    pub(super) fn lost_history(&mut self, file: &Path, message: String, addresses: &[PublishedAddress]) {
        self.history.take(addresses, |_| Place::file(file));
        self.found.report(&rules::HISTORY_LOST, Place::file(file), message);
    }

    /// Judges what only all files together tell; gives where old addresses lead, and whether all that was asked for
    /// is in it.
    pub(super) fn across(&mut self) -> (Table, bool) {
        let Self { articles, redirects, history, site, headlines, found, pages, folder, page_files, .. } = self;
        history.tell(articles);
        headlines.finish(found);
        articles.finish(site.as_ref(), found);
        let mut table = Table::default();
        if let Some(site) = site {
            articles.pages(site, page_files, found);
            table = redirects.finish(site, articles, pages, folder, history, found);
        }
        pictures::icons(folder, found);
        (table, !redirects.is_incomplete)
    }

    /// Hands over what was found, file by file, with what the report has already of these files.
    pub(super) fn report(&mut self, report: &mut Report) {
        let (own, others) = std::mem::take(&mut report.findings)
            .into_iter()
            .partition(|finding| finding.file.starts_with(&self.content));
        let rank = |file: &Path| {
            let inner = file.strip_prefix(&self.content).unwrap_or(file);
            let first = inner.components().next().map(|part| part.as_os_str().to_owned()).unwrap_or_default();
            ["site.json", "redirects.json", "articles", "pages"].iter().position(|name| first == *name).unwrap_or(4)
        };
        report.findings = std::mem::take(&mut self.found).finish(own, rank);
        report.findings.extend::<Vec<_>>(others);
    }
}

/// What is needed to look at one article by itself, on any core.
pub(super) struct Looker<'c> {
    folder: &'c Folder,
    site: Option<&'c Site>,
}

/// An article that was looked at.
pub(super) struct Looked<'a> {
    /// The article for what only all files together tell, where it could be opened.
    document: Option<Document<'a>>,
    found: Findings,
}

impl Looker<'_> {
    /// Checks an article by itself.
    pub(super) fn look<'a>(&self, contract: &'a Contract, file: &File<'a>) -> Looked<'a> {
        let mut found = Findings::default();
        let document = open(file, contract, "Article", self.site, &mut found);
        if let Some(document) = &document {
            times::article(document, &mut found);
            words(document, self.folder, self.site, &mut found);
            found.silence(document);
        }
        Looked { document, found }
    }
}

/// The mends that change no meaning, less what a file silences and what the site has off.
pub(super) struct Mender {
    contract: Contract,
    settings: Settings,
    site: String,
}

impl Mender {
    /// `site` is the text of `site.json`.
    pub(super) fn new(site: String) -> Self {
        let contract = Contract::new();
        let settings = match read_site(&site).tree {
            Some(tree) => {
                let source = SourceText::new(Path::new("site.json"), &site);
                Settings::read(&Document::new(source, &contract, "SiteFile", &tree))
            }
            None => Settings::of("ar", "", ""),
        };
        Self { contract, settings, site }
    }

    /// The bytes of a file that are mended, and what they become. `root` names the type of the whole file.
    pub(super) fn fixes(&self, file: &Path, root: &'static str, text: &str) -> Vec<(Range<usize>, String)> {
        let tree = match root {
            "SiteFile" => read_site(text).tree,
            "StaticPage" => read_page(text).tree,
            _ => read_article(text).tree,
        };
        let Some(tree) = tree.filter(|tree| tree.member("version").is_some()) else { return Vec::new() };
        let document = Document::new(SourceText::new(file, text), &self.contract, root, &tree);
        let mut found = Findings::default();
        copy::check(&document, &self.settings, &mut found);
        if found.is_empty() {
            return Vec::new();
        }
        found.silence(&document);
        if let Some(tree) = read_site(&self.site).tree {
            let source = SourceText::new(Path::new("site.json"), &self.site);
            found.switch(&Document::new(source, &self.contract, "SiteFile", &tree));
        }
        let found = found.finish(Vec::new(), |_| 0).into_iter().filter(|finding| finding.file == file);
        found.filter_map(|finding| Some((finding.span, finding.fix?))).collect()
    }
}

/// What articles and pages have in common.
fn words(document: &Document<'_>, folder: &Folder, site: Option<&Site>, found: &mut Findings) {
    pictures::check(document, folder, found);
    blocks::check(document, found);
    anchors::check(document, found);
    let usual = Settings::of("ar", "", "");
    copy::check(document, site.map_or(&usual, |site| &site.copy), found);
}

/// Records what the reader found, and opens the file for the rules; not one that is of another version, whose
/// fields may mean something else.
fn open<'a>(
    file: &File<'a>,
    contract: &'a Contract,
    root: &'static str,
    site: Option<&Site>,
    found: &mut Findings,
) -> Option<Document<'a>> {
    let source = SourceText::new(file.file, file.text);
    let opened = match file.tree {
        Some(tree) => Ok(Document::new(source, contract, root, tree)),
        None => Err(source),
    };
    let (source, document) = match &opened {
        Ok(document) => (&document.source, Some(document)),
        Err(source) => (source, None),
    };
    for problem in file.problems {
        let end = file.tree.and_then(|tree| end_of(tree, problem.at)).unwrap_or(problem.at + 1);
        let place = source.place(problem.at..end, problem.path.clone());
        let own = rules::rule(problem.rule).map(|rule| rule.mend).unwrap_or_default();
        let mend = document.and_then(|document| better(document, contract, site, problem));
        found.add(problem.level, problem.rule, place, problem.message.clone(), mend.unwrap_or(own.to_owned()));
    }
    if let Some(document) = document {
        controls::check(document, file.text, file.tree, found);
    }
    let is_of_another_version = |problem: &Problem| matches!(problem.rule, "version" | "version-too-new");
    opened.ok().filter(|document| document.root().is_some() && !file.problems.iter().any(is_of_another_version))
}

/// What was probably meant.
fn better(document: &Document<'_>, contract: &Contract, site: Option<&Site>, problem: &Problem) -> Option<String> {
    match problem.rule {
        "date" => {
            let text = document.value_at(problem.at)?.as_text()?;
            let date = if text.len() == "2026-01-07".len() { format!("{text}T00:00:00") } else { text.to_owned() };
            let offset = site?.zone.as_ref()?.offset_at(Instant::parse(&format!("{date}Z"))?);
            let (sign, minutes) = if offset < 0 { ('-', -offset / 60) } else { ('+', offset / 60) };
            Some(format!("did you mean \"{date}{sign}{:02}:{:02}\"?", minutes / 60, minutes % 60))
        }
        "type" if matches!(document.value_at(problem.at)?.value, Value::Null) => {
            Some("take the field out: what is not there needs no null".to_owned())
        }
        "type" if is_block(&problem.path) && matches!(document.value_at(problem.at)?.value, Value::List(_)) => {
            Some("write a paragraph with inlines as { \"type\": \"paragraph\", \"text\": [ … ] }".to_owned())
        }
        "unknown-field" => {
            let (record, name) = document.owner(problem.at)?;
            let fields = contract.fields(record.name);
            let known = ELSEWHERE.iter().find(|(other, own)| *other == name && fields.contains(own));
            match known {
                Some((_, own)) => Some(format!("here it is called \"{own}\"")),
                None => nearest(name, fields.into_iter()),
            }
        }
        "unknown-block" | "unknown-inline" => {
            let tag = document.value_at(problem.at)?.member("type")?.as_text()?;
            nearest(tag, contract.tags().into_iter())
        }
        _ => None,
    }
}

/// What other systems call the fields of an article, schema.org, WordPress and Hugo among them, and what Khabar does.
const ELSEWHERE: [(&str, &str); 22] = [
    ("articleBody", "body"),
    ("articleSection", "article_section"),
    ("author", "authors"),
    ("byline", "authors"),
    ("category", "article_section"),
    ("content", "body"),
    ("date", "date_published"),
    ("dateModified", "date_modified"),
    ("datePublished", "date_published"),
    ("dek", "standfirst"),
    ("description", "standfirst"),
    ("excerpt", "standfirst"),
    ("featured_image", "lead_image"),
    ("image", "lead_image"),
    ("section", "article_section"),
    ("sections", "article_section"),
    ("subtitle", "standfirst"),
    ("summary", "standfirst"),
    ("tags", "keywords"),
    ("text", "body"),
    ("title", "headline"),
    ("updated", "date_modified"),
];

/// Whether a JSON path leads to a block, as `$.body[3]` does.
fn is_block(path: &str) -> bool {
    path.rsplit_once('[').is_some_and(|(list, _)| list.ends_with(".body"))
}

/// Asks for the name that a wrong one was probably meant to be.
fn nearest<'a>(wrong: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    let likeness = |name: &'a str| (strsim::normalized_damerau_levenshtein(wrong, name), name);
    let (likeness, name) = names.map(likeness).max_by(|(a, one), (b, other)| {
        // Names come in the order of a hash: of two that are as like, the first of the alphabet is asked for.
        a.total_cmp(b).then_with(|| other.cmp(one))
    })?;
    (likeness >= 0.6).then(|| format!("did you mean \"{name}\"?"))
}
