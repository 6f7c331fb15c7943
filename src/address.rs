//! A path to an [`Address`] and back, by the site's permalink pattern. Pure: the app and the builder share it.

mod pattern;

pub use pattern::{Pattern, PatternError, Permalink};

use crate::model::Slug;

/// What a path of this site leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// The front.
    Front,
    /// A section's newest articles.
    Section(Slug),
    /// An article, by what its permalink says of it.
    Article(Permalink),
    /// Nothing that this site could have.
    Unknown,
}

/// The addresses of one site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addresses {
    base: String,
    permalink: Pattern,
}

impl Addresses {
    /// Longest path that is looked at, in bytes: a slug of 200 bytes is 600 when percent-encoded.
    const MOST_BYTES: usize = 2_000;

    /// `base` is the path under which the site is served, with a slash at both ends.
    pub fn new(base: &str, permalink: Pattern) -> Self {
        Self { base: decoded(base).unwrap_or_else(|| base.to_owned()), permalink }
    }

    /// Reads a path as the browser's location or a link has it: raw or percent-encoded in either case, with
    /// or without the closing slash or `index.html`.
    pub fn parse(&self, path: &str) -> Address {
        self.read(path).unwrap_or(Address::Unknown)
    }

    fn read(&self, path: &str) -> Option<Address> {
        if path.len() > Self::MOST_BYTES {
            return None;
        }
        let path = decoded(path)?;
        let inner = match path.strip_prefix(self.base.as_str()) {
            Some(inner) => inner,
            None if !path.is_empty() && format!("{path}/") == self.base => "",
            None => return None,
        };
        let inner =
            inner.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/')).unwrap_or(inner);
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        if inner.is_empty() {
            return Some(Address::Front);
        }
        let segments: Vec<&str> = inner.split('/').collect();
        match segments.as_slice() {
            ["section", slug] => Slug::new(slug).map(Address::Section),
            segments => self.permalink.read(segments).map(Address::Article),
        }
    }

    /// The name of a field that an article's address needs and that it lacks, or that cannot stand in one.
    pub fn lacks(&self, permalink: &Permalink) -> Option<&'static str> {
        self.permalink.lacks(permalink)
    }

    /// The path of an address, without the base path; letters outside ASCII stand as they are.
    /// An unknown address has none.
    pub fn path(&self, address: &Address) -> Option<String> {
        match address {
            Address::Front => Some("/".to_owned()),
            Address::Section(slug) => Some(format!("/section/{slug}/")),
            Address::Article(permalink) => Some(self.permalink.write(permalink)),
            Address::Unknown => None,
        }
    }
}

/// Percent-decodes a path once. `None` for malformed escapes, text that is not UTF-8, control characters,
/// backslashes, and empty or dotted segments, which mean another path to a server than to a reader.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || rest.next().and_then(|b| char::from(b).to_digit(16));
        let code = digit()? * 16 + digit()?;
        match u8::try_from(code).ok()? {
            // An escaped slash is a letter of a segment, and no slug has one.
            b'/' => return None,
            byte => bytes.push(byte),
        }
    }
    let text = String::from_utf8(bytes).ok()?;
    let clean = !text.chars().any(|c| c.is_control() || c == '\\' || c == '\u{fffd}')
        && !has_empty_segment(&text)
        && text.split('/').all(|segment| segment != "." && segment != "..");
    clean.then_some(text)
}

/// Whether two slashes stand side by side.
fn has_empty_segment(path: &str) -> bool {
    path.bytes().zip(path.bytes().skip(1)).any(|pair| pair == (b'/', b'/'))
}

#[cfg(test)]
mod tests;
