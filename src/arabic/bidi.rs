//! Direction controls in text from outside: kept where they are balanced, closed where they are not.

/// Plain text from outside as one block, its direction controls balanced.
pub fn balanced(text: &str) -> String {
    let mut balance = Balance::default();
    let mut balanced = balance.run(text);
    balanced.push_str(&balance.close());
    balanced
}

/// What text needs before it may stand beside other text: isolates, embeddings and overrides that were
/// opened and not closed are closed at the end, closers without an opener go, and so do the stray
/// U+200B and U+FEFF, and the controls that XML and HTML forbid.
///
/// ZWNJ, ZWJ, LRM, RLM and ALM stay: words and punctuation depend on them. One block is one text, as
/// UAX #9 ends every isolate at a paragraph's end.
#[derive(Default)]
pub struct Balance {
    open: Vec<char>,
}

impl Balance {
    /// The next run of the block.
    pub fn run(&mut self, text: &str) -> String {
        if !text.chars().any(needs_care) {
            return text.to_owned();
        }
        let mut safe = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '\u{2066}'..='\u{2068}' | '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => {
                    self.open.push(closer_of(c));
                    safe.push(c);
                }
                '\u{2069}' | '\u{202c}' => {
                    // Closing an isolate closes what was opened within it as well.
                    if let Some(at) = self.open.iter().rposition(|closer| *closer == c) {
                        safe.extend(self.open.drain(at..).rev());
                    }
                }
                _ if needs_care(c) => {}
                _ => safe.push(c),
            }
        }
        safe
    }

    /// The closers still owed at the block's end.
    pub fn close(&mut self) -> String {
        self.open.drain(..).rev().collect()
    }
}

fn closer_of(opener: char) -> char {
    match opener {
        '\u{2066}'..='\u{2068}' => '\u{2069}',
        _ => '\u{202c}',
    }
}

fn needs_care(c: char) -> bool {
    matches!(c,
        '\u{2066}'..='\u{2069}' | '\u{202a}'..='\u{202e}' | '\u{200b}' | '\u{feff}'
        | '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn balanced_controls_and_joiners_stay() {
        for right in [
            "خبر",
            "می\u{200c}خواهم",
            "a\u{200f}b\u{200e}c\u{061c}",
            "\u{2067}خبر\u{2069}",
            "\u{202b}\u{2066}a\u{2069}\u{202c}",
        ] {
            assert_eq!(balanced(right), right);
        }
    }

    #[test]
    fn what_was_opened_is_closed_at_the_end() {
        assert_eq!(balanced("a\u{202e}b"), "a\u{202e}b\u{202c}");
        assert_eq!(balanced("\u{2067}\u{202e}b\u{2069}c"), "\u{2067}\u{202e}b\u{202c}\u{2069}c");
        assert_eq!(balanced("a\u{2069}\u{202c}b"), "ab");
        assert_eq!(balanced("a\u{200b}\u{feff}\0b"), "ab");
    }

    proptest! {
        #[test]
        fn every_opener_has_its_closer(text in "[a\u{202a}-\u{202e}\u{2066}-\u{2069}\u{200b}خ]{0,40}") {
            let mut open = Vec::new();
            for c in balanced(&text).chars() {
                match c {
                    '\u{2066}'..='\u{2068}' | '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push(closer_of(c)),
                    '\u{2069}' | '\u{202c}' => prop_assert_eq!(open.pop(), Some(c)),
                    _ => {}
                }
            }
            prop_assert!(open.is_empty());
        }
    }
}
