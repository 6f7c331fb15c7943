//! Words that run against their line: where they begin and end, so that they can be isolated.
//!
//! The bidirectional algorithm (UAX #9) knows letters, not names. In a line that runs right to left it tears the
//! `++` from `C++` and the `#` from `#Kuwait`, and turns telephone numbers and ISO dates round; and a Latin name
//! makes the score beside it run left to right, so that the wrong team has won. `docs/decisions/0009-bidi.md` says
//! what is isolated, what is not, and why.
//!
//! This reaches the reader's browser: one walk over the characters, compared by ranges, and no table.

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

/// A number as it is written.
struct Number {
    end: usize,
    /// Where the last of its parts begins.
    last: usize,
    form: Form,
}

/// What holds the parts of a number together.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    /// `15`, `3.5`.
    Plain,
    /// `1,500`, `10:30`.
    Grouped,
    /// `2-1`, `10–15`, `3/4`.
    Range,
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

    /// Whether a number that ends here, after a name, is the name's (`iPhone 15`): neither the first of a score or
    /// range, nor a percentage, nor the count of a noun that follows (`BBC 50 موظفًا`), which has a tanwin then.
    fn is_part_of_a_name(&self, end: usize) -> bool {
        let next = self.at(end);
        if self.is_word(next) || is_sign(next) || self.range_after(end).is_some() {
            return false;
        }
        let mut i = end + 1;
        while is_arabic(self.at(i)) {
            if self.at(i) == '\u{64b}' {
                return false;
            }
            i += 1;
        }
        true
    }

    /// A number and what holds its parts together.
    fn number(&self, start: usize) -> Number {
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

    /// The next number of a score or range that is written with spaces: `3 - 2`.
    fn range_after(&self, end: usize) -> Option<usize> {
        let i = self.skip_spaces(end);
        let upper = self.skip_spaces(i + 1);
        let goes_on = is_dash(self.at(i)) || matches!(self.at(i), '/' | ':');
        (goes_on && self.is_digit(self.at(upper))).then_some(upper)
    }

    /// The end of a number with its unit, or with the letters that it begins: `50 GB`, `25 °C`, `5G`, `7-Eleven`.
    /// A word that begins with a capital is a name, and the number before it is the sentence's.
    fn quantity(&self, start: usize) -> Option<usize> {
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
    fn date(&self, start: usize) -> Option<usize> {
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
    fn telephone(&self, start: usize) -> Option<usize> {
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
    fn needs_mark(&self, i: usize) -> bool {
        let c = self.at(i);
        if is_sign(c) {
            return self.is_digit(self.at(i + 1));
        }
        let number = self.number(i);
        number.end > i && (number.form == Form::Range || is_sign(self.at(number.end)))
    }
}

/// Letters of the scripts that run left to right, by the blocks they stand in.
fn is_latin(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | 'ª' | 'µ' | 'º' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{2ff}' | '\u{370}'..='\u{58f}'
        | '\u{900}'..='\u{1fff}' | '\u{3040}'..='\u{d7ff}')
}

/// Letters of the scripts that run right to left, with their punctuation.
fn is_arabic(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
        && !is_arabic_digit(c)
}

fn is_arabic_digit(c: char) -> bool {
    matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// What a number carries before or after it, and takes along.
fn is_sign(c: char) -> bool {
    is_dash(c)
        || matches!(c, '#'..='%' | '+' | '\u{a2}'..='\u{a5}' | '°' | '±' | '٪' | '\u{2030}' | '\u{20a0}'..='\u{20bf}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The text with its runs between ⟦ and ⟧, and ¦ where a mark is put.
    fn marked(text: &str, is_rtl: bool) -> String {
        let mut marked = String::new();
        let mut from = 0;
        for Run { start, end } in runs(text, is_rtl) {
            marked += &text[from..start];
            marked += &if start == end { "¦".to_owned() } else { format!("⟦{}⟧", &text[start..end]) };
            from = end;
        }
        marked + &text[from..]
    }

    fn assert_all(is_rtl: bool, cases: &[&str]) {
        for expected in cases {
            let text: String = expected.chars().filter(|c| !matches!(c, '⟦' | '⟧' | '¦')).collect();
            assert_eq!(&marked(&text, is_rtl), expected);
        }
    }

    #[test]
    fn names_are_isolated_with_what_stands_between_their_words() {
        assert_all(
            true,
            &[
                "قال ⟦Apple⟧ إن",
                "⟦Johnson & Johnson⟧ تعلن",
                "هاتف ⟦iPhone 15 Pro⟧ الجديد",
                "هاتف ⟦iPhone 15⟧ الجديد",
                "شركة ⟦U.S. Steel Co.⟧ تبيع",
                "لغة ⟦C++⟧ و⟦C#⟧ و⟦.NET⟧",
                "منصة ⟦Disney+⟧، ومنصة ⟦Apple TV+⟧.",
                "طائرة ⟦F-16⟧ وطائرة ⟦A380⟧",
                "هيئة الـ⟦BBC⟧ وقناة الـ ⟦CNN⟧ ولـ⟦BBC⟧",
                "شركة ⟦AT&T⟧ ومتجر ⟦H&M⟧ ومؤشر ⟦S&P 500⟧",
                "مطعم ⟦McDonald's⟧ وممثل يدعى ⟦Peter O’Toole⟧",
                "فرقة ⟦Guns N' Roses⟧ وموسيقى ⟦rock 'n' roll⟧",
                "الرئيس ⟦George W. Bush⟧ والسيد ⟦Mr. Bean⟧ و⟦J.K. Rowling⟧",
                "متجر ⟦7-Eleven⟧ وشركة ⟦3M⟧ وفيلم ⟦20th Century Fox⟧",
                "غاز ⟦CO₂⟧ والماء ⟦H₂O⟧ ومساحة ⟦km²⟧",
                "نظام ⟦iOS 17.2.1⟧ ثم ⟦Windows 11⟧.",
                "دالة ⟦f(x)⟧ وشركة ⟦Apple⟧ (⟦AAPL⟧)",
                "أبل (⟦Apple⟧) وغوغل (⟦Google⟧).",
                "⟦Zürich⟧ و⟦São Paulo⟧ و⟦Москва⟧ و⟦東京⟧",
                "الجيل ⟦5G⟧ وشاشة ⟦4K⟧",
                "كود ⟦Ap\u{200b}ple\u{feff}⟧ هنا",
                "لغة ⟦C++\u{200e}⟧ هنا",
            ],
        );
    }

    #[test]
    fn what_ends_the_sentence_is_the_sentences() {
        assert_all(
            true,
            &[
                "فازت ⟦Apple⟧.",
                "من ⟦Apple⟧، ثم ⟦Google⟧؛ ثم ⟦Meta⟧؟",
                "هل هي ⟦Apple⟧? نعم!",
                "اشترتها ⟦Apple⟧. ⟦Google⟧ تنفي",
                "قالت «⟦Financial Times⟧» و«⟦BBC⟧».",
                "قال: «⟦Yes, we can!⟧»، ثم",
                "لعبة «⟦Call of Duty: Black Ops 6⟧»",
                "قال \"⟦Are you OK?⟧\" ثم \"نعم\" ⟦BBC⟧ \"لا\"",
                "«خبر ⟦Apple⟧، و⟦Google⟧»",
                "⟦Bloomberg⟧: ⟦Apple⟧ تشتري",
                "⟦Apple⟧, ⟦Google⟧ و⟦Meta⟧...",
                "⟦Apple⟧ / ⟦Google⟧ و⟦A/B⟧",
                "⟦BBC⟧/رويترز",
                "فيتامين ⟦C⟧. ثم",
                "انتهى.⟦Apple⟧",
            ],
        );
    }

    #[test]
    fn addresses_handles_telephones_and_iso_dates_are_isolated_whole() {
        assert_all(
            true,
            &[
                "انظر ⟦https://news.example/a/?q=1&p=2#top⟧.",
                "انظر (⟦https://ar.example/wiki/الكويت_(مدينة)⟧)، ثم",
                "موقع ⟦www.example.com/⟧ وموقع ⟦example.com/x/⟧ و⟦khabar.example⟧.",
                "إلى ⟦desk@news.example⟧، أو ⟦mailto:a.b@c.example⟧",
                "⟦@khabar_kw⟧ غرّد بوسم ⟦#Kuwait⟧ و⟦#Kuwait_2035⟧ و#الكويت عن ⟦@_x⟧",
                "سهم ⟦$AAPL⟧ بسعر $50",
                "اتصل على ⟦+965 2222 3333⟧.",
                "هاتف ⟦(+965) 2222 3333⟧ أو (⟦+965 2222 3333⟧) أو ⟦2222 3333⟧ أو ⟦00965 2222 3333⟧",
                "هاتف ⟦+96522223333⟧ و⟦055 123 4567⟧ و⟦055-1234567⟧ و⟦1-800-555-0199⟧ و⟦(020) 7946 0958⟧",
                "يوم ⟦2026-01-15⟧ و⟦2026-01-15T10:30:00+03:00⟧ و2026/01/15 و15-01-2026 و05-01-2026",
                "من ⟦2026-01-15⟧ – ⟦2026-01-20⟧",
            ],
        );
    }

    #[test]
    fn numbers_keep_the_lines_direction() {
        assert_all(
            true,
            &[
                "فاز 2-1 و3–2 و10 - 9 و10–15% و50% و3/4 و10:30 و1,500 و-5° و$50",
                "⟦Real Madrid⟧ ¦3-2 ⟦Barcelona⟧",
                "فاز ⟦PSG⟧ 3 - 2 ⟦BVB⟧ و⟦Real Madrid⟧ 3–2 ⟦Barcelona⟧",
                "نسبة ⟦Apple⟧ 50% و⟦Brent⟧ 80$ و⟦BBC⟧ 50 موظفًا و⟦BBC 50⟧ موظف",
                "بين 2020-2025 و2024 2025 و2020 – 2025",
                "سعة ⟦50 GB⟧ وسرعة ⟦3.5 GHz⟧ وحرارة ⟦25 °C⟧ و⟦-5 °C⟧ وتردد ⟦50 Hz⟧ و⟦8 GB RAM⟧",
                "سعة 10–15 ⟦GB⟧ ومسافة 10–⟦15km⟧ و⟦80 km/h⟧ الساعة ⟦10:30 am⟧",
                "فيلم 50 ⟦Cent⟧ وفريق 3 ⟦BBC⟧",
                "طراز ⟦Boeing⟧ 737-800",
                "أرقام ٢٠٢٦-٠١-١٥ و⟦iPhone⟧ ١٥",
            ],
        );
    }

    #[test]
    fn a_score_before_any_arabic_letter_runs_as_after_one() {
        assert_all(
            true,
            &[
                "¦2-1 للكويت",
                "¦50% من الناس 50%",
                "¦-5°",
                "¦10–15%",
                "⟦BBC⟧ (⟦Apple⟧) ¦50%",
                "27 مليونًا، ثم 50%",
                "2026: عام 2-1",
                "\u{061c}2-1",
                "سطر\n¦2-1",
            ],
        );
    }

    #[test]
    fn arabic_is_isolated_in_a_line_that_runs_left_to_right() {
        assert_all(
            false,
            &[
                "The word ⟦خبر⟧ means news.",
                "The daily ⟦القبس⟧, the ⟦كأس العالم 2026⟧ and “⟦أهلًا، وسهلًا!⟧” (⟦الكويت⟧).",
                "It asked «⟦لماذا؟⟧» and ⟦من؟⟧ of ⟦د. محمد⟧",
                "The tag ⟦#كأس_العالم⟧ by @khabar: 2-1, 50%, 2026-01-15, +965 2222 3333",
                "⟦می\u{200c}خواهم⟧ is one word, https://news.example/",
            ],
        );
    }

    #[test]
    fn what_the_author_directed_stays_as_it_is() {
        assert_all(
            true,
            &[
                "قال \u{2066}Apple (2-1)\u{2069} ثم ⟦Apple⟧",
                "قال \u{202a}C++\u{202c} ثم ⟦C++⟧",
                "لـ\u{200e} 50 و⟦BBC⟧\u{200f} 50",
            ],
        );
    }

    #[test]
    fn a_long_text_of_openers_is_read_in_one_walk() {
        for text in ["a(", "«a", "\"a ", "1-", "a 1 ", "+1 ", "(0", "http://(", "a.", "1 - "] {
            assert!(runs(&text.repeat(100_000), true).len() <= 200_000, "{text}");
        }
    }

    proptest! {
        #[test]
        fn runs_are_whole_characters_in_order_and_end_with_a_word(
            text in "[a-zA-Z0-9خبرً٣ .,:;!?'\"()+@#%$/&_°–«»\u{200b}\u{200e}\u{200f}\u{2066}\u{2069}\u{202e}\n-]{0,60}",
            is_rtl: bool,
        ) {
            let mut from = 0;
            for Run { start, end } in runs(&text, is_rtl) {
                prop_assert!(from <= start && start <= end);
                prop_assert!(text.get(start..end).is_some());
                prop_assert!(!text[start..end].ends_with([' ', '\n']) && !text[start..end].starts_with([' ', '\n']));
                from = end;
            }
        }

        #[test]
        fn no_letter_is_left_in_a_line_that_runs_against_it(text in "[a-z0-9خبر .,:;!?'()+@#%$/&°–«»-]{0,60}") {
            let mut from = 0;
            for Run { start, end } in runs(&text, true) {
                prop_assert!(!text[from..start].contains(|c: char| c.is_ascii_alphabetic()));
                from = end;
            }
            prop_assert!(!text[from..].contains(|c: char| c.is_ascii_alphabetic()));
        }
    }
}
