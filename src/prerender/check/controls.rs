//! Characters that nobody sees and that XML and HTML forbid: feeds and sitemaps are written without them.

use super::document::Document;
use super::findings::Findings;
use super::records::Spot;
use super::rules;
use crate::prerender::machine_text::is_permitted;
use crate::source::json::{Node, Value};

/// Checks every text of a file, at its place.
pub(super) fn check(document: &Document<'_>, text: &str, tree: Option<&Node>, found: &mut Findings) {
    // Nearly every file has none, and most of them show it without a look at the tree.
    if !text.contains("\\u") && text.chars().all(is_permitted) {
        return;
    }
    if let Some(tree) = tree {
        walk(document, tree, found);
    }
}

fn walk(document: &Document<'_>, node: &Node, found: &mut Findings) {
    match &node.value {
        Value::Text(text) => {
            let mut forbidden: Vec<char> = text.chars().filter(|c| !is_permitted(*c)).collect();
            forbidden.sort_unstable();
            forbidden.dedup();
            if !forbidden.is_empty() {
                let root = document.root().filter(|root| root.name != "SiteFile");
                let is_headline =
                    root.and_then(|root| root.node.member("headline")).is_some_and(|own| own.at == node.at);
                let names: Vec<String> = forbidden.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect();
                let names = names.join(", ");
                let (rule, message) = match is_headline {
                    true => (
                        &rules::HEADLINE_CONTROL,
                        format!("{names} stands in the headline, and so in the page's title"),
                    ),
                    false => (
                        &rules::CONTROL_CHARACTER,
                        format!("{names} may not stand in HTML or XML; feeds and sitemaps are written without it"),
                    ),
                };
                found.report(rule, document.place(Spot { node }), message);
            }
        }
        Value::List(items) => {
            for item in items {
                walk(document, item, found);
            }
        }
        Value::Object(members) => {
            for (_, member) in members {
                walk(document, member, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
