//! The digits that a newsroom prints.

/// A set of digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Digits {
    /// 0123456789, as Kuwaiti papers print.
    #[default]
    Latin,
    /// ٠١٢٣٤٥٦٧٨٩, U+0660 to U+0669.
    ArabicIndic,
    /// ۰۱۲۳۴۵۶۷۸۹, U+06F0 to U+06F9.
    Persian,
}

impl Digits {
    /// The code point of the set's zero; none for Latin digits, which a text is made with.
    pub fn zero(self) -> Option<u32> {
        match self {
            Self::Latin => None,
            Self::ArabicIndic => Some(0x0660),
            Self::Persian => Some(0x06f0),
        }
    }

    /// Writes a text that was made with Latin digits in this set.
    pub fn localised(self, text: String) -> String {
        let Some(zero) = self.zero() else { return text };
        let shown = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(zero + digit)).unwrap_or(c);
        text.chars().map(shown).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_set_writes_its_own_digits_and_nothing_else_changes() {
        let text = || "2026/01/15 م".to_owned();
        assert_eq!(Digits::Latin.localised(text()), "2026/01/15 م");
        assert_eq!(Digits::ArabicIndic.localised(text()), "٢٠٢٦/٠١/١٥ م");
        assert_eq!(Digits::Persian.localised(text()), "۲۰۲۶/۰۱/۱۵ م");
    }
}
