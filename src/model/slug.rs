//! The readable part of an address.

/// A checked slug: letters and digits of any script, their marks, hyphens and underscores, at most
/// 200 bytes (where WordPress cuts its own).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

impl Slug {
    /// Longest slug, in bytes of UTF-8.
    pub const MOST_BYTES: usize = 200;

    /// Checks a slug that is already decoded.
    pub fn new(text: &str) -> Option<Self> {
        let allowed = |c: char| c.is_alphanumeric() || is_mark(c) || matches!(c, '-' | '_');
        let fits = !text.is_empty() && text.len() <= Self::MOST_BYTES && text.chars().all(allowed);
        fits.then(|| Self(text.to_owned()))
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Slug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Arabic marks that are not alphabetic in Unicode's sense (U+0652 sukun to U+065F), and the zero width
/// non-joiner that Persian words need.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0610}'..='\u{061a}' | '\u{064b}'..='\u{065f}' | '\u{0670}' | '\u{200c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_any_script_pass_and_path_characters_do_not() {
        for good in ["paris-summit", "أمطار-متفرقة", "قُدْس", "می\u{200c}خواهم", "a_b", "2026"] {
            assert!(Slug::new(good).is_some(), "{good}");
        }
        for bad in ["", ".", "..", "a/b", "a b", "a%2f", "a?b", "a\0b", "a\u{202e}b", &"ن".repeat(101)] {
            assert!(Slug::new(bad).is_none(), "{bad}");
        }
    }
}
