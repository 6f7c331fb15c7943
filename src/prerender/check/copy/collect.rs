//! The texts of a document, each with its inlines joined.

use super::super::document::Document;
use super::super::records::Record;
use super::Settings;
use super::passage::{Kind, OBJECT, Passage};
use crate::source::json::{Node, Value};

/// The texts of each type of object besides those of bodies.
const TEXTS: &[(&str, &str, Kind)] = &[
    ("Article", "kicker", Kind::Kicker),
    ("Article", "headline", Kind::Headline),
    ("Article", "alternative_headline", Kind::Other),
    ("Article", "standfirst", Kind::Standfirst),
    ("StaticPage", "headline", Kind::Headline),
    ("StaticPage", "standfirst", Kind::Standfirst),
    ("Paragraph", "text", Kind::Paragraph),
    ("Heading", "text", Kind::Heading),
    ("PullQuote", "text", Kind::Quote),
    ("Image", "alt", Kind::Other),
    ("Image", "caption", Kind::Other),
    ("Gallery", "caption", Kind::Other),
    ("Table", "caption", Kind::Other),
    ("MarkedCell", "text", Kind::Other),
    ("NestedItem", "text", Kind::Other),
    ("Embed", "title", Kind::Other),
    ("Video", "caption", Kind::Other),
    ("Audio", "title", Kind::Other),
    ("Audio", "transcript", Kind::Quote),
    ("ReadAlso", "label", Kind::Other),
    ("KeyPoints", "title", Kind::Other),
    ("FilePointer", "title", Kind::Other),
    ("Details", "summary", Kind::Other),
    ("Footnote", "text", Kind::Other),
    ("Correction", "text", Kind::Other),
    ("Sponsor", "label", Kind::Other),
    ("Creative", "alt", Kind::Other),
    ("Footer", "copyright", Kind::Other),
    ("Credit", "text", Kind::Other),
    ("NavigationItem", "text", Kind::Other),
    ("Section", "name", Kind::Other),
];

/// Lists of texts.
const LISTS: &[(&str, &str, Kind)] =
    &[("List", "items", Kind::Other), ("KeyPoints", "items", Kind::Other), ("Quote", "body", Kind::Quote)];

/// Lists of blocks, in which a bare string is a paragraph.
const BODIES: &[(&str, &str)] = &[("Article", "body"), ("StaticPage", "body"), ("Details", "body")];

/// The texts of a document, those of one list of blocks one after the other.
pub(super) fn passages<'a>(document: &Document<'a>, settings: &Settings) -> Vec<Passage<'a>> {
    let own = document.root().and_then(|root| root.text("language")).unwrap_or(&settings.language);
    let mut passages = Vec::new();
    let mut add = |kind, language: Option<&str>, group, node: &'a Node| {
        let language = language.unwrap_or(own);
        let is_arabic = language.split(['-', '_']).next().is_some_and(|language| language.eq_ignore_ascii_case("ar"));
        let mut passage = Passage::new(kind, is_arabic, group);
        flatten(&mut passage, node);
        if !passage.letters.is_empty() {
            passages.push(passage.finish());
        }
    };
    for (index, record) in document.records().iter().enumerate() {
        let language = record.text("language").filter(|_| !matches!(record.name, "Article" | "StaticPage"));
        for (_, field, kind) in TEXTS.iter().filter(|(name, ..)| *name == record.name) {
            // Paragraphs of a body come with it, in their order.
            let is_of_body = record.name == "Paragraph";
            if let Some(node) = record.node.member(field).filter(|_| !is_of_body) {
                add(*kind, language, usize::MAX - index, node);
            }
        }
        for (_, field, kind) in LISTS.iter().filter(|(name, ..)| *name == record.name) {
            for node in record.items(field) {
                // A list in a list is an object of its own.
                if !matches!(node.value, Value::Object(_)) {
                    add(*kind, language, index, node);
                }
            }
        }
        if record.name == "Table" {
            for node in cells(record) {
                add(Kind::Other, language, usize::MAX - index, node);
            }
        }
        for (_, field) in BODIES.iter().filter(|(name, _)| *name == record.name) {
            for block in record.items(field) {
                match block.member("type").and_then(Node::as_text) {
                    None if block.as_text().is_some() => add(Kind::Paragraph, None, index, block),
                    Some("paragraph") => {
                        let language = block.member("language").and_then(Node::as_text);
                        if let Some(text) = block.member("text") {
                            add(Kind::Paragraph, language, index, text);
                        }
                    }
                    _ => {}
                }
            }
        }
    }
    passages
}

/// The cells of a table that are no objects.
fn cells<'a>(table: &Record<'a>) -> impl Iterator<Item = &'a Node> {
    let cells = |row: &'a Node| match &row.value {
        Value::List(cells) => cells.as_slice(),
        _ => &[],
    };
    table.items("rows").iter().flat_map(cells).filter(|cell| !matches!(cell.value, Value::Object(_)))
}

/// Joins a text and its inlines.
fn flatten<'a>(passage: &mut Passage<'a>, node: &'a Node) {
    match &node.value {
        Value::Text(text) => passage.push(node, text),
        Value::List(items) => items.iter().for_each(|item| flatten(passage, item)),
        Value::Object(_) => {
            let is_arabic = |language: &str| language == "ar" || language.starts_with("ar-");
            let language = node.member("language").and_then(Node::as_text);
            match node.member("type").and_then(Node::as_text) {
                Some("line_break") => passage.push_sign('\n'),
                Some("footnote") => {}
                Some("code") => passage.push_sign(OBJECT),
                _ if language.is_some_and(|language| !is_arabic(language)) => passage.push_sign(OBJECT),
                _ => {
                    if let Some(text) = node.member("text") {
                        flatten(passage, text);
                    }
                }
            }
        }
        _ => {}
    }
}
