//! Numbers that run against a line: telephone numbers, ISO dates, and what has a unit in letters.

use super::Line;
use super::letters::is_latin;

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

impl Line<'_> {
    /// A number and what holds its parts together.
    pub(super) fn number(&self, start: usize) -> Number {
        let mut number = Number { end: start, last: start, form: Form::Plain };
        loop {
            while self.is_digit(self.at(number.end)) {
                number.end += 1;
            }
            let form = match self.at(number.end) {
                '.' => Form::Plain,
                ',' | ':' => Form::Grouped,
                '/' => Form::Range,
                c if is_dash(c) => Form::Range,
                _ => return number,
            };
            if !self.is_digit(self.at(number.end + 1)) {
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
    pub(super) fn range_after(&self, end: usize) -> Option<usize> {
        let i = self.skip_spaces(end);
        let upper = self.skip_spaces(i + 1);
        let goes_on = is_dash(self.at(i)) || self.at(i) == '/' || self.at(i) == ':' && i > end;
        (goes_on && self.is_digit(self.at(upper))).then_some(upper)
    }

    /// The end of a number with its unit, or with the letters that it begins: `50 GB`, `25 °C`, `5G`, `7-Eleven`.
    /// A word that begins with a capital is a name, and the number before it is the sentence's.
    pub(super) fn quantity(&self, start: usize) -> Option<usize> {
        let number = self.number(start);
        let end = number.end;
        if end == start || number.form == Form::Range {
            return None;
        }
        if is_latin(self.at(end)) || self.at(end) == '-' && is_latin(self.at(end + 1)) {
            return Some(self.name(start));
        }
        let degrees = self.skip_spaces(end);
        let is_degree = self.at(degrees) == '°';
        let unit = degrees + usize::from(is_degree);
        let [first, second, third] = [self.at(unit), self.at(unit + 1), self.at(unit + 2)];
        let is_unit = is_degree
            || first.is_ascii_lowercase()
            // GB, W, GHz.
            || !is_latin(second)
            || !is_latin(third)
            || second.is_ascii_uppercase() && third.is_ascii_lowercase();
        (is_latin(first) && is_unit).then(|| self.name(unit))
    }

    /// The end of a date as ISO 8601 writes it, with its time.
    pub(super) fn date(&self, start: usize) -> Option<usize> {
        let is_date = (0..10).all(|i| match i {
            4 | 7 => self.at(start + i) == '-',
            _ => self.at(start + i).is_ascii_digit(),
        });
        let end = start + 10;
        let next = self.at(end);
        (is_date && !next.is_ascii_digit() && self.number(start).end == end).then(|| match next {
            'T' => self.word(start),
            _ => end,
        })
    }

    /// The end of a telephone number: with a plus or a zero before it, or as Kuwait (2222 3333) and America
    /// (1-800-555-0199) write theirs. Everything else may be a range, or years.
    pub(super) fn telephone(&self, start: usize) -> Option<usize> {
        let (mut n_digits, mut n_groups, mut n_first) = (0, 0, 0);
        let (mut is_open, mut has_space, mut has_hyphen) = (false, false, false);
        let mut has_plus = false;
        let mut end = start;
        let mut i = start;
        loop {
            let c = self.at(i);
            let next = self.at(i + 1);
            match c {
                '0'..='9' => {
                    n_groups += u32::from(i == start || !self.before(i).is_ascii_digit());
                    n_digits += 1;
                    n_first += u32::from(n_groups == 1);
                    if !is_open {
                        end = i + 1;
                    }
                }
                '+' if n_digits == 0 && !has_plus => has_plus = true,
                '(' if !is_open && (next.is_ascii_digit() || next == '+') => is_open = true,
                ')' if is_open => is_open = false,
                ' ' | '\u{a0}' if next.is_ascii_digit() || next == '(' => has_space = true,
                '-' | '\u{2011}' if next.is_ascii_digit() && self.before(i).is_ascii_digit() => has_hyphen = true,
                _ => break,
            }
            i += 1;
        }
        let first = self.at(start);
        let is_telephone = match n_digits {
            _ if has_plus => n_digits >= 7,
            // Not a date: 05-01-2026.
            _ if first == '0' || first == '(' && self.at(start + 1) == '0' => {
                n_groups > 1 && (n_digits > 8 || n_digits > 6 && (n_first > 2 || !has_hyphen))
            }
            8 => n_groups == 2 && n_first == 4 && has_space && !self.is_year(start),
            10.. => n_groups > 2 && n_first < 4 && has_hyphen && !has_space && first != '(',
            _ => false,
        };
        let goes_on = is_latin(self.at(end)) || self.at(end) == '%' || self.range_after(end).is_some();
        (end > start && is_telephone && n_digits < 16 && !goes_on).then_some(end)
    }

    fn is_year(&self, start: usize) -> bool {
        matches!((self.at(start), self.at(start + 1)), ('1', '9') | ('2', '0'))
    }

    /// Whether a number or its sign would turn here without an Arabic letter before it.
    pub(super) fn needs_mark(&self, i: usize) -> bool {
        let c = self.at(i);
        if is_sign(c) {
            return self.is_digit(self.at(i + 1));
        }
        let number = self.number(i);
        number.end > i && (number.form == Form::Range || is_sign(self.at(number.end)))
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// What a number carries before or after it, and takes along.
pub(super) fn is_sign(c: char) -> bool {
    is_dash(c)
        || matches!(c, '#'..='%' | '+' | '\u{a2}'..='\u{a5}' | '°' | '±' | '٪' | '\u{2030}' | '\u{20a0}'..='\u{20bf}')
}
