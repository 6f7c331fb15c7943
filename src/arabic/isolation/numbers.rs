//! Numbers that run against a line: telephone numbers, ISO dates, and what has a unit in letters.

use super::Line;
use super::letters::DEGREE;

/// A number as it is written.
pub(super) struct Number {
    pub(super) end: usize,
    /// Where the last of its parts begins.
    pub(super) last: usize,
    pub(super) form: Form,
}

/// What holds the parts of a number together.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Form {
    /// `15`, `3.5`.
    Plain,
    /// `1,500`, `10:30`.
    Grouped,
    /// `2-1`, `10–15`, `3/4`.
    Range,
}

/// No telephone number is longer, with all its signs.
const LONGEST_TELEPHONE: usize = 40;

impl Line<'_> {
    /// A number and what holds its parts together.
    pub(super) fn number(&self, start: usize) -> Number {
        let mut number = Number { end: start, last: start, form: Form::Plain };
        loop {
            while self.is_digit(number.end) {
                number.end += 1;
            }
            let form = match self.at(number.end) {
                b'.' => Form::Plain,
                b',' | b':' => Form::Grouped,
                b'/' | b'-' => Form::Range,
                _ => return number,
            };
            if !self.is_digit(number.end + 1) {
                return number;
            }
            number.end += 1;
            if form != Form::Plain {
                number.last = number.end;
                if number.form != Form::Range {
                    number.form = form;
                }
            }
        }
    }

    /// The next number of a score or range that is written with spaces: `3 - 2`. A colon belongs to one only with a
    /// space before it.
    pub(super) fn range_after(&self, end: usize) -> usize {
        let i = self.skip_spaces(end);
        let upper = self.skip_spaces(i + 1);
        let goes_on = match self.at(i) {
            b'-' | b'/' => true,
            b':' => i > end,
            _ => false,
        };
        if goes_on && self.is_digit(upper) { upper } else { end }
    }

    /// The end of a number with its unit, or with the letters that it begins: `50 GB`, `25 °C`, `5G`, `7-Eleven`.
    /// A word that begins with a capital is a name, and the number before it is the sentence's.
    pub(super) fn quantity(&self, start: usize) -> usize {
        let Number { end, form, .. } = self.number(start);
        if end == start || form == Form::Range {
            return start;
        }
        if self.is_letter(end) || self.at(end) == b'-' && self.is_letter(end + 1) {
            return self.name(start);
        }
        let degrees = self.skip_spaces(end);
        let is_degree = self.at(degrees) == DEGREE;
        let unit = degrees + usize::from(is_degree);
        let is_unit = is_degree
            || self.at(unit).is_ascii_lowercase()
            // GB, W, GHz.
            || !self.is_letter(unit + 1)
            || !self.is_letter(unit + 2)
            || self.at(unit + 1).is_ascii_uppercase() && self.at(unit + 2).is_ascii_lowercase();
        if self.is_letter(unit) && is_unit { self.name(unit) } else { start }
    }

    /// The end of a date as ISO 8601 writes it, with its time.
    pub(super) fn date(&self, start: usize) -> usize {
        let end = start + 10;
        let is_date = self.at(start + 4) == b'-' && self.at(start + 7) == b'-' && self.number(start).end == end;
        match self.at(end) {
            _ if !is_date => start,
            b'T' => self.word(start),
            _ => end,
        }
    }

    /// The end of a telephone number: with a plus or a zero before it, or as Kuwait (2222 3333) and America
    /// (1-800-555-0199) write theirs. Everything else may be a range, or years.
    pub(super) fn telephone(&self, start: usize) -> usize {
        let (mut n_digits, mut n_groups, mut n_first) = (0, 0, 0);
        let (mut is_open, mut has_hyphen, mut has_plus) = (false, false, false);
        let mut end = start;
        let mut i = start;
        while i < start + LONGEST_TELEPHONE {
            let is_before_digit = self.is_digit(i + 1);
            match self.at(i) {
                b'0'..=b'9' => {
                    n_digits += 1;
                    n_first += u32::from(n_groups == 0);
                    n_groups += u32::from(!is_before_digit);
                    if !is_open {
                        end = i + 1;
                    }
                }
                b'+' if n_digits == 0 && !has_plus => has_plus = true,
                b'(' if !is_open => is_open = true,
                b')' if is_open => is_open = false,
                b' ' if is_before_digit || self.at(i + 1) == b'(' => {}
                b'-' if is_before_digit => has_hyphen = true,
                _ => break,
            }
            i += 1;
        }
        if i == start + LONGEST_TELEPHONE {
            return start;
        }
        let zero = start + usize::from(self.at(start) == b'(');
        let is_telephone = if has_plus {
            n_digits > 6
        } else if self.at(zero) == b'0' {
            // Not a date: 05-01-2026.
            n_groups > 1 && n_digits > 8
        } else if has_hyphen {
            n_groups > 2 && n_digits > 9 && n_first < 4
        } else {
            n_groups == 2 && n_digits == 8 && n_first == 4 && zero == start && !self.is_year(start)
        };
        if is_telephone { end } else { start }
    }

    fn is_year(&self, start: usize) -> bool {
        matches!((self.at(start), self.at(start + 1)), (b'1', b'9') | (b'2', b'0'))
    }

    /// Whether a number or its sign would turn here without an Arabic letter before it.
    pub(super) fn needs_mark(&self, i: usize) -> bool {
        let c = self.at(i);
        if is_sign(c) {
            return self.is_digit(i + 1);
        }
        let number = self.number(i);
        number.end > i && (number.form == Form::Range || is_sign(self.at(number.end)))
    }
}

/// What a number carries before or after it, and takes along.
pub(super) fn is_sign(kind: u8) -> bool {
    matches!(kind, b'#'..=b'%' | b'+' | b'-' | DEGREE)
}
