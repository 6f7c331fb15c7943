//! What a character is to a line, in one byte: ASCII stands for itself, and for what is like it.

/// A letter that runs against the line; any ASCII letter is one.
pub(super) const LETTER: u8 = b'a';
/// A letter that runs with the line.
pub(super) const OWN: u8 = 0x80;
/// The و that Arabic writes together with the next word.
pub(super) const WAW: u8 = 0x81;
/// Stretches a word, and joins what follows to a proclitic: `الـ BBC`.
pub(super) const TATWEEL: u8 = 0x82;
/// Belongs to a word wherever it stands in it, and makes none: joiners, marks, ² and ₂.
pub(super) const WITHIN: u8 = 0x83;
/// The sign of degrees.
pub(super) const DEGREE: u8 = 0x84;
/// Opens what the author directed.
pub(super) const DIRECTS: u8 = 0x85;
/// Closes it.
pub(super) const DIRECTS_NO_MORE: u8 = 0x86;
/// A quotation mark; the byte after it stands for its closer.
pub(super) const GUILLEMET: u8 = 0x87;
/// Another.
pub(super) const QUOTE: u8 = 0x89;
/// Ends whatever stands before it.
pub(super) const OTHER: u8 = 0xff;

/// What a character is to a line, by the range it stands in.
pub(super) fn kind(c: char, is_rtl: bool) -> u8 {
    let (latin, arabic) = if is_rtl { (LETTER, OWN) } else { (OWN, LETTER) };
    match c {
        'A'..='Z' | 'a'..='z' if !is_rtl => OWN,
        '\u{1}'..='\u{7f}' => c as u8,
        '\u{a0}' | '\u{202f}' => b' ',
        '«' => GUILLEMET,
        '»' => GUILLEMET + 1,
        '\u{201c}' => QUOTE,
        '\u{201d}' => QUOTE + 1,
        '’' => b'\'',
        '·' => b'_',
        '®' | '™' => b'#',
        '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20bf}' => b'$',
        '±' | '٪' | '\u{2030}' => b'%',
        '°' => DEGREE,
        '\u{2010}'..='\u{2015}' | '\u{2212}' => b'-',
        '\u{ad}'
        | '²'
        | '³'
        | '¹'
        | '\u{300}'..='\u{36f}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'
        | '\u{2070}'..='\u{209f}'
        | '\u{feff}' => WITHIN,
        // A mark of the other direction says that what stands before it belongs to the word.
        '\u{200e}' if is_rtl => WITHIN,
        '\u{200f}' if !is_rtl => WITHIN,
        // Arabic-Indic digits run left to right by themselves, and no isolate changes that: beside Latin words they
        // are none.
        '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' if is_rtl => OTHER,
        '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => b'0',
        // Arabic marks of punctuation are no letters beside Latin words, and belong to Arabic ones.
        '،' | '؛' | '؟' if is_rtl => OTHER,
        'و' if is_rtl => WAW,
        'ـ' if is_rtl => TATWEEL,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => arabic,
        // With what little else stands among them: ½, ×.
        '\u{aa}'..='\u{58f}' | '\u{900}'..='\u{1fff}' | '\u{3040}'..='\u{d7ff}' => latin,
        '\u{2066}'..='\u{2068}' | '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => DIRECTS,
        '\u{2069}' | '\u{202c}' => DIRECTS_NO_MORE,
        _ => OTHER,
    }
}

/// Whether a letter runs with the line.
pub(super) fn is_own(kind: u8) -> bool {
    matches!(kind, OWN..=TATWEEL)
}

/// Whether a character belongs to a word wherever it stands in it.
pub(super) fn is_word(kind: u8) -> bool {
    kind.is_ascii_alphanumeric() || kind == WITHIN
}
