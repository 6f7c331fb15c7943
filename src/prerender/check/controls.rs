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
                let names: Vec<String> = forbidden.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect();
                let message = format!(
                    "{} may not stand in HTML or XML; feeds and sitemaps are written without it",
                    names.join(", ")
                );
                found.report(&rules::CONTROL_CHARACTER, document.place(Spot { node }), message);
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
