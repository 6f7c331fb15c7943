//! The sheets: one bundle of what lies in `style/`, and what of it stands in which document.
//!
//! What every page needs stands in all of them. A folder of `style/` is a part: it stands in the documents that have
//! something of it, and the app fetches it for the pages that come after.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What the bundle has before each of its parts, and after it the classes that the part is for.
const MARK: &str = "/* part:";

/// A part of the bundle: what a folder of `style/` holds.
#[derive(Clone)]
pub(super) struct Part {
    /// The classes of the components that it styles.
    classes: Vec<String>,
    /// Its rules.
    pub(super) text: String,
}

impl Part {
    /// Whether a page has something that it styles.
    pub(super) fn is_needed_by(&self, html: &str) -> bool {
        let mut attributes = html.split(" class=\"").skip(1).filter_map(|rest| rest.split('"').next());
        attributes.any(|classes| classes.split(' ').any(|class| self.classes.iter().any(|own| own == class)))
    }
}

/// All sheets as one: the order of layers first, then by name, and each folder's after a mark.
pub(super) fn bundle(folder: &Path) -> io::Result<String> {
    let (folders, mut sheets): (Vec<_>, Vec<_>) = entries(folder)?.into_iter().partition(|path| path.is_dir());
    sheets.sort_by_key(|path| (!path.ends_with("main.css"), path.clone()));
    let mut bundle = text(&sheets)?;
    for folder in folders {
        let sheets = entries(&folder)?;
        let classes: Vec<String> =
            sheets.iter().filter_map(|sheet| Some(class(sheet.file_stem()?.to_str()?))).collect();
        bundle += &format!("{MARK} {} */\n{}", classes.join(" "), text(&sheets)?);
    }
    Ok(bundle)
}

/// What every page needs of a bundle, and its parts.
pub(super) fn split(bundle: &str) -> (String, Vec<Part>) {
    let mut pieces = bundle.split(MARK);
    let own = pieces.next().unwrap_or_default().to_owned();
    let part = |piece: &str| {
        let (classes, text) = piece.split_once("*/")?;
        Some(Part {
            classes: classes.split_whitespace().map(str::to_owned).collect(),
            text: text.trim_start().to_owned(),
        })
    };
    (own, pieces.filter_map(part).collect())
}

/// The class of a component, from the name of its sheet.
fn class(name: &str) -> String {
    name.replace('_', "-")
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.retain(|path| path.is_dir() || path.extension().is_some_and(|extension| extension == "css"));
    paths.sort();
    Ok(paths)
}

/// The rules of sheets, without what only their writers read.
fn text(sheets: &[PathBuf]) -> io::Result<String> {
    let mut bundle = String::new();
    for path in sheets {
        let sheet = fs::read_to_string(path)?;
        let mut rest = sheet.as_str();
        while let Some((rule, comment)) = rest.split_once("/*") {
            bundle += rule;
            rest = comment.split_once("*/").map_or("", |(_, rest)| rest);
        }
        bundle += rest;
    }
    Ok(in_one_layer(&tightened(&bundle)))
}

/// Rules without the spaces that separate nothing. What stands between quotes stays, and so does a space that means
/// something: between selectors, around the signs of a calculation, before a bracket.
fn tightened(rules: &str) -> String {
    let mut text = String::with_capacity(rules.len());
    let (mut quote, mut is_spaced) = (None, false);
    for c in rules.chars() {
        if let Some(open) = quote {
            text.push(c);
            quote = Some(open).filter(|open| *open != c);
            continue;
        }
        if c.is_whitespace() {
            is_spaced = true;
            continue;
        }
        let is_needed =
            !text.ends_with(['{', '}', ';', ',', '>', '~', ':']) && !matches!(c, '{' | '}' | ';' | ',' | '>' | '~');
        if is_spaced && is_needed && !text.is_empty() {
            text.push(' ');
        }
        is_spaced = false;
        if c == '}' && text.ends_with(';') {
            text.pop();
        }
        // A fraction needs no nought.
        let is_fraction =
            c == '.' && text.strip_suffix('0').is_some_and(|text| text.ends_with([' ', '(', ',', ':', '-']));
        if is_fraction {
            text.pop();
        }
        quote = matches!(c, '"' | '\'').then_some(c);
        text.push(c);
    }
    text
}

/// Tight rules in which a layer that follows itself is opened once.
fn in_one_layer(rules: &str) -> String {
    let mut text = String::with_capacity(rules.len());
    let (mut depth, mut start, mut open, mut quote) = (0_usize, 0, "", None);
    for (at, c) in rules.char_indices() {
        match (quote, c) {
            (Some(open), _) => quote = Some(open).filter(|open| *open != c),
            (None, '"' | '\'') => quote = Some(c),
            (None, '{') => depth += 1,
            (None, '}') => depth = depth.saturating_sub(1),
            (None, _) => {}
        }
        if depth > 0 || quote.is_some() || !matches!(c, '}' | ';') {
            continue;
        }
        let block = rules.get(start..=at).unwrap_or_default();
        start = at + 1;
        let layer = block.split_once('{').map_or("", |(layer, _)| layer);
        let is_same = layer.starts_with("@layer ") && layer == open;
        if is_same {
            text.pop();
        }
        text += if is_same { block.get(layer.len() + 1..).unwrap_or_default() } else { block };
        open = layer;
    }
    text + rules.get(start..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_stands_where_a_page_has_something_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let sheet = |name: &str, text: &str| {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        };
        sheet("main.css", "@layer a, b;\n");
        sheet("kicker.css", "/* short */\n.kicker {\n  color: red;\n}\n");
        sheet("blocks/pull_quote.css", ".pull-quote {\n  color: red;\n}\n");
        let (own, parts) = split(&bundle(folder.path()).unwrap());
        assert_eq!(own, "@layer a,b;.kicker{color:red}");
        let [part] = parts.as_slice() else { panic!("{} parts", parts.len()) };
        assert_eq!(part.text, ".pull-quote{color:red}");
        assert!(part.is_needed_by("<p class=\"a\">a</p><aside data-width=\"text\" class=\"wide pull-quote\">"));
        assert!(!part.is_needed_by("<aside class=\"pull-quote-text\"><p class=\"quote\" id=\"pull-quote\">"));
    }

    #[test]
    fn no_space_that_means_something_is_lost() {
        let rules = r#"@layer a {
  .b > * + * , .c :is(h2, h3) ~ p {
    margin: calc(1px + 2 * (3px - 0.5em)) -0.5px 10.5px 0;
    content: "a: b;  c" / "";
    --empty: ;
  }
  @media (width >= 48rem) and (hover) { .d [x="{ }"]::before { color: red; } }
}
"#;
        let tight = r#"@layer a{.b>* + *,.c :is(h2,h3)~p{margin:calc(1px + 2 * (3px - .5em)) -.5px 10.5px 0;content:"a: b;  c" / "";--empty:}@media (width>= 48rem) and (hover){.d [x="{ }"]::before{color:red}}}"#;
        assert_eq!(tightened(rules), tight);
    }

    #[test]
    fn a_layer_that_follows_itself_is_opened_once() {
        let rules = "@layer a,b;@layer b{.x{y:z}}@layer b{@media print{.x{y:w}}}@layer a{.x{y:v}}@layer b{.x{y:u}}";
        let merged = "@layer a,b;@layer b{.x{y:z}@media print{.x{y:w}}}@layer a{.x{y:v}}@layer b{.x{y:u}}";
        assert_eq!(in_one_layer(rules), merged);
    }
}
