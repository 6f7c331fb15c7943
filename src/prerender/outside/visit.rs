//! One step to an address, with what its host asks for: one request at a time, a pause, its robots.txt.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use url::Url;

use super::Manners;
use super::network::{Answer, Failure, Method, Network};
use super::private::is_private;
use super::robots::Robots;

/// How often a host may be silent before the rest of its addresses is left out.
const MOST_SILENCE: u32 = 3;

/// How often a robots.txt may lead on.
const MOST_OF_ROBOTS: usize = 5;

/// How a sentence about a private network begins.
pub(super) const PRIVATE: &str = "this is an address of a private network";

/// Where a step ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// At a page.
    There,
    /// At another address.
    Leads(Url),
    /// Nowhere; why.
    Dead(String),
    /// Before a network that is not asked.
    Private(String),
    /// Nobody knows where; why.
    Unknown(String),
}

/// All that was asked, and learned of hosts.
pub(super) struct Visits<'a> {
    network: &'a Network,
    manners: &'a Manners,
    hosts: Mutex<HashMap<String, Arc<Mutex<Host>>>>,
    has_answer: AtomicBool,
}

/// What is known of a host. Whoever holds it may ask it, and nobody else.
#[derive(Default)]
struct Host {
    /// When it may be asked again.
    free_at: Option<Instant>,
    /// By scheme and port.
    robots: HashMap<String, Robots>,
    /// Why it is not asked any more.
    closed: Option<String>,
    n_silent: u32,
    /// Why no address of it can be asked.
    never: Option<Failure>,
    known: HashMap<String, Step>,
}

impl<'a> Visits<'a> {
    pub(super) fn new(network: &'a Network, manners: &'a Manners) -> Self {
        Self { network, manners, hosts: Mutex::default(), has_answer: AtomicBool::new(false) }
    }

    /// Whether any host answered so far.
    pub(super) fn has_answer(&self) -> bool {
        self.has_answer.load(Ordering::Relaxed)
    }

    /// Asks for an address, unless that was done.
    pub(super) fn step(&self, url: &Url) -> Step {
        if !self.manners.with_private && is_private(url) {
            return Step::Private(format!("{PRIVATE}: readers can't follow it"));
        }
        let name = url.host_str().unwrap_or_default().to_owned();
        let host = {
            let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(hosts.entry(name).or_default())
        };
        let mut host = host.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(step) = host.known.get(url.as_str()) {
            return step.clone();
        }
        let step = self.first_step(url, &mut host);
        host.known.insert(url.as_str().to_owned(), step.clone());
        step
    }

    /// Knows where an address leads without asking.
    #[cfg(test)]
    pub(super) fn learn(&self, url: &Url, step: Step) {
        let mut hosts = self.hosts.lock().unwrap();
        let host = hosts.entry(url.host_str().unwrap().to_owned()).or_default();
        host.lock().unwrap().known.insert(url.as_str().to_owned(), step);
    }

    fn first_step(&self, url: &Url, host: &mut Host) -> Step {
        let origin = url.origin().ascii_serialization();
        if host.closed.is_none() && !host.robots.contains_key(&origin) {
            let robots = self.robots(url, host);
            host.robots.insert(origin.clone(), robots);
        }
        if let Some(why) = &host.closed {
            return Step::Unknown(why.clone());
        }
        if host.robots.get(&origin).is_some_and(|robots| !robots.allow(url)) {
            return Step::Unknown("the robots.txt of this host asks programs not to".to_owned());
        }
        let mut answer = self.ask(Method::Head, url, host);
        // Many servers don't know HEAD, or say that nothing is there.
        if host.closed.is_none()
            && matches!(answer, Answer::Status { code: 400 | 403..=406 | 409..=428 | 500 | 501, .. } | Answer::Failed(Failure::Other(_)))
        {
            answer = self.ask(Method::Range, url, host);
        }
        self.judge(url, answer, host)
    }

    /// Asks once it may, and once more where the host says when.
    fn ask(&self, method: Method, url: &Url, host: &mut Host) -> Answer {
        if let Some(failure) = &host.never {
            return Answer::Failed(failure.clone());
        }
        let mut has_waited = false;
        loop {
            let pause = host.free_at.map(|free_at| free_at.saturating_duration_since(Instant::now()));
            if let Some(pause) = pause.filter(|pause| !pause.is_zero()) {
                (self.manners.wait)(pause);
            }
            let answer = self.network.ask(method, url);
            let own = host.robots.values().filter_map(|robots| robots.pause).max().unwrap_or_default();
            host.free_at = Some(Instant::now() + own.max(self.manners.pause));
            if let Answer::Failed(failure @ (Failure::NoSuchHost | Failure::Private)) = &answer {
                host.never = Some(failure.clone());
            }
            let Answer::Status { code, retry_after, .. } = &answer else { return answer };
            self.has_answer.store(true, Ordering::Relaxed);
            host.n_silent = 0;
            match (code, retry_after) {
                (429 | 503, Some(after)) if *after <= self.manners.most_wait && !has_waited => {
                    (self.manners.wait)(*after);
                    has_waited = true;
                }
                (429, _) | (503, Some(_)) => {
                    let when = retry_after.map_or_else(String::new, |after| format!(" for {}", words(after)));
                    host.closed = Some(format!("this host asks to be left alone{when} (it answers {code})"));
                    return answer;
                }
                _ => return answer,
            }
        }
    }

    /// What a host asks of programs; nothing where it says nothing.
    fn robots(&self, url: &Url, host: &mut Host) -> Robots {
        let Ok(mut file) = url.join("/robots.txt") else { return Robots::default() };
        for _ in 0..=MOST_OF_ROBOTS {
            match self.ask(Method::Whole, &file, host) {
                Answer::Status { code: 200..=299, text, .. } => return Robots::parse(&text),
                Answer::Status { code: 300..=399, location: Some(location), .. } => match file.join(&location) {
                    // Another host has its own, and says it when an address leads there.
                    Ok(next) if next.host_str() == url.host_str() => file = next,
                    _ => return Robots::default(),
                },
                Answer::Status { code: 500.., .. } => return Robots::closed(),
                // Where nothing answers, the address itself will tell why.
                Answer::Status { .. } | Answer::Failed(_) => return Robots::default(),
            }
        }
        Robots::default()
    }

    fn judge(&self, url: &Url, answer: Answer, host: &mut Host) -> Step {
        match answer {
            // 416: it is there, and has no first byte.
            Answer::Status { code: 200..=299 | 304 | 416, .. } => Step::There,
            Answer::Status { code: 300..=399, location: Some(location), .. } => match url.join(&location) {
                Ok(mut next) if matches!(next.scheme(), "http" | "https") && next.has_host() => {
                    next.set_fragment(None);
                    Step::Leads(next)
                }
                _ => Step::Unknown("it leads on to something that is no page".to_owned()),
            },
            Answer::Status { code: 404, .. } => Step::Dead("nothing is there (it answers 404)".to_owned()),
            Answer::Status { code: 410, .. } => Step::Dead("it is gone for good (it answers 410)".to_owned()),
            Answer::Status { code, .. } => {
                Step::Unknown(host.closed.clone().unwrap_or_else(|| format!("it answers {code}")))
            }
            Answer::Failed(Failure::NoSuchHost) => {
                Step::Dead(format!("there is no host {}", url.host_str().unwrap_or_default()))
            }
            Answer::Failed(Failure::Untrusted(why)) => {
                Step::Dead(format!("browsers warn of this host: the connection can't be trusted ({why})"))
            }
            Answer::Failed(Failure::Private) => {
                Step::Unknown("here its name leads into a private network, which is not asked".to_owned())
            }
            Answer::Failed(Failure::Silent(why)) => {
                host.n_silent += 1;
                if host.n_silent >= MOST_SILENCE {
                    host.closed = Some(format!("this host was silent {MOST_SILENCE} times"));
                }
                Step::Unknown(why)
            }
            Answer::Failed(Failure::Other(why)) => Step::Unknown(format!("its answer can't be read ({why})")),
        }
    }
}

fn words(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..=119 => format!("{seconds} s"),
        seconds @ 120..=7_199 => format!("{} min", seconds / 60),
        seconds => format!("{} h", seconds / 3_600),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_answered_is_judged_by_the_reason() {
        let manners = Manners::of_a_test();
        let network = Network::new("https://news.example/", &manners);
        let visits = Visits::new(&network, &manners);
        let mut host = Host::default();
        let url = Url::parse("https://x.example/").unwrap();
        let mut judge = |failure| visits.judge(&url, Answer::Failed(failure), &mut host);
        assert!(matches!(judge(Failure::NoSuchHost), Step::Dead(_)));
        assert!(matches!(judge(Failure::Untrusted("expired".to_owned())), Step::Dead(_)));
        assert!(matches!(judge(Failure::Private), Step::Unknown(_)));
        assert!(matches!(judge(Failure::Other("?".to_owned())), Step::Unknown(_)));
        for _ in 0..MOST_SILENCE {
            assert!(matches!(judge(Failure::Silent("timeout".to_owned())), Step::Unknown(_)));
        }
        assert!(host.closed.is_some(), "who is silent again and again is left alone");
    }
}
