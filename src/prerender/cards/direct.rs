//! A text as lines that run as the page's do: what runs against them is isolated by the same rules, and a line that
//! begins in the middle of an isolate, or after Arabic, goes on as if it had not been broken.

use super::faces::shows_nothing;
use crate::arabic::bidi::balanced;
use crate::arabic::isolation::runs;
use crate::model::Direction;

/// A text in words, with the controls of direction that it needs.
pub(super) struct Words {
    words: Vec<String>,
    is_rtl: bool,
}

impl Words {
    /// Takes a text apart at its spaces; none of its lines may end at a space that does not break.
    pub(super) fn new(text: &str, direction: Direction) -> Self {
        let is_rtl = direction == Direction::Rtl;
        let text = balanced(
            &text.split(is_break).filter(|word| !word.chars().all(shows_nothing)).collect::<Vec<_>>().join(" "),
        );
        let opener = if is_rtl { '\u{2066}' } else { '\u{2067}' };
        let (mut directed, mut at) = (String::new(), 0);
        for run in runs(&text, is_rtl) {
            directed.push_str(text.get(at..run.start).unwrap_or_default());
            if run.start == run.end {
                directed.push('\u{61c}');
            } else {
                directed.push(opener);
                directed.push_str(text.get(run.start..run.end).unwrap_or_default());
                directed.push('\u{2069}');
            }
            at = run.end;
        }
        directed.push_str(text.get(at..).unwrap_or_default());
        Self { words: directed.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect(), is_rtl }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Keeps the first words only.
    pub(super) fn truncate(&mut self, n: usize) {
        self.words.truncate(n);
    }

    /// A word as a reader sees it, without controls.
    pub(super) fn shown(&self, index: usize) -> String {
        self.words.get(index).map_or_else(String::new, |word| word.chars().filter(|c| !is_control(*c)).collect())
    }

    /// Puts another word in the place of one.
    pub(super) fn replace(&mut self, index: usize, word: String) {
        self.words[index] = word;
    }

    /// Whether a space within an isolate stands before a word: within a name, for the most part.
    pub(super) fn is_within(&self, index: usize) -> bool {
        !self.open_before(index).is_empty()
    }

    /// The line of some of the words, with `end` after them.
    pub(super) fn line(&self, from: usize, until: usize, end: &str) -> String {
        let mut line = String::new();
        line.push(self.beginning(from));
        line.extend(self.open_before(from));
        line.push_str(&self.words[from..until].join(" "));
        line.extend(self.open_before(until).into_iter().rev().map(closer_of));
        line.push_str(end);
        line
    }

    /// What a line begins with, so that it runs as the text does, and its numbers as they would after what came before
    /// it (UAX #9, W2 and W7).
    fn beginning(&self, from: usize) -> char {
        let mut depth = 0_u32;
        let mut is_after_arabic = false;
        for c in self.words[..from].iter().flat_map(|word| word.chars()) {
            match c {
                '\u{2066}'..='\u{2068}' => depth += 1,
                '\u{2069}' => depth = depth.saturating_sub(1),
                _ if depth > 0 => {}
                '\u{61c}' => is_after_arabic = true,
                _ if c.is_alphabetic() => {
                    is_after_arabic = matches!(c, '\u{600}'..='\u{8ff}' | '\u{fb50}'..='\u{feff}')
                }
                _ => {}
            }
        }
        match (self.is_rtl, is_after_arabic) {
            (true, true) => '\u{61c}',
            (true, false) => '\u{200f}',
            (false, _) => '\u{200e}',
        }
    }

    /// What was opened before a word and not closed.
    fn open_before(&self, index: usize) -> Vec<char> {
        let mut open: Vec<char> = Vec::new();
        for c in self.words[..index].iter().flat_map(|word| word.chars()) {
            match c {
                '\u{2066}'..='\u{2068}' | '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push(c),
                // What closes an isolate has its own closers before it: the text is balanced.
                '\u{2069}' | '\u{202c}' => drop(open.pop()),
                _ => {}
            }
        }
        open
    }
}

/// Where words end: at white space, but not at spaces that hold two words together.
fn is_break(c: char) -> bool {
    (c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')) || c.is_control()
}

fn is_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn closer_of(opener: char) -> char {
    match opener {
        '\u{2066}'..='\u{2068}' => '\u{2069}',
        _ => '\u{202c}',
    }
}
