//! The app's own files: its glue, its Wasm and its sheet.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::content::SiteContent;
use super::output::Files;
use super::{Audience, Options, Report};

/// Where the glue sets `innerHTML`, which Trusted Types guard.
const SINK: &str = ".innerHTML = getStringFromWasm0(";

/// Through this policy nothing comes but the templates that Leptos made of literals in our own sources: they
/// never use `inner_html`, and a test holds us to it.
const POLICY: &str = "\
const khabarInert = globalThis.trustedTypes?.createPolicy(\"khabar-inert\", { createHTML: (html) => html });
const inert = (html) => (khabarInert ? khabarInert.createHTML(html) : html);
";

/// Collects the app's files, with the site's accent in the sheet; gives a name of their bytes, which stands in
/// the documents so that no browser mixes the files of two builds. `None` after a problem was recorded.
pub(super) fn collect(
    options: &Options,
    site: Option<&SiteContent>,
    files: &mut Files,
    report: &mut Report,
) -> Option<String> {
    if options.audience == Audience::Preview {
        let sheet = with_accent(bundled("style".as_ref(), report)?, site);
        files.add("khabar.css".to_owned(), sheet.into_bytes());
        return Some("preview".to_owned());
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
            report.error("app", &program, format!("can't be read: {error}; build the app first: scripts/build"));
            None
        }
    };
    let (glue, sheet, program) = (glue?, with_accent(sheet?, site), program?);
    let mut hash = Sha256::new();
    for bytes in [glue.as_bytes(), sheet.as_bytes(), &program] {
        hash.update(bytes);
    }
    let name = hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    files.add("khabar.js".to_owned(), glue.into_bytes());
    files.add("khabar.css".to_owned(), sheet.into_bytes());
    files.add("khabar_bg.wasm".to_owned(), program);
    Some(name)
}

/// A sheet with the site's one colour in it.
fn with_accent(mut sheet: String, site: Option<&SiteContent>) -> String {
    if let Some(accent) = site.and_then(|site| site.accent.as_deref()) {
        sheet += &format!(":root {{ --accent: {accent}; }}\n");
    }
    sheet
}

fn bundled(folder: &Path, report: &mut Report) -> Option<String> {
    bundle_sheets(folder)
        .map_err(|error| report.error("app", folder, format!("the sheets can't be bundled: {error}")))
        .ok()
}

fn read(file: &Path, report: &mut Report) -> Option<String> {
    match fs::read_to_string(file) {
        Ok(text) => Some(text),
        Err(error) => {
            report.error("app", file, format!("can't be read: {error}; build the app first: scripts/build"));
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

/// All sheets as one: the order of layers first, then by name; since every rule is in a layer, their order
/// does not matter.
pub(super) fn bundle_sheets(folder: &Path) -> std::io::Result<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?.into_iter().map(|entry| entry.path()).collect();
    names.retain(|path| path.extension().is_some_and(|extension| extension == "css"));
    names.sort_by_key(|path| (!path.ends_with("main.css"), path.clone()));
    let mut bundle = String::new();
    for path in names {
        // Readers do not read comments.
        let sheet = fs::read_to_string(path)?;
        let mut rest = sheet.as_str();
        while let Some((rule, comment)) = rest.split_once("/*") {
            bundle += rule;
            rest = comment.split_once("*/").map_or("", |(_, rest)| rest);
        }
        bundle += rest;
    }
    let lines = bundle.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(lines.map(|line| format!("{line}\n")).collect())
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
