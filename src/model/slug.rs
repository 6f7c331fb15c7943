//! The readable part of an address.

/// A checked slug: letters and digits of any script, their marks, hyphens and underscores, at most
/// 200 bytes (where WordPress cuts its own).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

impl Slug {
    /// No slug yet: the place that a reader of files fills.
    pub(crate) const fn blank() -> Self {
        Self(String::new())
    }

    /// Longest slug, in bytes of UTF-8.
    pub const MOST_BYTES: usize = 200;

    /// Checks a slug that is already decoded.
    pub fn new(text: &str) -> Option<Self> {
        let allowed = |c: char| c.is_alphanumeric() || is_mark(c) || matches!(c, '-' | '_');
        let fits = !text.is_empty() && text.len() <= Self::MOST_BYTES && text.chars().all(allowed);
        fits.then(|| Self(text.to_owned()))
    }

    /// The slug of a topic's name: words joined by hyphens, in lower case, without tatweel and signs.
    /// `None` where no letter is left.
    pub fn of_words(words: &str) -> Option<Self> {
        let mut slug = String::new();
        for c in words.chars() {
            let c = c.to_ascii_lowercase();
            match c {
                '\u{640}' => {}
                '_' => slug.push(c),
                _ if c.is_alphanumeric() || is_mark(c) => slug.push(c),
                _ if slug.is_empty() || slug.ends_with('-') => {}
                _ => slug.push('-'),
            }
        }
        let mut end = slug.len().min(Self::MOST_BYTES);
        while !slug.is_char_boundary(end) {
            end -= 1;
        }
        slug.truncate(end);
        Self::new(slug.trim_end_matches('-'))
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
    fn a_topic_becomes_a_slug() {
        for (words, slug) in [
            ("ضمانات أمنية", "ضمانات-أمنية"),
            ("  G20 / COP-30! ", "g20-cop-30"),
            ("كـــأس «الخليج»", "كأس-الخليج"),
            ("؟!", ""),
        ] {
            assert_eq!(Slug::of_words(words).map(|slug| slug.0).unwrap_or_default(), slug);
        }
        assert_eq!(Slug::of_words(&"ن".repeat(150)).unwrap().0.chars().count(), 100);
    }

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
