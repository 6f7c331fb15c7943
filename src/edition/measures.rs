//! Numbers, lengths and sizes as the newsroom prints them: whole numbers throughout, so that both sides print
//! the same bytes.

use super::Edition;
use crate::arabic::digits::Digits;

/// A whole number, in the edition's digits.
pub fn number(edition: &Edition, number: u32) -> String {
    edition.digits.localised(number.to_string())
}

/// The length of a recording: `0:42`, `1:02:03`.
pub fn duration(edition: &Edition, seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    edition.digits.localised(match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    })
}

/// The size of a file, in thousands or millions of bytes, rounded up: `483 كيلوبايت`, `4.7 ميغابايت`.
pub fn size(edition: &Edition, bytes: u32) -> String {
    let words = edition.words;
    let (mut text, unit) = match bytes {
        0..=999_000 => (bytes.div_ceil(1_000).to_string(), words.kilobytes),
        _ => {
            let tenths = bytes.div_ceil(100_000);
            let (whole, tenth) = (tenths / 10, tenths % 10);
            let mut text = whole.to_string();
            // What is large, or round, needs no fraction.
            if whole < 10 && tenth > 0 {
                text.push(if edition.digits == Digits::Latin { '.' } else { '٫' });
                text.push_str(&tenth.to_string());
            }
            (text, words.megabytes)
        }
    };
    text.push(' ');
    text.push_str(unit);
    edition.digits.localised(text)
}
