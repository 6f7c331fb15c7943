//! Signs that come from a Latin keyboard, and spaces that are too many.

use super::super::rules;
use super::Mark;
use super::passage::{FOREIGN, OBJECT, Passage, TOKEN, VERSE};
use crate::arabic::letters::{digit, is_letter, is_mark};

/// Whose a letter is, as far as the sign beside it goes.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Arabic,
    Digit,
    Latin,
    Nothing,
}

/// Latin comma, semicolon and question mark in Arabic text. Between two Latin words, and in a number, they are right.
pub(super) fn latin(passage: &Passage<'_>, marks: &mut Vec<Mark>) {
    for (index, sign) in passage.letters.iter().copied().enumerate() {
        let right = match sign {
            ',' => '،',
            ';' => '؛',
            '?' => '؟',
            _ => continue,
        };
        if passage.has(index..index + 1, TOKEN | FOREIGN | VERSE) {
            continue;
        }
        let is_digit = |c: Option<char>| c.is_some_and(|c| digit(c).is_some());
        let (previous, next) = (passage.before(index), passage.at(index + 1));
        let is_number = is_digit(previous) && is_digit(next);
        let is_face = sign == ';' && matches!(previous, None | Some(' ')) && matches!(next, Some(')' | '-' | '('));
        if is_number || is_face || next.is_some_and(|c| c.is_ascii_alphanumeric()) {
            continue;
        }
        let is_fault = match (side_before(passage, index), side_after(passage, index)) {
            (Side::Arabic, _) => true,
            // A title may end with a question mark.
            (Side::Latin, Side::Arabic) => sign == ',' || sign == ';' && !is_entity(passage, index),
            (Side::Digit, Side::Arabic) => true,
            (Side::Digit, Side::Nothing) => sign == '?',
            _ => false,
        };
        if is_fault {
            let message = format!("\"{sign}\" is the Latin sign");
            marks.push(Mark::new(&rules::LATIN_PUNCTUATION, index..index + 1, message).fixed(right.to_string()));
        }
    }
}

fn side_before(passage: &Passage<'_>, index: usize) -> Side {
    let before = (0..index).rev().find(|at| passage.letters.get(*at).is_some_and(|c| !is_passed(*c) && !is_mark(*c)));
    before.map_or(Side::Nothing, |at| side(passage, at))
}

fn side_after(passage: &Passage<'_>, index: usize) -> Side {
    let after = passage.letters.iter().enumerate().skip(index + 1).find(|(_, c)| !is_passed(**c));
    after.map_or(Side::Nothing, |(at, _)| side(passage, at))
}

/// Signs between a word and the punctuation that is its own.
fn is_passed(c: char) -> bool {
    c.is_whitespace() || matches!(c, '«' | '»' | '“' | '”' | '"' | '(' | ')' | '[' | ']' | '!' | '؟' | '?' | '.' | '،')
}

fn side(passage: &Passage<'_>, at: usize) -> Side {
    match passage.letters[at] {
        OBJECT => Side::Latin,
        _ if passage.has(at..at + 1, FOREIGN | TOKEN) => Side::Latin,
        c if is_letter(c) || c == '\u{640}' => Side::Arabic,
        c if digit(c).is_some_and(|(_, zero)| zero == '0') => Side::Digit,
        c if digit(c).is_some() => Side::Arabic,
        c if c.is_alphabetic() => Side::Latin,
        _ => Side::Nothing,
    }
}

/// Whether a semicolon ends an entity of HTML.
fn is_entity(passage: &Passage<'_>, index: usize) -> bool {
    passage.letters[index.saturating_sub(8)..index].contains(&'&')
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}')
}

/// Spaces before punctuation, and doubled spaces.
pub(super) fn spaces(passage: &Passage<'_>, marks: &mut Vec<Mark>) {
    let letters = &passage.letters;
    let mut from = 0;
    while let Some(length) = letters[from..].iter().position(|c| is_space(*c)) {
        let start = from + length;
        let end = start + letters[start..].iter().take_while(|c| is_space(**c)).count();
        from = end;
        let (Some(before), Some(after)) = (passage.before(start), passage.at(end)) else { continue };
        if passage.has(start..end, VERSE) || before == '\n' || after == '\n' {
            continue;
        }
        // The sign itself is another rule's.
        let is_latin_comma = after == ',' && (is_letter(before) || is_mark(before) || matches!(before, '»' | ')'));
        if is_latin_comma && passage.at(end + 1).is_none_or(is_space) && !passage.has(end..end + 1, FOREIGN | TOKEN) {
            let message = "a space stands before \",\"".to_owned();
            marks.push(Mark::new(&rules::SPACE_BEFORE_PUNCTUATION, start..end, message).fixed(String::new()));
        } else if is_stray_before(passage, before, end) {
            let message = format!("a space stands before \"{after}\"");
            marks.push(Mark::new(&rules::SPACE_BEFORE_PUNCTUATION, start..end + 1, message).fixed(after.to_string()));
        } else if end - start > 1 {
            let message = format!("{} spaces stand in a row", end - start);
            marks.push(Mark::new(&rules::DOUBLE_SPACE, start..end, message).fixed(" ".to_owned()));
        }
    }
}

/// Whether the sign at a place belongs to the word before the spaces.
fn is_stray_before(passage: &Passage<'_>, before: char, at: usize) -> bool {
    let next = passage.at(at + 1);
    let is_word = |c: char| is_letter(c) || is_mark(c) || c.is_alphanumeric();
    let ends = next.is_none_or(|c| !is_word(c));
    let follows = is_word(before) || matches!(before, '»' | ')' | '”' | ']' | '\u{640}' | OBJECT);
    let is_foreign = passage.has(at..at + 1, FOREIGN | TOKEN);
    follows
        && !is_foreign
        && match passage.letters[at] {
            '،' | '؛' | '؟' => true,
            '!' => ends,
            '.' => ends && next != Some('.'),
            // A face, or a ratio.
            ':' => {
                next.is_none_or(|c| is_space(c) || matches!(c, '«' | '"'))
                    && !before_is_digit_of_ratio(passage, before, at)
            }
            // As opening marks they stand before a word.
            '»' | ')' | ']' => ends,
            _ => false,
        }
}

fn before_is_digit_of_ratio(passage: &Passage<'_>, before: char, at: usize) -> bool {
    let after = passage.letters.iter().skip(at + 1).find(|c| !is_space(**c));
    digit(before).is_some() && after.is_some_and(|c| digit(*c).is_some())
}

/// Straight quotation marks around Arabic words.
pub(super) fn straight_quotes(passage: &Passage<'_>, marks: &mut Vec<Mark>) {
    let places: Vec<usize> = passage.letters.iter().enumerate().filter(|(_, c)| **c == '"').map(|(at, _)| at).collect();
    for pair in places.chunks_exact(2) {
        let range = pair[0]..pair[1] + 1;
        if passage.letters[range.clone()].iter().any(|c| is_letter(*c)) {
            let words = passage.text(pair[0] + 1..pair[1]);
            let mut mark = Mark::new(&rules::STRAIGHT_QUOTES, range, "straight quotation marks".to_owned());
            mark.mend = Some(format!("write «{words}»"));
            marks.push(mark);
        }
    }
}
