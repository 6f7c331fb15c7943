//! The rules that keep the house in order, as tests: direction of imports, names, sheets, markup.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::site_test::root;

/// The rooms of the crate, row by row: each may use only rows above its own.
const ROWS: [&[&str]; 8] = [
    &["model", "arabic", "platform"],
    &["edition", "address"],
    &["source", "components"],
    &["pages"],
    &["app"],
    &["prerender"],
    &["main"],
    &["lib"],
];

fn files(folder: &str, extension: &str) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, extension: &str, files: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                walk(&entry, extension, files);
            } else if entry.extension().is_some_and(|found| found == extension) {
                let text = fs::read_to_string(&entry).unwrap();
                files.push((entry.strip_prefix(root()).unwrap().to_owned(), text));
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), extension, &mut found);
    found.sort();
    assert!(!found.is_empty(), "no .{extension} in {folder}");
    found
}

/// The code of a source file: without its tests and without comments.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

fn sources() -> Vec<(PathBuf, String)> {
    let tests = |path: &PathBuf| path.ends_with("tests.rs");
    files("src", "rs").into_iter().filter(|(path, _)| !tests(path)).map(|(path, text)| (path, code(&text))).collect()
}

fn room(path: &Path) -> String {
    let first = path.components().nth(1).unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

fn row(room: &str) -> usize {
    ROWS.iter()
        .position(|row| row.contains(&room))
        .unwrap_or_else(|| panic!("{room} stands in no row: see ARCHITECTURE.md"))
}

#[test]
fn imports_go_up_the_rows_only() {
    for (path, code) in sources() {
        let own = room(&path);
        for used in code.split("crate::").skip(1) {
            let used: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if used == own || path.ends_with("lib.rs") || ROWS.iter().all(|row| !row.contains(&used.as_str())) {
                continue;
            }
            assert!(row(&used) < row(&own), "{} uses crate::{used}, which is not above it", path.display());
        }
    }
}

#[test]
fn only_platform_asks_the_browser_and_the_compile_target() {
    for (path, code) in sources() {
        let is_platform = path.starts_with("src/platform") || path.ends_with("platform.rs");
        for word in ["web_sys", "js_sys", "gloo", "wasm_bindgen"] {
            assert!(is_platform || !code.contains(word), "{} uses {word}", path.display());
        }
        // A declaration may say that only the builder reads a field.
        let may_ask = is_platform
            || path.starts_with("src/source/contract")
            || path.ends_with("main.rs")
            || path.ends_with("lib.rs");
        assert!(may_ask || !code.contains("target_arch"), "{} asks the compile target", path.display());
    }
}

#[test]
fn no_source_passes_markup_on() {
    for (path, code) in sources() {
        for word in ["inner_html", "set_inner_html", "insert_adjacent_html", "outer_html", "style=", "style:"] {
            // The builder guards wasm-bindgen's own sink, and names it in doing so.
            assert!(!code.contains(word), "{} has {word}", path.display());
        }
    }
}

#[test]
fn a_component_its_file_and_its_class_share_one_name() {
    for (path, code) in sources() {
        if !path.starts_with("src/components") {
            continue;
        }
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if name == "markup" {
            continue;
        }
        let function = code.contains(&format!("fn {name}(")) || code.contains(&format!("fn {name}<"));
        assert!(function, "{} has no function {name}", path.display());
    }
}

#[test]
fn every_sheet_belongs_to_something_that_is_shown() {
    let shown: String = sources().into_iter().map(|(_, code)| code).collect::<String>()
        + &fs::read_to_string(root().join("index.html")).unwrap();
    let foundations = ["main", "tokens", "reset", "base", "layout", "fonts", "states", "print"];
    for (path, sheet) in files("style", "css") {
        let name = path.file_stem().unwrap().to_str().unwrap();
        if foundations.contains(&name) {
            continue;
        }
        let class = name.replace('_', "-");
        assert!(sheet.contains(&format!(".{class}")), "{} does not style .{class}", path.display());
        assert!(shown.contains(&class), "nothing has the class {class} of {}", path.display());
    }
}

#[test]
fn every_rule_is_in_a_layer() {
    for (path, sheet) in files("style", "css") {
        let mut depth = 0_i32;
        for line in without_comments(&sheet).lines() {
            let line = line.trim();
            if depth == 0 && !line.is_empty() {
                let allowed = ["@layer", "@font-face", "}"].iter().any(|start| line.starts_with(start));
                assert!(allowed, "{}: {line} is in no layer", path.display());
            }
            depth +=
                i32::try_from(line.matches('{').count()).unwrap() - i32::try_from(line.matches('}').count()).unwrap();
        }
        assert_eq!(depth, 0, "{}", path.display());
    }
}

#[test]
fn sheets_know_start_and_end_but_neither_left_nor_right() {
    let physical = [
        "margin-left",
        "margin-right",
        "margin-top",
        "margin-bottom",
        "padding-left",
        "padding-right",
        "padding-top",
        "padding-bottom",
        "border-left",
        "border-right",
        "border-top",
        "border-bottom",
        "left:",
        "right:",
        "top:",
        "bottom:",
        "text-align: left",
        "text-align: right",
        "float: left",
        "float: right",
        "letter-spacing",
        "!important",
    ];
    for (path, sheet) in files("style", "css") {
        for line in without_comments(&sheet).lines() {
            for word in physical {
                let found = line
                    .match_indices(word)
                    .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-'));
                assert!(!found, "{}: {}", path.display(), line.trim());
            }
            assert!(!line.trim_start().starts_with('#'), "{}: ids are for links: {line}", path.display());
        }
    }
}

#[test]
fn arabic_is_never_slanted_spread_or_made_to_look_like_capitals() {
    // Whole words, so that shorthands such as `font: italic 1rem serif` are found as well.
    let latin = ["italic", "oblique", "skew", "text-transform", "small-caps", "font-variant-caps", "letter-spacing"];
    for (path, sheet) in files("style", "css") {
        for word in latin {
            assert!(!without_comments(&sheet).contains(word), "{} has {word}", path.display());
        }
    }
}

#[test]
fn direction_is_said_in_the_document_and_not_in_sheets() {
    for (path, sheet) in files("style", "css") {
        for line in without_comments(&sheet).lines().map(str::trim) {
            let sets =
                line.starts_with("direction:") || ["bidi-override", "plaintext"].iter().any(|word| line.contains(word));
            assert!(!sets, "{}: {line}", path.display());
        }
    }
}

#[test]
fn headings_know_every_name_that_the_page_has_for_itself() {
    let contents = fs::read_to_string(root().join("src/components/contents.rs")).unwrap();
    let list = contents.split("const RESERVED").nth(1).unwrap().split(';').nth(1).unwrap();
    let reserved: BTreeSet<&str> = list.split('"').skip(1).step_by(2).collect();
    let page: String = sources().into_iter().map(|(_, code)| code).collect::<String>()
        + &fs::read_to_string(root().join("index.html")).unwrap();
    let mut named = BTreeSet::new();
    for opening in ["attribute(\"id\", \"", " id=\"", " id=\\\""] {
        let names = page.split(opening).skip(1).map(|rest| rest.split(['"', '\\']).next().unwrap());
        named.extend(names.filter(|name| !name.is_empty() && !name.contains('{')));
    }
    assert_eq!(reserved, named);
}

#[test]
fn a_note_to_oneself_is_no_documentation() {
    for (path, text) in files("src", "rs") {
        for word in ["TODO", "XXX", "HACK"] {
            assert!(!text.contains(word), "{} has {word}", path.display());
        }
    }
}

#[test]
fn the_map_names_what_exists() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let mut n_names = 0;
    for name in map.split('`').skip(1).step_by(2) {
        let is_path = !name.contains([' ', '*', '<', '{', ':', '('])
            && (name.contains('/') || name.ends_with(".rs") || name.ends_with(".md"));
        if is_path && !name.starts_with('/') && !name.starts_with("dist") && !name.starts_with("target") {
            assert!(root().join(name).exists(), "ARCHITECTURE.md names {name}, which is not there");
            n_names += 1;
        }
    }
    assert!(n_names > 20, "the map names only {n_names} places");
}

#[test]
fn links_in_the_documentation_lead_somewhere() {
    let mut documents: Vec<(PathBuf, String)> = files("docs", "md");
    for name in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "tests/README.md",
        "tests/browser/README.md",
    ] {
        documents.push((PathBuf::from(name), fs::read_to_string(root().join(name)).unwrap()));
    }
    for (path, text) in documents {
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = link.split('#').next().unwrap();
            if target.is_empty() || target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            let from = root().join(path.parent().unwrap());
            assert!(from.join(target).exists(), "{} links to {target}, which is not there", path.display());
        }
    }
}

#[test]
fn decisions_are_numbered_without_gaps() {
    let names: BTreeSet<String> = files("docs/decisions", "md")
        .iter()
        .map(|(path, _)| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    for (index, name) in names.iter().enumerate() {
        assert!(name.starts_with(&format!("{:04}-", index + 1)), "{name}");
    }
}

fn without_comments(sheet: &str) -> String {
    let mut text = String::new();
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("/*") {
        text += before;
        rest = after.split_once("*/").map_or("", |(_, rest)| rest);
    }
    text + rest
}
