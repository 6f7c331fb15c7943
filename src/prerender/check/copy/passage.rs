//! A text as its reader reads it, letter by letter, with whose words the letters are and where they stand in the file.

use std::cell::Cell;
use std::ops::Range;

use super::super::document::{Document, Place};
use crate::arabic::letters::{is_foreign_letter, is_letter, is_mark};
use crate::source::json::Node;

/// Somebody's own words: what is within quotation marks, or a block of a quotation.
pub(super) const QUOTED: u8 = 1;
/// Verse, or words of the Quran.
pub(super) const VERSE: u8 = 2;
/// A hashtag, a handle, an address.
pub(super) const TOKEN: u8 = 4;
/// A word of another language in Arabic script, or what stands for words that are not looked at.
pub(super) const FOREIGN: u8 = 8;

/// Stands for words that are not looked at: program text, and words of another language that say so.
pub(super) const OBJECT: char = '\u{fffc}';

/// What kind of text a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Headline,
    Standfirst,
    Kicker,
    Heading,
    Paragraph,
    Quote,
    Other,
}

/// A text with its inlines joined.
pub(super) struct Passage<'a> {
    pub(super) kind: Kind,
    /// Whether it is in Arabic.
    pub(super) is_arabic: bool,
    /// The list of blocks that it stands in; quotations may go on from one passage of it to the next.
    pub(super) group: usize,
    pub(super) letters: Vec<char>,
    /// Whose words each letter belongs to.
    pub(super) flags: Vec<u8>,
    parts: Vec<Part<'a>>,
    /// The letter that was asked for last: its part, its number, its byte in the file.
    last: Cell<(usize, usize, usize)>,
}

struct Part<'a> {
    letters: Range<usize>,
    node: &'a Node,
}

impl<'a> Passage<'a> {
    pub(super) fn new(kind: Kind, is_arabic: bool, group: usize) -> Self {
        let (letters, flags, parts, last) = (Vec::new(), Vec::new(), Vec::new(), Cell::new((usize::MAX, 0, 0)));
        Self { kind, is_arabic, group, letters, flags, parts, last }
    }

    /// Adds a text of the file.
    pub(super) fn push(&mut self, node: &'a Node, text: &str) {
        let start = self.letters.len();
        self.letters.extend(text.chars());
        self.parts.push(Part { letters: start..self.letters.len(), node });
    }

    /// Adds a letter that stands for something else.
    pub(super) fn push_sign(&mut self, sign: char) {
        self.letters.push(sign);
    }

    /// Finds out whose words each letter belongs to, once all are there.
    pub(super) fn finish(mut self) -> Self {
        let letters = &self.letters;
        let is_quotation = self.kind == Kind::Quote;
        let is_verse = is_quotation && letters.contains(&'\n') || is_verse(letters);
        let all = if is_quotation { QUOTED } else { 0 } | if is_verse { VERSE } else { 0 };
        self.flags = vec![all; letters.len()];
        mark_quoted(letters, &mut self.flags);
        mark_tokens(letters, &mut self.flags);
        for word in words(letters) {
            if letters[word.clone()].iter().any(|c| is_foreign_letter(*c)) {
                self.flags[word].iter_mut().for_each(|flags| *flags |= FOREIGN);
            }
        }
        for (letter, flags) in letters.iter().zip(&mut self.flags) {
            *flags |= if *letter == OBJECT { FOREIGN } else { 0 };
        }
        self
    }

    /// A letter.
    pub(super) fn at(&self, index: usize) -> Option<char> {
        self.letters.get(index).copied()
    }

    /// The letter before a place.
    pub(super) fn before(&self, index: usize) -> Option<char> {
        index.checked_sub(1).and_then(|index| self.at(index))
    }

    /// Whether any letter of a range is of one of these.
    pub(super) fn has(&self, range: Range<usize>, flags: u8) -> bool {
        self.flags[range].iter().any(|of| of & flags != 0)
    }

    /// The words in Arabic letters.
    pub(super) fn words(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        words(&self.letters)
    }

    /// The text of a range.
    pub(super) fn text(&self, range: Range<usize>) -> String {
        self.letters[range].iter().collect()
    }

    /// Where letters stand in the file, and whether that is all of them: a text may be in several pieces.
    pub(super) fn place(&self, range: Range<usize>, document: &Document<'_>) -> (Place, bool) {
        let within = |part: &Part<'_>| part.letters.contains(&range.start) || part.letters.end == range.start;
        let index = self.parts.iter().position(|part| part.letters.contains(&range.start));
        let index = index.or_else(|| self.parts.iter().position(within)).unwrap_or_default();
        let Some(part) = self.parts.get(index) else { return (Place::file(document.source.file), false) };
        let end = range.end.min(part.letters.end).max(range.start);
        let (from, to) = (self.byte(index, range.start, document), self.byte(index, end, document));
        let is_whole = range.start >= part.letters.start && range.end <= part.letters.end;
        (document.source.place(from..to, document.path(part.node)), is_whole)
    }

    /// The byte of the file at which a letter begins; a long text is walked once, not for each of its letters.
    fn byte(&self, part_index: usize, letter: usize, document: &Document<'_>) -> usize {
        let part = &self.parts[part_index];
        let start = (part.letters.start, part.node.at + 1);
        let (mut at, mut byte) = match self.last.get() {
            (last_part, at, byte) if last_part == part_index && at <= letter => (at, byte),
            _ => start,
        };
        let rest = document.source.text().get(byte..part.node.end).unwrap_or_default();
        let mut rest = rest.as_bytes();
        while at < letter.min(part.letters.end) && !rest.is_empty() {
            let length = length_of_letter(rest);
            rest = rest.get(length..).unwrap_or_default();
            byte += length;
            at += 1;
        }
        self.last.set((part_index, at, byte));
        byte
    }
}

/// How many bytes a letter takes in a JSON text, as it is or as an escape.
fn length_of_letter(bytes: &[u8]) -> usize {
    match bytes {
        // Half of a pair, and the other half.
        [b'\\', b'u', b'd' | b'D', b'8' | b'9' | b'a' | b'b' | b'A' | b'B', ..] => 12,
        [b'\\', b'u', ..] => 6,
        [b'\\', ..] => 2,
        [0xf0..=0xff, ..] => 4,
        [0xe0..=0xff, ..] => 3,
        [0xc0..=0xff, ..] => 2,
        _ => 1,
    }
}

/// The words in Arabic letters, marks and strokes.
fn words(letters: &[char]) -> impl Iterator<Item = Range<usize>> + '_ {
    let is_of_word = |c: &char| is_letter(*c) || is_mark(*c) || *c == '\u{640}';
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + letters.get(from..)?.iter().position(is_of_word)?;
        let end = letters[start..].iter().position(|c| !is_of_word(c)).map_or(letters.len(), |length| start + length);
        from = end;
        Some(start..end)
    })
}

/// Marks what stands within quotation marks, and the words of the Quran. What was opened and not closed goes to the
/// end: another rule names it.
fn mark_quoted(letters: &[char], flags: &mut [u8]) {
    let is_paired = letters.iter().filter(|c| **c == '"').count().is_multiple_of(2);
    let (mut depth, mut is_straight, mut is_quran) = (0_u32, false, false);
    for (letter, flags) in letters.iter().zip(flags) {
        match letter {
            '«' | '“' | '„' => depth += 1,
            '»' | '”' => depth = depth.saturating_sub(1),
            '"' if is_paired => is_straight = !is_straight,
            '﴿' => is_quran = true,
            '﴾' => is_quran = false,
            _ => {}
        }
        *flags |= if depth > 0 || is_straight { QUOTED } else { 0 } | if is_quran { VERSE | QUOTED } else { 0 };
    }
}

/// Marks hashtags, handles and addresses, without the sentence's own punctuation after them.
fn mark_tokens(letters: &[char], flags: &mut [u8]) {
    let mut from = 0;
    while from < letters.len() {
        let to = letters[from..].iter().position(|c| c.is_whitespace()).map_or(letters.len(), |length| from + length);
        let token = &letters[from..to];
        let is_latin = |c: &char| c.is_ascii_alphanumeric();
        if let Some(at) = token.iter().position(|c| matches!(c, '#' | '@')) {
            let is_tail = |c: &char| c.is_alphanumeric() || is_mark(*c) || matches!(c, '_' | '\u{640}' | '@');
            let is_address = token[at] == '@' && at > 0 && is_latin(&token[at - 1]);
            let start = if is_address { 0 } else { at };
            let length = token[at + 1..].iter().take_while(|c| is_tail(c) || is_address && **c == '.').count();
            flags[from + start..from + at + 1 + length].iter_mut().for_each(|flags| *flags |= TOKEN);
        }
        let is_web = token.windows(3).any(|three| three == [':', '/', '/']);
        let is_domain =
            token.windows(3).any(|three| is_latin(&three[0]) && three[1] == '.' && three[2].is_ascii_alphabetic());
        if is_web || is_domain && !token.iter().any(|c| is_letter(*c)) {
            let end = token
                .iter()
                .rposition(|c| !matches!(c, '.' | ',' | ';' | '?' | '!' | ':' | ')' | '»' | '،' | '؛' | '؟'));
            let end = end.map_or(0, |end| end + 1);
            flags[from..from + end].iter_mut().for_each(|flags| *flags |= TOKEN);
        }
        from = to + 1;
    }
}

/// Whether a line is verse by its form: two halves of like length, with stars or a wide gap between them.
fn is_verse(letters: &[char]) -> bool {
    if letters.windows(3).any(|three| three == ['*', '*', '*']) {
        return true;
    }
    let gap = |index: usize| letters[index..].iter().take_while(|c| **c == ' ').count();
    let Some(at) = letters.windows(4).position(|four| four.iter().all(|c| *c == ' ')) else { return false };
    let width = gap(at);
    let (first, second) = (at, letters.len() - at - width);
    let is_like = first.min(second) * 10 >= first.max(second) * 6;
    let has_signs = letters.iter().any(|c| matches!(c, '.' | ':' | '«' | '»' | '0'..='9'));
    is_like && first.max(second) <= 60 && !has_signs
}
