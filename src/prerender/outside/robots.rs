//! What a host asks of programs (RFC 9309).

use std::fmt::Write as _;
use std::time::Duration;

use url::Url;

/// The name by which a host may speak to this program alone.
const OWN_NAME: &str = "khabar";

/// The longest pause between requests that a host may ask for.
const MOST_PAUSE: f64 = 30.0;

/// The rules for this program.
#[derive(Clone, Debug, Default)]
pub(super) struct Robots {
    /// Patterns of paths, with whether they may be asked for.
    rules: Vec<(String, bool)>,
    /// How long to wait between two requests. No standard has it, many files do.
    pub(super) pause: Option<Duration>,
    /// Whether nothing may be asked for: the rules are there and could not be read.
    is_closed: bool,
}

impl Robots {
    /// Those of a host that says it can't tell them now.
    pub(super) fn closed() -> Self {
        Self { is_closed: true, ..Self::default() }
    }

    /// Reads a robots.txt: the groups for this program, or else those for all.
    pub(super) fn parse(text: &str) -> Self {
        let [mut own, mut all] = [None::<Self>, None::<Self>];
        let (mut is_own, mut is_all, mut is_named) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((field, value)) = line.split_once(':') else { continue };
            let (field, value) = (field.trim().to_ascii_lowercase(), value.trim());
            if field == "user-agent" {
                // Names that follow each other share a group.
                if !is_named {
                    (is_own, is_all, is_named) = (false, false, true);
                }
                let name = value.split('/').next().unwrap_or_default().trim();
                is_own |= name.eq_ignore_ascii_case(OWN_NAME);
                is_all |= name == "*";
                own = own.take().or(is_own.then(Self::default));
                all = all.take().or(is_all.then(Self::default));
                continue;
            }
            let groups = [own.as_mut().filter(|_| is_own), all.as_mut().filter(|_| is_all)];
            for group in groups.into_iter().flatten() {
                match field.as_str() {
                    "allow" | "disallow" if !value.is_empty() => group.rules.push((encoded(value), field == "allow")),
                    "crawl-delay" => {
                        let seconds = value.parse::<f64>().ok().filter(|seconds| seconds.is_finite());
                        group.pause = seconds.map(|seconds| Duration::from_secs_f64(seconds.clamp(0.0, MOST_PAUSE)));
                    }
                    _ => {}
                }
            }
            is_named &= !matches!(field.as_str(), "allow" | "disallow" | "crawl-delay");
        }
        own.or(all).unwrap_or_default()
    }

    /// Whether an address may be asked for: of the rules that fit, the longest decides.
    pub(super) fn allow(&self, url: &Url) -> bool {
        let path = url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
        let fitting = self.rules.iter().filter(|(pattern, _)| fits(pattern.as_bytes(), path.as_bytes()));
        let longest = fitting.max_by_key(|(pattern, is_allowed)| (pattern.len(), *is_allowed));
        longest.map_or(!self.is_closed, |(_, is_allowed)| *is_allowed)
    }
}

/// A pattern as addresses are sent: letters beyond ASCII as their bytes.
fn encoded(pattern: &str) -> String {
    let mut text = String::new();
    for byte in pattern.bytes() {
        match byte {
            0x21..=0x7e => text.push(char::from(byte)),
            _ => drop(write!(text, "%{byte:02X}")),
        }
    }
    text
}

/// Whether a path begins as a pattern says: `*` is anything, `$` the end. Goes back to the last star only, so that no
/// pattern takes long.
fn fits(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, to_end) = match pattern.strip_suffix(b"$") {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let (mut at, mut from, mut star) = (0, 0, None);
    loop {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at, from));
                at += 1;
            }
            Some(sign) if path.get(from) == Some(sign) => (at, from) = (at + 1, from + 1),
            None if !to_end || from == path.len() => return true,
            _ => match star {
                Some((star_at, star_from)) if star_from < path.len() => {
                    star = Some((star_at, star_from + 1));
                    (at, from) = (star_at + 1, star_from + 1);
                }
                _ => return false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(text: &str, path: &str) -> bool {
        Robots::parse(text).allow(&Url::parse("https://x.example/").unwrap().join(path).unwrap())
    }

    #[test]
    fn the_group_of_this_program_goes_before_that_for_all() {
        let text = "User-agent: *\nDisallow: /\n\nuser-agent: other\nuser-agent: KHABAR/1.0\nAllow: /\nDisallow: /no\n";
        assert!(allows(text, "/a") && !allows(text, "/no/b"));
        let text = "User-agent: other\nDisallow: /\nUser-agent: *\nDisallow: /b # why\nSitemap: x\nDisallow:\n";
        assert!(allows(text, "/a") && !allows(text, "/b"));
        assert!(allows("", "/a") && allows("no rules\u{0}here", "/a"));
        let shared = "User-agent: khabar\nUser-agent: *\nDisallow: /x\nUser-agent: other\nDisallow: /\n";
        assert!(allows(shared, "/a") && !allows(shared, "/x"));
    }

    #[test]
    fn the_longest_rule_that_fits_decides() {
        let text = "User-agent: *\nDisallow: /p\nAllow: /page\nDisallow: /*.php$\nDisallow: /أخبار\nDisallow: /?q=";
        for (path, is_allowed) in [
            ("/page", true),
            ("/pa", false),
            ("/x.php", false),
            ("/x.php5", true),
            ("/x.php?a", true),
            ("/أخبار/1", false),
            ("/?q=1", false),
            ("/?r=1", true),
        ] {
            assert_eq!(allows(text, path), is_allowed, "{path}");
        }
        assert!(allows("User-agent: *\nDisallow: /a\nAllow: /a", "/a"), "of two of one length, the kinder");
        let slow = format!("User-agent: *\nDisallow: /{}b$", "*a".repeat(200));
        assert!(allows(&slow, &format!("/{}", "a".repeat(2_000))));
    }

    #[test]
    fn a_pause_is_obeyed_within_reason() {
        let pause = |seconds: &str| Robots::parse(&format!("User-agent: *\nCrawl-delay: {seconds}")).pause;
        assert_eq!(pause("2.5"), Some(Duration::from_millis(2_500)));
        assert_eq!(pause("86400"), Some(Duration::from_secs(30)));
        assert_eq!([pause("-1"), pause("soon"), pause("NaN")], [Some(Duration::ZERO), None, None]);
        assert!(!Robots::closed().allow(&Url::parse("https://x.example/").unwrap()));
    }
}
