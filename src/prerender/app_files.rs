//! The app's own files: its glue, its Wasm and its sheet.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::content::SiteContent;
use super::machine_text::hex;
use super::output::Files;
use super::sheets::{self, Part};
use super::{Audience, Options, Report, trunk};

/// Where the glue sets `innerHTML`, which Trusted Types guard.
const SINK: &str = ".innerHTML = getStringFromWasm0(";

/// Through this policy nothing comes but the templates that Leptos made of literals in our own sources: they
/// never use `inner_html`, and a test holds us to it.
const POLICY: &str = "\
const khabarInert = globalThis.trustedTypes?.createPolicy(\"khabar-inert\", { createHTML: (html) => html });
const inert = (html) => (khabarInert ? khabarInert.createHTML(html) : html);
";

/// Where a document finds the app's files.
pub(super) struct App {
    /// The glue, below the base path.
    pub(super) script: String,
    /// The Wasm, below the base path.
    pub(super) program: String,
    /// The sheet.
    pub(super) sheet: Sheet,
    /// What the document names, and where that is in the site: both below the base path.
    pub(super) renamed: Vec<(String, String)>,
}

/// How a document comes by the sheet.
pub(super) enum Sheet {
    /// By a link; below the base path.
    Linked(String),
    /// In itself: the first paint waits for nothing.
    Inline {
        /// What every page needs.
        own: String,
        /// What some pages need.
        parts: Vec<Part>,
        /// All parts as a file, for the pages that the app shows later; below the base path. None without parts.
        rest: Option<String>,
    },
}

/// Collects the app's files, with the site's accent in the sheet. `None` after a problem was recorded.
pub(super) fn collect(
    options: &Options,
    site: Option<&SiteContent>,
    files: &mut Files,
    report: &mut Report,
) -> Option<App> {
    if options.audience == Audience::Preview {
        let sheet = with_accent(bundled("style".as_ref(), report)?, site);
        files.add("khabar.css".to_owned(), sheet.into_bytes());
        let [script, program, sheet] = ["khabar.js", "khabar_bg.wasm", "khabar.css"].map(str::to_owned);
        return Some(App { script, program, sheet: Sheet::Linked(sheet), renamed: Vec::new() });
    }
    let script = options.app.join("khabar.js");
    let glue = read(&script, report).and_then(|glue| match with_policy(&without_comments(&glue)) {
        Ok(glue) => Some(glue),
        Err(message) => {
            report.error("app", &script, message);
            None
        }
    });
    let sheet = read(&options.app.join("khabar.css"), report);
    let program = options.app.join("khabar_bg.wasm");
    let program = match fs::read(&program) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            report.error("app", &program, format!("can't be read: {error}; {}", trunk::how_to_have_an_app()));
            None
        }
    };
    let (glue, sheet, program) = (glue?, sheet?, program?);
    match (&options.audience, site) {
        (Audience::Readers | Audience::Editors, Some(site)) => {
            let (sheet, renamed) = with_fonts(&sheet, &options.content, &site.context.site.base, files, report)?;
            let (own, parts) = sheets::split(&sheet);
            let rest: String = parts.iter().map(|part| part.text.as_str()).collect();
            Some(App {
                script: add_hashed("khabar.js", glue.into_bytes(), files),
                program: add_hashed("khabar_bg.wasm", program, files),
                sheet: Sheet::Inline {
                    own: with_accent(own, Some(site)),
                    parts,
                    rest: (!rest.is_empty()).then(|| add_hashed("khabar.css", rest.into_bytes(), files)),
                },
                renamed,
            })
        }
        // Names stay while developing, and the browser asks each time.
        _ => {
            let sheet = with_accent(sheet, site);
            let mark = hash(&[glue.as_bytes(), sheet.as_bytes(), &program].concat());
            let mut add = |name: &str, bytes| {
                files.add(name.to_owned(), bytes);
                format!("{name}?v={mark}")
            };
            Some(App {
                script: add("khabar.js", glue.into_bytes()),
                program: add("khabar_bg.wasm", program),
                sheet: Sheet::Linked(add("khabar.css", sheet.into_bytes())),
                renamed: Vec::new(),
            })
        }
    }
}

/// Twelve hexadecimal digits of the SHA-256.
fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)[..6])
}

/// The folder of files that carry the hash of their bytes in their names: a browser may keep them for ever.
pub(super) const HASHED: &str = "assets";

/// Adds a file under a name that hashes its bytes; gives its path.
fn add_hashed(name: &str, bytes: Vec<u8>, files: &mut Files) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let path = format!("{HASHED}/{stem}.{}.{extension}", hash(&bytes));
    files.add(path.clone(), bytes);
    path
}

/// The sheet with the addresses of its fonts under their hashed names, and which name became which.
fn with_fonts(
    sheet: &str,
    content: &Path,
    base: &str,
    files: &mut Files,
    report: &mut Report,
) -> Option<(String, Vec<(String, String)>)> {
    let mut pieces = sheet.split("url(\"");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    let mut renamed: Vec<(String, String)> = Vec::new();
    for piece in pieces {
        let (name, after) = piece.split_once('"').unwrap_or((piece, ""));
        let known = renamed.iter().find(|(from, _)| from == name).map(|(_, to)| to.clone());
        let path = match known {
            Some(path) => path,
            None => {
                let file = content.join(name);
                let bytes = fs::read(&file);
                let bytes = bytes.map_err(|error| {
                    report.error("app", &file, format!("the sheet names it, and it can't be read: {error}"));
                });
                let file_name = name.rsplit('/').next().unwrap_or(name);
                let path = add_hashed(file_name, bytes.ok()?, files);
                files.take(file);
                renamed.push((name.to_owned(), path.clone()));
                path
            }
        };
        text += &format!("url(\"{base}{path}\"{after}");
    }
    Some((text, renamed))
}

/// A sheet with the site's one colour in it.
fn with_accent(mut sheet: String, site: Option<&SiteContent>) -> String {
    if let Some(accent) = site.and_then(|site| site.accent.as_deref()) {
        sheet += &format!(":root {{ --accent: {accent}; }}\n");
    }
    sheet
}

fn bundled(folder: &Path, report: &mut Report) -> Option<String> {
    sheets::bundle(folder)
        .map_err(|error| report.error("app", folder, format!("the sheets can't be bundled: {error}")))
        .ok()
}

fn read(file: &Path, report: &mut Report) -> Option<String> {
    match fs::read_to_string(file) {
        Ok(text) => Some(text),
        Err(error) => {
            report.error("app", file, format!("can't be read: {error}; {}", trunk::how_to_have_an_app()));
            None
        }
    }
}

/// Leaves out the lines that are documentation: wasm-bindgen writes each comment on lines of its own.
fn without_comments(glue: &str) -> String {
    let mut within = false;
    let mut code = String::with_capacity(glue.len());
    for line in glue.lines() {
        let text = line.trim_start();
        within |= text.starts_with("/**");
        if !within && !text.is_empty() {
            code.push_str(text);
            code.push('\n');
        }
        within &= !text.ends_with("*/");
    }
    code
}

/// Gives the one line of wasm-bindgen's glue that sets `innerHTML` a policy of its own name. When the glue
/// changes its shape this fails, rather than let the app break in front of a reader.
fn with_policy(glue: &str) -> Result<String, String> {
    // As a release has it, which was minified.
    let glue = &glue.replace(".innerHTML=getStringFromWasm0(", SINK);
    let other_sinks = glue.matches("innerHTML").count() - glue.matches(SINK).count();
    match (glue.matches(SINK).count(), other_sinks) {
        (0, 0) => Ok(glue.to_owned()),
        (1, 0) => {
            let (before, after) = glue.split_once(SINK).unwrap_or((glue, ""));
            let (arguments, after) = after.split_once(')').unwrap_or((after, ""));
            Ok(format!("{POLICY}{before}.innerHTML = inert(getStringFromWasm0({arguments})){after}"))
        }
        (known, other) => Err(format!(
            "innerHTML is set in {known} known and {other} other places; with_policy in src/prerender/app_files.rs expects one"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sink_of_the_glue_gets_its_policy() {
        let glue = "function a(x, y, z) { x.innerHTML = getStringFromWasm0(y, z); }";
        let guarded = with_policy(glue).unwrap();
        assert!(guarded.ends_with("x.innerHTML = inert(getStringFromWasm0(y, z)); }"));
        assert!(guarded.starts_with(POLICY));
        let minified = with_policy("function a(x,y,z){x.innerHTML=getStringFromWasm0(y,z)}").unwrap();
        assert!(minified.ends_with("x.innerHTML = inert(getStringFromWasm0(y,z))}"));
        assert_eq!(with_policy("no sink").unwrap(), "no sink");
    }

    #[test]
    fn comments_go_and_code_stays() {
        assert_eq!(without_comments("/**\n * a\n */\n  b();\n/** c */\n\nd();"), "b();\nd();\n");
    }

    #[test]
    fn glue_of_another_shape_is_refused() {
        assert!(with_policy("x.innerHTML = y;").is_err());
        assert!(with_policy(&"x.innerHTML = getStringFromWasm0(y, z);".repeat(2)).is_err());
    }
}
