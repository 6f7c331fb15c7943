//! `khabar new`: a site, or an article, to begin with.

mod article;
mod folder;
mod headline;
mod next_steps;
mod questions;
mod regions;
mod site;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

#[derive(Subcommand)]
pub(super) enum New {
    /// Make a folder with all that a newsroom begins with; asks for what no option says
    Site(site::SiteArguments),
    /// Write a file for an article: its name, its identifier and its date come by themselves
    Article(article::ArticleArguments),
}

/// Where articles are written that are not to be published yet: beside the content, so that no build reads them.
pub(super) fn drafts(content: &std::path::Path) -> PathBuf {
    let whole = match content.file_name() {
        Some(_) => content.to_owned(),
        // What ends in dots, as `.` does, has another parent than its words say.
        None => fs::canonicalize(content).unwrap_or_else(|_| content.to_owned()),
    };
    whole.parent().unwrap_or("".as_ref()).join("drafts")
}

/// Makes what was asked for, and says where it is.
pub(super) fn run(new: &New) -> ExitCode {
    let made = match new {
        New::Site(arguments) => site::site(arguments),
        New::Article(arguments) => article::article(arguments),
    };
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error[new]: {message}");
            ExitCode::FAILURE
        }
    }
}
