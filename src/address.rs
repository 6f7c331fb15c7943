//! A path to an [`Address`] and back, by the site's permalink pattern. Pure: the app and the builder share it.

mod pattern;

use pattern::number;
pub use pattern::{Pattern, PatternError, Permalink};

use crate::model::Slug;

/// What a path of this site leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// The front.
    Front,
    /// The newest articles of a collection, or those of a time.
    List(Collection, Option<Period>),
    /// An article, by what its permalink says of it.
    Article(Permalink),
    /// A static page.
    Page(Slug),
    /// Nothing that this site could have.
    Unknown,
}

/// What a list is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Collection {
    /// All articles.
    All,
    /// Those of a section.
    Section(Slug),
    /// Those with a topic.
    Tag(Slug),
    /// Those by an author.
    Author(Slug),
}

/// A time of which a list holds the articles, in the newsroom's zone. A page of a time that is over never
/// changes when news arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The year.
    pub year: u16,
    /// The month, 1 to 12; without one the list is that of the year's months.
    pub month: Option<u8>,
    /// Which part of the month, counted from its oldest articles; 1 is the first.
    pub part: u16,
}

/// The addresses of one site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addresses {
    base: String,
    permalink: Pattern,
    prefixes: Prefixes,
}

/// The first parts of the addresses of lists: of all articles, of a section, of a topic, of an author. No permalink
/// begins with one, and no static page is called so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefixes(Vec<Slug>);

impl Prefixes {
    /// Takes four names in that order.
    pub fn new(names: Vec<Slug>) -> Self {
        Self(names)
    }

    /// Which of them a name is.
    fn position(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|prefix| prefix.as_str() == name)
    }

    /// The folder of a list: of all articles, or of what a slug names.
    fn folder(&self, position: usize, slug: &str) -> String {
        let mut path = "/".to_owned();
        for part in [self.0.get(position).map_or("", Slug::as_str), slug] {
            if !part.is_empty() {
                path.push_str(part);
                path.push('/');
            }
        }
        path
    }
}

impl Default for Prefixes {
    fn default() -> Self {
        Self::new(USUAL.into_iter().filter_map(Slug::new).collect())
    }
}

/// What the prefixes are where a site names no others.
pub const USUAL: [&str; 4] = ["archive", "section", "tag", "author"];

impl Addresses {
    /// Longest path that is looked at, in bytes: a slug of 200 bytes is 600 when percent-encoded.
    const MOST_BYTES: usize = 2_000;

    /// `base` is the path under which the site is served, with a slash at both ends.
    pub fn new(base: &str, permalink: Pattern, prefixes: Prefixes) -> Self {
        Self { base: decoded(base).unwrap_or_else(|| base.to_owned()), permalink, prefixes }
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
        let (first, rest) = segments.split_first()?;
        let Some(position) = self.prefixes.position(first) else {
            let article = self.permalink.read(&segments).map(Address::Article);
            return article.or_else(|| Slug::new(first).filter(|_| rest.is_empty()).map(Address::Page));
        };
        let (collection, period) = match (position, rest) {
            (0, period) => (Collection::All, period),
            (_, []) => return None,
            (_, [slug, period @ ..]) => {
                let slug = Slug::new(slug)?;
                let collection = match position {
                    1 => Collection::Section(slug),
                    2 => Collection::Tag(slug),
                    _ => Collection::Author(slug),
                };
                (collection, period)
            }
        };
        let period = match period {
            [] => None,
            [year, rest @ ..] => Some(Period::read(year, rest)?),
        };
        Some(Address::List(collection, period))
    }

    /// The name of a field that an article's address needs and that it lacks, or that cannot stand in one.
    pub fn lacks(&self, permalink: &Permalink) -> Option<&'static str> {
        self.permalink.lacks(permalink)
    }

    /// The path of a static page, without the base path; none for a name that is the site's own.
    pub fn page(&self, slug: &Slug) -> Option<String> {
        self.path(&Address::Page(slug.clone())).filter(|_| self.prefixes.position(slug.as_str()).is_none())
    }

    /// The path of an address, without the base path; letters outside ASCII stand as they are.
    /// An unknown address has none.
    pub fn path(&self, address: &Address) -> Option<String> {
        match address {
            Address::Front => Some("/".to_owned()),
            Address::List(collection, period) => {
                let (position, slug) = match collection {
                    Collection::All => (0, ""),
                    Collection::Section(slug) => (1, slug.as_str()),
                    Collection::Tag(slug) => (2, slug.as_str()),
                    Collection::Author(slug) => (3, slug.as_str()),
                };
                let mut path = self.prefixes.folder(position, slug);
                if let Some(period) = period {
                    period.write(&mut path);
                }
                Some(path)
            }
            Address::Page(slug) => Some(format!("/{slug}/")),
            Address::Article(permalink) => Some(self.permalink.write(permalink)),
            Address::Unknown => None,
        }
    }
}

impl Period {
    fn read(year: &str, rest: &[&str]) -> Option<Self> {
        let year = number(year, 4, 1..=9999)?;
        let (month, part) = match rest {
            [] => return Some(Self { year, month: None, part: 1 }),
            [month] => (month, 1),
            // The first part is the month's own address.
            [month, part] => (month, number(part, part.len(), 2..=9999).filter(|_| !part.starts_with('0'))?),
            _ => return None,
        };
        Some(Self { year, month: u8::try_from(number(month, 2, 1..=12)?).ok(), part })
    }

    fn write(self, path: &mut String) {
        let mut segment = |number: u16, digits: usize| {
            let text = number.to_string();
            for _ in text.len()..digits {
                path.push('0');
            }
            path.push_str(&text);
            path.push('/');
        };
        segment(self.year, 4);
        if let Some(month) = self.month {
            segment(u16::from(month), 2);
            if self.part > 1 {
                segment(self.part, 1);
            }
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
