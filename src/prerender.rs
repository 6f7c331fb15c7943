//! The builder, native only: from a folder of content and a built app to a folder of files.
//!
//! It shares model, source, pages and components with the app, and owns no markup beyond the shell's slots.

mod app_files;
pub mod command_line;
mod content;
mod derive;
mod output;
mod report;
pub mod schema;
mod shell;
mod trunk;
mod zones;

use std::path::PathBuf;

pub use report::{Finding, Report};

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
}

/// Whom a build is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Readers: only what is public, under the strict policy, at the base path of `site.json`.
    Readers,
    /// The newsroom on its own machine: everything, without a policy, at the given base path.
    Newsroom {
        /// The path under which the development server serves.
        base: String,
    },
}

/// Builds a site.
pub fn build(options: &Options) -> Report {
    let mut report = Report::default();
    let Some(site) = content::read_site(options, &mut report) else {
        if options.audience != Audience::Readers {
            let mut files = output::Files::default();
            app_files::collect(options, None, &mut files, &mut report);
            shell::site_broken(options, &mut files, &mut report);
            output::write(options, files, &mut report);
        }
        return report;
    };
    content::check_pages(options, &mut report);
    let Some(articles) = content::read_articles(options, &site, &mut report) else {
        return report;
    };
    let mut files = output::Files::default();
    let Some(app) = app_files::collect(options, Some(&site), &mut files, &mut report) else {
        // Without the app there is no site: what was built stays.
        return report;
    };
    let pages = derive::pages(&site, &articles, &mut report);
    let Some(shell) = shell::Shell::read(options, &site, &app, &mut report) else {
        return report;
    };
    derive::write(&shell, &site, pages, &mut files, &mut report);
    // Last, so that nothing that lies in the publisher's folder takes the place of the site's own files.
    content::collect_assets(options, &mut files, &mut report);
    report.n_articles = articles.len();
    output::write(options, files, &mut report);
    report
}
