//! Quotation marks, brackets and controls of direction that lack their other half.

use super::super::rules;
use super::Mark;
use super::passage::{FOREIGN, Kind, Passage, TOKEN, VERSE};
use crate::arabic::letters::is_letter;

/// How many paragraphs a quotation may go through without a mark at each.
const MOST_BETWEEN: usize = 10;

/// A mark that was opened.
struct Open {
    passage: usize,
    at: usize,
    sign: char,
}

/// Checks the marks of all passages. A quotation may go through several paragraphs, with « or » before each, or with
/// its closing mark at the end of the last one.
pub(super) fn check(passages: &[Passage<'_>], marks: &mut [Vec<Mark>]) {
    let mut carried: Vec<Open> = Vec::new();
    let mut n_between = 0;
    for (index, passage) in passages.iter().enumerate() {
        let is_other = carried.first().is_some_and(|open| passages[open.passage].group != passage.group);
        if is_other || n_between > MOST_BETWEEN {
            lose(&mut carried, marks);
        }
        if !passage.is_arabic {
            continue;
        }
        let goes_on = goes_on(passage, &carried);
        let (mut stack, from) = match goes_on {
            GoesOn::Marked(at) => (std::mem::take(&mut carried), at + 1),
            GoesOn::Ends => (std::mem::take(&mut carried), 0),
            GoesOn::Silent => {
                n_between += 1;
                continue;
            }
            GoesOn::No => {
                lose(&mut carried, marks);
                (Vec::new(), 0)
            }
        };
        n_between = 0;
        scan(index, passage, from, &mut stack, marks);
        let is_flowing = matches!(passage.kind, Kind::Paragraph | Kind::Quote);
        for open in stack {
            match open.sign {
                '«' | '“' if is_flowing => carried.push(open),
                _ => lose(&mut vec![open], marks),
            }
        }
    }
    lose(&mut carried, marks);
}

/// How a passage stands to a quotation that began before it.
enum GoesOn {
    /// It begins with a mark, at this place.
    Marked(usize),
    /// It ends with the closing mark.
    Ends,
    /// There is no mark in it.
    Silent,
    /// It has nothing to do with it.
    No,
}

fn goes_on(passage: &Passage<'_>, carried: &[Open]) -> GoesOn {
    if carried.is_empty() {
        return GoesOn::No;
    }
    let is_mark = |c: &char| matches!(c, '«' | '»' | '“' | '”');
    if let Some(at) = passage.letters.iter().position(|c| !c.is_whitespace())
        && is_mark(&passage.letters[at])
    {
        return GoesOn::Marked(at);
    }
    match passage.letters.iter().position(is_mark) {
        None => GoesOn::Silent,
        Some(first) if matches!(passage.letters[first], '»' | '”') => {
            let is_end = passage.letters[first + 1..].iter().all(|c| !c.is_alphanumeric());
            if is_end { GoesOn::Ends } else { GoesOn::No }
        }
        Some(_) => GoesOn::No,
    }
}

fn scan(index: usize, passage: &Passage<'_>, from: usize, stack: &mut Vec<Open>, marks: &mut [Vec<Mark>]) {
    for (at, sign) in passage.letters.iter().copied().enumerate().skip(from) {
        let opener = match sign {
            '«' | '“' | '(' | '[' => '\0',
            '»' => '«',
            '”' => '“',
            ')' => '(',
            ']' => '[',
            _ => continue,
        };
        if passage.has(at..at + 1, TOKEN | FOREIGN) || passage.has(at..at + 1, VERSE) || is_face(passage, at) {
            continue;
        }
        if opener == '\0' {
            stack.push(Open { passage: index, at, sign });
        } else if let Some(position) = stack.iter().rposition(|open| open.sign == opener) {
            // What was opened within it and not closed.
            for open in stack.drain(position..).skip(1) {
                lose(&mut vec![open], marks);
            }
        } else if !(sign == ')' && is_enumerator(passage, at)) {
            let message = format!("\"{sign}\" closes what was not opened");
            marks[index].push(Mark::new(&rules::UNBALANCED_PAIR, at..at + 1, message));
        }
    }
}

/// Whether a bracket is the mouth of a face: `:)`, `;-)`.
fn is_face(passage: &Passage<'_>, at: usize) -> bool {
    let eyes = if passage.before(at) == Some('-') { at.checked_sub(1) } else { Some(at) };
    let is_eye = |eye: usize| matches!(passage.before(eye), Some(':' | ';' | '='));
    eyes.is_some_and(|eye| is_eye(eye) && eye.checked_sub(2).is_none_or(|at| passage.letters[at].is_whitespace()))
}

/// Whether a bracket ends the number of an item: `1)`, `أ)`, `هـ)`.
fn is_enumerator(passage: &Passage<'_>, at: usize) -> bool {
    let is_inner = |c: &char| c.is_alphanumeric() || *c == '\u{640}';
    let length = passage.letters[..at].iter().rev().take_while(|c| is_inner(c)).count();
    let item = &passage.letters[at - length..at];
    let n_letters = item.iter().filter(|c| is_letter(**c) || c.is_ascii_alphabetic()).count();
    let is_number = n_letters == 0 && (1..=3).contains(&length);
    let starts = passage.before(at - length).is_none_or(|c| c.is_whitespace() || matches!(c, '،' | ':' | '.' | '؛'));
    starts && (is_number || n_letters == 1 && length <= 2)
}

fn lose(opened: &mut Vec<Open>, marks: &mut [Vec<Mark>]) {
    for Open { passage, at, sign } in opened.drain(..) {
        let message = format!("\"{sign}\" is opened and never closed");
        marks[passage].push(Mark::new(&rules::UNBALANCED_PAIR, at..at + 1, message));
    }
}

/// Controls of direction without their other half. Pages close what is open and drop what closes nothing, so the
/// second is mended the same way.
pub(super) fn controls(passage: &Passage<'_>, marks: &mut Vec<Mark>) {
    let mut open: Vec<(usize, char)> = Vec::new();
    let report = |at: usize, sign: char, what: &str| {
        let message = format!("U+{:04X}, a control of direction, {what}", u32::from(sign));
        Mark::new(&rules::UNBALANCED_BIDI, at..at + 1, message)
    };
    for (at, sign) in passage.letters.iter().copied().enumerate() {
        match sign {
            '\u{2066}'..='\u{2068}' => open.push((at, '\u{2069}')),
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push((at, '\u{202c}')),
            '\u{2069}' | '\u{202c}' => match open.iter().rposition(|(_, closer)| *closer == sign) {
                Some(position) => open.truncate(position),
                None => marks.push(report(at, sign, "closes what was not opened").fixed(String::new())),
            },
            _ => {}
        }
    }
    for (at, _) in open {
        marks.push(report(at, passage.letters[at], "is opened and never closed"));
    }
}
