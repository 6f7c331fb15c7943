//! Sitemaps (sitemaps.org, 0.9): an index, articles by month so that an old file never changes when news arrives, lists
//! and static pages, and the news of the last two days as Google News asks for them.
//!
//! Every date in them is the content's; the clock only decides what the news sitemap still has.

use std::collections::BTreeMap;
use std::path::Path;

use quick_xml::escape::escape;

use super::claim::Claim;
use super::content::{ArticleContent, PageContent, SiteContent};
use super::machine_text::{one_line, permitted, rfc_3339, whole};
use super::output::{self, Contents, Files, Role};
use super::{Options, Report, derive};
use crate::address::{Address, Collection};
use crate::model::{Block, Image, Instant, Language, Source};

/// The index, which `robots.txt` names.
pub(super) const INDEX: &str = "sitemap.xml";
/// The news, which `robots.txt` names as well: Google asks for it apart.
pub(super) const NEWS: &str = "sitemap-news.xml";
const PAGES: &str = "sitemap-pages.xml";

/// How long an article is news (Google's "last two days").
const NEWS_MILLIS: i64 = 48 * 3_600_000;
/// How many addresses a news sitemap may have.
const MOST_NEWS: usize = 1_000;
/// How many articles one part of a month holds; the format allows 50,000 and 50 MB.
const PART: usize = 10_000;
/// How many pictures of a page a sitemap may name.
const MOST_IMAGES: usize = 1_000;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const CORE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const IMAGE: &str = "http://www.google.com/schemas/sitemap-image/1.1";
const GOOGLE_NEWS: &str = "http://www.google.com/schemas/sitemap-news/0.9";

/// Whether a path below the site's root is that of a sitemap which every site has.
pub(super) fn is_own(path: &str) -> bool {
    [INDEX, NEWS, PAGES].contains(&path)
}

/// Adds all sitemaps; `None` where the disk takes no more.
pub(super) fn add(
    options: &Options,
    site: &SiteContent,
    articles: &[ArticleContent],
    static_pages: &[PageContent],
    claim: Option<&Claim>,
    files: &mut Files,
    report: &mut Report,
) -> Option<()> {
    let mut index = String::new();
    let write = |path: &str, text: String, files: &mut Files, report: &mut Report| {
        let contents = output::staged(claim, path, text.into_bytes());
        let failed = |error: &std::io::Error| format!("can't be written: {error}");
        let contents = contents.map_err(|error| report.error("write", Path::new(path), failed(&error))).ok()?;
        files.add_as(Role::Feed, path.to_owned(), contents);
        Some(())
    };
    let mut list = |path: &str, changed: Option<Instant>| {
        let address = whole(&site.context.site.base_url, path);
        index += &format!("<sitemap><loc>{}</loc>{}</sitemap>\n", escape(&*address), lastmod(site, changed));
    };
    let (text, last) = pages(site, articles, static_pages);
    write(PAGES, text, files, report)?;
    list(PAGES, last);
    for (path, own) in months(site, articles) {
        let urls: String = own.iter().map(|content| article(site, content)).collect();
        let last = own.iter().map(|content| changed(content)).max();
        write(&path, urlset(&format!(" xmlns:image=\"{IMAGE}\""), &urls), files, report)?;
        list(&path, last);
    }
    write(INDEX, format!("{HEAD}<sitemapindex xmlns=\"{CORE}\">\n{index}</sitemapindex>\n"), files, report)?;
    let news = news(articles, options.now);
    if let Some(oldest) = news.last() {
        let leaves = oldest.article.date_published.millis().saturating_add(NEWS_MILLIS);
        report.due(options.now, Instant::from_millis(leaves), "an article leaves the news sitemap");
    }
    write(NEWS, news_sitemap(site, &news), files, report)
}

/// Takes the names of all that [`add`] would write.
pub(super) fn reserve(site: &SiteContent, articles: &[ArticleContent], files: &mut Files) {
    let months = months(site, articles).into_iter().map(|(path, _)| path);
    for path in [INDEX, NEWS, PAGES].into_iter().map(str::to_owned).chain(months) {
        files.add_as(Role::Feed, path, Contents::Bytes(Vec::new()));
    }
}

/// The articles of each month in the newsroom's zone, by the name of its sitemap; oldest first, so that what is new
/// in a month stands at its end and fills the last part.
fn months<'a>(site: &SiteContent, articles: &'a [ArticleContent]) -> Vec<(String, Vec<&'a ArticleContent>)> {
    let mut months: BTreeMap<(i64, u8), Vec<&ArticleContent>> = BTreeMap::new();
    for content in articles.iter().rev() {
        let civil = site.context.site.edition.zone.civil(content.article.date_published);
        months.entry((civil.year, civil.month)).or_default().push(content);
    }
    let mut files = Vec::new();
    for ((year, month), own) in months {
        for (part, chunk) in (1..).zip(own.chunks(PART)) {
            let part = if part == 1 { String::new() } else { format!("-{part}") };
            files.push((format!("sitemap-{year:04}-{month:02}{part}.xml"), chunk.to_vec()));
        }
    }
    files
}

/// When the words of an article last changed.
fn changed(content: &ArticleContent) -> Instant {
    content.article.updated().unwrap_or(content.article.date_published)
}

fn lastmod(site: &SiteContent, changed: Option<Instant>) -> String {
    let zone = &site.context.site.edition.zone;
    changed.map_or_else(String::new, |changed| format!("<lastmod>{}</lastmod>", rfc_3339(zone, changed)))
}

fn urlset(namespaces: &str, urls: &str) -> String {
    format!("{HEAD}<urlset xmlns=\"{CORE}\"{namespaces}>\n{urls}</urlset>\n")
}

fn url(site: &SiteContent, path: &str, changed: Option<Instant>, more: &str) -> String {
    let address = whole(&site.context.site.base_url, path);
    format!("<url><loc>{}</loc>{}{more}</url>\n", escape(&*address), lastmod(site, changed))
}

fn article(site: &SiteContent, content: &ArticleContent) -> String {
    let mut images: Vec<&Image> = content.article.lead_image.iter().collect();
    collect_images(&content.article.body, &mut images);
    let mut named: Vec<String> = Vec::new();
    for image in images {
        let address = source(site, &image.url);
        if named.len() < MOST_IMAGES && !named.contains(&address) {
            named.push(address);
        }
    }
    let more: String = named
        .iter()
        .map(|address| format!("<image:image><image:loc>{}</image:loc></image:image>", escape(address.as_str())))
        .collect();
    url(site, &content.path, Some(changed(content)), &more)
}

fn source(site: &SiteContent, source: &Source) -> String {
    match source.site_path() {
        Some(path) => whole(&site.context.site.base_url, path),
        None => super::redirects::encoded(&permitted(source.as_str())),
    }
}

fn collect_images<'a>(blocks: &'a [Block], images: &mut Vec<&'a Image>) {
    for block in blocks {
        match block {
            Block::Figure(figure) => images.push(&figure.image),
            Block::Gallery(gallery) => images.extend(&gallery.items),
            Block::Details(details) => collect_images(&details.body, images),
            _ => {}
        }
    }
}

/// The front, sections, authors and static pages, and when one of them last changed. Topics are thousands of lists of
/// what stands elsewhere, and archives lead to what has sitemaps of its own.
fn pages(site: &SiteContent, articles: &[ArticleContent], static_pages: &[PageContent]) -> (String, Option<Instant>) {
    let mut urls = String::new();
    let newest = articles.iter().map(changed).max();
    let mut last = newest;
    urls += &url(site, "/", newest, "");
    for (collection, _, own) in derive::collections(site, articles) {
        let is_listed = matches!(collection, Collection::Section(_) | Collection::Author(_));
        if is_listed && !own.is_empty() {
            let path = site.context.path(&Address::List(collection, None));
            urls += &url(site, &path, own.iter().map(|content| changed(content)).max(), "");
        }
    }
    for content in static_pages {
        last = last.max(content.page.date_modified);
        urls += &url(site, &content.path, content.page.date_modified, "");
    }
    (urlset("", &urls), last)
}

/// What is news at `now`, newest first: nothing that was paid for.
fn news(articles: &[ArticleContent], now: Instant) -> Vec<&ArticleContent> {
    let is_news = |content: &&ArticleContent| {
        let age = now.millis().saturating_sub(content.article.date_published.millis());
        content.article.sponsor.is_none() && age < NEWS_MILLIS
    };
    articles.iter().filter(is_news).take(MOST_NEWS).collect()
}

/// A language as Google News names it: without region, apart from Chinese.
fn news_language(language: &Language) -> &str {
    match language.as_str() {
        "zh-CN" | "zh-Hans-CN" => "zh-cn",
        "zh-TW" | "zh-Hant-TW" => "zh-tw",
        _ => language.primary(),
    }
}

fn news_sitemap(site: &SiteContent, news: &[&ArticleContent]) -> String {
    let edition = &site.context.site.edition;
    let name = one_line(&edition.file.name);
    let item = |content: &&ArticleContent| {
        let article = &content.article;
        let language = news_language(article.language.as_ref().unwrap_or(&edition.file.language));
        let date = rfc_3339(&edition.zone, article.date_published);
        let title = one_line(&article.headline);
        let more = format!(
            "<news:news><news:publication><news:name>{}</news:name><news:language>{language}</news:language></news:publication>\
             <news:publication_date>{date}</news:publication_date><news:title>{}</news:title></news:news>",
            escape(name.as_str()),
            escape(title.as_str())
        );
        url(site, &content.path, Some(changed(content)), &more)
    };
    let mut urls: String = news.iter().map(item).collect();
    // The format wants one address at least. The front without a word of news is what Google asks for, where there is
    // none, in place of articles that are older.
    if urls.is_empty() {
        urls = url(site, "/", None, "");
    }
    urlset(&format!(" xmlns:news=\"{GOOGLE_NEWS}\""), &urls)
}
