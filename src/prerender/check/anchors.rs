//! Places within a page that something points at: footnotes and headings.

use std::collections::HashMap;

use super::document::Document;
use super::findings::Findings;
use super::{nearest, rules};
use crate::model::Link;
use crate::prerender::redirects::decoded;

/// The places that pages have besides the headings of their texts.
const OWN: [&str; 5] = ["", "top", "main", "corrections", "related"];

/// Checks that marks and notes find each other, that links within the page find a heading, and that no id stands twice.
pub(super) fn check(document: &Document<'_>, found: &mut Findings) {
    let marks: Vec<&str> = document.all("FootnoteMark").filter_map(|mark| mark.text("id")).collect();
    let notes: Vec<&str> = document.all("Footnote").filter_map(|note| note.text("id")).collect();
    for mark in document.all("FootnoteMark") {
        if let Some(id) = mark.text("id").filter(|id| !notes.contains(id)) {
            let message = format!("there is no footnote \"{id}\"");
            found.report(&rules::FOOTNOTE_WITHOUT_NOTE, document.place(mark.field("id")), message);
        }
    }
    for note in document.all("Footnote") {
        if let Some(id) = note.text("id").filter(|id| !marks.contains(id)) {
            let message = format!("nothing in the text points at the footnote \"{id}\"");
            found.report(&rules::UNUSED_FOOTNOTE, document.place(note.field("id")), message);
        }
    }
    let headings: Vec<&str> = document.all("Heading").filter_map(|heading| heading.text("id")).collect();
    for record in document.all("LinkInline") {
        let Some(link) = record.text("href").and_then(Link::new) else { continue };
        let Some(id) = link.as_str().strip_prefix('#').and_then(decoded) else { continue };
        if !OWN.contains(&id.as_str()) && !headings.contains(&id.as_str()) {
            let message = format!("no heading of this text has the id \"{id}\"");
            let mend = nearest(&id, headings.iter().copied()).unwrap_or(rules::DEAD_ANCHOR.mend.to_owned());
            found.report_with(&rules::DEAD_ANCHOR, document.place(record.field("href")), message, mend);
        }
    }
    for (kind, name) in [("Heading", "heading"), ("Footnote", "footnote")] {
        let mut first: HashMap<&str, usize> = HashMap::new();
        for record in document.all(kind) {
            let Some(id) = record.text("id") else { continue };
            let place = document.place(record.field("id"));
            let line = place.position.map_or(0, |(line, _)| line);
            if let Some(first) = first.get(id) {
                let message = format!("the {name} in line {first} has the id \"{id}\" already");
                found.report(&rules::DUPLICATE_ANCHOR, place, message);
            } else {
                first.insert(id, line);
            }
        }
    }
}
