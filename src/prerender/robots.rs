//! What stands at the root of a host for crawlers, buyers of advertising and finders of holes: `robots.txt`,
//! `ads.txt` and `.well-known/security.txt`.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::content::SiteContent;
use super::machine_text::{one_line, whole};
use super::output::{Files, Role};
use super::{Options, Report, hosts, output, sitemaps};
use crate::edition::{AdRelationship, AdSeller, AiPolicy, Civil, Zone};
use crate::model::Instant;

/// A crawler of an AI.
struct Crawler {
    /// What it answers to in `robots.txt`.
    name: &'static str,
    /// Whether what it takes goes into models; the others answer readers and name the source.
    trains: bool,
    /// Where its operator says so.
    says: &'static str,
}

const fn trains(name: &'static str, says: &'static str) -> Crawler {
    Crawler { name, trains: true, says }
}

const fn answers(name: &'static str, says: &'static str) -> Crawler {
    Crawler { name, trains: false, says }
}

/// Crawlers of AI, and what each is for, as the list of ai-robots-txt/ai.robots.txt has it (738c80d of August 2026; all
/// names and purposes were compared with it). The links are to where operators speak of theirs. Who does not obey can't
/// be asked.
const CRAWLERS: &[Crawler] = &[
    trains("GPTBot", "https://platform.openai.com/docs/bots"),
    trains("ClaudeBot", "https://support.anthropic.com/en/articles/8896518"),
    trains("anthropic-ai", "https://support.anthropic.com/en/articles/8896518"),
    trains("Google-Extended", "https://developers.google.com/search/docs/crawling-indexing/google-common-crawlers"),
    trains("Applebot-Extended", "https://support.apple.com/en-us/119829"),
    trains("meta-externalagent", "https://developers.facebook.com/docs/sharing/webmasters/web-crawlers"),
    trains("CCBot", "https://commoncrawl.org/ccbot"),
    trains("Amazonbot", "https://developer.amazon.com/amazonbot"),
    trains("AI2Bot", "https://allenai.org/crawler"),
    trains("Bytespider", "https://github.com/ai-robots-txt/ai.robots.txt"),
    answers("OAI-SearchBot", "https://platform.openai.com/docs/bots"),
    answers("ChatGPT-User", "https://platform.openai.com/docs/bots"),
    answers("Claude-SearchBot", "https://support.anthropic.com/en/articles/8896518"),
    answers("Claude-User", "https://support.anthropic.com/en/articles/8896518"),
    answers("PerplexityBot", "https://docs.perplexity.ai/guides/bots"),
    answers("Perplexity-User", "https://docs.perplexity.ai/guides/bots"),
    answers("meta-externalfetcher", "https://developers.facebook.com/docs/sharing/webmasters/web-crawlers"),
    answers("MistralAI-User", "https://docs.mistral.ai/robots"),
    answers("DuckAssistBot", "https://duckduckgo.com/duckduckgo-help-pages/results/duckassistbot"),
];

const ROBOTS: &str = "robots.txt";
const ADS: &str = "ads.txt";
const SECURITY: &str = ".well-known/security.txt";

/// A file that a host looks for at its root, and nowhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtRoot {
    /// Its whole address.
    pub url: String,
    /// Where the build put its text.
    pub file: PathBuf,
}

/// What is written beside a site that lives under a sub-path.
pub(super) struct Beside(Vec<(String, PathBuf, Vec<u8>)>);

/// The files of a site that `site.json` asks for, as they would lie at the root of its host.
fn texts(options: &Options, site: &SiteContent) -> Vec<(&'static str, String)> {
    let mut texts = vec![(ROBOTS, robots(site))];
    if !site.ad_sellers.is_empty() {
        texts.push((ADS, ads(&site.ad_sellers)));
    }
    if let Some(contact) = contact(site) {
        texts.push((SECURITY, security(options, site, &contact)));
    }
    // Who wrote one by hand meant it. That both are there is a mistake only where site.json says it in so many words.
    texts.retain(|(path, _)| *path == ADS || !options.content.join(path).is_file());
    texts
}

/// Adds the files to a site at the root of its host; those of others are given back, to be written beside it.
pub(super) fn add(options: &Options, site: &SiteContent, files: &mut Files, report: &mut Report) -> Beside {
    let texts = texts(options, site);
    if texts.iter().any(|(path, _)| *path == SECURITY) {
        let (_, changes) = half_years(options.now);
        report.due(options.now, changes, "security.txt gets another date");
    }
    let is_at_root = site.context.site.base == "/";
    let mut beside = Vec::new();
    for (path, text) in texts {
        if is_at_root {
            files.add_as(Role::Feed, path.to_owned(), output::Contents::Bytes(text.into_bytes()));
        } else {
            let name = path.rsplit('/').next().unwrap_or(path);
            beside.push((whole(&host(site), path), hosts::beside(&options.out, name), text.into_bytes()));
        }
    }
    Beside(beside)
}

/// Takes the names of all that [`add`] would write.
pub(super) fn reserve(options: &Options, site: &SiteContent, files: &mut Files) {
    if site.context.site.base == "/" {
        for (path, _) in texts(options, site) {
            files.add_as(Role::Feed, path.to_owned(), output::Contents::Bytes(Vec::new()));
        }
    }
}

impl Beside {
    /// Writes what belongs at the root of the host, and says so in the report.
    pub(super) fn write(self, report: &mut Report) {
        for (url, file, text) in self.0 {
            match output::replace(&file, &text) {
                Ok(_) => report.at_root.push(AtRoot { url, file }),
                Err(error) => report.error("write", &file, format!("can't be written: {error}")),
            }
        }
    }
}

/// The address of the host, without the path of the site.
fn host(site: &SiteContent) -> String {
    let base_url = &site.context.site.base_url;
    let (scheme, rest) = base_url.split_once("://").unwrap_or(("https", base_url));
    format!("{scheme}://{}/", rest.split('/').next().unwrap_or_default())
}

/// RFC 9309. What is not named may be read: a site's data must be, or crawlers that run its app see nothing.
fn robots(site: &SiteContent) -> String {
    let base_url = &site.context.site.base_url;
    // Under a sub-path the rules are for that alone, and the file is one of several sites.
    let base = whole(base_url, "/");
    let base = base.get(host(site).len() - 1..).unwrap_or("/");
    let mut text = "User-agent: *\nDisallow:\n".to_owned();
    let is_refused = |crawler: &&Crawler| match site.crawlers.ai {
        AiPolicy::All => false,
        AiPolicy::Answers => crawler.trains,
        AiPolicy::None => true,
    };
    let refused: Vec<&Crawler> = CRAWLERS.iter().filter(is_refused).collect();
    let mut said = "";
    for crawler in &refused {
        if crawler.says != said {
            said = crawler.says;
            let _ = write!(text, "\n# {said}");
        }
        let _ = write!(text, "\nUser-agent: {}\nDisallow: {base}\n", crawler.name);
    }
    let _ =
        write!(text, "\nSitemap: {}\nSitemap: {}\n", whole(base_url, sitemaps::INDEX), whole(base_url, sitemaps::NEWS));
    text
}

/// IAB Tech Lab's ads.txt 1.1.
fn ads(sellers: &[AdSeller]) -> String {
    let line = |seller: &AdSeller| {
        let relationship = match seller.relationship {
            AdRelationship::Direct => "DIRECT",
            AdRelationship::Reseller => "RESELLER",
        };
        let authority =
            seller.authority.as_deref().map_or_else(String::new, |authority| format!(", {}", one_line(authority)));
        format!("{}, {}, {relationship}{authority}\n", one_line(&seller.domain), one_line(&seller.account))
    };
    sellers.iter().map(line).collect()
}

/// Where who finds a hole can say so: what the publisher named for it, or the e-mail address.
fn contact(site: &SiteContent) -> Option<String> {
    let contact = site.publisher.contact.as_ref()?;
    let named = contact.security.as_ref().map(|link| match link.site_path() {
        Some(path) => whole(&site.context.site.base_url, path),
        None => one_line(link.as_str()),
    });
    let email = contact.email.as_deref().map(one_line).filter(|email| !email.is_empty() && !email.contains(' '));
    named.or_else(|| email.map(|email| format!("mailto:{email}")))
}

/// RFC 9116.
fn security(options: &Options, site: &SiteContent, contact: &str) -> String {
    let (expires, _) = half_years(options.now);
    let utc = Zone::new(Vec::new());
    let expires = super::machine_text::rfc_3339(&utc, expires).replace("+00:00", "Z");
    let language = site.context.site.edition.file.language.primary();
    let canonical = whole(&host(site), SECURITY);
    format!("Contact: {contact}\nExpires: {expires}\nPreferred-Languages: {language}\nCanonical: {canonical}\n")
}

/// The half-year that ends after the next one, and the end of this one: a file that is written anew twice a year always
/// expires within a year, as RFC 9116 advises, and never within six months.
fn half_years(now: Instant) -> (Instant, Instant) {
    let Civil { year, month, .. } = Zone::new(Vec::new()).civil(now);
    let at = |year: i64, month| Instant::parse(&format!("{year:04}-{month:02}-01T00:00:00Z")).unwrap_or(now);
    match month {
        ..=6 => (at(year + 1, 1), at(year, 7)),
        _ => (at(year + 1, 7), at(year + 1, 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_security_txt_expires_in_six_to_twelve_months() {
        for (now, expires, changes) in [
            ("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "2026-07-01T00:00:00Z"),
            ("2026-06-30T23:59:59Z", "2027-01-01T00:00:00Z", "2026-07-01T00:00:00Z"),
            ("2026-07-01T00:00:00Z", "2027-07-01T00:00:00Z", "2027-01-01T00:00:00Z"),
        ] {
            let at = |text| Instant::parse(text).unwrap();
            assert_eq!(half_years(at(now)), (at(expires), at(changes)), "{now}");
        }
    }

    #[test]
    fn no_crawler_is_named_twice() {
        let mut names: Vec<String> = CRAWLERS.iter().map(|crawler| crawler.name.to_lowercase()).collect();
        let n_names = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), n_names);
    }
}
