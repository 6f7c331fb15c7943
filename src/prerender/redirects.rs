//! Where addresses lead that the site no longer has: the table of one build, made by [`super::check`] of the
//! publisher's file, of former slugs and of what was withdrawn, and written by [`super::hosts`].

use std::collections::{BTreeMap, HashMap};

use crate::address::Permalink;
use crate::model::Slug;

/// An old path, or a pattern of old paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Path {
    pub(super) segments: Vec<Segment>,
    /// Whether it is written with a slash at its end; both forms are answered all the same.
    pub(super) has_slash: bool,
}

/// What stands between two slashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Segment {
    /// These letters, decoded.
    Text(String),
    /// A part of an article's address.
    Part(Part),
    /// Everything that follows.
    Rest,
}

/// What a pattern can name of an article's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Part {
    Slug,
    Id,
    Section,
    Year,
    Month,
    Day,
}

/// The name of a pattern's last segment that stands for all that follows.
const REST: &str = "rest";

/// What each name in braces stood for in a path.
type Found = BTreeMap<&'static str, String>;

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// A path of the site from its root, or a whole address; with the names that its pattern has.
    pub(super) text: String,
}

/// What becomes of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Leads {
    /// It moved, for good or for now.
    To(Target, bool),
    /// It is gone.
    Gone,
}

/// One line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) from: Path,
    pub(super) leads: Leads,
}

/// The redirects of a build.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// Whole paths, each once and by itself.
    pub(super) exact: Vec<Rule>,
    /// Patterns; of those that fit, the first one counts, and none where the site has a page or file.
    pub(super) patterns: Vec<Rule>,
    /// What the addresses of public articles are made of.
    pub(super) articles: Vec<Permalink>,
}

impl Part {
    const ALL: [Self; 6] = [Self::Slug, Self::Id, Self::Section, Self::Year, Self::Month, Self::Day];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Slug => "slug",
            Self::Id => "id",
            Self::Section => "section",
            Self::Year => "yyyy",
            Self::Month => "mm",
            Self::Day => "dd",
        }
    }

    /// How many digits it has, where it is a number.
    pub(super) fn digits(self) -> Option<usize> {
        match self {
            Self::Slug | Self::Id | Self::Section => None,
            Self::Year => Some(4),
            Self::Month | Self::Day => Some(2),
        }
    }

    fn fits(self, text: &str) -> bool {
        match self.digits() {
            Some(digits) => text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit()),
            None => !text.is_empty(),
        }
    }

    fn of(self, article: &Permalink) -> Option<String> {
        let slug = |slug: &Option<Slug>| slug.as_ref().map(|slug| slug.as_str().to_owned());
        match self {
            Self::Slug => slug(&article.slug),
            Self::Id => slug(&article.id),
            Self::Section => slug(&article.section),
            Self::Year => article.year.map(|year| format!("{year:04}")),
            Self::Month => article.month.map(|month| format!("{month:02}")),
            Self::Day => article.day.map(|day| format!("{day:02}")),
        }
    }

    fn sample(self) -> &'static str {
        match self {
            Self::Slug | Self::Id | Self::Section => "x",
            Self::Year => "2000",
            Self::Month | Self::Day => "01",
        }
    }
}

impl Path {
    /// Reads a path as the publisher wrote it, raw or percent-encoded.
    pub(super) fn new(text: &str) -> Result<Self, String> {
        let Some(inner) = text.strip_prefix('/') else {
            return Err("it does not begin with a slash".to_owned());
        };
        if text.contains(['?', '#']) {
            return Err("hosts' rules see the path only, nothing from ? or # on".to_owned());
        }
        let has_slash = inner.ends_with('/');
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        if inner.is_empty() {
            return Err("the front can't lead elsewhere".to_owned());
        }
        let segments = inner.split('/').map(segment).collect::<Result<Vec<_>, _>>()?;
        match segments.iter().position(|segment| *segment == Segment::Rest) {
            Some(at) if at + 1 != segments.len() => Err("{rest} stands at the end only".to_owned()),
            Some(0) => Err("{rest} alone would cover the whole site".to_owned()),
            _ if has_repeated(&segments) => Err("a name in braces stands in it twice".to_owned()),
            _ => Ok(Self { segments, has_slash }),
        }
    }

    /// A path of the site, decoded.
    pub(super) fn plain(path: &str) -> Self {
        let segments = path.trim_matches('/').split('/').map(|text| Segment::Text(text.to_owned())).collect();
        Self { segments, has_slash: path.ends_with('/') }
    }

    pub(super) fn is_pattern(&self) -> bool {
        self.segments.iter().any(|segment| !matches!(segment, Segment::Text(_)))
    }

    /// Whether its last segment is the name of a file, which no host looks for with a slash behind it.
    pub(super) fn is_file(&self) -> bool {
        matches!(self.segments.last(), Some(Segment::Text(text)) if text.contains('.'))
    }

    /// The path without a slash at its end, decoded, with the names of a pattern.
    pub(super) fn bare(&self) -> String {
        self.with_names(|name| format!("{{{name}}}"))
    }

    /// The path without a slash at its end, with something else in place of each name.
    pub(super) fn with_names(&self, name: impl Fn(&'static str) -> String) -> String {
        let mut path = String::new();
        for segment in &self.segments {
            path.push('/');
            path += &match segment {
                Segment::Text(text) => text.clone(),
                Segment::Part(part) => name(part.name()),
                Segment::Rest => name(REST),
            };
        }
        path
    }

    /// The path as it is written, decoded.
    pub(super) fn written(&self) -> String {
        self.bare() + if self.has_slash { "/" } else { "" }
    }

    fn names(&self) -> Vec<&'static str> {
        let name = |segment: &Segment| match segment {
            Segment::Text(_) => None,
            Segment::Part(part) => Some(part.name()),
            Segment::Rest => Some(REST),
        };
        self.segments.iter().filter_map(name).collect()
    }

    /// What the names stand for, if a decoded path has this form.
    fn matches(&self, path: &str) -> Option<Found> {
        self.read(path, Part::fits)
    }

    /// The same for a host whose placeholders take any letters but a slash.
    pub(super) fn matches_loosely(&self, path: &str) -> bool {
        self.read(path, |_, text| !text.is_empty()).is_some()
    }

    fn read(&self, path: &str, fits: impl Fn(Part, &str) -> bool) -> Option<Found> {
        let whole = path.strip_prefix('/')?;
        let path = whole.strip_suffix('/').unwrap_or(whole);
        let slash = &whole[path.len()..];
        let mut found = Found::new();
        let mut rest = Some(path);
        for segment in &self.segments {
            let (first, after) = match rest? {
                rest if *segment == Segment::Rest => (rest, None),
                rest => rest.split_once('/').map_or((rest, None), |(first, after)| (first, Some(after))),
            };
            match segment {
                Segment::Text(text) if text == first => {}
                Segment::Part(part) if fits(*part, first) => drop(found.insert(part.name(), first.to_owned())),
                Segment::Rest if !first.is_empty() => drop(found.insert(REST, format!("{first}{slash}"))),
                _ => return None,
            }
            rest = after;
        }
        rest.is_none().then_some(found)
    }

    /// A path of this form, with what a table knows for each name; none where it lacks one.
    fn filled(&self, found: &Found) -> Option<Self> {
        let mut segments = Vec::new();
        let mut has_slash = self.has_slash;
        for segment in &self.segments {
            let text = match segment {
                Segment::Text(text) => text.as_str(),
                Segment::Part(part) => found.get(part.name())?,
                Segment::Rest => {
                    let rest = found.get(REST)?;
                    has_slash = rest.ends_with('/');
                    rest.trim_end_matches('/')
                }
            };
            segments.extend(text.split('/').map(|text| Segment::Text(text.to_owned())));
        }
        Some(Self { segments, has_slash })
    }
}

impl Target {
    /// Reads where a path leads.
    pub(super) fn new(text: &str, from: &Path) -> Result<Self, String> {
        let is_local = text.starts_with('/') && !text.starts_with("//");
        if !is_local && !text.starts_with("https://") && !text.starts_with("http://") {
            return Err("it is neither a path that begins with a slash nor a whole address".to_owned());
        }
        if text.chars().any(|c| c.is_control() || c.is_whitespace() || matches!(c, '\\' | '"' | '<' | '>')) {
            return Err("a space, a quotation mark or another sign in it can't stand in an address".to_owned());
        }
        let names = from.names();
        for (at, _) in text.match_indices('{') {
            let name = text[at + 1..].split('}').next().unwrap_or_default();
            if !names.contains(&name) {
                return Err(format!("{{{name}}} does not stand in \"from\""));
            }
        }
        Ok(Self { text: text.to_owned() })
    }

    pub(super) fn is_local(&self) -> bool {
        self.text.starts_with('/')
    }

    /// The decoded path of the site that it leads to, without ? and #.
    pub(super) fn path(&self) -> Option<String> {
        let path = self.text.split(['?', '#']).next().unwrap_or_default();
        self.is_local().then(|| decoded(path)).flatten()
    }

    fn filled(&self, found: &Found) -> Self {
        let fill = |text: String, (name, value): (&&str, &String)| text.replace(&format!("{{{name}}}"), value);
        Self { text: found.iter().fold(self.text.clone(), fill) }
    }

    /// With something else in place of each name; ready to stand in an address.
    pub(super) fn with_names(&self, name: impl Fn(&str) -> String) -> String {
        let mut address = String::new();
        let mut rest = self.text.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let (found, after) = after.split_once('}').unwrap_or((after, ""));
            address += &encoded(before);
            address += &name(found);
            rest = after;
        }
        address + &encoded(rest)
    }
}

impl Leads {
    fn filled(&self, found: &Found) -> Self {
        match self {
            Self::To(target, is_permanent) => Self::To(target.filled(found), *is_permanent),
            Self::Gone => Self::Gone,
        }
    }
}

/// Where a chain of redirects ends.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum End {
    /// At this.
    At(Leads),
    /// Nowhere: it goes through the rules of these numbers, of which the last one is there twice.
    Loop(Vec<usize>),
}

/// Follows rules from one of them, through those that its target meets in turn. `is_page` says where the site has
/// a page: there no pattern counts.
pub(super) struct Chains<'a> {
    rules: &'a [Rule],
    exact: HashMap<String, usize>,
    patterns: Vec<usize>,
}

impl<'a> Chains<'a> {
    pub(super) fn new(rules: &'a [Rule]) -> Self {
        let (patterns, plain): (Vec<_>, Vec<_>) = (0..rules.len()).partition(|index| rules[*index].from.is_pattern());
        // Of two on one path the first one counts.
        let exact = plain.into_iter().rev().map(|index| (rules[index].from.bare(), index)).collect();
        Self { rules, exact, patterns }
    }

    /// The rule of a path, and what its names stand for.
    fn rule(&self, path: &str, is_page: &impl Fn(&str) -> bool) -> Option<(usize, Found)> {
        let bare = path.strip_suffix('/').unwrap_or(path);
        if let Some(index) = self.exact.get(bare) {
            return Some((*index, Found::new()));
        }
        if is_page(path) {
            return None;
        }
        self.patterns.iter().find_map(|index| Some((*index, self.rules[*index].from.matches(path)?)))
    }

    /// Where a path leads in the end, if there is a rule for it.
    pub(super) fn end_of_path(&self, path: &str, is_page: impl Fn(&str) -> bool) -> Option<End> {
        let (index, found) = self.rule(path, &is_page)?;
        Some(self.follow(index, self.rules[index].leads.filled(&found), is_page))
    }

    /// Where a rule leads in the end.
    pub(super) fn end(&self, from: usize, is_page: impl Fn(&str) -> bool) -> End {
        // A pattern is followed by an example, which shows whether it comes back to itself.
        let mut example = Found::from([(REST, "x".to_owned())]);
        example.extend(Part::ALL.map(|part| (part.name(), part.sample().to_owned())));
        let own = &self.rules[from];
        match self.follow(from, own.leads.filled(&example), is_page) {
            End::At(_) if own.from.is_pattern() => End::At(own.leads.clone()),
            end => end,
        }
    }

    fn follow(&self, from: usize, mut leads: Leads, is_page: impl Fn(&str) -> bool) -> End {
        let mut seen = vec![from];
        while let Leads::To(target, is_permanent) = &leads {
            let Some((next, found)) = target.path().and_then(|path| self.rule(&path, &is_page)) else { break };
            let is_loop = seen.contains(&next);
            seen.push(next);
            if is_loop {
                return End::Loop(seen);
            }
            leads = match self.rules[next].leads.filled(&found) {
                Leads::To(target, is_next_permanent) => Leads::To(target, *is_permanent && is_next_permanent),
                Leads::Gone => Leads::Gone,
            };
        }
        End::At(leads)
    }
}

impl Table {
    /// The rules of a pattern, one for each article that had such an address, or for each page that one leads to by
    /// its {rest}: for hosts that know whole paths only.
    pub(super) fn expanded(&self, pattern: &Rule, pages: &[&str]) -> Vec<Rule> {
        let rule = |found: &Found| {
            let from = pattern.from.filled(found)?;
            Some(Rule { from, leads: pattern.leads.filled(found) })
        };
        let by_rest = || {
            let Leads::To(target, _) = &pattern.leads else { return Vec::new() };
            let Ok(to) = Path::new(&target.text) else { return Vec::new() };
            pages.iter().filter_map(|page| rule(&to.matches(page)?)).collect()
        };
        if pattern.from.segments.contains(&Segment::Rest) {
            return by_rest();
        }
        let parts = |article| {
            let part = |part: Part| Some((part.name(), part.of(article)?));
            Part::ALL.into_iter().filter_map(part).collect::<Found>()
        };
        self.articles.iter().filter_map(|article| rule(&parts(article))).collect()
    }
}

fn segment(text: &str) -> Result<Segment, String> {
    if let Some(name) = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')) {
        let part = Part::ALL.into_iter().find(|part| part.name() == name).map(Segment::Part);
        return part.or((name == REST).then_some(Segment::Rest)).ok_or_else(|| {
            format!("{{{name}}} is none of {{slug}}, {{id}}, {{section}}, {{yyyy}}, {{mm}}, {{dd}} and {{rest}}")
        });
    }
    match decoded(text) {
        Some(text) if text.is_empty() || text == "." || text == ".." => {
            Err("it has an empty or a dotted part".to_owned())
        }
        Some(text) if text.chars().any(|c| c.is_control() || matches!(c, '{' | '}' | '\\' | '"' | '*' | '/')) => {
            Err(format!("\"{text}\" has a sign that can't stand in a path; a name in braces is a whole part"))
        }
        Some(text) => Ok(Segment::Text(text)),
        None => Err(format!("\"{text}\" is not percent-encoded UTF-8")),
    }
}

fn has_repeated(segments: &[Segment]) -> bool {
    let names = |segment: &&Segment| matches!(segment, Segment::Part(_));
    segments
        .iter()
        .enumerate()
        .any(|(at, segment)| segments.iter().take(at).filter(names).any(|other| other == segment))
}

/// Percent-decodes a path.
pub(super) fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let mut digit = || rest.next().and_then(|byte| char::from(byte).to_digit(16));
        bytes.push(if byte == b'%' { u8::try_from(digit()? * 16 + digit()?).ok()? } else { byte });
    }
    String::from_utf8(bytes).ok()
}

/// Percent-encodes what may not stand in an address as it is; what is encoded already stays.
pub(super) fn encoded(address: &str) -> String {
    let mut text = String::with_capacity(address.len());
    for byte in address.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => text.push(char::from(byte)),
            _ if b"-._~:/?#[]@!&()+,;=%".contains(&byte) => text.push(char::from(byte)),
            _ => text += &format!("%{byte:02X}"),
        }
    }
    text
}

#[cfg(test)]
mod tests;
