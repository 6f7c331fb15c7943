//! What each host can do, and where it ends, with the page that says so.

use super::super::output::Files;
use super::Host;

/// What a host can do.
pub(super) struct Facts {
    pub(super) name: &'static str,
    /// Whether it answers with .br and .gz files that lie beside the others.
    pub(super) serves_twins: bool,
    /// Whether the site may lie under a path of the host.
    pub(super) serves_sub_paths: bool,
    pub(super) limits: &'static [Limit],
}

/// More of something than a host takes.
pub(super) struct Limit {
    pub(super) of: Counted,
    pub(super) most: u64,
    /// What to do past it.
    pub(super) instead: &'static str,
    /// Where the host says so.
    pub(super) source: &'static str,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    Files,
    BytesOfAFile,
    BytesOfTheSite,
    /// Rules of whole paths.
    Redirects,
    /// Rules with placeholders.
    PatternRedirects,
    LettersOfARedirect,
    HeaderRules,
    LettersOfAHeader,
    RoutingRules,
    BytesOfAKey,
}

const CLOUDFLARE: &str = "https://developers.cloudflare.com/pages/platform/limits/";
const CLOUDFLARE_REDIRECTS: &str = "https://developers.cloudflare.com/pages/configuration/redirects/";
const CLOUDFLARE_HEADERS: &str = "https://developers.cloudflare.com/pages/configuration/headers/";
const GITHUB: &str = "https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits";
const GITHUB_FILES: &str =
    "https://docs.github.com/en/repositories/working-with-files/managing-large-files/about-large-files-on-github";
const S3: &str = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html";
const S3_KEYS: &str = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html";

const ELSEWHERE: &str = "choose a host that has room for the archive: nginx, Caddy, Apache or S3";

const fn limit(of: Counted, most: u64, instead: &'static str, source: &'static str) -> Limit {
    Limit { of, most, instead, source }
}

const CLOUDFLARE_LIMITS: &[Limit] = &[
    limit(Counted::Files, 20_000, "a paid plan takes 100,000; or choose another --host", CLOUDFLARE),
    limit(Counted::BytesOfAFile, 25 << 20, "put large recordings on a host of their own", CLOUDFLARE),
    limit(
        Counted::Redirects,
        2_000,
        "write a pattern for many of them, or use Cloudflare's Bulk Redirects for the oldest",
        CLOUDFLARE_REDIRECTS,
    ),
    limit(Counted::PatternRedirects, 100, "join patterns by {rest}", CLOUDFLARE_REDIRECTS),
    limit(Counted::LettersOfARedirect, 1_000, "shorten the address", CLOUDFLARE_REDIRECTS),
    limit(Counted::HeaderRules, 100, "join folders of media", CLOUDFLARE_HEADERS),
    limit(Counted::LettersOfAHeader, 2_000, "let the site need fewer exceptions from its policy", CLOUDFLARE_HEADERS),
];

const GITHUB_LIMITS: &[Limit] = &[
    limit(Counted::BytesOfTheSite, 1 << 30, ELSEWHERE, GITHUB),
    limit(Counted::BytesOfAFile, 100 << 20, "put large recordings on a host of their own", GITHUB_FILES),
];

const S3_LIMITS: &[Limit] = &[
    limit(Counted::RoutingRules, 50, "write the redirects of patterns that end in {rest} as whole paths", S3),
    limit(Counted::BytesOfAKey, 1_024, "shorten the slug", S3_KEYS),
];

/// What is known of a host.
pub(super) fn of(host: Host) -> Facts {
    let facts = |name, serves_twins, serves_sub_paths, limits| Facts { name, serves_twins, serves_sub_paths, limits };
    match host {
        Host::Any => facts("a host that is not named", true, true, &[]),
        Host::Nginx => facts("nginx", true, true, &[]),
        Host::Apache => facts("Apache", true, true, &[]),
        Host::Caddy => facts("Caddy", true, true, &[]),
        Host::Netlify => facts("Netlify", false, false, &[]),
        Host::Cloudflare => facts("Cloudflare Pages", false, false, CLOUDFLARE_LIMITS),
        Host::GithubPages => facts("GitHub Pages", false, true, GITHUB_LIMITS),
        Host::S3 => facts("Amazon S3", false, true, S3_LIMITS),
    }
}

/// What a host would refuse, each with the count and what to do.
pub(super) fn excesses(facts: &Facts, files: &Files, counts: &[(Counted, u64)]) -> Vec<String> {
    let past = |limit: &Limit| {
        let count = match limit.of {
            Counted::Files => files.paths().count() as u64,
            Counted::BytesOfAFile => files.paths().map(|path| files.size(path)).max().unwrap_or_default(),
            Counted::BytesOfTheSite => files.paths().map(|path| files.size(path)).sum(),
            Counted::BytesOfAKey => files.paths().map(|path| path.len() as u64).max().unwrap_or_default(),
            of => {
                counts.iter().filter(|(counted, _)| *counted == of).map(|(_, count)| *count).max().unwrap_or_default()
            }
        };
        if count <= limit.most {
            return None;
        }
        let what = match limit.of {
            Counted::Files => "files",
            Counted::BytesOfAFile => "bytes in its largest file",
            Counted::BytesOfTheSite => "bytes",
            Counted::Redirects => "redirects of whole paths",
            Counted::PatternRedirects => "redirects of patterns",
            Counted::LettersOfARedirect => "letters in its longest redirect",
            Counted::HeaderRules => "rules of headers",
            Counted::LettersOfAHeader => "letters in its longest header",
            Counted::RoutingRules => "routing rules",
            Counted::BytesOfAKey => "bytes in its longest path",
        };
        let (most, instead, source) = (limit.most, limit.instead, limit.source);
        Some(format!("the site has {count} {what}, and {} takes at most {most}; {instead} ({source})", facts.name))
    };
    facts.limits.iter().filter_map(past).collect()
}
