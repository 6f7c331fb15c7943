//! One request to another site.

use std::io;
use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use ureq::config::Config;
use ureq::http::{HeaderMap, Uri};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body};
use url::Url;

use super::Manners;
use super::private::is_public;

/// How much of a robots.txt is read (RFC 9309 wants 500 KiB at least).
const MOST_OF_ROBOTS: u64 = 512 << 10;

/// How a page is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// Without the page itself.
    Head,
    /// With its first byte, where the server knows such a wish.
    Range,
    /// Whole.
    Whole,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// The host spoke.
    Status {
        code: u16,
        location: Option<String>,
        /// For how long it wants to be left alone.
        retry_after: Option<Duration>,
        /// The text, where it was asked for whole.
        text: String,
    },
    /// It did not.
    Failed(Failure),
}

/// Why nothing came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// No host has this name.
    NoSuchHost,
    /// The connection can't be trusted: a certificate of another name, out of date, of nobody known.
    Untrusted(String),
    /// All addresses of the name are in a private network.
    Private,
    /// Nothing came in time, or no connection could be made.
    Silent(String),
    /// What came was no answer.
    Other(String),
}

/// The way to other sites.
pub(super) struct Network {
    agent: Agent,
}

impl Network {
    /// `own` is the address of the site that asks: whoever is asked can see who it is.
    pub(super) fn new(own: &str, manners: &Manners) -> Self {
        let own = Url::parse(own).map(|own| format!(" (link check; +{own})")).unwrap_or_default();
        let config = Config::builder()
            .user_agent(format!("khabar/{}{own}", env!("CARGO_PKG_VERSION")))
            .accept("*/*")
            .http_status_as_error(false)
            // Each step is judged by itself.
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A proxy would look up names where the guard can't see them.
            .proxy(None)
            .timeout_global(Some(manners.timeout))
            .build();
        let guard = Guard { names: DefaultResolver::default(), with_private: manners.with_private };
        Self { agent: Agent::with_parts(config, DefaultConnector::default(), guard) }
    }

    /// Asks once.
    pub(super) fn ask(&self, method: Method, url: &Url) -> Answer {
        let answered = match method {
            Method::Head => self.agent.head(url.as_str()).call(),
            Method::Range => self.agent.get(url.as_str()).header("range", "bytes=0-0").call(),
            Method::Whole => self.agent.get(url.as_str()).call(),
        };
        match answered {
            Ok(mut response) => {
                let header = |name| response.headers().get(name).map(|value| words(value.as_bytes()));
                let location = header("location");
                let retry_after = retry_after(response.headers());
                let code = response.status().as_u16();
                let text = if method == Method::Whole { text(response.body_mut()) } else { String::new() };
                Answer::Status { code, location, retry_after, text }
            }
            Err(error) => Answer::Failed(failure(error)),
        }
    }
}

/// Headers are bytes, and some servers write addresses in letters.
fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn text(body: &mut Body) -> String {
    body.with_config().limit(MOST_OF_ROBOTS).lossy_utf8(true).read_to_string().unwrap_or_default()
}

/// Seconds, or a moment (RFC 9110, 10.2.3).
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get("retry-after")?.to_str().ok()?.trim();
    match value.parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => {
            let moment = rfc2822::DateTimeParser::new().parse_timestamp(value.replace("GMT", "+0000")).ok()?;
            let left = moment.as_second() - Timestamp::now().as_second();
            Some(Duration::from_secs(u64::try_from(left).unwrap_or_default()))
        }
    }
}

fn failure(error: ureq::Error) -> Failure {
    match error {
        ureq::Error::HostNotFound => Failure::NoSuchHost,
        ureq::Error::Tls(why) => Failure::Untrusted(why.to_owned()),
        ureq::Error::Rustls(error) => Failure::Untrusted(error.to_string()),
        // So rustls says it while it shakes hands; what is wrong with HTTP itself is a fault of the protocol.
        ureq::Error::Io(error) if error.kind() == io::ErrorKind::InvalidData => Failure::Untrusted(error.to_string()),
        ureq::Error::Io(error) => Failure::Silent(error.to_string()),
        ureq::Error::Timeout(_) => Failure::Silent("no answer came in time".to_owned()),
        ureq::Error::ConnectionFailed => Failure::Silent("no connection could be made".to_owned()),
        ureq::Error::Other(error) => match error.downcast::<Guarded>() {
            Ok(guarded) => guarded.0,
            Err(error) => Failure::Other(error.to_string()),
        },
        error => Failure::Other(error.to_string()),
    }
}

/// Looks names up, and keeps what is private to itself. What it gives is what is connected to, so a name can't change
/// its mind in between.
#[derive(Debug)]
struct Guard {
    names: DefaultResolver,
    with_private: bool,
}

/// What the guard says, on its way through the client.
#[derive(Debug)]
struct Guarded(Failure);

impl std::fmt::Display for Guarded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

impl std::error::Error for Guarded {}

impl Resolver for Guard {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let say = |failure| ureq::Error::Other(Box::new(Guarded(failure)));
        let found = self.names.resolve(uri, config, timeout).map_err(|error| match error {
            ureq::Error::Io(error) => say(unknown_name(&error)),
            error => error,
        })?;
        let mut kept = self.empty();
        for address in found.iter().filter(|address| self.with_private || is_public(address.ip())) {
            kept.push(*address);
        }
        if kept.is_empty() { Err(say(Failure::Private)) } else { Ok(kept) }
    }
}

/// Whether a name does not exist, or could not be asked for just now. The system says it in words only.
fn unknown_name(error: &io::Error) -> Failure {
    /// `WSATRY_AGAIN` of Windows.
    const TRY_AGAIN: i32 = 11002;
    let words = error.to_string();
    let is_passing = ["emporary", "ry again", "imed out"].iter().any(|word| words.contains(word));
    match is_passing || error.raw_os_error() == Some(TRY_AGAIN) {
        true => Failure::Silent("its name could not be looked up just now".to_owned()),
        false => Failure::NoSuchHost,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_does_not_exist_is_another_thing_than_one_that_nobody_could_look_up() {
        let said =
            |words: &str| unknown_name(&io::Error::other(format!("failed to lookup address information: {words}")));
        assert_eq!(said("Name or service not known"), Failure::NoSuchHost);
        assert_eq!(said("nodename nor servname provided, or not known"), Failure::NoSuchHost);
        assert!(matches!(said("Temporary failure in name resolution"), Failure::Silent(_)));
    }

    #[test]
    fn a_host_says_in_seconds_or_by_a_date_when_to_come_back() {
        let after = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("retry-after", value.parse().unwrap());
            retry_after(&headers)
        };
        assert_eq!(after("120"), Some(Duration::from_secs(120)));
        assert_eq!(after("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO), "a moment that is over");
        assert!(after("Fri, 01 Jan 2100 00:00:00 GMT") > Some(Duration::from_secs(86_400)));
        assert_eq!([after("soon"), after("-5")], [None, None]);
    }
}
