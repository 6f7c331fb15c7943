//! What `site.json` says to feed readers, crawlers and buyers of advertising.

use super::document::Document;
use super::findings::Findings;
use super::records::Record;
use super::rules;
use crate::model::Link;

/// Checks the settings for machines; gives whether a site can be built with them: a wrong one would be believed.
pub(super) fn check(document: &Document<'_>, found: &mut Findings) -> bool {
    let mut is_right = true;
    let mut refuse = |record: &Record<'_>, field: &str, message: &str, mend: &str| {
        is_right = false;
        let message = format!("\"{}\" {message}", record.text(field).unwrap_or_default());
        found.report_with(&rules::SITE, document.place(record.field(field)), message, mend.to_owned());
    };
    for record in document.all("FeedSettings") {
        if record.text("hub").and_then(Link::new).is_some_and(|hub| !hub.is_web()) {
            refuse(record, "hub", "is no address of a hub", "write it whole, as in https://hub.example/");
        }
        if record.text("origin").is_some_and(|origin| !is_host(origin)) {
            refuse(
                record,
                "origin",
                "is no host",
                "write it as in the address, without https:// and path: news.example",
            );
        }
    }
    for record in document.all("AdSeller") {
        if record.text("domain").is_some_and(|domain| !is_host(domain)) {
            refuse(record, "domain", "is no domain", "write it as the seller does: google.com");
        }
        for field in ["account", "authority"] {
            // What would end the field or the line, or begin a comment.
            let is_word = |text: &str| {
                !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && !b",;#=".contains(&byte))
            };
            if record.text(field).is_some_and(|text| !is_word(text)) {
                refuse(
                    record,
                    field,
                    "can't stand in ads.txt",
                    "write it as the seller gave it, without spaces and signs",
                );
            }
        }
    }
    is_right
}

fn is_host(text: &str) -> bool {
    let is_part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-');
    let (host, port) = text.split_once(':').unwrap_or((text, "1"));
    host.split('.').all(is_part) && port.bytes().all(|byte| byte.is_ascii_digit())
}
