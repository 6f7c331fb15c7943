//! What a check or a build found and did, for the person who can act on it.

mod machines;
pub(super) mod print;

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::check::rules;
use super::compress::Compressed;
use super::output::Role;
use super::robots::AtRoot;
use crate::model::Instant;
use crate::source::json::line_and_column;
use crate::source::{Level, Problem};

/// Something that a publisher should know, at its place in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// How bad it is.
    pub level: Level,
    /// The rule's identifier.
    pub rule: &'static str,
    /// The file.
    pub file: PathBuf,
    /// Line and column, both from 1; `None` for the file as a whole.
    pub place: Option<(usize, usize)>,
    /// The same in bytes from the start of the file, within one line.
    pub span: Range<usize>,
    /// The JSON path, or nothing.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// How to mend it, or nothing where the message says it.
    pub mend: String,
    /// What the bytes of `span` become where mending them changes no meaning; in the file's own form, escapes and all.
    pub fix: Option<String>,
}

impl Finding {
    /// The name of its file as a terminal may show it.
    fn file_name(&self) -> String {
        printable(&self.file.display().to_string())
    }
}

/// Text for a terminal: what would ring its bell, begin a line or turn it to another colour is written out.
fn printable(text: &str) -> String {
    let escaped = |c: char| if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
    text.chars().map(escaped).collect()
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file_name())?;
        if let Some((line, column)) = self.place {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}[{}]: ", level_word(self.level), self.rule)?;
        if !self.path.is_empty() {
            write!(f, "{}: ", printable(&self.path))?;
        }
        f.write_str(&printable(&self.message))?;
        if !self.mend.is_empty() {
            write!(f, "; {}", printable(&self.mend))?;
        }
        Ok(())
    }
}

fn level_word(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "hint",
    }
}

/// A file of the finished site.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) role: Role,
    pub(super) path: String,
    pub(super) n_bytes: u64,
    /// Whether it is another than before.
    pub(super) is_new: bool,
}

/// What a check or a build found and did.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What it found, in the order of the files.
    pub findings: Vec<Finding>,
    /// Whether something kept a part of the content out of the site.
    pub is_incomplete: bool,
    /// How many articles were checked, or are in the site.
    pub n_articles: usize,
    /// How many files were written anew.
    pub n_written: usize,
    /// How many files were as they should be.
    pub n_unchanged: usize,
    /// How many files of an earlier build were taken away.
    pub n_removed: usize,
    /// Each file of the site, in the order in which they took their places.
    pub(super) written: Vec<Written>,
    /// Whether the site was written to its end, if perhaps without what could not be read.
    pub is_written: bool,
    /// What belongs at the root of the host, where the site itself lives under a path of it.
    pub at_root: Vec<AtRoot>,
    /// When something of the site changes next by itself, and what.
    pub next_due: Option<(Instant, &'static str)>,
    /// The same as it is written beside the site, in the newsroom's zone.
    pub(super) due_words: Option<String>,
    /// What was written beside the site for its host.
    pub beside: Option<PathBuf>,
    /// The history, where it was begun.
    pub history: Option<PathBuf>,
    /// What was compressed.
    pub compressed: Option<Compressed>,
}

impl Report {
    /// Whether something kept a part of the content out of the site. An error that a reader may meet in the
    /// finished site, such as a dead link, does not.
    pub fn has_errors(&self) -> bool {
        self.is_incomplete
    }

    /// How many findings there are of a level.
    pub fn n_of(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }

    /// Takes in what was found of a part of the content.
    pub(super) fn absorb(&mut self, part: Self) {
        self.is_incomplete |= part.is_incomplete;
        self.findings.extend(part.findings);
    }

    /// Records problems of a file that was made by the build.
    pub(super) fn problems(&mut self, file: &Path, text: &str, problems: Vec<Problem>) {
        self.is_incomplete |= problems.iter().any(|problem| problem.level == Level::Error);
        self.findings.extend(problems.into_iter().map(|problem| Finding {
            level: problem.level,
            rule: problem.rule,
            file: file.to_owned(),
            place: Some(line_and_column(text, problem.at)),
            span: problem.at..problem.at,
            path: problem.path,
            message: problem.message,
            mend: mend(problem.rule),
            fix: None,
        }));
    }

    /// Records an error about a whole file or folder.
    pub(super) fn error(&mut self, rule: &'static str, file: &Path, message: String) {
        self.error_with(rule, file, message, &mend(rule));
    }

    /// The same with its own word of how to mend it.
    pub(super) fn error_with(&mut self, rule: &'static str, file: &Path, message: String, mend: &str) {
        self.is_incomplete = true;
        self.of_file(Level::Error, rule, file, message, mend);
    }

    /// Records a warning about a whole file or folder.
    pub(super) fn warn(&mut self, rule: &'static str, file: &Path, message: String) {
        self.of_file(Level::Warning, rule, file, message, &mend(rule));
    }

    fn of_file(&mut self, level: Level, rule: &'static str, file: &Path, message: String, mend: &str) {
        self.findings.push(Finding {
            level,
            rule,
            file: file.to_owned(),
            place: None,
            span: 0..0,
            path: String::new(),
            message,
            mend: mend.to_owned(),
            fix: None,
        });
    }
}

fn mend(rule: &str) -> String {
    rules::rule(rule).map_or_else(String::new, |rule| rule.mend.to_owned())
}
