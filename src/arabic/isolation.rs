//! Words that run against their line: where they begin and end, so that they can be isolated.
//!
//! The bidirectional algorithm (UAX #9) knows letters, not names. In a line that runs right to left it tears the
//! `++` from `C++` and the `#` from `#Kuwait`, and turns telephone numbers and ISO dates round; and a Latin name
//! takes the score beside it along. `docs/decisions/0009-bidi.md` says what is isolated, what is not, and why.
//!
//! This reaches the reader's browser: one walk over the characters, compared by ranges, and no table.

mod letters;
mod numbers;
#[cfg(test)]
mod tests;

use letters::{DIRECTS, DIRECTS_NO_MORE, GUILLEMET, OTHER, OWN, QUOTE, TATWEEL, WAW, WITHIN, is_own, is_word, kind};
use numbers::{Form, is_sign};

/// A stretch of text that is to be isolated against its line, in bytes.
///
/// An empty one is a place for U+061C instead: a score, range or percentage stands there before any Arabic letter,
/// and without a mark it would run the other way than after one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// How far the end of a quotation is looked for, in characters.
const LONGEST_QUOTATION: usize = 200;

/// Words that are written with a full stop, within a name or at its end; each with a space after it.
const ABBREVIATIONS: &str = "Bros Co Corp Dr Gen Inc Jr Ltd Mr Mrs Ms No Prof Sen Sr St etc vs ";

/// The runs of a block that is written right to left, or left to right, in order.
///
/// What the author directed with isolates, embeddings or overrides stays as it is.
pub fn runs(text: &str, is_rtl: bool) -> Vec<Run> {
    let mut kinds = Vec::with_capacity(text.len());
    for (offset, c) in text.char_indices() {
        kinds.push((offset, kind(c, is_rtl)));
    }
    let line = Line { kinds: &kinds, is_rtl };
    let offset = |i: usize| kinds.get(i).map_or(text.len(), |(offset, _)| *offset);
    let mut runs = Vec::new();
    let mut n_directed = 0_u32;
    // Whether a number takes the line's direction here; left to right each does.
    let mut is_set = !is_rtl;
    let mut is_in_range = false;
    let mut i = 0;
    while i < kinds.len() {
        let c = line.at(i);
        match c {
            DIRECTS => n_directed += 1,
            DIRECTS_NO_MORE => n_directed = n_directed.saturating_sub(1),
            b'\n' => is_set = !is_rtl,
            OWN..=TATWEEL if n_directed == 0 => is_set = true,
            _ => {}
        }
        if n_directed == 0 {
            let end = line.run(i, is_in_range);
            let needs_mark = end == i && !is_set && line.needs_mark(i);
            if end > i || needs_mark {
                runs.push(Run { start: offset(i), end: offset(end) });
                is_set |= needs_mark;
            }
            if end > i {
                is_in_range = false;
                i = end;
                continue;
            }
        }
        let number = line.number(i);
        is_in_range = number.form == Form::Range;
        if is_in_range {
            i = number.last;
        } else if number.end > i {
            i = line.range_after(number.end);
            is_in_range = i > number.end;
        } else {
            i += 1;
        }
    }
    runs
}

/// The kinds of a block's characters.
///
/// What looks for an end returns the place that it began at, where there is none.
struct Line<'a> {
    kinds: &'a [(usize, u8)],
    is_rtl: bool,
}

impl Line<'_> {
    /// The kind of the character at a place; beyond either end a line ends.
    // Calls are smaller than what they would be replaced with, here and below.
    #[inline(never)]
    fn at(&self, i: usize) -> u8 {
        self.kinds.get(i).map_or(b'\n', |(_, kind)| *kind)
    }

    #[inline(never)]
    fn before(&self, i: usize) -> u8 {
        self.at(i.wrapping_sub(1))
    }

    /// Whether a letter that runs against the line stands there.
    #[inline(never)]
    fn is_letter(&self, i: usize) -> bool {
        self.at(i).is_ascii_alphabetic()
    }

    #[inline(never)]
    fn is_digit(&self, i: usize) -> bool {
        self.at(i).is_ascii_digit()
    }

    fn skip_spaces(&self, mut i: usize) -> usize {
        while self.at(i) == b' ' {
            i += 1;
        }
        i
    }

    /// The end of the run that begins at a place.
    fn run(&self, i: usize, is_in_range: bool) -> usize {
        let before = self.before(i);
        if matches!(before, GUILLEMET | QUOTE | b'"') && self.at(i) != b' ' {
            let end = self.quotation(i, if before == b'"' { before } else { before + 1 });
            if end > i {
                return end;
            }
        }
        match self.at(i) {
            b'A'..=b'Z' | b'a'..=b'z' => {
                let end = self.address(i);
                if end > i { end } else { self.name(i) }
            }
            b'@' | b'#' if !is_word(before) && self.is_letter(i + 1 + usize::from(self.at(i + 1) == b'_')) => {
                self.word(i + 1)
            }
            // The rest is of Latin words only.
            _ if !self.is_rtl => i,
            // .NET, $AAPL; a full stop that nothing follows is the sentence before's.
            b'.' | b'$' if self.is_boundary(i) && self.is_letter(i + 1) => self.name(i + 1),
            // $1.47: what stands before a number as it is written stays there; after Arabic it would turn round.
            b'$' if !is_word(before) && self.is_digit(i + 1) => {
                let number = self.number(i + 1);
                if number.form == Form::Range { i } else { number.end.max(self.quantity(i + 1)) }
            }
            b'-' if self.is_boundary(i) => {
                let end = self.quantity(i + 1);
                if end > i + 1 { end } else { i }
            }
            b'+' | b'(' => self.telephone(i),
            // 10–15km: the unit is the last one's.
            b'0'..=b'9' if is_in_range => {
                if self.is_letter(self.number(i).end) {
                    self.name(i)
                } else {
                    i
                }
            }
            b'0'..=b'9' => {
                let end = self.date(i).max(self.telephone(i));
                if end > i { end } else { self.quantity(i) }
            }
            _ => i,
        }
    }

    /// Whether a word may begin here with a mark of punctuation: after a space, or after the و and the proclitics
    /// with tatweel that Arabic writes together with the next word.
    fn is_boundary(&self, i: usize) -> bool {
        match self.before(i) {
            b' ' | b'\n' | b'(' | b'[' | b'"' | GUILLEMET | QUOTE | TATWEEL => true,
            WAW => !is_own(self.before(i - 1)),
            _ => false,
        }
    }

    /// The end of all that stands between quotation marks, where none of it runs with the line: commas, colons and
    /// the mark of a question are the quotation's own then.
    fn quotation(&self, start: usize, closer: u8) -> usize {
        let mut has_letter = false;
        for i in start..start + LONGEST_QUOTATION {
            let c = self.at(i);
            has_letter |= self.is_letter(i);
            if c == closer && has_letter && self.before(i) != b' ' {
                return i;
            }
            if matches!(c, b'\n' | OWN..=TATWEEL | DIRECTS | DIRECTS_NO_MORE | OTHER) || c == closer {
                break;
            }
        }
        start
    }

    /// The end of a web address, which may have letters of any script in it.
    fn address(&self, start: usize) -> usize {
        let mut i = start;
        while self.is_letter(i) {
            i += 1;
        }
        let is_address = match self.at(i) {
            b':' => self.at(i + 1) == b'/' && self.at(i + 2) == b'/',
            b'.' => i == start + 3 && (start..i).all(|i| self.at(i) == b'w'),
            _ => false,
        };
        let mut end = start;
        let mut is_open = false;
        if !is_address {
            return end;
        }
        loop {
            match self.at(i) {
                b'(' => is_open = true,
                b')' if is_open => {
                    is_open = false;
                    end = i + 1;
                }
                b'.' | b',' | b':' | b';' | b'!' | b'?' | b'\'' | b'*' => {}
                b')' | b'"' | b'<' | b'>' => break,
                b'!'..=b'~' | OWN..=WITHIN => end = i + 1,
                _ => break,
            }
            i += 1;
        }
        end
    }

    /// The end of a word: letters, digits, and the punctuation between two of them (`AT&T`, `F-16`, `km/h`, `a@b.c`).
    fn word(&self, start: usize) -> usize {
        let mut end = start;
        let mut i = start;
        let mut is_open = false;
        let mut is_dotted = false;
        loop {
            let c = self.at(i);
            let is_part = match c {
                // f(x), and not what a bracket holds that the sentence opened.
                b'(' if !is_open => {
                    is_open = true;
                    false
                }
                b')' if is_open => {
                    is_open = false;
                    true
                }
                // C++, C#, Disney+.
                b'+' | b'#' => end == i,
                // The end of a path; BBC/رويترز are two.
                b'/' => end == i && is_dotted && !is_own(self.at(i + 1)),
                b'"' | b'(' | b')' => break,
                _ if is_word(c) => !is_open,
                b'!'..=b'~' => {
                    is_dotted |= c == b'.';
                    false
                }
                _ => break,
            };
            i += 1;
            if is_part {
                end = i;
            }
        }
        end
    }

    /// The end of a name: words with spaces, numbers, `&`, `.`, `'` between them.
    fn name(&self, start: usize) -> usize {
        let mut end = self.word(start);
        loop {
            let mut i = end;
            match self.at(i) {
                b'.' => {
                    i += 1;
                    if self.is_abbreviation(end) {
                        end = i;
                    } else if self.is_letter(end.wrapping_sub(2)) {
                        break;
                    }
                }
                b'\'' => i += 1,
                _ => {}
            }
            if self.at(i) != b' ' {
                break;
            }
            i = self.skip_spaces(i);
            match self.at(i) {
                b'&' => i = self.skip_spaces(i + 1),
                b'\'' => i += 1,
                _ => {}
            }
            let number = self.number(i);
            if number.form != Form::Range && self.is_letter(number.end) && self.address(i) == i {
                end = self.word(i);
            } else if number.end > i && number.form == Form::Plain && self.is_part_of_a_name(number.end) {
                end = number.end;
            } else {
                break;
            }
        }
        end
    }

    /// Whether the full stop at a place is an abbreviation's.
    fn is_abbreviation(&self, stop: usize) -> bool {
        let mut start = stop;
        while self.is_letter(start.wrapping_sub(1)) {
            start -= 1;
        }
        if stop - start == 1 {
            return self.before(start) == b'.';
        }
        let mut i = start;
        let mut fits = true;
        for known in ABBREVIATIONS.bytes() {
            if known == b' ' {
                if fits && i == stop {
                    return true;
                }
                i = start;
                fits = true;
            } else {
                fits &= self.at(i) == known;
                i += 1;
            }
        }
        false
    }

    /// Whether a number that ends here, after a name, is the name's (`iPhone 15`), and not the first of a score or
    /// range, nor a percentage.
    fn is_part_of_a_name(&self, end: usize) -> bool {
        let next = self.at(end);
        !is_word(next) && !is_sign(next) && self.range_after(end) == end
    }
}
