//! Blocks that would draw nothing, or that some readers could not follow.

use super::document::Document;
use super::findings::Findings;
use super::rules;
use crate::model::{Link, Player};

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

/// Checks the blocks of a document.
pub(super) fn check(document: &Document<'_>, found: &mut Findings) {
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
