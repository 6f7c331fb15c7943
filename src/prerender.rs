//! The builder, native only: from a folder of content and a built app to a folder of files.
//!
//! It shares model, source, pages and components with the app, and owns no markup beyond the shell's slots.

mod app_files;
mod cards;
pub mod check;
mod claim;
pub mod command_line;
pub mod compress;
mod content;
mod cores;
mod derive;
mod due;
mod faulty;
mod feeds;
mod fix;
mod gallery;
mod head;
mod history;
mod hosts;
mod imprint;
mod kept;
mod machine_text;
mod new;
mod output;
mod outside;
mod pictures;
mod progress;
mod publish;
mod redirects;
mod report;
mod robots;
pub mod schema;
mod serve;
mod sheets;
mod shell;
mod sitemaps;
mod trunk;
mod twins;
mod watch;
mod words;
mod zones;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use check::Checks;
use content::Keep;
pub use hosts::Host;
use outside::Manners;
pub use report::{Finding, Report};
pub use robots::AtRoot;

use crate::model::Instant;

/// What a build is made of.
#[derive(Clone, Debug)]
pub struct Options {
    /// The publisher's folder: `site.json`, `articles/`, and files that are copied as they are.
    pub content: PathBuf,
    /// The built app: `index.html`, `khabar.js`, `khabar_bg.wasm`, `khabar.css`.
    pub app: PathBuf,
    /// Where the site goes.
    pub out: PathBuf,
    /// Decides what is public, and gives the copyright line its year.
    pub now: Instant,
    /// Whom it is for.
    pub audience: Audience,
    /// What serves it.
    pub host: Host,
    /// The level of compressed twins, 1 to 11, where there are to be any.
    pub compress: Option<u32>,
    /// How many days the app's files of earlier builds stay, for pages that are open in a browser.
    pub keep_assets: u32,
    /// Whether somebody sees how far it is.
    pub is_watched: bool,
    /// Where it is written down what the site has published; beside the content where none is named.
    pub history: Option<PathBuf>,
    /// Whether pages choose among files of their pictures; without, they show them as they are.
    pub makes_pictures: bool,
    /// Where what is made is kept for the next build; beside the content where none is named.
    pub cache: Option<PathBuf>,
}

impl Options {
    /// For readers, on any host, seen by nobody.
    fn plain(content: PathBuf, app: PathBuf, out: PathBuf, now: Instant) -> Self {
        let (audience, host) = (Audience::Readers, Host::Any);
        let (compress, history, cache) = (None, None, None);
        let (is_watched, makes_pictures, keep_assets) = (false, false, 7);
        Self {
            content,
            app,
            out,
            now,
            audience,
            host,
            compress,
            keep_assets,
            is_watched,
            history,
            makes_pictures,
            cache,
        }
    }
}

/// Whom a build is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Readers: only what is public, under the strict policy, at the base path of `site.json`.
    Readers,
    /// Editors at work: everything, as readers will get it, under the strict policy and at the base path of `site.json`.
    Editors,
    /// Contributors on their own machine: everything, without a policy, at the given base path.
    Newsroom {
        /// The path under which the development server serves.
        base: String,
    },
    /// A contributor who looks at the pages: everything, as finished HTML without the app.
    Preview,
}

/// Builds a site.
pub fn build(options: &Options) -> Report {
    let mut report = Report::default();
    let mut checks = Checks::new(&options.content, options.now);
    build_checked(options, &mut checks, &mut report);
    checks.report(&mut report);
    report
}

fn build_checked(options: &Options, checks: &mut Checks, report: &mut Report) -> Option<()> {
    let Some(mut site) = content::read_site(options, checks, report) else {
        if options.audience != Audience::Readers {
            let mut files = output::Files::default();
            app_files::collect(options, None, &mut files, report);
            checks.report(report);
            shell::site_broken(options, &mut files, report);
            output::write(&options.out, files, report);
        }
        return None;
    };
    let (mut articles, _) = content::read_articles(options, &site, Keep::Whole, checks, report)?;
    let mut static_pages = content::read_pages(options, &site, &articles, checks, report);
    content::settle_names(&mut articles, &mut static_pages);
    content::read_redirects(options, checks, report);
    let is_for_readers = options.audience == Audience::Readers;
    // From here on the folder is ours alone. The folder of the newsroom's server is Trunk's.
    let claim = is_for_readers.then(|| claim::Claim::take(&options.out));
    // What lies in a folder that was refused is no history of this site.
    let is_refused = claim.as_ref().is_some_and(Result::is_err);
    let history = (is_for_readers && !is_refused).then(|| history::History::read(options, checks, report));
    let (redirects, is_whole) = checks.across();
    report.is_incomplete |= !is_whole;
    let claim = claim.transpose().map_err(|message| report.error("out", &options.out, message)).ok()?;
    let pictures = match options.makes_pictures && is_for_readers {
        true => pictures::make(options, &site, &articles, &static_pages, claim.as_ref(), report)?,
        // Made at a build: while developing, a page shows its pictures as they are.
        false => pictures::Pictures::default(),
    };
    let pictures = Arc::new(pictures);
    let mut files = loop {
        site.complete(&static_pages, &articles);
        let mut files = output::Files::default();
        // Without the app there is no site: what was built stays.
        let app = app_files::collect(options, Some(&site), &mut files, report)?;
        let mut pages = derive::pages(&site, &articles, &static_pages, &pictures, report);
        if options.audience != Audience::Readers {
            pages.extend(gallery::pages(report));
            checks.report(report);
            pages.extend(faulty::pages(&options.content, &site, &pages, report));
        }
        let cards = cards::make(options, &site, &articles, claim.as_ref(), &mut files, report);
        let shell = shell::Shell::read(options, &site, &app, &pictures, cards, report)?;
        let faults = derive::write(&shell, &site, pages, claim.as_ref(), options.is_watched, &mut files, report)?;
        // What can't be drawn is left out like what can't be read, so nothing may lead to it: all once more.
        let n_before = articles.len() + static_pages.len();
        articles.retain(|content| {
            !faults.leave_out(&options.content.join("articles"), &content.slug, &content.path, report)
        });
        static_pages
            .retain(|content| !faults.leave_out(&options.content.join("pages"), &content.slug, &content.path, report));
        if articles.len() + static_pages.len() == n_before {
            faults.report(report);
            break files;
        }
    };
    if is_for_readers {
        feeds::add(options, &site, &articles, &pictures, claim.as_ref(), &mut files, report)?;
        sitemaps::add(options, &site, &articles, &static_pages, claim.as_ref(), &mut files, report)?;
    }
    let at_root = is_for_readers.then(|| robots::add(options, &site, &mut files, report));
    // Last, so that nothing that lies in the publisher's folder takes the place of the site's own files.
    pictures.add(&mut files);
    content::collect_assets(options, Some(&site), claim.as_ref(), &mut files, report);
    report.n_articles = articles.len();
    let Some(claim) = claim else {
        output::write(&options.out, files, report);
        return Some(());
    };
    let beside = hosts::add(options, &site, &redirects, &mut files, report)?;
    output::publish(&claim, options, files, report)?;
    report.is_written = true;
    if let Some(history) = history {
        history.write(options, &site, &articles, &static_pages, &redirects, report);
    }
    report.beside = beside.write(report);
    if let Some(at_root) = at_root {
        at_root.write(report);
    }
    due::of_site(options.now, &site, report);
    due::write(options, &site, report);
    if let Some(level) = options.compress {
        match compress::compress_claimed(&claim, &options.out, level) {
            Ok(compressed) => report.compressed = Some(compressed),
            Err(error) => {
                report.is_written = false;
                report.error("write", &options.out, format!("can't be compressed: {error}"));
            }
        }
    }
    Some(())
}

/// Checks a publisher's folder and writes nothing. `now` decides what is public.
pub fn check(content: &Path, now: Instant) -> Report {
    check_against(content, None, now)
}

/// Writes the mends of a publisher's folder that change no meaning; gives how many there were.
pub fn fix(content: &Path) -> std::io::Result<usize> {
    let mended = fix::mends(content);
    fix::write(&mended)?;
    Ok(mended.iter().map(|mended| mended.n_mends).sum())
}

/// The same with the history of another place than beside the content.
pub fn check_against(content: &Path, history: Option<PathBuf>, now: Instant) -> Report {
    check_all(content, history, None, None, now)
}

/// The same with the links to other sites, where somebody said how they are to be asked, and as if an article had a
/// text that it does not have yet.
fn check_all(
    content: &Path,
    history: Option<PathBuf>,
    other_sites: Option<&Manners>,
    given: Option<(PathBuf, String)>,
    now: Instant,
) -> Report {
    let nowhere = PathBuf::new();
    let options = Options { history, ..Options::plain(content.to_owned(), nowhere.clone(), nowhere, now) };
    let mut report = Report::default();
    let mut checks = Checks::new(content, now);
    if other_sites.is_some() {
        checks = checks.with_other_sites();
    }
    if let Some((file, text)) = given {
        checks = checks.with_article(file, text);
    }
    // The names of the site's own files, which a file of the publisher's may not have.
    let mut files = output::Files::default();
    let site = content::read_site(&options, &mut checks, &mut report);
    if site.is_none() && content::is_elsewhere(content) {
        return report;
    }
    let n_articles = match site {
        Some(site) => content::read_articles(&options, &site, Keep::Outline, &mut checks, &mut report).map(
            |(articles, n_read)| {
                let pages = content::read_pages(&options, &site, &articles, &mut checks, &mut report);
                derive::reserve(&site, &articles, &pages, &mut files);
                feeds::reserve(&site, &articles, &mut files);
                sitemaps::reserve(&site, &articles, &mut files);
                robots::reserve(&options, &site, &mut files);
                n_read
            },
        ),
        None => {
            content::each_page(&options, &mut checks, &mut report, |_, _, _, _, _| ());
            content::each_article(&options, Keep::Outline, &mut checks, &mut report, |_, _| None)
        }
    };
    content::read_redirects(&options, &mut checks, &mut report);
    history::History::read(&options, &mut checks, &mut report);
    if let Some(n_articles) = n_articles {
        report.n_articles = n_articles;
        let _ = checks.across();
    }
    content::collect_assets(&options, None, None, &mut files, &mut report);
    if let Some(manners) = other_sites {
        checks.ask_other_sites(manners, true);
    }
    checks.report(&mut report);
    report
}
