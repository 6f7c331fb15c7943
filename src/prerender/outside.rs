//! Whether the pages of other sites are there that this one links to: `khabar check --links`.
//!
//! Other people's machines answer, so they are asked little and politely: each address once, a host never twice at a
//! time and with a pause between, nothing that its robots.txt keeps programs from, and not again before the moment
//! that it names. Nothing in a private network is asked, also where a page of the open one leads there.

mod network;
mod private;
mod robots;
mod visit;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use url::Url;

use super::progress::Progress;
use network::Network;
use visit::{Step, Visits};

/// How other sites are asked.
#[derive(Clone, Debug)]
pub(super) struct Manners {
    /// Between two requests to one host.
    pub(super) pause: Duration,
    /// How long an answer may take.
    pub(super) timeout: Duration,
    /// How often an address may lead on to another.
    pub(super) most_redirects: usize,
    /// For how long a host may ask to be left alone before the rest of its addresses is left out.
    pub(super) most_wait: Duration,
    /// How many hosts are asked side by side.
    pub(super) n_side_by_side: usize,
    /// Whether private networks are asked as well: tests have no other.
    pub(super) with_private: bool,
    /// Lets time pass.
    pub(super) wait: fn(Duration),
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            pause: Duration::from_secs(1),
            timeout: Duration::from_secs(20),
            most_redirects: 10,
            most_wait: Duration::from_secs(60),
            n_side_by_side: 8,
            with_private: false,
            wait: thread::sleep,
        }
    }
}

impl Manners {
    /// Those of a test, whose server is on this machine and waits for nobody.
    pub(super) fn of_a_test() -> Self {
        Self { pause: Duration::ZERO, with_private: true, ..Self::default() }
    }
}

/// What is known of an address, once it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It answers.
    There,
    /// Readers find nothing there; why.
    Dead(String),
    /// It can't be known from here; why.
    Unknown(String),
}

/// Asks for each of some addresses. `own` is the address of the site that asks.
pub(super) fn ask(addresses: &[String], own: &str, manners: &Manners, is_shown: bool) -> HashMap<String, Verdict> {
    let mut verdicts = HashMap::new();
    // What a browser sends of two addresses may be the same.
    let mut asked: BTreeMap<String, (Url, Vec<&String>)> = BTreeMap::new();
    for address in addresses {
        match page(address) {
            Some(url) => asked.entry(url.to_string()).or_insert_with(|| (url, Vec::new())).1.push(address),
            None => {
                verdicts.insert(address.clone(), Verdict::Dead("no browser can read this address".to_owned()));
            }
        }
    }
    let mut hosts: BTreeMap<String, Vec<&(Url, Vec<&String>)>> = BTreeMap::new();
    for one in asked.values() {
        hosts.entry(one.0.host_str().unwrap_or_default().to_owned()).or_default().push(one);
    }
    // Who has the most to answer begins: the others are done meanwhile.
    let mut hosts: Vec<Vec<&(Url, Vec<&String>)>> = hosts.into_values().collect();
    hosts.sort_by_key(|urls| std::cmp::Reverse(urls.len()));
    let progress = Progress::new("links", asked.len(), is_shown);
    let network = Network::new(own, manners);
    let visits = Visits::new(&network, manners);
    let (next, found) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let some = || {
        while let Some(urls) = hosts.get(next.fetch_add(1, Ordering::Relaxed)) {
            for (url, addresses) in urls {
                let verdict = follow(&visits, url, manners.most_redirects);
                progress.step();
                found.lock().unwrap_or_else(PoisonError::into_inner).push((addresses, verdict));
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..manners.n_side_by_side.min(hosts.len()) {
            scope.spawn(some);
        }
    });
    let found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    // Where not one of several hosts answers, it is not they that are missing.
    let is_offline = hosts.len() > 1 && !visits.has_answer();
    for (addresses, verdict) in found {
        let verdict = match verdict {
            Verdict::Dead(why) if is_offline && !why.starts_with(visit::PRIVATE) => {
                Verdict::Unknown(format!("{why}; no other host answers either: is this machine online?"))
            }
            verdict => verdict,
        };
        verdicts.extend(addresses.iter().map(|address| ((*address).clone(), verdict.clone())));
    }
    verdicts
}

/// What a browser asks for at an address: without a place in the page, and without anybody's name and password.
fn page(address: &str) -> Option<Url> {
    let mut url = Url::parse(address).ok().filter(|url| url.has_host())?;
    url.set_fragment(None);
    let _ = url.set_username("");
    let _ = url.set_password(None);
    Some(url)
}

/// Goes where an address leads.
fn follow(visits: &Visits<'_>, first: &Url, most: usize) -> Verdict {
    let (mut url, mut seen) = (first.clone(), HashSet::new());
    let led = |url: &Url, why: String| match url == first {
        true => why,
        false => format!("it leads on to {url}, and {why}"),
    };
    loop {
        if !seen.insert(url.clone()) {
            return Verdict::Unknown("it leads in a circle".to_owned());
        }
        if seen.len() > most + 1 {
            return Verdict::Unknown(format!("it leads on more than {most} times"));
        }
        match visits.step(&url) {
            Step::There => return Verdict::There,
            Step::Leads(next) => url = next,
            // A page that readers can see leads them where they can't; perhaps the newsroom's own name server says so.
            Step::Private(why) if url != *first => return Verdict::Unknown(led(&url, why)),
            Step::Private(why) | Step::Dead(why) => return Verdict::Dead(led(&url, why)),
            Step::Unknown(why) => return Verdict::Unknown(led(&url, why)),
        }
    }
}

#[cfg(test)]
mod tests;
