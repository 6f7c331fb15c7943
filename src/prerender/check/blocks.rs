//! Blocks that would draw nothing, or that some readers could not follow.

use super::document::Document;
use super::findings::Findings;
use super::rules;
use crate::model::{Link, Player};
use crate::source::json::{Node, Value};

/// What a block is made of; without it there is nothing to draw.
const CONTENTS: [(&str, &str); 8] = [
    ("Gallery", "items"),
    ("Table", "rows"),
    ("List", "items"),
    ("Quote", "body"),
    ("KeyPoints", "items"),
    ("ReadAlso", "articles"),
    ("Details", "body"),
    ("Footnotes", "items"),
];

/// What tells something without a word.
const SHOWN: [&str; 7] = ["figure", "gallery", "video", "audio", "embed", "table", "file"];

/// Checks the blocks of a document.
pub(super) fn check(document: &Document<'_>, found: &mut Findings) {
    empty(document, found);
    blank(document, found);
    for (name, field) in CONTENTS {
        for record in document.all(name).filter(|record| record.items(field).is_empty()) {
            let message =
                format!("this {} is empty: there is nothing in \"{field}\"", record.text("type").unwrap_or(name));
            found.report(&rules::EMPTY_BLOCK, document.place(record.spot()), message);
        }
    }
    for record in document.all("Video").filter(|record| record.items("captions").is_empty()) {
        let message = "the video has no captions".to_owned();
        found.report(&rules::VIDEO_WITHOUT_CAPTIONS, document.place(record.spot()), message);
    }
    for record in document.all("Embed") {
        let Some(link) = record.text("url").and_then(Link::new) else { continue };
        let place = || document.place(record.field("url"));
        if !link.is_web() {
            let message = "an embed is a page of another site, and this is no address of one".to_owned();
            found.report(&rules::EMBED_ADDRESS, place(), message);
        } else if Player::of(link.as_str()).is_none() {
            let message = "no player is known for this address: it is shown as a link".to_owned();
            found.report(&rules::EMBED_PROVIDER, place(), message);
        }
    }
}

/// An article that has a body with nothing in it. One without any body says all in its headline and standfirst.
fn empty(document: &Document<'_>, found: &mut Findings) {
    let Some(article) = document.root().filter(|root| root.name == "Article") else { return };
    let waits = matches!(article.text("status"), Some("draft" | "withdrawn"));
    if waits || article.node.member("body").is_none() || article.items("body").iter().any(tells) {
        return;
    }
    let message = "the article has no text: readers find its headline and nothing below it".to_owned();
    found.report(&rules::EMPTY_ARTICLE, document.place(article.field("body")), message);
}

/// Texts above the story that are there, and say nothing.
fn blank(document: &Document<'_>, found: &mut Findings) {
    let Some(root) = document.root() else { return };
    for field in ["headline", "alternative_headline", "standfirst", "kicker"] {
        let is_blank = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_whitespace() || is_invisible(c));
        if root.text(field).is_some_and(is_blank) {
            let message = format!("\"{field}\" has nothing in it that a reader could see");
            found.report(&rules::BLANK_TEXT, document.place(root.field(field)), message);
        }
    }
}

/// Controls of direction, and joiners with nothing to join.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether a block shows anything.
fn tells(block: &Node) -> bool {
    let is_shown = block.member("type").and_then(Node::as_text).is_some_and(|tag| SHOWN.contains(&tag));
    is_shown || has_words(block)
}

fn has_words(node: &Node) -> bool {
    match &node.value {
        Value::Text(text) => !text.trim().is_empty(),
        Value::List(items) => items.iter().any(has_words),
        Value::Object(members) => {
            members.iter().any(|(name, inner)| !matches!(name.as_str(), "type" | "id" | "language") && has_words(inner))
        }
        _ => false,
    }
}
