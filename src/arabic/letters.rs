//! What a letter of Arabic script is.

/// A letter of Arabic, or of another language in Arabic script; not its digits, marks, signs or tatweel.
pub fn is_letter(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{63f}' | '\u{641}'..='\u{64a}' | '\u{66e}'..='\u{66f}' | '\u{671}'..='\u{6d3}'
        | '\u{6d5}' | '\u{6ee}'..='\u{6ef}' | '\u{6fa}'..='\u{6fc}' | '\u{6ff}' | '\u{750}'..='\u{77f}'
        | '\u{8a0}'..='\u{8b4}')
        || is_presentation_form(c)
}

/// A mark above or below a letter.
pub fn is_mark(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}')
}

/// A digit of one of the three sets: its value, and the set's zero.
pub fn digit(c: char) -> Option<(u32, char)> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        _ => return None,
    };
    Some((u32::from(c) - u32::from(zero), zero))
}

/// A letter that Arabic does not have, and Persian, Urdu, Kurdish or Pashto do. Some stand in names of Iraq and the
/// Gulf as well.
pub fn is_foreign_letter(c: char) -> bool {
    matches!(c, '\u{671}'..='\u{6d3}' | '\u{6d5}' | '\u{750}'..='\u{77f}') && c != '\u{671}'
}

/// The form that a letter takes at a place in its word, as old encodings and PDF files have it. The signs of honour
/// (ﷺ ﷻ ﷽), of currency and the brackets of the Quran are none.
pub fn is_presentation_form(c: char) -> bool {
    matches!(c, '\u{fb50}'..='\u{fbb1}' | '\u{fbd3}'..='\u{fd3d}' | '\u{fd50}'..='\u{fdc7}' | '\u{fe70}'..='\u{fefc}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_told_from_what_stands_around_them() {
        assert!("خبرهةىآأؤئچگپ".chars().all(is_letter));
        assert!(!"،؛؟ـ0٠۰﴿﴾ﷺﷻ﷽\u{64e}«a".chars().any(is_letter));
        assert!("پچگیک".chars().all(is_foreign_letter) && !"خبرٱ".chars().any(is_foreign_letter));
    }

    #[test]
    fn digits_know_their_set() {
        assert_eq!([digit('7'), digit('٧'), digit('۷')], [Some((7, '0')), Some((7, '٠')), Some((7, '۰'))]);
        assert_eq!(digit('x'), None);
    }
}
