//! What `khabar check` finds, and what it does not.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use khabar::model::Instant;
use khabar::prerender::check::rules;
use khabar::prerender::{Finding, check};
use khabar::source::Level;

use crate::site_test::{SITE, SiteTest, article, messages, root};

fn now() -> Instant {
    Instant::parse("2026-01-15T22:12:24+03:00").unwrap()
}

/// The folder of faults with the two that are too large to keep.
fn faults() -> tempfile::TempDir {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
            match entry.path().is_dir() {
                true => copy(&entry.path(), &to.join(entry.file_name())),
                false => drop(fs::copy(entry.path(), to.join(entry.file_name())).unwrap()),
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("tests/fixtures/faults/content"), folder.path());
    let mut picture = fs::read(folder.path().join("media/wide.png")).unwrap();
    picture.resize(1_200_000, 0);
    fs::write(folder.path().join("media/large.png"), picture).unwrap();
    fs::create_dir(folder.path().join("icons")).unwrap();
    fs::write(folder.path().join("icons/logo.svg"), " ".repeat(3_000_000)).unwrap();
    folder
}

/// `file:line rule`, as in the list of faults; a file as a whole has no line.
fn named(finding: &Finding, folder: &Path) -> String {
    let file = finding.file.strip_prefix(folder).unwrap().display();
    let line = finding.place.map_or_else(String::new, |(line, _)| format!(":{line}"));
    format!("{file}{line} {}", finding.rule)
}

#[test]
fn every_planted_fault_is_named_at_its_line_and_nothing_else_is() {
    let folder = faults();
    let report = check(folder.path(), now());
    let mut found: Vec<String> = report.findings.iter().map(|finding| named(finding, folder.path())).collect();
    let list = fs::read_to_string(root().join("tests/fixtures/faults/expected.txt")).unwrap();
    let mut expected: Vec<&str> = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    found.sort();
    expected.sort_unstable();
    assert!(expected.len() >= 40, "{} faults are planted", expected.len());
    let missed: Vec<_> = expected.iter().filter(|fault| !found.iter().any(|found| found == *fault)).collect();
    let invented: Vec<_> = found.iter().filter(|found| !expected.contains(&found.as_str())).collect();
    assert!(missed.is_empty() && invented.is_empty(), "missed: {missed:#?}\ninvented: {invented:#?}");
    assert_eq!(found, expected, "a fault is named once");
}

#[test]
fn every_rule_is_shown_by_a_planted_fault() {
    let list = |path: &str| fs::read_to_string(root().join("tests/fixtures").join(path)).unwrap();
    let list = list("faults/expected.txt") + &list("copy/faults/expected.txt");
    // Of the build itself, or shown by a test of their own.
    let elsewhere = ["app", "card", "hook", "host", "out", "page-data", "read", "render", "version", "write"];
    let elsewhere = [elsewhere.as_slice(), &["file-name", "symbolic-link"]].concat();
    let own = ["base-url", "colour", "duplicate-address", "permalink", "picture-as-it-is", "picture-cache"];
    let of_history = ["changed-address", "history", "history-lost", "other-history", "vanished-address"];
    let of_other_sites = ["external-link", "external-link-unknown"];
    let own = [own.as_slice(), of_history.as_slice(), of_other_sites.as_slice()].concat();
    for rule in rules::all().filter(|rule| !elsewhere.contains(&rule.id) && !own.contains(&rule.id)) {
        let is_shown =
            |line: &str| line.ends_with(&format!(" {}", rule.id)) || line.contains(&format!(" {} [", rule.id));
        assert!(list.lines().any(is_shown), "no fault shows {}", rule.id);
    }
}

#[test]
fn check_and_build_say_the_same_of_files_with_names_of_the_sites_own() {
    let names = ["index.html", "404.html", "page.v1.json", "khabar.js", "about/index.html", "article/a/page.v1.json"];
    let test = SiteTest::new()
        .article("a", "")
        .file("public/pages/about.json", r#"{ "version": 1, "headline": "من نحن", "body": ["سطر."] }"#);
    let test = names.into_iter().fold(test, |test, name| test.file(&format!("public/{name}"), "x"));
    let said = |report: &khabar::prerender::Report| -> Vec<String> {
        report.findings.iter().map(|finding| named(finding, &test.path("public"))).collect()
    };
    let checked = said(&check(&test.path("public"), now()));
    assert_eq!(checked, said(&test.build()));
    let n_reserved = checked.iter().filter(|said| said.ends_with("reserved-name")).count();
    assert_eq!(n_reserved, names.len() - 1, "the app's files have names of their own: {checked:#?}");
}

#[test]
fn the_sample_newsroom_is_without_fault() {
    let report = check(&root().join("public"), now());
    let findings: Vec<String> = report.findings.iter().map(ToString::to_string).collect();
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[test]
fn every_finding_says_where_it_is_what_is_wrong_and_how_to_mend_it() {
    let folder = faults();
    for finding in check(folder.path(), now()).findings {
        assert!(!finding.message.is_empty() && !finding.mend.is_empty(), "{finding}");
        let text = fs::read_to_string(&finding.file).unwrap_or_default();
        if let Some((line, _)) = finding.place {
            assert!(!finding.path.is_empty(), "{finding}");
            assert_eq!(text[..finding.span.start].matches('\n').count() + 1, line, "{finding}");
            assert!(!text[finding.span.clone()].contains('\n'), "{finding}");
        }
    }
}

#[test]
fn the_documentation_lists_every_rule_with_its_level() {
    let content = fs::read_to_string(root().join("docs/content.md")).unwrap();
    for rule in rules::all() {
        let level = match rule.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Hint => "hint",
        };
        let row = content.lines().find(|line| line.starts_with(&format!("| `{}` | {level}", rule.id)));
        assert!(row.is_some(), "docs/content.md has no row for {} as {level}", rule.id);
    }
}

#[test]
fn a_fault_of_one_file_hides_none_of_another() {
    let test = SiteTest::new()
        .file("public/site.json", "{")
        .article("a", "\"date_modified\": \"2026-01-01T00:00:00Z\", \"related\": [\"b\"]")
        .article("c", "\"kicker\": 7, \"expires\": \"2026-01-01T00:00:00Z\"");
    let report = check(&test.path("public"), now());
    let messages = messages(&test, &report);
    for expected in [
        "site.json:1:2: error[syntax]",
        "a.json:1:111: warning[modified-before-published]",
        "error[unknown-article]: $.related[0]: there is no article \"b\"",
        "c.json:1:104: error[type]: $.kicker",
        "error[expires-before-published]: $.expires",
    ] {
        assert!(messages.contains(expected), "{expected}\nis not in\n{messages}");
    }
}

#[test]
fn a_build_says_what_a_check_says_and_leaves_out_nothing_for_it() {
    let image = r#""lead_image": { "url": "/media/none.jpg" }, "related": ["none"]"#;
    let test = SiteTest::new().article("a", &format!("\"article_section\": \"sport\", {image}"));
    let report = test.build();
    assert_eq!(report.findings, check(&test.path("public"), now()).findings);
    let rules: Vec<&str> = report.findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["missing-alt", "missing-size", "missing-credit", "missing-file", "unknown-article"]);
    assert!(!report.has_errors() && report.n_articles == 1);
    let page = test.page("article/a/");
    assert!(page.contains("<img") && !page.contains("width=\"0\""), "{page}");
}

#[test]
fn what_was_probably_meant_is_named() {
    let site = SITE.replace("Asia/Kuwait", "Europe/Paris");
    let test = SiteTest::new().file("public/site.json", &site).file(
        "public/articles/a.json",
        r#"{ "version": 1, "id": "a", "headlin": "x", "date_published": "2026-07-07T09:40:00", "expires": "2027-01-01",
            "article_section": "sprot", "related": ["B"], "body": [{ "type": "parragraph" }] }"#,
    );
    let messages = messages(&test, &check(&test.path("public"), now()));
    for meant in
        ["\"headline\"", "\"2026-07-07T09:40:00+02:00\"", "\"2027-01-01T00:00:00+01:00\"", "\"sport\"", "\"paragraph\""]
    {
        assert!(messages.contains(&format!("did you mean {meant}?")), "{meant}\nis not in\n{messages}");
    }
}

#[test]
fn who_writes_as_another_system_does_is_told_the_name_here() {
    let test = SiteTest::new()
        .file("public/articles/a.json", &article(r#""title": "x", "section": "sport", "tags": ["x"], "author": "x""#));
    let messages = messages(&test, &check(&test.path("public"), now()));
    for name in ["headline", "article_section", "keywords", "authors"] {
        assert!(messages.contains(&format!("here it is called \"{name}\"")), "{name}\nis not in\n{messages}");
    }
}

#[test]
fn a_list_in_place_of_a_block_is_told_how_a_paragraph_with_inlines_is_written() {
    let test = SiteTest::new().file(
        "public/articles/a.json",
        r#"{ "version": 1, "id": "a", "headline": "x", "date_published": "2026-01-07T09:40:00+03:00",
            "body": [["x", { "type": "strong", "text": "y" }]] }"#,
    );
    let messages = messages(&test, &check(&test.path("public"), now()));
    let cure = "write a paragraph with inlines as { \"type\": \"paragraph\", \"text\": [ … ] }";
    assert!(messages.contains("[type]: $.body[0]") && messages.contains(cure), "{messages}");
}

#[test]
fn two_articles_on_one_address_are_named_whether_public_or_not() {
    let site = SITE.replacen("\"name\": \"أخبار\",\n", "\"name\": \"أخبار\", \"permalink\": \"/{yyyy}/{id}/\",\n", 1);
    let test = SiteTest::new()
        .file("public/site.json", &site)
        .file("public/articles/one.json", &article("\"article_section\": \"sport\""))
        .file("public/articles/two.json", &article("\"status\": \"draft\""))
        .file("public/articles/three.json", &article("").replace("\"a\"", "\"a/b\""));
    let report = check(&test.path("public"), now());
    let messages = messages(&test, &report);
    assert!(
        messages.contains("articles/two.json: error[duplicate-address]: its address /2026/a/ is that of"),
        "{messages}"
    );
    assert!(messages.contains("articles/two.json:1:23: error[duplicate-id]: $.id"), "{messages}");
    assert!(messages.contains("articles/three.json:1:23: error[permalink]: $.id"), "{messages}");
    test.build();
    assert!(test.built("2026/a/index.html").is_some(), "a draft takes no address from a public article");
}

#[test]
fn a_former_slug_counts_where_the_permalink_has_more_than_the_slug() {
    let site =
        SITE.replacen("\"name\": \"أخبار\",\n", "\"name\": \"أخبار\", \"permalink\": \"/{yyyy}/{mm}/{slug}/\",\n", 1);
    let link = |href: &str| format!(r#""body": [{{ "type": "quote", "body": ["x"], "link": "{href}" }}]"#);
    let to = |href: &str| {
        let test = SiteTest::new()
            .file("public/site.json", &site)
            .article("new", "\"article_section\": \"sport\", \"former_slugs\": [\"خبر-قديم\"]")
            .file("public/articles/other.json", &article(&format!("\"id\": \"b\", {}", link(href))));
        messages(&test, &check(&test.path("public"), now()))
    };
    assert_eq!(to("/2026/01/new/"), "");
    assert_eq!(to("/2026/01/%D8%AE%D8%A8%D8%B1-%D9%82%D8%AF%D9%8A%D9%85"), "");
    assert!(
        to("/2025/12/new/")
            .contains("there is no article at /2025/12/new/; the article of this name is at /2026/01/new/")
    );
}

fn khabar(folder: &Path, arguments: &[&str], colours: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_khabar"));
    command.args(["check", "--now", "2026-01-15T22:12:24+03:00", "--content"]).arg(folder).args(arguments);
    for name in ["SOURCE_DATE_EPOCH", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.envs(colours.iter().copied()).output().unwrap()
}

#[test]
fn errors_end_a_check_with_an_error_code_and_warnings_do_when_it_is_strict() {
    let clean = SiteTest::new().article("a", "\"article_section\": \"sport\"");
    let warned = SiteTest::new().article("a", "");
    let wrong = SiteTest::new().article("a", "\"article_section\": \"sports\"");
    let codes = |arguments: &[&str]| {
        [&clean, &warned, &wrong].map(|test| khabar(&test.path("public"), arguments, &[]).status.code().unwrap())
    };
    assert_eq!(codes(&[]), [0, 0, 1]);
    assert_eq!(codes(&["--strict"]), [0, 1, 1]);
}

#[test]
fn a_program_gets_one_array_and_a_file_gets_no_colours() {
    let folder = faults();
    let json = khabar(folder.path(), &["--format", "json"], &[]).stdout;
    let findings: Vec<serde_json::Value> = serde_json::from_slice(&json).unwrap();
    let keys: Vec<&String> = findings[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["rule", "level", "file", "line", "column", "path", "message", "mend", "fix"]);
    assert!(findings.iter().all(|finding| finding["line"].is_null() || finding["line"].as_u64() > Some(0)));
    let human = |colours| String::from_utf8(khabar(folder.path(), &[], colours).stdout).unwrap();
    assert!(human(&[]).contains('^') && !human(&[]).contains('\u{1b}'));
    assert!(human(&[("CLICOLOR_FORCE", "1")]).contains('\u{1b}'), "as on a terminal");
    assert_eq!(human(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), human(&[]));
    let plain = khabar(folder.path(), &["--format", "plain", "--all"], &[]).stdout;
    // And the line of totals.
    assert_eq!(String::from_utf8(plain).unwrap().lines().count(), findings.len() + 1);
}
