//! What was found, less what an article silences.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::document::{Document, Place};
use super::nearest;
use super::rules::{self, Rule};
use crate::prerender::Finding;
use crate::source::Level;

/// What was found so far.
#[derive(Default)]
pub(super) struct Findings {
    found: Vec<Finding>,
    silences: HashMap<PathBuf, Vec<Silence>>,
}

/// A rule that an article's editors do not want to hear of.
struct Silence {
    rule: String,
    place: Place,
}

impl Findings {
    /// Records that a rule is broken.
    pub(super) fn report(&mut self, rule: &'static Rule, place: Place, message: String) {
        self.report_with(rule, place, message, rule.mend.to_owned());
    }

    /// Records that a rule is broken, with a better way to mend it than the rule's own.
    pub(super) fn report_with(&mut self, rule: &'static Rule, place: Place, message: String, mend: String) {
        self.add(rule.level, rule.id, place, message, mend);
    }

    /// Records what a reader found.
    pub(super) fn add(&mut self, level: Level, rule: &'static str, place: Place, message: String, mend: String) {
        let Place { file, position, span, path } = place;
        self.found.push(Finding { level, rule, file, place: position, span, path, message, mend });
    }

    /// Takes the silences of an article.
    pub(super) fn silence(&mut self, document: &Document<'_>) {
        let silences = document.all("Silence").filter_map(|record| {
            Some(Silence { rule: record.text("rule")?.to_owned(), place: document.place(record.field("rule")) })
        });
        let silences: Vec<Silence> = silences.collect();
        if !silences.is_empty() {
            self.silences.insert(document.source.file.to_owned(), silences);
        }
    }

    /// What is to be said, with what others found, file by file in the order of their lines. `rank` orders the files.
    pub(super) fn finish(mut self, others: Vec<Finding>, rank: impl Fn(&Path) -> usize) -> Vec<Finding> {
        self.found.extend(others);
        let mut silenced: HashMap<PathBuf, Vec<Finding>> =
            self.silences.keys().map(|file| (file.clone(), Vec::new())).collect();
        for finding in std::mem::take(&mut self.found) {
            silenced.get_mut(&finding.file).unwrap_or(&mut self.found).push(finding);
        }
        for (file, found) in silenced {
            let silences = self.silences.remove(&file).unwrap_or_default();
            self.obey(&silences, found);
        }
        let key = |finding: &Finding| (rank(&finding.file), finding.file.clone(), finding.place, finding.path.clone());
        self.found.sort_by_cached_key(key);
        self.found
    }

    /// Keeps of an article's findings what it does not silence, and says what silences nothing.
    fn obey(&mut self, silences: &[Silence], found: Vec<Finding>) {
        let silent =
            |finding: &Finding, silence: &Silence| finding.level == Level::Warning && finding.rule == silence.rule;
        for silence in silences {
            if !found.iter().any(|finding| silent(finding, silence)) {
                let breaks = found.iter().any(|finding| finding.rule == silence.rule);
                self.unused_silence(&silence.rule, silence.place.clone(), breaks);
            }
        }
        let said = found.into_iter().filter(|finding| !silences.iter().any(|silence| silent(finding, silence)));
        self.found.extend(said);
    }

    fn unused_silence(&mut self, id: &str, place: Place, is_broken: bool) {
        let rule = &rules::UNUSED_SILENCE;
        match rules::rule(id) {
            None => {
                let message = format!("there is no rule \"{id}\" to silence");
                let mend = nearest(id, rules::all().map(|rule| rule.id));
                self.report_with(rule, place, message, mend.unwrap_or(rule.mend.to_owned()));
            }
            Some(_) if is_broken => {
                let message = format!("\"{id}\" is an error here, and errors are not silenced");
                self.report_with(rule, place, message, "mend what it names, and take this out".to_owned());
            }
            Some(_) => self.report(rule, place, format!("nothing in this article breaks \"{id}\"")),
        }
    }
}
