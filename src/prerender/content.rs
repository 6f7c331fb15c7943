//! The publisher's folder: what is in it, what of it is public, and what is wrong with it.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::app_files::HASHED;
use super::check::{Checks, File, base_path, is_hashed, without_spaces};
use super::claim::Claim;
use super::feeds::own_name;
use super::imprint::imprint;
use super::output::{Files, Role, staged};
use super::pictures;
use super::twins::twin_key;
use super::{Audience, Options, Report, cores, new, zones};
use crate::address::USUAL;
use crate::edition::{AdSeller, Cards, CrawlerSettings, FeedSettings, PictureFormat, Publisher, SiteFile, Words};
use crate::model::{Article, Instant, Language, Link, Slug, StaticPage, Status};
use crate::pages::Context;
use crate::source::Problem;
use crate::source::contract::{
    Reading, read_article, read_page, read_redirects as read_redirects_text, read_site as read_site_text,
};
use crate::source::json::{self, Limits, Node};
use crate::source::page_data::{PageName, SiteData};

/// A site that was read.
pub(super) struct SiteContent {
    /// What every page shares.
    pub(super) context: Context,
    /// What every page carries of it.
    data: serde_json::Value,
    /// Who answers for it; only static pages say all of it.
    pub(super) publisher: Publisher,
    /// The paths of the articles and pages that are there.
    pub(super) paths: HashSet<String>,
    /// What feed readers get.
    pub(super) feeds: FeedSettings,
    /// What crawlers are asked to do.
    pub(super) crawlers: CrawlerSettings,
    /// Who may sell its advertising space.
    pub(super) ad_sellers: Vec<AdSeller>,
    /// The one colour of the site.
    pub(super) accent: Option<String>,
    /// What it says of cards.
    pub(super) cards: Cards,
    /// Whether the files of pictures say whose they are.
    pub(super) keeps_credit: bool,
    pub(super) picture_format: PictureFormat,
}

/// An article that was read and may be shown.
#[derive(Clone)]
pub(super) struct ArticleContent {
    /// Its slug, from the name of its file.
    pub(super) slug: Slug,
    /// Its path, without the base path.
    pub(super) path: String,
    /// The article.
    pub(super) article: Article,
    /// As the publisher wrote it.
    pub(super) json: serde_json::Value,
    /// Whether an older one has its identifier, public or not: readers of feeds would take them for one.
    pub(super) is_second: bool,
}

/// A static page that was read.
#[derive(Clone)]
pub(super) struct PageContent {
    /// Its slug, from the name of its file.
    pub(super) slug: Slug,
    /// Its path, without the base path.
    pub(super) path: String,
    /// The page.
    pub(super) page: StaticPage,
    /// As the publisher wrote it.
    pub(super) json: serde_json::Value,
}

impl SiteContent {
    /// Tells every page of the static pages that it leads to, and of the sections that have nothing to show.
    pub(super) fn complete(&mut self, pages: &[PageContent], articles: &[ArticleContent]) {
        let edition = &self.context.site.edition.file;
        let listed = edition.footer.as_ref().map(|footer| footer.pages.as_slice()).unwrap_or_default();
        let mut carried: Vec<&PageContent> = Vec::new();
        if listed.is_empty() {
            carried.extend(pages);
        } else {
            for slug in listed.iter().chain(edition.navigation.iter().filter_map(|item| item.page.as_ref())) {
                let page = pages.iter().find(|content| content.slug == *slug);
                carried.extend(page.filter(|page| carried.iter().all(|other| other.slug != page.slug)));
            }
        }
        let name =
            |content: &&PageContent| PageName { slug: content.slug.clone(), name: content.page.headline.clone() };
        let with_articles: HashSet<&Slug> =
            articles.iter().filter_map(|content| content.article.article_section.as_ref()).collect();
        let empty = edition.sections.iter().map(|section| &section.slug).filter(|slug| !with_articles.contains(slug));
        self.context.empty_sections = empty.cloned().collect();
        self.context.pages = carried.iter().map(name).collect();
        let paths = articles.iter().map(|content| &content.path).chain(pages.iter().map(|content| &content.path));
        self.paths = paths.cloned().collect();
        let pages = self.context.pages.iter().map(|page| json!({ "slug": page.slug.as_str(), "name": page.name }));
        self.data["pages"] = pages.collect();
        self.data["empty_sections"] = self.context.empty_sections.iter().map(Slug::as_str).collect();
    }

    /// What every page carries of the site, as JSON.
    pub(super) fn data(&self) -> String {
        self.data.to_string()
    }
}

/// What to do where no `site.json` is: most likely a command runs in another folder than the paper's.
pub(super) const WHERE_TO_GO: &str = "go to the paper's folder, or name its content with --content";

/// Whether a folder is no publisher's: it has no `site.json`.
pub(super) fn is_elsewhere(content: &Path) -> bool {
    let found = fs::symlink_metadata(content.join("site.json"));
    found.is_err_and(|error| matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory))
}

/// Reads `site.json`; `None` after its problems were recorded.
pub(super) fn read_site(options: &Options, checks: &mut Checks, report: &mut Report) -> Option<SiteContent> {
    let file = options.content.join("site.json");
    if is_elsewhere(&options.content) {
        report.error_with("read", &file, "is not there".to_owned(), WHERE_TO_GO);
        return None;
    }
    let text = read_text(&file, report)?;
    let Reading { value, problems, tree } = read_site_text(&text);
    let is_buildable = checks.site(&File { file: &file, text: &text, problems: &problems, tree: tree.as_ref() });
    let content = value.filter(|_| is_buildable).and_then(|site| resolve(options, site, &file, &text, report));
    report.is_incomplete |= content.is_none();
    content
}

/// Reads and checks `redirects.json`, which a site may do without.
pub(super) fn read_redirects(options: &Options, checks: &mut Checks, report: &mut Report) {
    let file = options.content.join("redirects.json");
    if !file.exists() {
        return;
    }
    let Some(text) = read_text(&file, report) else { return };
    let Reading { value, problems, tree } = read_redirects_text(&text);
    report.is_incomplete |= value.is_none();
    checks.redirects(&File { file: &file, text: &text, problems: &problems, tree: tree.as_ref() });
}

/// Makes of the publisher's file what the pages need. What could fail here was checked before.
fn resolve(options: &Options, mut site: SiteFile, file: &Path, text: &str, report: &mut Report) -> Option<SiteContent> {
    let mut zones = Vec::new();
    for (_, edition) in &site.editions {
        zones.push((edition.time_zone.clone(), zones::table(&edition.time_zone, options.now)?));
    }
    let accent = site.accent.clone();
    let cards = site.cards.take().unwrap_or_default();
    let (keeps_credit, picture_format) = (site.keep_picture_credit, site.picture_format);
    let publisher = site.publisher.clone();
    let feeds = site.feeds.take().unwrap_or_default();
    let crawlers = site.crawlers.take().unwrap_or_default();
    let ad_sellers = std::mem::take(&mut site.ad_sellers);
    let own_base = base_path(site.base_url.as_str())?;
    let base = match &options.audience {
        Audience::Readers | Audience::Editors => own_base,
        Audience::Newsroom { base } => base.clone(),
        Audience::Preview => "/".to_owned(),
    };
    // The copyright line turns with the newsroom's year.
    let newsroom =
        site.editions.iter().find(|(key, _)| *key == site.default_edition).map(|(_, edition)| &edition.time_zone);
    let table = zones.iter().find(|(name, _)| Some(name) == newsroom).map(|(_, table)| table.clone());
    let zone = crate::edition::Zone::new(table.unwrap_or_default());
    let year = u32::try_from(zone.civil(options.now).year).unwrap_or_default();
    let mut raw = plain_json(file, text, report)?;
    let base_url = without_spaces(site.base_url.as_str());
    raw["base_url"] = json!(base_url);
    site.base_url = Link::new(&base_url).unwrap_or(site.base_url);
    // A sponsor whose window has ended takes no space. One that the pages carry with a slot can only end later, in
    // front of a reader.
    let mut raw_sponsors = raw.get_mut("sponsors").and_then(|sponsors| sponsors.as_array_mut());
    for (index, sponsor) in site.sponsors.iter_mut().enumerate().filter(|(_, sponsor)| sponsor.is_over(options.now)) {
        sponsor.withdraw();
        let raw = raw_sponsors.as_mut().and_then(|sponsors| sponsors.get_mut(index)?.as_object_mut());
        if let Some(raw) = raw {
            raw.shift_remove("slots");
        }
    }
    for (key, edition) in &mut site.editions {
        let mut raw = raw.get_mut("editions").and_then(|editions| editions.get_mut(key.as_str()));
        let words = Words::of(&edition.language);
        let is_arabic = edition.language.primary() == "ar";
        for (index, account) in edition.social.iter_mut().enumerate() {
            let name = account.name.get_or_insert_with(|| network(&account.network, words, is_arabic).to_owned());
            let account = raw.as_mut().and_then(|edition| edition.get_mut("social")?.get_mut(index)?.as_object_mut());
            if let Some(fields) = account {
                fields.insert("name".to_owned(), json!(name));
            }
        }
    }
    let tables: serde_json::Map<_, _> = zones.iter().map(|(name, table)| (name.clone(), json!(table))).collect();
    let mut data = json!({ "year": year, "zones": tables, "site": for_readers(raw) });
    let prefixes = prefixes(&site);
    data["prefixes"] = prefixes.iter().map(Slug::as_str).collect();
    let site_data = SiteData { year, zones, pages: Vec::new(), empty_sections: Vec::new(), prefixes, site };
    match Context::new(site_data, &base) {
        Ok(context) => {
            data["clock"] = clock(&context.site.edition);
            let paths = HashSet::new();
            Some(SiteContent {
                context,
                data,
                publisher,
                paths,
                feeds,
                crawlers,
                ad_sellers,
                accent,
                cards,
                keeps_credit,
                picture_format,
            })
        }
        Err(message) => {
            report.error("site", file, message);
            None
        }
    }
}

/// The first parts of the addresses of lists, in the order of [`crate::address::Prefixes`].
fn prefixes(site: &SiteFile) -> Vec<Slug> {
    let own = site.editions.iter().find(|(key, _)| *key == site.default_edition);
    let own = own.and_then(|(_, edition)| edition.prefixes.as_ref());
    let named = own.map_or([const { &None }; 4], |own| [&None, &own.section, &own.tag, &own.author]);
    USUAL.into_iter().zip(named).filter_map(|(usual, own)| own.clone().or_else(|| Slug::new(usual))).collect()
}

/// The publisher's file without what only the builder reads: it stands in every document.
fn for_readers(mut site: serde_json::Value) -> serde_json::Value {
    let without = |object: Option<&mut serde_json::Value>, names: &[&str]| {
        if let Some(object) = object.and_then(serde_json::Value::as_object_mut) {
            object.retain(|name, _| !names.contains(&name.as_str()));
        }
    };
    without(
        Some(&mut site),
        &[
            "$schema",
            "source",
            "accent",
            "keep_picture_credit",
            "picture_format",
            "cards",
            "feeds",
            "crawlers",
            "ad_sellers",
            "checks",
        ],
    );
    for sponsor in site.get_mut("sponsors").and_then(serde_json::Value::as_array_mut).into_iter().flatten() {
        without(Some(sponsor), &["silenced"]);
    }
    if let Some(publisher) = site.get_mut("publisher").and_then(serde_json::Value::as_object_mut) {
        publisher.retain(|name, _| name == "name");
    }
    let editions = site.get_mut("editions").and_then(serde_json::Value::as_object_mut);
    for (_, edition) in editions.into_iter().flatten() {
        // What leads the front may not be public yet.
        without(Some(edition), &["hijri", "front", "prefixes", "slugs"]);
    }
    site
}

/// What the loader writes the live date with, before the app is there.
fn clock(edition: &crate::edition::Edition) -> serde_json::Value {
    json!({
        "zone": edition.zone.transitions(),
        "days": edition.words.weekdays,
        "halves": [edition.words.before_noon, edition.words.after_noon],
        "zero": edition.digits.zero(),
    })
}

/// What readers call a network. The build writes it into the pages, so that the app carries no list of them but those
/// that it shares to.
fn network<'a>(network: &'a str, words: &Words, is_arabic: bool) -> &'a str {
    let (arabic, latin) = match network {
        "x" => return words.x,
        "whatsapp" => return words.whatsapp,
        "telegram" => return words.telegram,
        "facebook" => ("فيسبوك", "Facebook"),
        "instagram" => ("إنستغرام", "Instagram"),
        "youtube" => ("يوتيوب", "YouTube"),
        "tiktok" => ("تيك توك", "TikTok"),
        "snapchat" => ("سناب شات", "Snapchat"),
        "linkedin" => ("لينكد إن", "LinkedIn"),
        "threads" => ("ثريدز", "Threads"),
        "bluesky" => ("بلوسكاي", "Bluesky"),
        "mastodon" => ("ماستودون", "Mastodon"),
        other => (other, other),
    };
    if is_arabic { arabic } else { latin }
}

/// What of an article is kept once it was checked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// All of it: pages are made of it.
    Whole,
    /// What lists, feeds and sitemaps are named by.
    Outline,
}

/// How many articles are held at a time while they are checked.
const BATCH: usize = 512;

/// Reads all articles that may be shown, newest first; those that can't be read are recorded and left out.
/// With the number of all files; `None` where the folder itself can't be read: that is no site without articles.
pub(super) fn read_articles(
    options: &Options,
    site: &SiteContent,
    keep: Keep,
    checks: &mut Checks,
    report: &mut Report,
) -> Option<(Vec<ArticleContent>, usize)> {
    let mut articles: Vec<ArticleContent> = Vec::new();
    let mut paths: HashSet<String> = HashSet::new();
    let mut names: HashMap<String, (Instant, Slug)> = HashMap::new();
    let n_read =
        each_article(options, keep, checks, report, |ArticleRead { file, slug, path, article, json }, report| {
            // What lies outside of the content is not to be published, whatever it says of itself.
            let article = article.map(|article| match file.starts_with(&options.content) {
                true => article,
                false => Article { status: Status::Draft, ..article },
            });
            if let Some(article) = &article {
                report.due_of(options.now, article);
                let (own, age) = (own_name(article), (article.date_published, slug.clone()));
                let oldest = names.entry(own).or_insert_with(|| age.clone());
                *oldest = age.min(oldest.clone());
            }
            let mut article =
                article.filter(|article| options.audience != Audience::Readers || article.is_public(options.now))?;
            // Why an article has no address, or shares it with one before it, was recorded.
            let path = path.filter(|path| paths.insert(twin_key(path)));
            report.is_incomplete |= path.is_none();
            let mut json = json?;
            // What only the newsroom sees says so, in its lists and on its own page.
            if let Some(mark) = held_back(&article, options.now, &site.context.site.edition.file.language) {
                let kicker = article.kicker.iter().fold(mark.to_owned(), |mark, kicker| format!("{mark} · {kicker}"));
                if keep == Keep::Whole {
                    json["kicker"] = json!(kicker);
                }
                article.kicker = Some(kicker);
            }
            articles.push(ArticleContent { slug, path: path?, article, json, is_second: false });
            Some(())
        })?;
    for content in &mut articles {
        content.is_second = names.get(&own_name(&content.article)).is_some_and(|(_, slug)| *slug != content.slug);
    }
    articles.sort_by(|a, b| {
        let newest_first = b.article.date_published.cmp(&a.article.date_published);
        newest_first.then_with(|| a.slug.cmp(&b.slug))
    });
    Some((articles, n_read))
}

/// Writes the names that articles have now over those that they had before, wherever a text leads to articles: the app
/// knows an article by one name.
pub(super) fn settle_names(articles: &mut [ArticleContent], pages: &mut [PageContent]) {
    let mut current: HashMap<String, String> = HashMap::new();
    for content in articles.iter() {
        let slug = content.slug.as_str();
        current.extend(content.article.former_slugs.iter().map(|former| (former.to_string(), slug.to_owned())));
    }
    // Who took a name over has it.
    articles.iter().for_each(|content| drop(current.remove(content.slug.as_str())));
    if current.is_empty() {
        return;
    }
    let bodies = articles.iter_mut().map(|content| &mut content.json);
    for json in bodies.chain(pages.iter_mut().map(|content| &mut content.json)) {
        settle(json, &current);
    }
}

fn settle(json: &mut serde_json::Value, current: &HashMap<String, String>) {
    let is_read_also = json.get("type").is_some_and(|tag| tag == "read_also");
    match json {
        serde_json::Value::Object(fields) if is_read_also => {
            let mut seen: HashSet<String> = HashSet::new();
            if let Some(articles) = fields.get_mut("articles").and_then(|articles| articles.as_array_mut()) {
                for name in articles.iter_mut() {
                    if let Some(now) = name.as_str().and_then(|name| current.get(name)) {
                        *name = json!(now);
                    }
                }
                articles.retain(|name| name.as_str().is_none_or(|name| seen.insert(name.to_owned())));
            }
        }
        serde_json::Value::Object(fields) => fields.values_mut().for_each(|value| settle(value, current)),
        serde_json::Value::Array(items) => items.iter_mut().for_each(|value| settle(value, current)),
        _ => {}
    }
}

/// Why readers don't see an article at `now`.
fn held_back(article: &Article, now: Instant, edition: &Language) -> Option<&'static str> {
    let (arabic, english) = match article.status {
        _ if article.is_public(now) => return None,
        Status::Draft => ("مسودة", "Draft"),
        Status::Withdrawn => ("مسحوب", "Withdrawn"),
        Status::Published if article.date_published > now => ("مجدول", "Scheduled"),
        Status::Published => ("انتهى عرضه", "Expired"),
    };
    Some(if article.language.as_ref().unwrap_or(edition).primary() == "ar" { arabic } else { english })
}

/// An article's file, read and checked.
pub(super) struct ArticleRead<'a> {
    file: &'a Path,
    slug: Slug,
    /// Its path, without the base path, if it can have one.
    path: Option<String>,
    /// The article, if it can be shown.
    article: Option<Article>,
    /// As the publisher wrote it; nothing where only its outline is kept.
    json: Option<serde_json::Value>,
}

/// What is kept of an article: the article, if it can be shown, and as the publisher wrote it.
type Kept = (Option<Article>, Option<serde_json::Value>);

/// A file that could be opened, as it waits to be checked.
struct Opened {
    slug: Slug,
    text: String,
    problems: Vec<Problem>,
    tree: Option<Node>,
}

/// Reads and checks all articles, whether public or not; gives how many there are, or `None` where the folder can't
/// be read.
pub(super) fn each_article(
    options: &Options,
    keep: Keep,
    checks: &mut Checks,
    report: &mut Report,
    mut take: impl FnMut(ArticleRead<'_>, &mut Report) -> Option<()>,
) -> Option<usize> {
    let mut files = json_files(&options.content.join("articles"), report)?;
    if options.audience == Audience::Editors {
        let drafts = new::drafts(&options.content);
        files.extend(drafts.is_dir().then(|| json_files(&drafts, report)).flatten().unwrap_or_default());
    }
    let given = checks.given();
    if let Some((file, _)) = given.as_deref()
        && let Err(place) = files.binary_search(file)
    {
        files.insert(place, file.clone());
    }
    let given = given.as_deref();
    let contract = checks.contract();
    for batch in files.chunks(BATCH) {
        let (mut opened, mut values, mut places) = (Vec::new(), Vec::new(), Vec::new());
        // On all cores; what is said comes in the order of the files.
        for (file, (own, read)) in
            batch.iter().zip(cores::each(batch.len(), |index| read_one(&batch[index], given, keep)))
        {
            report.absorb(own);
            if let Some((file_opened, kept)) = read {
                report.is_incomplete |= kept.0.is_none();
                places.push(file);
                opened.push(file_opened);
                values.push(kept);
            }
        }
        let looker = checks.looker();
        let looked = cores::each(opened.len(), |index| {
            let Opened { text, problems, tree, .. } = &opened[index];
            looker.look(&contract, &File { file: places[index], text, problems, tree: tree.as_ref() })
        });
        for (((file, opened), looked), (article, json)) in places.into_iter().zip(&opened).zip(looked).zip(values) {
            let path = checks.article(&opened.slug, looked);
            take(ArticleRead { file, slug: opened.slug.clone(), path, article, json }, report);
        }
    }
    Some(files.len())
}

/// Reads the file of an article, by itself.
fn read_one(file: &Path, given: Option<&(PathBuf, String)>, keep: Keep) -> (Report, Option<(Opened, Kept)>) {
    let mut report = Report::default();
    let named = slug_of(file, &mut report).and_then(|slug| {
        let given = given.filter(|(given, _)| given == file).map(|(_, text)| text.clone());
        Some((slug, given.or_else(|| read_text(file, &mut report))?))
    });
    let Some((slug, text)) = named else { return (report, None) };
    let Reading { value: mut article, problems, tree } = read_article(&text);
    let json = match (&mut article, keep) {
        (None, _) => None,
        (Some(_), Keep::Whole) => plain_json(file, &text, &mut report),
        (Some(article), Keep::Outline) => {
            (article.body, article.lead_image, article.corrections) = (Vec::new(), None, Vec::new());
            Some(serde_json::Value::Null)
        }
    };
    (report, Some((Opened { slug, text, problems, tree }, (article, json))))
}

/// Reads and checks all static pages.
pub(super) fn each_page(
    options: &Options,
    checks: &mut Checks,
    report: &mut Report,
    mut take: impl FnMut(&Path, Slug, StaticPage, &str, &mut Report),
) {
    let folder = options.content.join("pages");
    if !folder.exists() {
        // A site may do without them, but not without articles.
        return;
    }
    for file in json_files(&folder, report).unwrap_or_default() {
        let Some(slug) = slug_of(&file, report) else { continue };
        let Some(text) = read_text(&file, report) else { continue };
        let Reading { value, problems, tree } = read_page(&text);
        checks.page(&slug, &File { file: &file, text: &text, problems: &problems, tree: tree.as_ref() });
        report.is_incomplete |= value.is_none();
        if let Some(page) = value {
            take(&file, slug, page, &text, report);
        }
    }
}

/// Reads all static pages; those that can't be read are recorded and left out.
pub(super) fn read_pages(
    options: &Options,
    site: &SiteContent,
    articles: &[ArticleContent],
    checks: &mut Checks,
    report: &mut Report,
) -> Vec<PageContent> {
    let mut pages = Vec::new();
    each_page(options, checks, report, |file, slug, page, text, report| {
        let path = site.context.addresses.page(&slug);
        // Why a page has no address, or that of an article, was recorded by the checks.
        let path = path.filter(|path| !is_hashed(path) && articles.iter().all(|content| content.path != *path));
        report.is_incomplete |= path.is_none();
        if let (Some(path), Some(mut json)) = (path, plain_json(file, text, report)) {
            let language = page.language.as_ref().unwrap_or(&site.context.site.edition.file.language);
            let imprint = imprint(&site.publisher, language);
            match json.get_mut("body").and_then(|body| body.as_array_mut()) {
                Some(body) => body.extend(imprint),
                None => json["body"] = json!(imprint),
            }
            pages.push(PageContent { slug, path, page, json });
        }
    });
    pages
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

/// Collects what is copied as it is: everything but the content files.
pub(super) fn collect_assets(
    options: &Options,
    site: Option<&SiteContent>,
    claim: Option<&Claim>,
    files: &mut Files,
    report: &mut Report,
) {
    collect_folder(&options.content, "", site, claim, files, report);
}

fn collect_folder(
    folder: &Path,
    under: &str,
    site: Option<&SiteContent>,
    claim: Option<&Claim>,
    files: &mut Files,
    report: &mut Report,
) {
    for (name, path) in entries(folder, report).unwrap_or_default() {
        let is_content =
            under.is_empty() && matches!(name.as_str(), "site.json" | "redirects.json" | "articles" | "pages");
        let is_hidden = name.starts_with('.') && name != ".well-known";
        // A note to the newsroom about what lies beside it.
        let is_note = name == "README.md";
        if is_content || is_hidden || is_note {
            continue;
        }
        if path.is_symlink() {
            report.warn("symbolic-link", &path, "is a link to another place, and not copied".to_owned());
            continue;
        }
        let target = format!("{under}{name}");
        match path.is_dir() {
            true if under.is_empty() && name == HASHED => {
                let message = format!("/{HASHED}/ is a folder of the site itself, which browsers keep for a year");
                report.error("reserved-name", &path, message);
            }
            false if files.has_taken(&path) => {}
            true => collect_folder(&path, &format!("{target}/"), site, claim, files, report),
            false if !path.is_file() => {
                report.error("read", &path, "is no file that can be copied".to_owned());
            }
            false if files.contains(&target) => {
                report.error("reserved-name", &path, format!("/{target} is a file of the site itself"));
            }
            false if is_misplaced(&path) => {
                let message = "is an article or a page by its fields, and not copied";
                report.error("misplaced", &path, message.to_owned());
            }
            false => {
                // Where a picture was taken is nobody's business, though it stands in the file.
                let clean = site.zip(claim).and_then(|(site, _)| pictures::without_metadata(&path, site.keeps_credit));
                match clean.map(|bytes| staged(claim, &target, bytes)) {
                    None => files.copy(target, path),
                    Some(Ok(contents)) => files.add_as(Role::Asset, target, contents),
                    Some(Err(error)) => report.error("write", &path, format!("can't be written anew: {error}")),
                }
            }
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
    let mut named = Vec::new();
    for entry in entries {
        match entry.file_name().into_string() {
            // No address and no list of files could have it.
            Ok(name) if !name.contains(char::is_control) => named.push((name, entry.path())),
            Ok(_) => report.error("file-name", &entry.path(), "its name has line breaks or other controls".to_owned()),
            Err(_) => report.error("file-name", &entry.path(), "its name is not UTF-8".to_owned()),
        }
    }
    Some(named)
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

pub(super) fn read_text(file: &Path, report: &mut Report) -> Option<String> {
    // Of a pipe there would be no end.
    if fs::metadata(file).is_ok_and(|metadata| !metadata.is_file()) {
        report.error("read", file, "is no file".to_owned());
        return None;
    }
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
