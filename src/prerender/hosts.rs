//! What each kind of host reads beside the pages: redirects, headers, and how long a browser keeps what.
//!
//! What a host can't do is known as data, so that a build stops before it wrote anything that the host refuses.

mod apache;
mod caddy;
mod facts;
mod nginx;
mod rules_files;
mod s3;
mod stubs;

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::app_files::HASHED;
use super::content::SiteContent;
use super::output::{self, Files};
use super::redirects::{Leads, Rule, Table, encoded};
use super::{Options, Report};

/// What serves the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Host {
    /// Any program that serves files: old addresses become pages that lead on
    #[default]
    Any,
    /// nginx: a file to include in a server block
    Nginx,
    /// Apache: .htaccess
    Apache,
    /// Caddy: a file to import in a site block
    Caddy,
    /// Netlify: _headers and _redirects
    Netlify,
    /// Cloudflare Pages: _headers and _redirects
    Cloudflare,
    /// GitHub Pages: .nojekyll, and pages that lead on
    GithubPages,
    /// Amazon S3, behind CloudFront or not: settings and commands as JSON
    S3,
}

/// Such a file never changes.
const FOR_A_YEAR: &str = "public, max-age=31536000, immutable";
/// A page is asked for anew each time, and not sent again where it is the same.
const REVALIDATED: &str = "no-cache";
/// Pictures, sounds and fonts keep their names when they are replaced, which is rare.
const FOR_A_DAY: &str = "public, max-age=86400, stale-while-revalidate=604800";

/// The files that are kept for a day, by their endings.
const MEDIA: [&str; 16] = [
    "avif", "gif", "ico", "jpeg", "jpg", "m4a", "mp3", "mp4", "ogg", "pdf", "png", "svg", "vtt", "webm", "webp",
    "woff2",
];

/// The types of what a site holds; servers' own lists are often older than WebAssembly and AVIF.
const TYPES: [(&str, &str); 26] = [
    ("html", "text/html"),
    ("css", "text/css"),
    ("js", "text/javascript"),
    ("wasm", "application/wasm"),
    ("json", "application/json"),
    ("webmanifest", "application/manifest+json"),
    ("xml", "application/xml"),
    ("txt", "text/plain"),
    ("svg", "image/svg+xml"),
    ("avif", "image/avif"),
    ("gif", "image/gif"),
    ("ico", "image/x-icon"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("png", "image/png"),
    ("webp", "image/webp"),
    ("woff2", "font/woff2"),
    ("m4a", "audio/mp4"),
    ("mp3", "audio/mpeg"),
    ("ogg", "audio/ogg"),
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
    ("vtt", "text/vtt"),
    ("pdf", "application/pdf"),
    ("csv", "text/csv"),
    ("zip", "application/zip"),
];

/// How long a browser keeps a file, and its type, by its path below the site's root.
pub(super) fn kept_and_typed(path: &str) -> (&'static str, Option<String>) {
    let ending = path.rsplit('.').next().unwrap_or_default();
    let kept = match () {
        () if path.strip_prefix(HASHED).is_some_and(|inner| inner.starts_with('/')) => FOR_A_YEAR,
        () if MEDIA.contains(&ending) => FOR_A_DAY,
        () => REVALIDATED,
    };
    let found = TYPES.iter().find(|(known, _)| *known == ending).map(|(_, name)| match name.starts_with("text/") {
        true => format!("{name}; charset=utf-8"),
        false => (*name).to_owned(),
    });
    (kept, found)
}

/// A finished site, as what writes for a host needs to know it.
struct Served<'a> {
    host: Host,
    /// The path under which it is served, decoded, with a slash at both ends.
    base: String,
    /// Where it lies on this machine.
    root: PathBuf,
    language: &'a str,
    direction: &'a str,
    /// What every answer carries.
    headers: Vec<(&'static str, String)>,
    table: &'a Table,
    files: &'a Files,
    /// Whether the addresses of articles have no slash at their end.
    is_bare: bool,
    /// Whether compressed twins lie beside the files.
    has_twins: bool,
}

/// Files for a host: within the site by their path, and beside it by the ending of their name.
#[derive(Default)]
struct Written {
    within: Vec<(String, Vec<u8>)>,
    beside: Option<(&'static str, Vec<u8>)>,
    /// How many there are of what a host counts.
    counts: Vec<(facts::Counted, u64)>,
}

/// What is written beside the site once it is there.
pub(super) struct Beside(Option<(PathBuf, Vec<u8>)>);

/// Adds what the host reads to the files; `None`, after it was recorded, where the host would refuse the site.
pub(super) fn add(
    options: &Options,
    site: &SiteContent,
    table: &Table,
    files: &mut Files,
    report: &mut Report,
) -> Option<Beside> {
    let host = options.host;
    let facts = facts::of(host);
    let site = &site.context.site;
    if site.base != "/" && !facts.serves_sub_paths {
        let message = format!(
            "{} serves a site at the root of its host only, and base_url has the path {}; give the site a host of its own, or choose another --host",
            facts.name, site.base
        );
        report.error("host", &options.out, message);
        return None;
    }
    if options.compress.is_some() && !facts.serves_twins {
        let message =
            format!("{} compresses by itself and serves no .br and .gz files; leave --compress out", facts.name);
        report.error("host", &options.out, message);
        return None;
    }
    let served = Served {
        host,
        base: super::redirects::decoded(&site.base).unwrap_or_else(|| site.base.clone()),
        root: std::path::absolute(&options.out).unwrap_or_else(|_| options.out.clone()),
        language: site.edition.file.language.as_str(),
        direction: site.edition.direction.as_str(),
        headers: headers(&policy(files)),
        table,
        files,
        is_bare: !site.edition.permalink().ends_with('/'),
        has_twins: options.compress.is_some(),
    };
    let written = match host {
        Host::Any | Host::GithubPages => stubs::write(&served),
        Host::Nginx => nginx::write(&served),
        Host::Apache => apache::write(&served),
        Host::Caddy => caddy::write(&served),
        Host::Netlify | Host::Cloudflare => rules_files::write(&served),
        Host::S3 => s3::write(&served),
    };
    for (path, bytes) in written.within {
        if files.contains(&path) {
            let message = format!("/{path} is a file of the site itself on {}", facts.name);
            report.error("reserved-name", &options.content.join(&path), message);
        } else {
            files.add(path, bytes);
        }
    }
    let excesses = facts::excesses(&facts, files, &written.counts);
    for message in &excesses {
        report.error("host", &options.out, message.clone());
    }
    let beside = written.beside.map(|(ending, bytes)| (beside(&options.out, ending), bytes));
    excesses.is_empty().then_some(Beside(beside))
}

impl Beside {
    /// Writes what lies beside the site; gives where that is.
    pub(super) fn write(self, report: &mut Report) -> Option<PathBuf> {
        let (path, bytes) = self.0?;
        match output::replace(&path, &bytes) {
            Ok(_) => Some(path),
            Err(error) => {
                report.error("write", &path, format!("can't be written: {error}"));
                None
            }
        }
    }
}

/// `dist.nginx.conf` beside `dist`.
pub(super) fn beside(out: &Path, ending: &str) -> PathBuf {
    let name = out.file_name().map_or_else(|| "site".into(), |name| name.to_string_lossy().into_owned());
    out.with_file_name(format!("{name}.{ending}"))
}

/// The policy as the documents carry it, so that the two can't differ.
fn policy(files: &Files) -> String {
    policy_of(files.bytes("404.html").and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default())
}

/// The policy that a document carries.
pub(super) fn policy_of(document: &str) -> String {
    let policy = document.split_once("http-equiv=\"Content-Security-Policy\" content=\"");
    let policy = policy.and_then(|(_, rest)| rest.split_once('"')).map_or("", |(policy, _)| policy);
    html_escape::decode_html_entities(policy).into_owned()
}

/// What every answer carries.
pub(super) fn headers(policy: &str) -> Vec<(&'static str, String)> {
    // Who may frame the site can't be said in a document.
    let framed = "frame-ancestors 'self'";
    let policy = if policy.is_empty() { framed.to_owned() } else { format!("{policy}; {framed}") };
    vec![
        ("Content-Security-Policy", policy),
        ("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
    ]
}

impl Served<'_> {
    /// A path from the root of the host, decoded.
    fn path(&self, path: &str) -> String {
        format!("{}{}", self.base, path.trim_start_matches('/'))
    }

    /// The folder of files whose names hash their bytes, from the root of the host.
    fn hashed(&self) -> String {
        self.path(&format!("{HASHED}/"))
    }

    /// The address that a rule leads to, for a Location header, with something else in place of each name.
    fn location(&self, text: &str) -> String {
        match text.strip_prefix('/') {
            Some(inner) => format!("{}{}", encoded_path(&self.base), encoded(inner)),
            None => encoded(text),
        }
    }

    /// Both forms of a decoded path, from the root of the host: as it is written, and with or without a slash.
    fn forms(&self, rule: &Rule) -> Vec<String> {
        let (written, bare) = (self.path(&rule.from.written()), self.path(&rule.from.bare()));
        match () {
            () if rule.from.is_file() => vec![written],
            () if rule.from.has_slash => vec![written, bare],
            () => vec![bare.clone(), format!("{bare}/")],
        }
    }

    /// Whether the site has a page or a file at a decoded path.
    fn has(&self, path: &str) -> bool {
        let inner = path.trim_matches('/');
        self.files.contains(inner)
            || self.files.contains(&format!("{inner}.html"))
            || self.files.contains(format!("{inner}/index.html").trim_start_matches('/'))
    }

    /// The paths of all pages, decoded, from the site's root.
    fn pages(&self) -> Vec<String> {
        let page = |file: &str| match file.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => Some(format!("/{folder}")),
            _ => file.strip_suffix(".html").filter(|page| *page != "404").map(|page| format!("/{page}")),
        };
        self.files.paths().filter_map(page).collect()
    }

    /// The rules of the table as whole paths, those of patterns too, without what the site has itself.
    fn whole_paths(&self, patterns: &[&Rule]) -> Vec<Rule> {
        let pages = self.pages();
        let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
        let mut rules = self.table.exact.clone();
        let mut known: std::collections::HashSet<String> = rules.iter().map(|rule| rule.from.bare()).collect();
        for pattern in patterns {
            for rule in self.table.expanded(pattern, &pages) {
                if !self.has(&rule.from.bare()) && known.insert(rule.from.bare()) {
                    rules.push(rule);
                }
            }
        }
        rules
    }

    /// The folders at the site's root that hold nothing but media.
    fn media_folders(&self) -> Vec<&str> {
        let mut folders: std::collections::BTreeMap<&str, bool> = std::collections::BTreeMap::new();
        for path in self.files.paths() {
            if let Some((folder, _)) = path.split_once('/') {
                let ending = path.rsplit('.').next().unwrap_or_default();
                *folders.entry(folder).or_insert(true) &= MEDIA.contains(&ending);
            }
        }
        folders
            .into_iter()
            .filter(|(folder, is_media)| *is_media && *folder != HASHED)
            .map(|(folder, _)| folder)
            .collect()
    }
}

/// The status of a redirect.
fn status(leads: &Leads) -> u16 {
    match leads {
        Leads::To(_, true) => 301,
        Leads::To(_, false) => 302,
        Leads::Gone => 410,
    }
}

/// Percent-encodes a decoded path.
fn encoded_path(path: &str) -> String {
    encoded(&path.replace('%', "%25")).replace('?', "%3F").replace('#', "%23")
}

/// A text as a regular expression.
fn literally(text: &str) -> String {
    let mut regex = String::new();
    for c in text.chars() {
        if r"\.+*?()|[]{}^$#&-~ ".contains(c) && c != ' ' && c != '-' {
            regex.push('\\');
        }
        regex.push(c);
    }
    regex
}

/// A pattern as a regular expression after a prefix, with a group for each name, and the names in their order.
fn regex(rule: &Rule, prefix: &str) -> (String, Vec<&'static str>) {
    use super::redirects::Segment;
    let mut regex = literally(prefix.trim_end_matches('/'));
    let mut names = Vec::new();
    for segment in &rule.from.segments {
        regex.push('/');
        match segment {
            Segment::Text(text) => regex += &literally(text),
            Segment::Part(part) => {
                regex += &part.digits().map_or("([^/]+)".to_owned(), |digits| format!("([0-9]{{{digits}}})"));
                names.push(part.name());
            }
            Segment::Rest => {
                regex += "(.+)";
                names.push("rest");
            }
        }
    }
    if !rule.from.is_file() && rule.from.segments.last() != Some(&Segment::Rest) {
        regex += "/?";
    }
    (regex, names)
}

#[cfg(test)]
mod tests;
