//! A report for the programs that show findings beside the code: SARIF 2.1.0, and the annotations of GitHub Actions.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::Finding;
use crate::prerender::check::rules;
use crate::source::Level;

/// The findings in the Static Analysis Results Interchange Format.
pub(in crate::prerender) fn sarif(findings: &[Finding]) -> String {
    let ids: BTreeSet<&str> = findings.iter().map(|finding| finding.rule).collect();
    let named = rules::all().filter(|rule| ids.contains(rule.id));
    let driven: Vec<Value> = named
        .map(|rule| {
            let mut driven = json!({ "id": rule.id, "defaultConfiguration": { "level": sarif_level(rule.level) } });
            if !rule.mend.is_empty() {
                driven["help"] = json!({ "text": rule.mend });
            }
            driven
        })
        .collect();
    let results: Vec<Value> = findings.iter().map(result).collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "khabar", "version": env!("CARGO_PKG_VERSION"), "rules": driven } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn result(finding: &Finding) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(&finding.file) } });
    if let Some((line, column)) = finding.place {
        physical["region"] = json!({ "startLine": line, "startColumn": column });
    }
    let mut location = json!({ "physicalLocation": physical });
    if !finding.path.is_empty() {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": finding.path }]);
    }
    json!({
        "ruleId": finding.rule,
        "level": sarif_level(finding.level),
        "message": { "text": whole_message(finding) },
        "locations": [location],
    })
}

fn sarif_level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "note",
    }
}

fn whole_message(finding: &Finding) -> String {
    match finding.mend.as_str() {
        "" => finding.message.clone(),
        mend => format!("{}; {mend}", finding.message),
    }
}

/// A path as a URI reference (RFC 3986), with slashes.
fn uri(file: &Path) -> String {
    let path = file.display().to_string().replace('\\', "/");
    let mut uri = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => uri.push(char::from(byte)),
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri
}

/// The findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull request.
pub(in crate::prerender) fn github(findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let command = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Hint => "notice",
        };
        let file = property(&finding.file.display().to_string().replace('\\', "/"));
        let _ = write!(text, "::{command} file={file}");
        if let Some((line, column)) = finding.place {
            let _ = write!(text, ",line={line},col={column}");
        }
        let _ = writeln!(text, ",title={}::{}", property(finding.rule), data(&whole_message(finding)));
    }
    text
}

/// Escaped as the message of a command is.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escaped as a property of a command is.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding() -> Finding {
        Finding {
            level: Level::Hint,
            rule: "straight-quotes",
            file: "public/articles/خبر, 1.json".into(),
            place: Some((3, 7)),
            span: 0..1,
            path: "$.body[0]".to_owned(),
            message: "50 %\nstraight".to_owned(),
            mend: "write «»".to_owned(),
            fix: None,
        }
    }

    #[test]
    fn an_annotation_stays_in_its_line_whatever_its_words_are() {
        let line = "::notice file=public/articles/خبر%2C 1.json,line=3,col=7,title=straight-quotes::50 %25%0Astraight; write «»\n";
        assert_eq!(github(&[finding()]), line);
    }

    #[test]
    fn sarif_names_files_by_uri_and_only_the_rules_that_are_broken() {
        let log: Value = serde_json::from_str(&sarif(&[finding()])).unwrap();
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"].as_array().unwrap().len(), 1);
        let location = &run["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(location["artifactLocation"]["uri"], "public/articles/%D8%AE%D8%A8%D8%B1%2C%201.json");
        assert_eq!(location["region"], json!({ "startLine": 3, "startColumn": 7 }));
        assert_eq!(run["results"][0]["level"], "note");
    }
}
