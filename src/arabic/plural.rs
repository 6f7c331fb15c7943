//! The six plural forms of Arabic, by the rules of Unicode's CLDR.

/// The form that a number takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    /// 0.
    Zero,
    /// 1.
    One,
    /// 2: the dual, which says the number by itself.
    Two,
    /// 3 to 10, also in 103 to 110 and so on: plural, genitive.
    Few,
    /// 11 to 99, also in 111 to 199 and so on: singular, accusative.
    Many,
    /// 100 to 102 and the like: singular, genitive.
    Other,
}

impl Plural {
    /// The form for a whole number.
    pub fn of(number: u64) -> Self {
        match (number, number % 100) {
            (0, _) => Self::Zero,
            (1, _) => Self::One,
            (2, _) => Self::Two,
            (_, 3..=10) => Self::Few,
            (_, 11..=99) => Self::Many,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_follow_cldr() {
        use Plural::*;
        let expected = [
            (0, Zero),
            (1, One),
            (2, Two),
            (3, Few),
            (10, Few),
            (11, Many),
            (26, Many),
            (99, Many),
            (100, Other),
            (101, Other),
            (102, Other),
            (103, Few),
            (111, Many),
            (1000, Other),
            (1003, Few),
        ];
        for (number, form) in expected {
            assert_eq!(Plural::of(number), form, "{number}");
        }
    }
}
