//! What the copy rules name, and what they leave alone.

use std::fs;
use std::path::PathBuf;

use khabar::model::Instant;
use khabar::prerender::{Finding, check};

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
