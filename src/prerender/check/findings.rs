//! What was found, less what an article silences.

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::document::{Document, Place};
use super::nearest;
use super::records::Spot;
use super::rules::{self, Rule};
use crate::prerender::Finding;
use crate::source::Level;
use crate::source::json::Value;

/// What was found so far.
#[derive(Default)]
pub(super) struct Findings {
    found: Vec<Finding>,
    silences: HashMap<PathBuf, Vec<Silence>>,
    /// What the site says of rules: another level, or none where it is off.
    levels: HashMap<String, Option<Level>>,
}

/// A rule that editors do not want to hear of.
struct Silence {
    rule: String,
    place: Place,
    /// The bytes that it is about: those of the object that it stands in.
    within: Range<usize>,
}

impl Findings {
    /// Records that a rule is broken.
    pub(super) fn report(&mut self, rule: &'static Rule, place: Place, message: String) {
        self.report_with(rule, place, message, rule.mend.to_owned());
    }

    /// Records that a rule is broken, with a better way to mend it than the rule's own.
    pub(super) fn report_with(&mut self, rule: &'static Rule, place: Place, message: String, mend: String) {
        self.report_fix(rule, place, message, mend, None);
    }

    /// The same with what the bytes of the place become where mending them changes no meaning.
    pub(super) fn report_fix(
        &mut self,
        rule: &'static Rule,
        place: Place,
        message: String,
        mend: String,
        fix: Option<String>,
    ) {
        self.add(rule.level, rule.id, place, message, mend);
        if let Some(finding) = self.found.last_mut() {
            finding.fix = fix;
        }
    }

    /// Records what a reader found.
    pub(super) fn add(&mut self, level: Level, rule: &'static str, place: Place, message: String, mend: String) {
        let Place { file, position, span, path } = place;
        self.found.push(Finding { level, rule, file, place: position, span, path, message, mend, fix: None });
    }

    /// Whether nothing was found.
    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Takes in what another core found.
    pub(super) fn extend(&mut self, other: Self) {
        self.found.extend(other.found);
        self.silences.extend(other.silences);
    }

    /// Takes the silences of a document: those of an article are about all of it, those of a sponsor about that.
    pub(super) fn silence(&mut self, document: &Document<'_>) {
        let mut silences = Vec::new();
        for owner in document.records().iter().filter(|record| record.node.member("silenced").is_some()) {
            let within = if owner.name == "Article" { 0..usize::MAX } else { owner.node.at..owner.node.end };
            let own = format!("{}.silenced[", owner.path);
            for record in document.all("Silence").filter(|record| record.path.starts_with(&own)) {
                let Some(rule) = record.text("rule").map(str::to_owned) else { continue };
                let place = document.place(record.field("rule"));
                silences.push(Silence { rule, place, within: within.clone() });
            }
        }
        if !silences.is_empty() {
            self.silences.insert(document.source.file.to_owned(), silences);
        }
    }

    /// Takes what `site.json` says of rules.
    pub(super) fn switch(&mut self, document: &Document<'_>) {
        let Some(Value::Object(members)) = document.root().and_then(|root| Some(&root.node.member("checks")?.value))
        else {
            return;
        };
        for (id, node) in members {
            let place = || document.place(Spot { node });
            let level = match node.as_text() {
                Some("off") => None,
                Some("hint") => Some(Level::Hint),
                Some("warning") => Some(Level::Warning),
                Some("error") => Some(Level::Error),
                // Named by the reader.
                _ => continue,
            };
            match rules::rule(id) {
                Some(rule) if rule.level != Level::Error => drop(self.levels.insert(id.clone(), level)),
                Some(_) => {
                    let message = format!("\"{id}\" is an error, which is not switched");
                    self.report(&rules::UNKNOWN_RULE, place(), message);
                }
                None => {
                    let mend = nearest(id, rules::all().map(|rule| rule.id));
                    let mend = mend.unwrap_or(rules::UNKNOWN_RULE.mend.to_owned());
                    self.report_with(&rules::UNKNOWN_RULE, place(), format!("there is no rule \"{id}\""), mend);
                }
            }
        }
    }

    /// What is to be said, with what others found, file by file in the order of their lines. `rank` orders the files.
    pub(super) fn finish(mut self, others: Vec<Finding>, rank: impl Fn(&Path) -> usize) -> Vec<Finding> {
        self.found.extend(others);
        if !self.levels.is_empty() {
            self.found.retain_mut(|finding| match self.levels.get(finding.rule) {
                Some(Some(level)) if finding.level != Level::Error => {
                    finding.level = *level;
                    true
                }
                Some(None) => finding.level == Level::Error,
                _ => true,
            });
        }
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
        // What the site made an error of may still be silenced: it is the contract's errors that may not.
        let is_error = |finding: &Finding| finding.level == Level::Error && !self.levels.contains_key(finding.rule);
        let is_about = |finding: &Finding, silence: &Silence| {
            let within = &silence.within;
            finding.rule == silence.rule && within.start <= finding.span.start && finding.span.end <= within.end
        };
        let silent = |finding: &Finding, silence: &Silence| !is_error(finding) && is_about(finding, silence);
        let mut unused = Vec::new();
        for silence in silences {
            if !found.iter().any(|finding| silent(finding, silence)) {
                unused.push((silence, found.iter().any(|finding| is_about(finding, silence))));
            }
        }
        let said = found.into_iter().filter(|finding| !silences.iter().any(|silence| silent(finding, silence)));
        let said: Vec<Finding> = said.collect();
        self.found.extend(said);
        // A silence of a rule that the site has off is kept for the day on which it is on; what is said of other sites
        // is another thing each day.
        for (silence, breaks) in unused {
            if self.levels.get(&silence.rule) != Some(&None) && !rules::is_of_other_sites(&silence.rule) {
                self.unused_silence(&silence.rule, silence.place.clone(), breaks);
            }
        }
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
