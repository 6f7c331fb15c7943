//! What an editor would mark in a text before it goes out: spelling, punctuation, digits, lengths.
//!
//! Every rule looks at a text as its reader reads it, with its inlines joined, and knows which letters are somebody
//! else's: quotations, verse, names, hashtags, addresses, other languages. What can be mended without a change of
//! meaning carries its mend.

mod balance;
mod characters;
mod collect;
mod digits;
mod headlines;
mod lengths;
mod lists;
mod passage;
mod punctuation;
mod records;
mod spelling;

pub(super) use headlines::Headlines;

use super::document::Document;
use super::findings::Findings;
use super::rules::Rule;
use crate::arabic::digits::Digits;
use passage::Passage;
use std::ops::Range;

/// What the rules need to know of the edition at the root.
#[derive(Clone, Debug, Default)]
pub(super) struct Settings {
    /// Its language, without the region.
    pub(super) language: String,
    /// Its region, in capitals; empty where it names none.
    pub(super) region: String,
    /// The digits that it prints.
    pub(super) digits: Digits,
}

impl Settings {
    /// Reads the edition at the root of `site.json`.
    pub(super) fn read(document: &Document<'_>) -> Self {
        let default = document.root().and_then(|root| root.text("default_edition")).unwrap_or_default();
        let path = format!("$.editions.{default}");
        let own = document.all("EditionFile").find(|edition| edition.path == path);
        let text = |field| own.and_then(|edition| edition.text(field)).unwrap_or_default();
        Self::of(text("language"), text("region"), text("digits"))
    }

    /// Reads what an edition says; what is absent there is what most sites have.
    pub(super) fn of(language: &str, region: &str, digits: &str) -> Self {
        let mut subtags = language.split(['-', '_']);
        let primary = subtags.next().unwrap_or_default().to_lowercase();
        let of_language = subtags.find(|subtag| subtag.len() == 2).unwrap_or_default();
        let region = if region.is_empty() { of_language } else { region };
        let digits = match digits {
            "arabic_indic" => Digits::ArabicIndic,
            "persian" => Digits::Persian,
            _ => Digits::Latin,
        };
        Self { language: primary, region: region.to_uppercase(), digits }
    }
}

/// What a rule has to say of some letters of a passage.
struct Mark {
    rule: &'static Rule,
    /// In letters from the passage's start.
    range: Range<usize>,
    message: String,
    mend: Option<String>,
    /// What these letters become where mending them is safe.
    fix: Option<String>,
}

impl Mark {
    fn new(rule: &'static Rule, range: Range<usize>, message: String) -> Self {
        Self { rule, range, message, mend: None, fix: None }
    }

    /// With what stands there when it is mended; `--fix` writes it.
    fn fixed(mut self, fix: String) -> Self {
        self.mend = Some(match fix.as_str() {
            "" | " " => self.rule.mend.to_owned(),
            fix => format!("write \"{fix}\""),
        });
        self.fix = Some(fix);
        self
    }
}

/// Checks the texts of a document.
pub(super) fn check(document: &Document<'_>, settings: &Settings, found: &mut Findings) {
    let passages = collect::passages(document, settings);
    let mut marks: Vec<Vec<Mark>> = passages.iter().map(|passage| of_one(passage, settings)).collect();
    digits::check(&passages, settings, &mut marks);
    balance::check(&passages, &mut marks);
    lengths::labels(document, &passages, &mut marks);
    for (passage, mut marks) in passages.iter().zip(marks) {
        marks.sort_by_key(|mark| (mark.range.start, mark.range.end));
        for Mark { rule, range, message, mend, fix } in marks {
            let (place, is_whole) = passage.place(range, document);
            let mend = mend.unwrap_or(rule.mend.to_owned());
            found.report_fix(rule, place, message, mend, fix.filter(|_| is_whole));
        }
    }
    lengths::article(document, &passages, found);
    records::check(document, found);
}

/// What is asked of each passage by itself.
fn of_one(passage: &Passage<'_>, settings: &Settings) -> Vec<Mark> {
    let mut marks = Vec::new();
    balance::controls(passage, &mut marks);
    if passage.is_arabic {
        characters::tatweel(passage, &mut marks);
        characters::letter_forms(passage, &mut marks);
        punctuation::latin(passage, &mut marks);
        punctuation::spaces(passage, &mut marks);
        punctuation::straight_quotes(passage, &mut marks);
        spelling::doubled_words(passage, settings, &mut marks);
        spelling::words(passage, settings, &mut marks);
        spelling::undotted_an(passage, &mut marks);
        lengths::passage(passage, &mut marks);
    }
    marks
}
