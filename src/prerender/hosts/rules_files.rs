//! `_headers` and `_redirects`, which Netlify and Cloudflare Pages read in two dialects of one form.

use std::fmt::Write as _;

use super::super::redirects::Leads;
use super::facts::Counted;
use super::{FOR_A_DAY, FOR_A_YEAR, HASHED, Host, Rule, Served, Written, encoded_path, status};

pub(super) fn write(served: &Served<'_>) -> Written {
    let mut written = Written::default();
    let headers = headers(served);
    let count = |is_rule: bool| headers.lines().filter(move |line| line.starts_with('/') == is_rule);
    written.counts.push((Counted::HeaderRules, count(true).count() as u64));
    written.counts.push((Counted::LettersOfAHeader, longest(count(false))));
    written.within.push(("_headers".to_owned(), headers.into_bytes()));
    let (whole, patterns) = redirects(served);
    written.counts.push((Counted::Redirects, whole.len() as u64));
    written.counts.push((Counted::PatternRedirects, patterns.len() as u64));
    written.counts.push((Counted::LettersOfARedirect, longest(whole.iter().chain(&patterns).map(String::as_str))));
    let lines: String = whole.iter().chain(&patterns).map(|line| format!("{line}\n")).collect();
    written.within.push(("_redirects".to_owned(), lines.into_bytes()));
    written
}

fn longest<'a>(lines: impl Iterator<Item = &'a str>) -> u64 {
    lines.map(|line| line.chars().count() as u64).max().unwrap_or_default()
}

/// Both hosts let browsers ask anew for each file as long as nothing else is said.
fn headers(served: &Served<'_>) -> String {
    let mut text = "/*\n".to_owned();
    for (name, value) in &served.headers {
        let _ = writeln!(text, "  {name}: {value}");
    }
    let _ = write!(text, "/{HASHED}/*\n  Cache-Control: {FOR_A_YEAR}\n");
    // By folder: a file that two rules fit would get both.
    for folder in served.media_folders() {
        let _ = write!(text, "/{}/*\n  Cache-Control: {FOR_A_DAY}\n", encoded_path(folder));
    }
    text
}

/// The lines of whole paths, and those of patterns.
fn redirects(served: &Served<'_>) -> (Vec<String>, Vec<String>) {
    let is_cloudflare = served.host == Host::Cloudflare;
    // Cloudflare asks its rules before its files, and its placeholders take any letters: a pattern that would take
    // a page of the site is written as whole paths.
    let takes = |rule: &Rule| {
        served.files.paths().any(|path| {
            let path = format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
            rule.from.matches_loosely(&path)
        })
    };
    let (expanded, patterns): (Vec<&Rule>, Vec<&Rule>) =
        served.table.patterns.iter().partition(|rule| is_cloudflare && takes(rule));
    // Cloudflare can't say that a page is gone: it answers that nothing is there.
    let is_said = |rule: &&Rule| !is_cloudflare || rule.leads != Leads::Gone;
    let rules = served.whole_paths(&expanded);
    let rules: Vec<&Rule> = rules.iter().filter(is_said).collect();
    let line = |from: &str, leads: &Leads| match leads {
        Leads::To(target, _) => format!("{from} {} {}", served.location(&target.text), status(leads)),
        Leads::Gone => format!("{from} /404.html 410"),
    };
    let whole = if is_cloudflare {
        // Letter by letter, with small letters in escapes as WordPress writes its links; the forms that matter most
        // first, as far as there is room.
        let mut lines: Vec<String> =
            rules.iter().map(|rule| line(&encoded_path(&rule.from.written()), &rule.leads)).collect();
        let form = |rule: &&&Rule, is_other: bool, is_small: bool| {
            let path = if is_other { served.forms(rule).get(1).cloned()? } else { rule.from.written() };
            let path = encoded_path(&path);
            let path = if is_small { small_escapes(&path)? } else { path };
            Some(line(&path, &rule.leads))
        };
        for (is_other, is_small) in [(false, true), (true, false), (true, true)] {
            let more: Vec<String> = rules.iter().filter_map(|rule| form(&rule, is_other, is_small)).collect();
            if lines.len() + more.len() <= 2_000 {
                lines.extend(more);
            }
        }
        lines
    } else {
        rules.iter().map(|rule| line(&encoded_path(&rule.from.bare()), &rule.leads)).collect()
    };
    let pattern = |rule: &&Rule| {
        let name = |name: &str| if name == "rest" { ":splat".to_owned() } else { format!(":{name}") };
        let from = rule.from.with_names(|name| if name == "rest" { "*".to_owned() } else { format!(":{name}") });
        let (from, slash) = (
            encoded_path(&from).replace("%2A", "*"),
            if from.ends_with('*') || !rule.from.has_slash { "" } else { "/" },
        );
        let from = format!("{from}{slash}");
        match &rule.leads {
            Leads::To(target, _) => format!("{from} {} {}", target.with_names(name), status(&rule.leads)),
            Leads::Gone => format!("{from} /404.html 410"),
        }
    };
    (whole, patterns.iter().filter(|rule| is_said(rule)).map(pattern).collect())
}

/// An address with small letters in its escapes, where it has any.
fn small_escapes(path: &str) -> Option<String> {
    let mut pieces = path.split('%');
    let first = pieces.next()?.to_owned();
    let piece = |piece: &str| match piece.split_at_checked(2) {
        Some((escape, rest)) => format!("%{}{rest}", escape.to_ascii_lowercase()),
        None => format!("%{piece}"),
    };
    let small = pieces.fold(first, |path, rest| path + &piece(rest));
    (small != path).then_some(small)
}
