//! What the check says, for the page that it is about.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::edition::Edition;
use crate::prerender::{Finding, Options, Report};
use crate::source::Level;

/// More than these of other pages are counted only: whoever mends many asks the command line.
const MOST_ELSEWHERE: usize = 30;

/// A finding, and the page that it is about.
pub(super) struct Note {
    finding: Finding,
    /// The address of the page, below the base path; none where no page stands for the file.
    page: Option<String>,
    /// Whether every page depends on the file.
    is_everywhere: bool,
}

/// The findings of a report, with the pages of their files.
pub(super) fn notes(options: &Options, edition: Option<&Edition>, report: &Report) -> Vec<Note> {
    let settings = options.content.join("site.json");
    let note = |finding: &Finding| {
        let page = edition.and_then(|edition| edition.addresses.get(&finding.file).cloned());
        let is_everywhere =
            finding.file == settings && finding.level == Level::Error || finding.file.starts_with(&options.app);
        Note { finding: finding.clone(), page, is_everywhere }
    };
    report.findings.iter().map(note).collect()
}

/// Whether a file can't be read that could be before.
pub(super) fn has_new_fault(notes: &[Note], before: &[Note]) -> bool {
    let is_fault = |note: &&Note| matches!(note.finding.rule, "syntax" | "read" | "missing");
    let known: HashSet<_> = before.iter().filter(is_fault).map(|note| &note.finding.file).collect();
    notes.iter().filter(is_fault).any(|note| !known.contains(&note.finding.file))
}

/// What is to be said on a page, `address` being its path below the base path.
pub(super) fn on_page(notes: &[Note], base: &str, address: &str) -> Value {
    let is_here = |note: &&Note| match &note.page {
        Some(page) => page == address,
        // What no page stands for is said on the front.
        None => note.is_everywhere || address == "/",
    };
    let (here, elsewhere): (Vec<&Note>, Vec<&Note>) = notes.iter().partition(is_here);
    let text = |note: &&Note| {
        let Note { finding, page, .. } = note;
        let place = finding.place.map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
        let page = page.as_deref().filter(|page| *page != address);
        json!({
            "level": if finding.level == Level::Error { "error" } else { "warning" },
            "rule": finding.rule,
            "place": format!("{}{place}", finding.file.display()),
            "path": finding.path,
            "message": finding.message,
            "mend": finding.mend,
            "page": page.map(|page| format!("{}{}", base.trim_end_matches('/'), page)),
        })
    };
    json!({
        "here": here.iter().map(text).collect::<Vec<_>>(),
        "elsewhere": elsewhere.iter().take(MOST_ELSEWHERE).map(text).collect::<Vec<_>>(),
        "n_elsewhere": elsewhere.len(),
    })
}
