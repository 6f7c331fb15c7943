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

use letters::{is_apostrophe, is_arabic, is_arabic_digit, is_latin, is_space};
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

/// Words that are written with a full stop, within a name or at its end.
const ABBREVIATIONS: &str = "Bros Co Corp Dr Gen Inc Jr Ltd Mr Mrs Ms No Prof Sen Sr St etc vs";

/// The runs of a block that is written right to left, or left to right, in order.
///
/// What the author directed with isolates, embeddings or overrides stays as it is.
pub fn runs(text: &str, is_rtl: bool) -> Vec<Run> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let line = Line { characters: &characters, is_rtl };
    let offset = |i: usize| characters.get(i).map_or(text.len(), |(offset, _)| *offset);
    let mut runs = Vec::new();
    let mut n_directed = 0_u32;
    // Whether a number takes the line's direction here; left to right each does.
    let mut is_set = !is_rtl;
    let mut is_in_range = false;
    let mut i = 0;
    while i < characters.len() {
        let c = line.at(i);
        match c {
            '\u{2066}'..='\u{2068}' | '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => n_directed += 1,
            '\u{2069}' | '\u{202c}' => n_directed = n_directed.saturating_sub(1),
            '\n' => is_set = !is_rtl,
            _ => {}
        }
        if n_directed == 0 {
            if let Some((start, end)) = line.run(i, is_in_range) {
                runs.push(Run { start: offset(start), end: offset(end) });
                is_in_range = false;
                i = end;
                continue;
            }
            if !is_set && (line.needs_mark(i) || is_arabic(c) && c != '\u{200f}') {
                if !is_arabic(c) {
                    runs.push(Run { start: offset(i), end: offset(i) });
                }
                is_set = true;
            }
        }
        if line.is_digit(c) {
            let end = line.number(i).end;
            let upper = line.range_after(end);
            is_in_range = upper.is_some();
            i = upper.unwrap_or(end);
        } else {
            is_in_range = false;
            i += 1;
        }
    }
    runs
}

/// The characters of a block, and which of them run against it.
struct Line<'a> {
    characters: &'a [(usize, char)],
    is_rtl: bool,
}

impl Line<'_> {
    /// The character at a place; beyond either end a line ends.
    fn at(&self, i: usize) -> char {
        self.characters.get(i).map_or('\n', |(_, c)| *c)
    }

    fn before(&self, i: usize) -> char {
        self.at(i.wrapping_sub(1))
    }

    /// Whether a letter runs against the line.
    fn is_letter(&self, c: char) -> bool {
        if self.is_rtl { is_latin(c) } else { is_arabic(c) }
    }

    /// Whether a letter runs with the line.
    fn is_own(&self, c: char) -> bool {
        if self.is_rtl { is_arabic(c) } else { is_latin(c) }
    }

    /// Arabic-Indic digits run left to right by themselves, and no isolate changes that: beside Latin words they
    /// are none.
    fn is_digit(&self, c: char) -> bool {
        c.is_ascii_digit() || !self.is_rtl && is_arabic_digit(c)
    }

    /// Whether a character belongs to a word wherever it stands in it.
    fn is_word(&self, c: char) -> bool {
        self.is_letter(c)
            || self.is_digit(c)
            || matches!(c,
                // Joiners, and what is not seen.
                '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{300}'..='\u{36f}'
                // ² ³ ¹, ⁰ to ₉.
                | '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{2070}'..='\u{209f}')
            // A mark of the other direction says that what stands before it belongs to the word.
            || c == if self.is_rtl { '\u{200e}' } else { '\u{200f}' }
    }

    fn skip_spaces(&self, mut i: usize) -> usize {
        while is_space(self.at(i)) {
            i += 1;
        }
        i
    }

    /// The run that begins at or just after a place, if one does.
    fn run(&self, i: usize, is_in_range: bool) -> Option<(usize, usize)> {
        let c = self.at(i);
        let closer = match c {
            '«' => '»',
            '\u{201c}' => '\u{201d}',
            '"' => '"',
            _ => '\0',
        };
        if closer != '\0' {
            return self.quotation(i + 1, closer);
        }
        if self.is_letter(c) {
            return Some((i, self.address(i).unwrap_or_else(|| self.name(i))));
        }
        if matches!(c, '@' | '#') {
            let next = self.at(i + 1);
            let is_handle = !self.is_word(self.before(i)) && (self.is_letter(next) || next == '_');
            let end = self.word(i + 1);
            return (is_handle && end > i + 1).then_some((i, end));
        }
        if !self.is_rtl {
            return None;
        }
        match c {
            // .NET, $AAPL; a full stop that nothing follows is the sentence before's.
            '.' | '$' if self.is_boundary(i) && is_latin(self.at(i + 1)) => Some((i, self.name(i + 1))),
            '-' | '\u{2212}' if self.is_boundary(i) => self.quantity(i + 1).map(|end| (i, end)),
            '+' | '(' => self.telephone(i).map(|end| (i, end)),
            '0'..='9' => {
                let number = self.number(i);
                if let Some(end) = self.date(i).or_else(|| self.telephone(i)) {
                    return Some((i, end));
                }
                if is_in_range || number.form == Form::Range {
                    // 10–15km: only the last one is the unit's.
                    return is_latin(self.at(number.end)).then(|| (number.last, self.name(number.last)));
                }
                self.quantity(i).map(|end| (i, end))
            }
            _ => None,
        }
    }

    /// Whether a word may begin here with a mark of punctuation: after a space, or after the و and the proclitics
    /// with tatweel that Arabic writes together with the next word.
    fn is_boundary(&self, i: usize) -> bool {
        let before = self.before(i);
        let is_open = |c| is_space(c) || matches!(c, '\n' | '(' | '[' | '«' | '"' | '\u{201c}');
        is_open(before) || before == 'ـ' || before == 'و' && is_open(self.before(i.wrapping_sub(1)))
    }

    /// All that stands between quotation marks, where none of it runs with the line: commas, colons and the mark of
    /// a question are the quotation's own then.
    fn quotation(&self, start: usize, closer: char) -> Option<(usize, usize)> {
        let start = self.skip_spaces(start);
        let mut end = start;
        let mut has_letter = false;
        for i in start..start + LONGEST_QUOTATION {
            let c = self.at(i);
            if c == closer {
                return has_letter.then_some((start, end));
            }
            if c == '\n' || self.is_own(c) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
                return None;
            }
            has_letter |= self.is_letter(c);
            if !is_space(c) {
                end = i + 1;
            }
        }
        None
    }

    /// The end of a web address, which may have letters of any script in it.
    fn address(&self, start: usize) -> Option<usize> {
        let mut i = start;
        while self.at(i).is_ascii_alphanumeric() {
            i += 1;
        }
        let has_scheme = self.at(i) == ':' && self.at(i + 1) == '/' && self.at(i + 2) == '/';
        let has_www = i == start + 3 && self.at(i) == '.' && (start..i).all(|i| matches!(self.at(i), 'w' | 'W'));
        if !self.is_rtl || !has_scheme && !has_www {
            return None;
        }
        let mut end = i;
        let mut n_open = 0_u32;
        loop {
            match self.at(i) {
                '(' => n_open += 1,
                ')' if n_open > 0 => {
                    n_open -= 1;
                    end = i + 1;
                }
                '.' | ',' | ':' | ';' | '!' | '?' | '\'' | '*' => {}
                '\0'..=' '
                | '\u{a0}'
                | ')'
                | '"'
                | '<'
                | '>'
                | '«'
                | '»'
                | '،'
                | '؛'
                | '؟'
                | '\u{2018}'..='\u{202f}'
                | '\u{2066}'..='\u{2069}'
                | '\u{fffc}' => return Some(end),
                _ => end = i + 1,
            }
            i += 1;
        }
    }

    /// The end of a word: letters, digits, and the punctuation between two of them (`AT&T`, `F-16`, `km/h`, `a@b.c`).
    fn word(&self, start: usize) -> usize {
        let mut end = start;
        let mut i = start;
        let mut is_open = false;
        let mut is_dotted = false;
        loop {
            let c = self.at(i);
            let ends_here = end == i && i > start;
            if self.is_word(c) {
                if !is_open {
                    end = i + 1;
                }
            } else if match c {
                // f(x), and not what a bracket holds that the sentence opened.
                '(' if !is_open => {
                    is_open = true;
                    false
                }
                ')' if is_open => {
                    is_open = false;
                    true
                }
                // C++, C#, Disney+.
                '+' | '#' | '®' | '™' => ends_here,
                // The end of a path; BBC/رويترز are two.
                '/' => ends_here && is_dotted && !self.is_own(self.at(i + 1)),
                '.' => {
                    is_dotted = true;
                    false
                }
                '"' | '(' | ')' => break,
                '!'..='~' | '’' | '\u{2010}' | '\u{2011}' | '–' | '·' => false,
                _ => break,
            } {
                end = i + 1;
            }
            i += 1;
        }
        end
    }

    /// The end of a name: words with spaces, numbers, `&`, `.`, `'` between them.
    fn name(&self, start: usize) -> usize {
        let mut end = self.word(start);
        loop {
            let mut i = end;
            if self.at(i) == '.' {
                match self.abbreviation(i) {
                    Some(true) => end = i + 1,
                    Some(false) => {}
                    None => break,
                }
                i += 1;
            } else if is_apostrophe(self.at(i)) {
                i += 1;
            }
            if !is_space(self.at(i)) {
                break;
            }
            i = self.skip_spaces(i);
            if self.at(i) == '&' && is_space(self.at(i + 1)) {
                i = self.skip_spaces(i + 1);
            } else if is_apostrophe(self.at(i)) {
                i += 1;
            }
            if self.is_letter(self.at(i)) && self.address(i).is_none() {
                end = self.word(i);
            } else if self.is_digit(self.at(i)) {
                let number = self.number(i);
                if number.form != Form::Range && self.is_letter(self.at(number.end)) {
                    end = self.word(i);
                } else if number.form == Form::Plain && self.is_part_of_a_name(number.end) {
                    end = number.end;
                } else {
                    break;
                }
            } else {
                break;
            }
        }
        end
    }

    /// Whether the full stop at a place is an abbreviation's: where it is for certain, and where a name must go on
    /// after it (`George W. Bush`).
    fn abbreviation(&self, stop: usize) -> Option<bool> {
        let mut start = stop;
        while self.is_letter(self.before(start)) {
            start -= 1;
        }
        let letters = || (start..stop).map(|i| self.at(i));
        match stop - start {
            1 => Some(self.before(start) == '.'),
            _ => ABBREVIATIONS.split(' ').any(|known| known.chars().eq(letters())).then_some(true),
        }
    }

    /// Whether a number that ends here, after a name, is the name's (`iPhone 15`), and not the first of a score or
    /// range, nor a percentage.
    fn is_part_of_a_name(&self, end: usize) -> bool {
        let next = self.at(end);
        !self.is_word(next) && !is_sign(next) && self.range_after(end).is_none()
    }
}
