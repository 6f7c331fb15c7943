//! Text, typed to the last run.

use super::{Link, Slug};

/// A run of inlines. Plain text is one inline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text(pub Vec<Inline>);

impl Text {
    /// Text without any marking.
    pub fn plain(text: &str) -> Self {
        Self(vec![Inline::Text(text.to_owned())])
    }

    /// Whether a reader would see nothing.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|inline| match inline {
            Inline::Text(text) | Inline::Code(text) => text.chars().all(is_invisible),
            Inline::Strong(text) | Inline::Emphasis(text) | Inline::Sub(text) | Inline::Sup(text) => text.is_empty(),
            Inline::Link { text, .. } | Inline::Bdi { text, .. } => text.is_empty(),
            // A mark alone stands for nothing.
            Inline::LineBreak | Inline::FootnoteMark(_) => true,
        })
    }
}

/// Whether a reader sees nothing of a character: space, or a control of direction or joining.
pub fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A run within text.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Of strong importance.
    Strong(Text),
    /// Stressed.
    Emphasis(Text),
    /// Leads somewhere.
    Link {
        /// Where to.
        href: Link,
        /// The words that lead there.
        text: Text,
    },
    /// In another language or direction, isolated from what is around it.
    Bdi {
        /// The words.
        text: Text,
        /// Their language.
        language: Option<Language>,
        /// Their direction; by their first strong letter, if none is given.
        direction: Direction,
    },
    /// Below the line.
    Sub(Text),
    /// Above the line.
    Sup(Text),
    /// Program text, always left to right.
    Code(String),
    /// A new line in the same paragraph.
    LineBreak,
    /// Points at a footnote.
    FootnoteMark(Slug),
}

/// The direction of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// By the first strong letter.
    #[default]
    Auto,
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// A BCP 47 language tag, checked for its shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language(String);

impl Language {
    /// No language yet: the place that a reader of files fills.
    pub(crate) const fn blank() -> Self {
        Self(String::new())
    }

    /// Takes a tag such as `ar`, `ar-KW` or `zh-Hant-TW`.
    pub fn new(tag: &str) -> Option<Self> {
        let mut parts = tag.split('-');
        let first = parts.next()?;
        let primary = matches!(first.len(), 2..=3) && first.bytes().all(|b| b.is_ascii_alphabetic());
        let rest = parts.all(|part| matches!(part.len(), 1..=8) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        // Tags are compared without regard to case; the language decides direction and words.
        let mut is_language = true;
        let lowered = |c: char| {
            is_language &= c != '-';
            if is_language { c.to_ascii_lowercase() } else { c }
        };
        (primary && rest && tag.len() <= 35).then(|| Self(tag.chars().map(lowered).collect()))
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without region and script.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// The direction in which the language is written.
    pub fn direction(&self) -> Direction {
        match self.primary() {
            "ar" | "fa" | "ur" | "he" | "ps" | "sd" | "ug" | "yi" | "dv" | "ckb" => Direction::Rtl,
            _ => Direction::Ltr,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_the_same_in_small_letters_and_in_capitals() {
        let language = Language::new("AR-KW").unwrap();
        assert_eq!((language.as_str(), language.direction()), ("ar-KW", Direction::Rtl));
        assert_eq!(Language::new("ar_KW"), None);
    }
}
