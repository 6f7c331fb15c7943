//! Addresses that some disks, people and programs take for the same.

use unicode_normalization::UnicodeNormalization;

/// What two paths share that differ by capitals or by the Unicode form of their letters only: a Mac writes the names
/// of its files in another form than a browser writes addresses, and many disks don't tell capitals apart.
pub(super) fn twin_key(path: &str) -> String {
    path.nfc().collect::<String>().to_lowercase().nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_capitals_are_twins_and_letters_are_not() {
        assert_eq!(twin_key("/Caf\u{e9}/"), twin_key("/cafe\u{301}/"));
        assert_eq!(twin_key("/\u{622}ب/"), twin_key("/\u{627}\u{653}ب/"));
        assert_ne!(twin_key("/\u{622}ب/"), twin_key("/\u{627}ب/"));
    }
}
