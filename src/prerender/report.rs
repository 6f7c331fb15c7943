//! What a build found and did, for the person who can act on it.

use std::fmt;
use std::path::{Path, PathBuf};

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
    /// Line and column, both from 1, where the file is text.
    pub place: Option<(usize, usize)>,
    /// The JSON path, or nothing.
    pub path: String,
    /// What is wrong, and what to do.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = match self.level {
            Level::Error => "error",
            Level::Warning => "warning",
        };
        write!(f, "{}", self.file.display())?;
        if let Some((line, column)) = self.place {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {level}[{}]: ", self.rule)?;
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.message)
    }
}

/// What a build found and did.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What it found, in the order of the files.
    pub findings: Vec<Finding>,
    /// How many articles are in the site.
    pub n_articles: usize,
    /// How many files were written anew.
    pub n_written: usize,
    /// How many files were as they should be.
    pub n_unchanged: usize,
    /// How many files of an earlier build were taken away.
    pub n_removed: usize,
}

impl Report {
    /// Whether something kept a part of the content out of the site.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.level == Level::Error)
    }

    /// Records problems of a file that was read.
    pub(super) fn problems(&mut self, file: &Path, text: &str, problems: Vec<Problem>) {
        self.findings.extend(problems.into_iter().map(|problem| Finding {
            level: problem.level,
            rule: problem.rule,
            file: file.to_owned(),
            place: Some(line_and_column(text, problem.at)),
            path: problem.path,
            message: problem.message,
        }));
    }

    /// Records an error about a whole file or folder.
    pub(super) fn error(&mut self, rule: &'static str, file: &Path, message: String) {
        let file = file.to_owned();
        self.findings.push(Finding { level: Level::Error, rule, file, place: None, path: String::new(), message });
    }
}
