//! Numbers in two sets of digits in one article.

use std::ops::Range;

use super::super::rules;
use super::passage::{FOREIGN, OBJECT, Passage, QUOTED, TOKEN, VERSE};
use super::{Mark, Settings};
use crate::arabic::letters::{digit, is_letter};

/// A number that belongs to the newsroom's own words.
struct Number {
    passage: usize,
    range: Range<usize>,
    zeros: Vec<char>,
    is_plain: bool,
    /// Whether the sign of per cent follows, which each set has its own of.
    is_share: bool,
}

/// Checks all passages of a document together: the digits of the edition are right where two sets meet.
pub(super) fn check(passages: &[Passage<'_>], settings: &Settings, marks: &mut [Vec<Mark>]) {
    let own = settings.digits.zero().and_then(char::from_u32).unwrap_or('0');
    let mut found: Vec<Number> = Vec::new();
    for (index, passage) in passages.iter().enumerate().filter(|(_, passage)| passage.is_arabic) {
        numbers(index, passage, &mut found);
    }
    let is_other = |number: &Number| number.zeros != [own];
    let has_own = found.iter().any(|number| number.zeros.contains(&own));
    let n_sets = |number: &Number| number.zeros.len();
    for number in found.iter().filter(|number| is_other(number) && (has_own || n_sets(number) > 1)) {
        let passage = &passages[number.passage];
        let message = format!("\"{}\" is in other digits than the rest", passage.text(number.range.clone()));
        let mark = Mark::new(&rules::MIXED_DIGITS, number.range.clone(), message);
        let zero = u32::from(own);
        let digits = passage.letters[number.range.clone()].iter();
        let same: String = digits.filter_map(|c| char::from_u32(zero + digit(*c)?.0)).collect();
        // Signs between digits order them differently in each set.
        let is_safe = number.is_plain && n_sets(number) == 1;
        if is_safe && number.is_share {
            let sign = if own == '0' { '%' } else { '٪' };
            let range = number.range.start..number.range.end + 1;
            marks[number.passage].push(Mark { range, ..mark }.fixed(format!("{same}{sign}")));
            continue;
        }
        marks[number.passage].push(if is_safe { mark.fixed(same) } else { mark });
    }
}

fn numbers(index: usize, passage: &Passage<'_>, found: &mut Vec<Number>) {
    let letters = &passage.letters;
    let is_digit = |at: usize| passage.at(at).is_some_and(|c| digit(c).is_some());
    let is_latin = |c: Option<char>| c.is_some_and(|c| c == OBJECT || c.is_alphabetic() && !is_letter(c));
    let mut from = 0;
    while let Some(length) = letters[from..].iter().position(|c| digit(*c).is_some()) {
        let start = from + length;
        let mut end = start + 1;
        while is_digit(end) || is_digit(end + 1) && passage.at(end).is_some_and(is_separator) {
            end += 1;
        }
        from = end;
        let (before, after) = (passage.before(start), passage.at(end));
        let spaced = |c: Option<char>, other: Option<char>| if c == Some(' ') { other } else { c };
        let joined = |c: Option<char>, other: Option<char>| if c == Some('-') { other } else { c };
        let of_name = is_latin(spaced(before, start.checked_sub(2).and_then(|at| passage.at(at))))
            || is_latin(joined(before, start.checked_sub(2).and_then(|at| passage.at(at))))
            || is_latin(spaced(after, passage.at(end + 1)));
        let of_phone = matches!(before, Some('+' | '\u{200e}')) || is_of_phone(passage, start, end);
        if of_name || of_phone || passage.has(start..end, QUOTED | VERSE | TOKEN | FOREIGN) {
            continue;
        }
        let mut zeros: Vec<char> = letters[start..end].iter().filter_map(|c| Some(digit(*c)?.1)).collect();
        zeros.sort_unstable();
        zeros.dedup();
        let is_share = matches!(after, Some('%' | '٪'));
        let is_plain = letters[start..end].iter().all(|c| digit(*c).is_some())
            && ![before, after]
                .iter()
                .flatten()
                .any(|c| is_separator(*c) && !matches!(c, '.' | ',' | ':') || matches!(c, '%' | '٪') && !is_share);
        found.push(Number { passage: index, range: start..end, zeros, is_plain, is_share });
    }
}

fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '٫' | '٬' | '/' | ':' | '-' | '–' | '−')
}

/// Whether digits are part of a telephone number: several groups of three or more.
fn is_of_phone(passage: &Passage<'_>, start: usize, end: usize) -> bool {
    let group = |at: usize| passage.letters[at..].iter().take_while(|c| digit(**c).is_some()).count();
    let before =
        || passage.letters[..start.saturating_sub(1)].iter().rev().take_while(|c| digit(**c).is_some()).count();
    let is_long = end - start >= 3;
    is_long
        && (passage.at(end) == Some(' ') && group(end + 1) >= 3 || passage.before(start) == Some(' ') && before() >= 3)
}
