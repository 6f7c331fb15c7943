//! The site in memory: what each page needs, and what became of the last good form of each file.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::pages::Context;
use crate::prerender::check::Checks;
use crate::prerender::content::{self, ArticleContent, PageContent};
use crate::prerender::output::Files;
use crate::prerender::shell::{self, Shell};
use crate::prerender::{Options, Report, app_files, cards, cores, derive, faulty, new, pictures};

/// A site that can be shown.
pub(super) struct Edition {
    context: Context,
    shell: Shell,
    /// The data of each page, by the file in which a finished site has its document, and that in which it has its data.
    pages: Vec<(String, String)>,
    documents: HashMap<String, usize>,
    data: HashMap<String, usize>,
    /// All other files.
    pub(super) files: Files,
    /// The address of what stands in a file.
    pub(super) addresses: HashMap<PathBuf, String>,
}

/// What a path of the site leads to.
pub(super) enum Found {
    Document(Vec<u8>),
    Data(Vec<u8>),
    File,
    None,
}

impl Edition {
    /// The site's base path.
    pub(super) fn base(&self) -> &str {
        &self.context.site.base
    }

    /// What is at a path below the base path; an error is what went wrong while it was drawn.
    pub(super) fn find(&self, path: &str) -> Result<Found, String> {
        let page = |index: usize| self.pages.get(index);
        if let Some((address, data)) = self.documents.get(path).and_then(|index| page(*index)) {
            let data = self.shell.signed(data);
            let drawn = cores::caught(|| derive::drawn(&self.shell, &self.context, address, &data))?;
            return drawn.map(|(_, document)| Found::Document(document)).map_err(|problems| {
                let lines: Vec<String> =
                    problems.iter().map(|problem| format!("{}: {}", problem.path, problem.message)).collect();
                lines.join("\n")
            });
        }
        if let Some((_, data)) = self.data.get(path).and_then(|index| page(*index)) {
            return Ok(Found::Data(self.shell.signed(data).into_bytes()));
        }
        Ok(if self.files.contains(path) { Found::File } else { Found::None })
    }

    /// The document of addresses that the site does not have.
    pub(super) fn not_found(&self) -> Vec<u8> {
        self.shell.not_found(&self.context)
    }
}

/// The last good form of what editors work on: while a file can't be read, its page stays as it was.
#[derive(Default)]
pub(super) struct Desk {
    articles: Vec<ArticleContent>,
    pages: Vec<PageContent>,
}

impl Desk {
    /// Reads everything and makes a site of it; `None` where there is none, and why is in the report.
    pub(super) fn make(&mut self, options: &Options, report: &mut Report) -> Option<Edition> {
        let mut checks = Checks::new(&options.content, options.now);
        let edition = self.read(options, &mut checks, report);
        checks.report(report);
        edition
    }

    fn read(&mut self, options: &Options, checks: &mut Checks, report: &mut Report) -> Option<Edition> {
        let Some(mut site) = content::read_site(options, checks, report) else {
            // What is wrong with the articles is worth knowing all the same.
            content::each_page(options, checks, report, |_, _, _, _, _| ());
            content::each_article(options, content::Keep::Outline, checks, report, |_, _| None);
            return None;
        };
        let (mut articles, _) = content::read_articles(options, &site, content::Keep::Whole, checks, report)?;
        let mut pages = content::read_pages(options, &site, &articles, checks, report);
        self.keep(options, &mut articles, &mut pages);
        content::settle_names(&mut articles, &mut pages);
        content::read_redirects(options, checks, report);
        let _ = checks.across();
        site.complete(&pages, &articles);
        let mut files = Files::default();
        let app = app_files::collect(options, Some(&site), &mut files, report)?;
        // Made at a build: an editor sees pictures as they are.
        let pictures = Arc::new(pictures::Pictures::default());
        let mut derived = derive::pages(&site, &articles, &pages, &pictures, report);
        checks.report(report);
        let shown_faults = faulty::pages(&options.content, &site, &derived, report);
        derived.extend(shown_faults);
        let shell = Shell::read(options, &site, &app, &pictures, cards::Cards::default(), report)?;
        content::collect_assets(options, Some(&site), None, &mut files, report);
        let index = |name: fn(&str) -> String| {
            derived.iter().enumerate().map(|(index, (path, _))| (name(path), index)).collect::<HashMap<_, _>>()
        };
        let (documents, data) = (index(derive::document_file), index(derive::data_file));
        let addresses = addresses(options, &articles, &pages);
        (self.articles, self.pages) = (articles, pages);
        Some(Edition { context: site.context, shell, documents, data, pages: derived, files, addresses })
    }

    /// Puts back what can't be read at the moment, as it was when it could be.
    fn keep(&self, options: &Options, articles: &mut Vec<ArticleContent>, pages: &mut Vec<PageContent>) {
        let slugs: HashSet<_> = articles.iter().map(|content| content.slug.clone()).collect();
        let paths: HashSet<_> = articles.iter().map(|content| content.path.clone()).collect();
        let kept = self.articles.iter().filter(|content| {
            !slugs.contains(&content.slug)
                && !paths.contains(&content.path)
                && article_file(options, content.slug.as_str()).is_file()
        });
        articles.extend(kept.cloned());
        articles.sort_by(|a, b| {
            let newest_first = b.article.date_published.cmp(&a.article.date_published);
            newest_first.then_with(|| a.slug.cmp(&b.slug))
        });
        let slugs: HashSet<_> = pages.iter().map(|content| content.slug.clone()).collect();
        let kept = self
            .pages
            .iter()
            .filter(|content| !slugs.contains(&content.slug) && page_file(options, content.slug.as_str()).is_file());
        pages.extend(kept.cloned());
    }
}

fn addresses(options: &Options, articles: &[ArticleContent], pages: &[PageContent]) -> HashMap<PathBuf, String> {
    let articles = articles.iter().map(|content| (article_file(options, content.slug.as_str()), content.path.clone()));
    let pages = pages.iter().map(|content| (page_file(options, content.slug.as_str()), content.path.clone()));
    articles.chain(pages).collect()
}

fn article_file(options: &Options, slug: &str) -> PathBuf {
    let name = format!("{slug}.json");
    let published = options.content.join("articles").join(&name);
    if published.exists() { published } else { new::drafts(&options.content).join(name) }
}

fn page_file(options: &Options, slug: &str) -> PathBuf {
    options.content.join("pages").join(format!("{slug}.json"))
}

/// The document that says why there is no site yet.
pub(super) fn broken(options: &Options, report: &mut Report) -> Vec<u8> {
    let mut files = Files::default();
    app_files::collect(options, None, &mut files, report);
    shell::site_broken(options, &mut files, report);
    files.bytes("index.html").map(<[u8]>::to_vec).unwrap_or_default()
}

/// Where a file lies that the site has as it is.
pub(super) fn original(edition: &Edition, path: &str) -> Option<PathBuf> {
    edition.files.original(path).map(Path::to_owned)
}
