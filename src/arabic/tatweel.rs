//! Tatweel (U+0640), the stroke that stretches a word for the eye.

const TATWEEL: char = '\u{0640}';

/// The clean word for a label that was stretched: tatweel between two letters goes; at the end of a word it
/// stays, since `هـ` and a lone proclitic (`لـ «…»`, `الـ BBC`) are right with it.
///
/// For screen readers and search keys only: shown text keeps what its author wrote.
pub fn unstretched(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c != TATWEEL {
            clean.push(c);
            continue;
        }
        while rest.peek() == Some(&TATWEEL) {
            rest.next();
        }
        let joins_on = rest.peek().is_some_and(|next| next.is_alphabetic());
        let after_letter = clean.chars().next_back().is_some_and(char::is_alphabetic);
        if !(joins_on && after_letter) {
            clean.push(TATWEEL);
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretched_labels_come_clean() {
        assert_eq!(unstretched("هذا الموقع بــرعاية"), "هذا الموقع برعاية");
        assert_eq!(unstretched("برعايـــة"), "برعاية");
    }

    #[test]
    fn tatweel_that_is_right_stays() {
        for right in ["لـ «القبس»", "الـ BBC", "بـ 50", "1447 هـ", "هـ"] {
            assert_eq!(unstretched(right), right);
        }
    }
}
