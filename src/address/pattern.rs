//! The form of an article's address, as `site.json` has it.

use super::Prefixes;
use crate::model::Slug;

/// A permalink pattern, such as `/article/{slug}/` or `/{yyyy}/{mm}/{dd}/{slug}/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    segments: Vec<Segment>,
    closing_slash: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Segment {
    Literal(String),
    Slug,
    Id,
    Section,
    Year,
    Month,
    Day,
}

/// What an article's address says of it: the parts that the pattern names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permalink {
    /// Its slug.
    pub slug: Option<Slug>,
    /// Its identifier.
    pub id: Option<Slug>,
    /// Its section's slug.
    pub section: Option<Slug>,
    /// The year of publication in the newsroom's zone.
    pub year: Option<u16>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day, 1 to 31.
    pub day: Option<u8>,
}

/// Why a pattern is refused; each says what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternError {
    /// It does not begin with a slash.
    NoSlash,
    /// It names something that articles do not have.
    UnknownPart(String),
    /// Two articles could not be told apart by it.
    NoIdentity,
    /// It would cover lists of the site.
    Reserved,
}

impl std::fmt::Display for PatternError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoSlash => f.write_str("a permalink begins with a slash, as in \"/article/{slug}/\""),
            Self::UnknownPart(part) => write!(
                f,
                "\"{part}\" is not a part of a permalink; known are {{slug}}, {{id}}, {{section}}, {{yyyy}}, {{mm}}, {{dd}} and plain words"
            ),
            Self::NoIdentity => f.write_str("a permalink needs {slug} or {id}, or two articles would share an address"),
            Self::Reserved => {
                f.write_str("a permalink may not begin as the addresses of lists do, such as /section/ or /archive/")
            }
        }
    }
}

impl Pattern {
    /// Reads a pattern of a site whose lists have these prefixes.
    pub fn new(text: &str, prefixes: &Prefixes) -> Result<Self, PatternError> {
        let inner = text.strip_prefix('/').ok_or(PatternError::NoSlash)?;
        let closing_slash = inner.ends_with('/');
        let segments =
            inner.strip_suffix('/').unwrap_or(inner).split('/').map(segment).collect::<Result<Vec<_>, _>>()?;
        if !segments.iter().any(|segment| matches!(segment, Segment::Slug | Segment::Id)) {
            return Err(PatternError::NoIdentity);
        }
        if matches!(segments.first(), Some(Segment::Literal(first)) if prefixes.position(first).is_some()) {
            return Err(PatternError::Reserved);
        }
        Ok(Self { segments, closing_slash })
    }

    /// What the segments of a decoded path say, if they have this form.
    pub(super) fn read(&self, segments: &[&str]) -> Option<Permalink> {
        if segments.len() != self.segments.len() {
            return None;
        }
        let mut permalink = Permalink::default();
        for (form, text) in self.segments.iter().zip(segments) {
            match form {
                Segment::Literal(literal) if literal == text => {}
                Segment::Literal(_) => return None,
                Segment::Slug => permalink.slug = Some(Slug::new(text)?),
                Segment::Id => permalink.id = Some(Slug::new(text)?),
                Segment::Section => permalink.section = Some(Slug::new(text)?),
                Segment::Year => permalink.year = Some(number(text, 4, 1..=9999)?),
                Segment::Month => permalink.month = u8::try_from(number(text, 2, 1..=12)?).ok(),
                Segment::Day => permalink.day = u8::try_from(number(text, 2, 1..=31)?).ok(),
            }
        }
        Some(permalink)
    }

    /// The name of a part that the pattern needs and the permalink lacks.
    pub fn lacks(&self, permalink: &Permalink) -> Option<&'static str> {
        self.segments.iter().find_map(|form| match form {
            Segment::Slug if permalink.slug.is_none() => Some("slug"),
            Segment::Id if permalink.id.is_none() => Some("id"),
            Segment::Section if permalink.section.is_none() => Some("article_section"),
            Segment::Year if permalink.year.is_none() => Some("date_published"),
            _ => None,
        })
    }

    /// The path of a permalink. A part that the pattern names and the permalink lacks reads `-`.
    pub fn write(&self, permalink: &Permalink) -> String {
        let mut path = String::new();
        for form in &self.segments {
            path.push('/');
            let slug = |slug: &Option<Slug>| slug.as_ref().map_or("-", Slug::as_str).to_owned();
            path += &match form {
                Segment::Literal(literal) => literal.clone(),
                Segment::Slug => slug(&permalink.slug),
                Segment::Id => slug(&permalink.id),
                Segment::Section => slug(&permalink.section),
                Segment::Year => permalink.year.map_or_else(|| "-".to_owned(), |year| format!("{year:04}")),
                Segment::Month => permalink.month.map_or_else(|| "-".to_owned(), |month| format!("{month:02}")),
                Segment::Day => permalink.day.map_or_else(|| "-".to_owned(), |day| format!("{day:02}")),
            };
        }
        if self.closing_slash {
            path.push('/');
        }
        path
    }
}

fn segment(text: &str) -> Result<Segment, PatternError> {
    Ok(match text {
        "{slug}" => Segment::Slug,
        "{id}" => Segment::Id,
        "{section}" => Segment::Section,
        "{yyyy}" => Segment::Year,
        "{mm}" => Segment::Month,
        "{dd}" => Segment::Day,
        literal if Slug::new(literal).is_some() => Segment::Literal(literal.to_owned()),
        other => return Err(PatternError::UnknownPart(other.to_owned())),
    })
}

pub(super) fn number(text: &str, digits: usize, allowed: std::ops::RangeInclusive<u16>) -> Option<u16> {
    let plain = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|number| plain && allowed.contains(number))
}
