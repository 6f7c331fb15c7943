//! A report for people and for programs.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use annotate_snippets::{AnnotationKind, Group, Level as Title, Origin, Renderer, Snippet};
use clap::ValueEnum;
use serde_json::json;

use super::{Finding, Report, Written, level_word, machines, printable};
use crate::prerender::compress::Compressed;
use crate::prerender::output::Role;
use crate::source::Level;

/// How many findings of one rule are listed before the others are only counted.
const MOST_OF_A_RULE: usize = 20;

/// How wide an excerpt may be, in columns.
const WIDTH: usize = 110;

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::prerender) enum Format {
    /// With the line of the file and a mark below it
    Human,
    /// One line each
    Plain,
    /// One JSON array of objects
    Json,
    /// SARIF 2.1.0, for programs that show findings beside the code
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

/// The findings as text, with escapes for colours in the human form. `all` lists what would only be counted.
pub(in crate::prerender) fn findings(report: &Report, format: Format, all: bool) -> String {
    if format == Format::Json {
        let findings: Vec<serde_json::Value> = report.findings.iter().map(object).collect();
        return format!("{:#}\n", serde_json::Value::Array(findings));
    }
    if format == Format::Sarif {
        return machines::sarif(&report.findings);
    }
    if format == Format::Github {
        return machines::github(&report.findings);
    }
    let mut text = String::new();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut last = (PathBuf::new(), None);
    for finding in &report.findings {
        let count = counts.entry(finding.rule).or_default();
        *count += 1;
        if !all && *count > MOST_OF_A_RULE {
            continue;
        }
        match format {
            Format::Human => {
                if last.0 != finding.file {
                    last = (finding.file.clone(), fs::read_to_string(&finding.file).ok());
                }
                text += &human(finding, last.1.as_deref());
                text += "\n\n";
            }
            _ => text += &format!("{finding}\n"),
        }
    }
    let mut more: Vec<(&str, usize)> = counts.into_iter().filter(|(_, count)| *count > MOST_OF_A_RULE).collect();
    more.sort_unstable();
    for (rule, count) in more.into_iter().filter(|_| !all) {
        text += &format!("and {} more of [{rule}]\n", grouped(count - MOST_OF_A_RULE));
    }
    text
}

/// How many errors and warnings there are, and hints if any.
pub(in crate::prerender) fn totals(report: &Report) -> String {
    let counted = |level| counted(report.n_of(level), level_word(level));
    let hints = if report.n_of(Level::Hint) > 0 { format!(", {}", counted(Level::Hint)) } else { String::new() };
    format!("{}, {}{hints}", counted(Level::Error), counted(Level::Warning))
}

/// What was compressed, and what it saves.
pub(in crate::prerender) fn compressed(compressed: &Compressed) -> String {
    let Compressed { n_written, n_unchanged, bytes, brotli_bytes } = compressed;
    let kilobytes = |bytes: &u64| grouped(usize::try_from(bytes / 1_000).unwrap_or(usize::MAX));
    format!(
        "twins: {} written, {} unchanged; {} kB are {} kB in Brotli",
        grouped(*n_written),
        grouped(*n_unchanged),
        kilobytes(bytes),
        kilobytes(brotli_bytes)
    )
}

/// How many files there are of each kind, what changed, how much it is, and what is largest.
pub(in crate::prerender) fn closing_table(report: &Report, time: Duration) -> String {
    if report.written.is_empty() {
        return String::new();
    }
    let mut rows = vec![["", "files", "changed", "kB"].map(str::to_owned)];
    let mut row = |name: &str, files: &[&Written]| {
        let n_changed = files.iter().filter(|file| file.is_new).count();
        let bytes: u64 = files.iter().map(|file| file.n_bytes).sum();
        rows.push([name.to_owned(), grouped(files.len()), grouped(n_changed), kilobytes(bytes)]);
    };
    let mut roles: Vec<Role> = report.written.iter().map(|file| file.role).collect();
    roles.sort_unstable();
    roles.dedup();
    for role in roles {
        row(role.words(), &report.written.iter().filter(|file| file.role == role).collect::<Vec<_>>());
    }
    row("all", &report.written.iter().collect::<Vec<_>>());
    let width = |column: usize| rows.iter().map(|row| row[column].len()).max().unwrap_or_default();
    let widths = [0, 1, 2, 3].map(width);
    let mut text = String::new();
    for [name, files, changed, size] in &rows {
        let [first, second, third, fourth] = widths;
        text += &format!("  {name:first$}  {files:>second$}  {changed:>third$}  {size:>fourth$}\n");
    }
    let pages = report.written.iter().filter(|file| file.path.ends_with(".html"));
    if let Some(largest) = pages.max_by_key(|file| file.n_bytes) {
        text += &format!("  largest page: {}, {} kB\n", largest.path, kilobytes(largest.n_bytes));
    }
    text + &format!("  time: {:.2} s\n", time.as_secs_f64())
}

fn kilobytes(bytes: u64) -> String {
    grouped(usize::try_from(bytes.div_ceil(1_000)).unwrap_or(usize::MAX))
}

/// A number of things, in English.
pub(in crate::prerender) fn counted(count: usize, thing: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{} {thing}{ending}", grouped(count))
}

/// A number with a comma between each three digits.
pub(in crate::prerender) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn object(finding: &Finding) -> serde_json::Value {
    json!({
        "rule": finding.rule,
        "level": level_word(finding.level),
        "file": finding.file.display().to_string(),
        "line": finding.place.map(|(line, _)| line),
        "column": finding.place.map(|(_, column)| column),
        "path": finding.path,
        "message": finding.message,
        "mend": finding.mend,
        "fix": finding.fix,
    })
}

/// A finding with the line that it is about.
fn human(finding: &Finding, source: Option<&str>) -> String {
    let level = match finding.level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
        Level::Hint => Title::NOTE.with_name(level_word(Level::Hint)),
    };
    let (file, message, mend) = (finding.file_name(), printable(&finding.message), printable(&finding.mend));
    let title = level.primary_title(message.as_str()).id(finding.rule);
    let excerpt = finding.place.zip(source).and_then(|((line, _), source)| Some((line, excerpt(finding, source)?)));
    let mut group = match excerpt {
        Some((line, (text, span))) => {
            let mark = AnnotationKind::Primary.span(span).label(finding.path.as_str());
            title.element(Snippet::source(text).line_start(line).path(file).annotation(mark))
        }
        None => whole(title, finding, file),
    };
    if !mend.is_empty() {
        group = group.element(Title::HELP.message(mend.as_str()));
    }
    Renderer::styled().term_width(WIDTH).render(&[group])
}

/// Where there is no line to show, the name of the file.
fn whole<'a>(title: annotate_snippets::Title<'a>, finding: &Finding, file: String) -> Group<'a> {
    let origin = Origin::path(file);
    title.element(match finding.place {
        Some((line, column)) => origin.line(line).char_column(column),
        None => origin,
    })
}

/// The line that a finding is about, and the bytes of it that are marked.
///
/// A terminal that knows Arabic draws a line in visual order, so a mark counted from the line's start would stand
/// elsewhere than what it marks. Letters before the place that run to the left give way to as many spaces: what is
/// left of the line begins with text that every terminal draws from left to right.
fn excerpt(finding: &Finding, source: &str) -> Option<(String, std::ops::Range<usize>)> {
    let start = source.get(..finding.span.start)?.rfind('\n').map_or(0, |newline| newline + 1);
    let before = source.get(start..finding.span.start)?;
    let after = source.get(finding.span.start..)?.lines().next().unwrap_or_default();
    let length = (finding.span.end - finding.span.start).min(after.len());
    let hidden = before.char_indices().rfind(|(_, c)| runs_to_the_left(*c));
    let hidden = hidden.map_or(0, |(at, c)| at + c.len_utf8());
    let mut text = " ".repeat(before[..hidden].chars().count().saturating_sub(1));
    text += if hidden > 0 { "…" } else { "" };
    text += &before[hidden..];
    let at = text.len();
    text += after.trim_end_matches('\r');
    Some((text, at..at + length))
}

/// Letters of Hebrew, Arabic, Syriac, Thaana and their presentation forms, and the controls of direction.
fn runs_to_the_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(source: &str, marked: &str) -> Finding {
        let at = source.find(marked).unwrap();
        Finding {
            level: Level::Error,
            rule: "dead-link",
            file: "a.json".into(),
            place: Some(crate::source::json::line_and_column(source, at)),
            span: at..at + marked.len(),
            path: "$.x".to_owned(),
            message: "there is no article".to_owned(),
            mend: "mend the address".to_owned(),
            fix: None,
        }
    }

    fn plain(source: &str, marked: &str) -> String {
        let text = human(&finding(source, marked), Some(source));
        anstream::adapter::strip_str(&text).to_string()
    }

    #[test]
    fn an_excerpt_marks_its_place() {
        let text = plain("{\n  \"a\": \"/article/none/\"\n}", "\"/article/none/\"");
        let expected = [
            "error[dead-link]: there is no article",
            " --> a.json:2:8",
            "  |",
            "2 |   \"a\": \"/article/none/\"",
            "  |        ^^^^^^^^^^^^^^^^ $.x",
            "  |",
            "  = help: mend the address",
        ];
        assert_eq!(text.lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn no_arabic_stands_between_the_margin_and_a_mark() {
        let text = plain("[\"نص طويل\", { \"a\": \"/b/\", \"text\": \"كلمات\" }]", "\"/b/\"");
        let lines: Vec<&str> = text.lines().collect();
        let mark = lines[4].find('^').unwrap();
        let shown = lines[3].char_indices().nth(mark).map(|(at, _)| &lines[3][at..]).unwrap();
        assert!(shown.starts_with("\"/b/\""), "{text}");
        assert!(!lines[3].chars().take(mark).any(runs_to_the_left), "{text}");
        assert!(lines[1].ends_with("a.json:1:20"), "{text}");
    }

    #[test]
    fn a_line_of_a_megabyte_is_cut_on_both_sides() {
        let text = plain(&format!("[{}\"x\"{}]", "1, ".repeat(200_000), ", 2".repeat(200_000)), "\"x\"");
        assert!(text.len() < 2_000 && text.contains("\"x\""), "{}", text.len());
    }

    #[test]
    fn numbers_are_grouped_and_things_counted() {
        assert_eq!(["0 errors", "1 error", "4,312 errors"], [0, 1, 4312].map(|count| counted(count, "error")));
        assert_eq!(["999", "1,000", "1,234,567"], [999, 1_000, 1_234_567].map(grouped));
    }

    #[test]
    fn thousands_of_one_rule_are_counted() {
        let report = Report { findings: vec![finding("x", "x"); 4_332], ..Report::default() };
        let text = findings(&report, Format::Plain, false);
        assert_eq!(text.lines().count(), 21);
        assert!(text.ends_with("and 4,312 more of [dead-link]\n"), "{text}");
        assert_eq!(findings(&report, Format::Plain, true).lines().count(), 4_332);
        let json: serde_json::Value = serde_json::from_str(&findings(&report, Format::Json, false)).unwrap();
        assert_eq!(json.as_array().unwrap().len(), 4_332);
    }
}
