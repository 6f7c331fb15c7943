//! What the copy rules name, and what they leave alone.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use khabar::model::Instant;
use khabar::prerender::{Finding, check, fix};

use crate::site_test::{SITE, SiteTest, root};

fn now() -> Instant {
    Instant::parse("2026-01-15T22:12:24+03:00").unwrap()
}

fn fixture(path: &str) -> PathBuf {
    root().join("tests/fixtures/copy").join(path)
}

/// The body of an article with a line of the list of right sentences in it.
fn body_of(line: &str) -> String {
    if line.starts_with('{') {
        return line.to_owned();
    }
    let paragraphs = line.split(" ¶ ").map(|text| serde_json::Value::from(text).to_string());
    paragraphs.collect::<Vec<_>>().join(", ")
}

#[test]
fn sentences_that_look_wrong_and_are_right_are_left_alone() {
    let list = fs::read_to_string(fixture("right.txt")).unwrap();
    let mut sites: Vec<(String, SiteTest)> = Vec::new();
    let mut n_sentences = 0;
    for (index, line) in list.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        if line.len() == 4 && line.starts_with('[') {
            let region = line.trim_matches(['[', ']']);
            let site =
                SITE.replace("\"language\": \"ar-KW\",", &format!("\"language\": \"ar\", \"region\": \"{region}\","));
            sites.push((region.to_owned(), SiteTest::new().file("public/site.json", &site)));
            continue;
        }
        let (region, test) = sites.pop().unwrap();
        let fields = format!("\"article_section\": \"sport\", \"body\": [{}]", body_of(line));
        sites.push((region, test.article(&format!("line-{}", index + 1), &fields)));
        n_sentences += 1;
    }
    assert!(n_sentences >= 100, "{n_sentences} sentences");
    for (region, test) in sites {
        let findings = check(&test.path("public"), now()).findings;
        let said: Vec<String> = findings.iter().map(ToString::to_string).collect();
        assert!(said.is_empty(), "[{region}]\n{}", said.join("\n"));
    }
}

/// A finding as the list of faults has it, less the line that it begins with.
fn named(finding: &Finding) -> String {
    let file = finding.file.strip_prefix(fixture("faults/content")).unwrap().display().to_string();
    let (line, _) = finding.place.unwrap();
    format!("{file}:{line} {}", finding.rule)
}

#[test]
fn every_planted_fault_of_copy_is_named_at_its_place_and_nothing_else_is() {
    let list = fs::read_to_string(fixture("faults/expected.txt")).unwrap();
    let expected: Vec<&str> = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert!(expected.len() >= 100, "{} faults are planted", expected.len());
    let findings = check(&fixture("faults/content"), now()).findings;
    let mut left: Vec<String> = Vec::new();
    for finding in &findings {
        let text = fs::read_to_string(&finding.file).unwrap();
        let marked = format!("{} [{}]", named(finding), &text[finding.span.clone()]);
        left.push(match &finding.fix {
            Some(fix) => format!("{marked} → [{fix}]"),
            None => marked,
        });
    }
    let mut missed = Vec::new();
    for fault in expected {
        let is_it =
            |found: &String| found == fault || !fault.ends_with(']') && found.starts_with(&format!("{fault} ["));
        match left.iter().position(is_it) {
            Some(position) => drop(left.remove(position)),
            None => missed.push(fault),
        }
    }
    assert!(missed.is_empty() && left.is_empty(), "missed: {missed:#?}\ninvented: {left:#?}");
}

/// A copy of the planted faults, to be mended.
fn copy_of_the_faults() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("articles")).unwrap();
    for part in ["", "articles"] {
        for entry in fs::read_dir(fixture("faults/content").join(part)).unwrap().map(Result::unwrap) {
            if entry.path().is_file() {
                fs::copy(entry.path(), folder.path().join(part).join(entry.file_name())).unwrap();
            }
        }
    }
    folder
}

#[test]
fn a_fix_writes_what_the_list_says_and_not_a_byte_besides() {
    let folder = copy_of_the_faults();
    // The list of faults holds the place and the fix of each finding.
    let findings = check(&fixture("faults/content"), now()).findings;
    let n_fixes = findings.iter().filter(|finding| finding.fix.is_some()).count();
    assert_eq!(fix(folder.path()).unwrap(), n_fixes);
    for file in fs::read_dir(fixture("faults/content/articles")).unwrap().map(|entry| entry.unwrap().path()) {
        let mut expected = fs::read_to_string(&file).unwrap();
        let own = findings.iter().filter(|finding| finding.file == file);
        let mut fixes: Vec<_> = own.filter_map(|finding| Some((finding.span.clone(), finding.fix.clone()?))).collect();
        fixes.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
        for (span, fix) in fixes {
            expected.replace_range(span, &fix);
        }
        let name = file.file_name().unwrap();
        let after = fs::read_to_string(folder.path().join("articles").join(name)).unwrap();
        assert_eq!(after, expected, "{}", name.display());
        assert!(serde_json::from_str::<serde_json::Value>(&after).is_ok());
    }
}

#[test]
fn a_second_fix_changes_nothing_and_what_is_left_has_no_fix() {
    let folder = copy_of_the_faults();
    fix(folder.path()).unwrap();
    assert_eq!(fix(folder.path()).unwrap(), 0);
    let left = check(folder.path(), now()).findings;
    assert!(!left.is_empty() && left.iter().all(|finding| finding.fix.is_none()));
}

#[test]
fn a_fix_obeys_silences_and_the_site() {
    let site = SITE.replace("\"default_edition\"", "\"checks\": { \"hamza\": \"off\" }, \"default_edition\"");
    let silence = r#""silenced": [{ "rule": "tatweel", "reason": "كذا" }], "body": ["ذهب الى الـمدينة."]"#;
    let test = SiteTest::new().file("public/site.json", &site).article("a", silence);
    assert_eq!(fix(&test.path("public")).unwrap(), 0);
    assert!(check(&test.path("public"), now()).findings.iter().all(|finding| finding.rule == "empty-section"));
}

/// What `khabar check` prints of the planted faults, and whether it ended well.
fn printed(arguments: &[&str]) -> (String, bool) {
    let content = fixture("faults/content");
    let mut command = Command::new(env!("CARGO_BIN_EXE_khabar"));
    command.args(["check", "--now", "2026-01-15T22:12:24+03:00", "--content"]).arg(&content).args(arguments);
    let output = command.stdin(Stdio::null()).output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.success())
}

#[test]
fn a_report_in_sarif_is_one_by_the_schema_of_its_makers() {
    let schema = fs::read_to_string(root().join("tests/fixtures/sarif/sarif-2.1.0-rtm.5.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let log: serde_json::Value = serde_json::from_str(&printed(&["--format", "sarif"]).0).unwrap();
    let faults: Vec<String> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(log["runs"][0]["results"].as_array().unwrap().len() > 100);
}

#[test]
fn each_finding_is_one_annotation_of_github() {
    let (text, _) = printed(&["--format", "github"]);
    let n_findings = check(&fixture("faults/content"), now()).findings.len();
    assert_eq!(text.lines().count(), n_findings);
    let is_command = |line: &str| ["::warning file=", "::notice file="].iter().any(|start| line.starts_with(start));
    assert!(text.lines().all(is_command), "{text}");
}

#[test]
fn warnings_end_well_unless_they_are_denied_and_hints_always_do() {
    assert!(printed(&[]).1 && !printed(&["--strict"]).1);
    let hint = r#""article_section": "sport", "body": ["قال \"نعم\" ثم خرج."]"#.replace("\\\\", "\\");
    let test = SiteTest::new().article("a", &hint);
    let mut command = Command::new(env!("CARGO_BIN_EXE_khabar"));
    command.args(["check", "--strict", "--now", "2026-01-15T22:12:24+03:00", "--content"]).arg(test.path("public"));
    let output = command.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && text.contains("hint[straight-quotes]"), "{text}");
}

#[test]
fn without_a_yes_a_fix_is_shown_and_not_written() {
    let test = SiteTest::new().article("a", r#""article_section": "sport", "body": ["ذهب الى المدينة."]"#);
    let file = test.path("public/articles/a.json");
    let before = fs::read_to_string(&file).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_khabar"));
        command.args(["check", "--fix", "--content"]).arg(test.path("public")).args(arguments);
        command.stdin(Stdio::null()).output().unwrap()
    };
    let shown = run(&[]);
    assert!(!shown.status.success() && String::from_utf8(shown.stderr).unwrap().contains("\n+{ \"version\": 1"));
    assert_eq!(fs::read_to_string(&file).unwrap(), before);
    assert!(run(&["--yes"]).status.success());
    assert_eq!(fs::read_to_string(&file).unwrap(), before.replace("الى", "إلى"));
}
