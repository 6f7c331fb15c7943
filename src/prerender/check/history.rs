//! Addresses that readers had once: each has a page, leads on, or says that it is gone.

use std::collections::{HashMap, HashSet};

use super::articles::{Answer, Articles, Whereabouts};
use super::document::{Document, Place};
use super::findings::Findings;
use super::redirects::{Answers, Asked};
use super::rules;
use super::site::{Site, without_spaces};
use crate::address::{Address, Permalink};
use crate::edition::{HistoryFile, PublishedAddress, PublishedKind};
use crate::model::Instant;
use crate::prerender::redirects::{Chains, End, Leads, Path, Rule, Target};

/// For how many vanished articles the one that each has become is looked for: thousands of them have another cause.
const MOST_GUESSED: usize = 25;

/// What a site has published, each with its place.
#[derive(Default)]
pub(super) struct History {
    entries: Vec<(PublishedAddress, Place)>,
}

/// What becomes of an address where nothing is any more.
enum Fate {
    /// It leads to this path; the article's file is that of the place.
    Moved(String, Place, String),
    /// It says that it is gone.
    Gone,
    /// It vanishes: where that is to be mended, why, and how.
    Vanishes(Place, String, String),
    /// What is wrong was said already.
    Said,
}

impl History {
    /// Takes in what a file says; gives whether it is of this site.
    pub(super) fn read(
        &mut self,
        document: &Document<'_>,
        file: &HistoryFile,
        site: &Site,
        found: &mut Findings,
    ) -> bool {
        let Some(root) = document.root() else { return false };
        if !without_spaces(file.base_url.trim_end_matches('/'))
            .eq_ignore_ascii_case(site.base_url.trim_end_matches('/'))
        {
            let message = format!("this is the history of {}, and site.json says {}", file.base_url, site.base_url);
            found.report(&rules::OTHER_HISTORY, document.place(root.field("base_url")), message);
            return false;
        }
        let places: Vec<Place> =
            document.all("PublishedAddress").map(|record| document.place(record.field("path"))).collect();
        self.take(&file.addresses, |index| {
            places.get(index).cloned().unwrap_or_else(|| Place::file(document.source.file))
        });
        true
    }

    pub(super) fn take(&mut self, addresses: &[PublishedAddress], place: impl Fn(usize) -> Place) {
        self.entries = addresses.iter().cloned().enumerate().map(|(index, address)| (address, place(index))).collect();
    }

    /// Tells of the addresses that lead to an article by its identifier.
    pub(super) fn tell(&self, articles: &mut Articles) {
        for (address, _) in &self.entries {
            if let Some(id) = &address.id {
                articles.know_former(&address.path, id);
            }
        }
    }

    /// Lets each address lead to where its article is now, and names those that would vanish; gives whether none
    /// would.
    pub(super) fn keep(&self, answers: &Answers<'_>, asked: &mut Vec<Asked>, found: &mut Findings) -> bool {
        let rules: Vec<Rule> = asked.iter().map(|asked| asked.rule.clone()).collect();
        let whole: HashSet<String> =
            rules.iter().filter(|rule| !rule.from.is_pattern()).map(|rule| rule.from.bare()).collect();
        let chains = Chains::new(&rules);
        let mut is_whole = true;
        let known: HashMap<&str, Instant> =
            self.entries.iter().map(|(address, _)| (address.path.as_str(), address.since)).collect();
        let mut n_guessed = 0;
        for (address, place) in &self.entries {
            let from = Path::plain(&address.path);
            let has_answer = matches!(answers.at(&address.path), Answer::Page(_) | Answer::Own | Answer::Gone);
            if has_answer || whole.contains(&from.bare()) || leads_on(&chains, &address.path, answers) {
                continue;
            }
            let leads = match fate(address, place, answers, &known, &mut n_guessed) {
                Fate::Moved(to, article, mend) => {
                    let message =
                        format!("its address was {}, which leads to {to} by the site's history", address.path);
                    found.report_with(&rules::CHANGED_ADDRESS, article, message, mend);
                    Leads::To(Target { text: to }, true)
                }
                Fate::Gone => Leads::Gone,
                Fate::Vanishes(place, why, mend) => {
                    is_whole = false;
                    let message = format!("{} was published, and {why}", address.path);
                    found.report_with(&rules::VANISHED_ADDRESS, place, message, mend);
                    continue;
                }
                Fate::Said => continue,
            };
            asked.push(Asked { rule: Rule { from, leads }, from: place.clone(), to: place.clone() });
        }
        is_whole
    }
}

fn fate(
    address: &PublishedAddress,
    place: &Place,
    answers: &Answers<'_>,
    known: &HashMap<&str, Instant>,
    n_guessed: &mut usize,
) -> Fate {
    let PublishedAddress { path, kind, slug, id, gone, .. } = address;
    let article = id.as_deref().filter(|_| *kind == PublishedKind::Article);
    match article.and_then(|id| answers.articles.by_id(id)) {
        Some(Whereabouts::Public { path: None, .. }) => return Fate::Said,
        Some(Whereabouts::Public { file, path: Some(to), permalink }) => {
            let before = permalink.map(|permalink| Permalink { slug: slug.clone(), ..permalink.clone() });
            let addresses = answers.site.addresses.as_ref();
            let by_slug = before.zip(addresses).and_then(|(old, all)| all.path(&Address::Article(old)));
            let mend = match slug {
                Some(slug) if by_slug.as_ref() == Some(path) => {
                    format!("put \"{slug}\" into \"former_slugs\", so that it does without the history as well")
                }
                _ => format!(
                    "write {{ \"from\": \"{path}\", \"to\": \"{to}\" }} or a pattern into redirects.json, so that \
                         it does without the history as well"
                ),
            };
            return Fate::Moved(to.to_owned(), Place::file(file), mend);
        }
        Some(Whereabouts::Gone) => return Fate::Gone,
        _ if gone.is_some() => return Fate::Gone,
        Some(Whereabouts::Hidden { file, why }) => {
            let mend = "write \"status\": \"withdrawn\" where readers are not to see it any more".to_owned();
            return Fate::Vanishes(Place::file(file), format!("the article {why}"), mend);
        }
        None => {}
    }
    let lead_on = format!("{{ \"from\": \"{path}\", \"to\": … }} or {{ \"from\": \"{path}\", \"status\": 410 }}");
    let nothing = "nothing is there now".to_owned();
    match (kind, slug) {
        // Lists come and go with their articles, of which editors decide.
        (PublishedKind::Topic | PublishedKind::Author, _) => Fate::Gone,
        // One that can't be read keeps the page that it had.
        (PublishedKind::Article, Some(slug)) if answers.articles.is_unread(slug.as_str()) => Fate::Said,
        (PublishedKind::Article, Some(slug)) => {
            *n_guessed += 1;
            let is_guessed = *n_guessed <= MOST_GUESSED;
            let heir = || {
                answers.articles.likely_heir(slug.as_str(), |path| {
                    // What it has become was there later than it.
                    known.get(path).is_some_and(|since| *since <= address.since)
                })
            };
            let mend = match is_guessed.then(heir).flatten() {
                Some(heir) => format!("put \"{slug}\" into \"former_slugs\" of {heir}.json"),
                None => format!("put {slug}.json back with \"status\": \"withdrawn\""),
            };
            Fate::Vanishes(place.clone(), nothing, format!("{mend}, or write {lead_on} into redirects.json"))
        }
        _ => Fate::Vanishes(place.clone(), nothing, format!("write {lead_on} into redirects.json")),
    }
}

/// Whether a pattern leads an address to something.
fn leads_on(chains: &Chains<'_>, path: &str, answers: &Answers<'_>) -> bool {
    match chains.end_of_path(path, |path| answers.is_page(path)) {
        Some(End::At(Leads::To(target, _))) => target.path().is_none_or(|path| answers.is_page(&path)),
        Some(End::At(Leads::Gone)) => true,
        Some(End::Loop(_)) | None => false,
    }
}
