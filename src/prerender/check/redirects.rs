//! What becomes of addresses that the site no longer has: `redirects.json`, former slugs, what was withdrawn, and
//! what the history knows.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::articles::{Answer, Articles};
use super::document::{Document, Place};
use super::findings::Findings;
use super::folder::Folder;
use super::history::History;
use super::rules::{self, Rule as CheckRule};
use super::site::Site;
use crate::prerender::redirects::{Chains, End, Leads, Path, Rule, Table, Target};

/// The redirects that a publisher asks for, each with its places; judged when all addresses are known.
#[derive(Default)]
pub(super) struct Redirects {
    asked: Vec<Asked>,
    /// Whether one was refused.
    pub(super) is_incomplete: bool,
}

pub(super) struct Asked {
    pub(super) rule: Rule,
    pub(super) from: Place,
    pub(super) to: Place,
}

/// What the site answers itself, so that no redirect can.
pub(super) struct Answers<'a> {
    pub(super) site: &'a Site,
    pub(super) articles: &'a Articles,
    pages: &'a HashSet<String>,
    folder: &'a Folder,
}

impl Answers<'_> {
    pub(super) fn at(&self, path: &str) -> Answer {
        self.articles.answer(path, self.site, self.pages, self.folder)
    }

    pub(super) fn is_page(&self, path: &str) -> bool {
        matches!(self.at(path), Answer::Page(_) | Answer::Own)
    }
}

impl Redirects {
    /// Takes in what `redirects.json` says.
    pub(super) fn read(&mut self, document: &Document<'_>, found: &mut Findings) {
        for record in document.all("Redirect") {
            let Some(text) = record.text("from") else { continue };
            let place = |field| document.place(record.field(field));
            let mut refuse = |field, message: String| {
                self.is_incomplete = true;
                found.report(&rules::REDIRECT, place(field), message);
            };
            let from = match Path::new(text) {
                Ok(from) => from,
                Err(why) => {
                    refuse("from", format!("\"{text}\" can't be redirected: {why}"));
                    continue;
                }
            };
            let status = record.number("status").unwrap_or(301);
            let leads = match record.text("to") {
                Some(_) if status == 410 => {
                    refuse("to", "what is gone (410) leads nowhere".to_owned());
                    continue;
                }
                Some(to) => match Target::new(to, &from) {
                    Ok(target) => Leads::To(target, status == 301),
                    Err(why) => {
                        refuse("to", format!("nothing can lead to \"{to}\": {why}"));
                        continue;
                    }
                },
                None if status == 410 => Leads::Gone,
                None => {
                    refuse("to", format!("\"{text}\" leads nowhere: \"to\" is missing, or \"status\": 410"));
                    continue;
                }
            };
            self.asked.push(Asked { rule: Rule { from, leads }, from: place("from"), to: place("to") });
        }
    }

    /// Makes the table of the build, once all articles and pages were read.
    pub(super) fn finish(
        &mut self,
        site: &Site,
        articles: &Articles,
        pages: &HashSet<String>,
        folder: &Folder,
        history: &History,
        found: &mut Findings,
    ) -> Table {
        let answers = Answers { site, articles, pages, folder };
        let mut asked = self.without_conflicts(&answers, found);
        self.add_former(&answers, &mut asked, found);
        self.is_incomplete |= !history.keep(&answers, &mut asked, found);
        let rules: Vec<Rule> = asked.iter().map(|asked| asked.rule.clone()).collect();
        let chains = Chains::new(&rules);
        let mut table = Table { articles: articles.permalinks(), ..Table::default() };
        for (index, Asked { rule, to, .. }) in asked.into_iter().enumerate() {
            let mut refuse = |rule, place, message| {
                self.is_incomplete = true;
                found.report(rule, place, message);
            };
            let leads = match chains.end(index, |path| answers.is_page(path)) {
                End::At(leads) => leads,
                End::Loop(way) => {
                    let way: Vec<String> = way.iter().map(|index| rules[*index].from.written()).collect();
                    let message = format!("it goes round without an end: {}", way.join(", "));
                    refuse(&rules::REDIRECT_LOOP, to, message);
                    continue;
                }
            };
            if let (Leads::To(target, _), Leads::Gone) = (&rule.leads, &leads) {
                refuse(&rules::DEAD_LINK, to, format!("{} is gone (410)", target.text));
                continue;
            }
            let end = match &leads {
                Leads::To(target, _) if !rule.from.is_pattern() => target.path(),
                _ => None,
            };
            if let Some((rule, message)) = end.and_then(|path| dead(&path, answers.at(&path))) {
                refuse(rule, to, message);
                continue;
            }
            let list = if rule.from.is_pattern() { &mut table.patterns } else { &mut table.exact };
            list.push(Rule { from: rule.from, leads });
        }
        table
    }

    /// Leaves out what asks for an address that is taken.
    fn without_conflicts(&mut self, answers: &Answers<'_>, found: &mut Findings) -> Vec<Asked> {
        let mut by_from: HashMap<String, usize> = HashMap::new();
        let mut kept: Vec<Asked> = Vec::new();
        for asked in std::mem::take(&mut self.asked) {
            let path = asked.rule.from.written();
            let answer = if asked.rule.from.is_pattern() { Answer::Nothing } else { answers.at(&path) };
            let conflict: Option<(&'static CheckRule, String)> = match answer {
                Answer::Page(what) => Some((&rules::REDIRECT_CONFLICT, format!("{path} is the address of {what}"))),
                Answer::Hidden(file, why) => Some((
                    &rules::REDIRECT_CONFLICT,
                    format!("{path} is the address of {file}, which {why}; once it is public it could not be read"),
                )),
                Answer::Own => Some((&rules::RESERVED_NAME, format!("{path} is a name of the site's own"))),
                // What was withdrawn may lead elsewhere.
                Answer::Gone | Answer::Nothing => by_from.get(&asked.rule.from.bare()).map(|index| {
                    let other = &kept[*index].from;
                    let line = other.position.map_or(0, |(line, _)| line);
                    (&rules::REDIRECT_CONFLICT, format!("{path} is redirected in line {line} already"))
                }),
            };
            if let Some((rule, message)) = conflict {
                self.is_incomplete = true;
                found.report(rule, asked.from, message);
            } else {
                by_from.insert(asked.rule.from.bare(), kept.len());
                kept.push(asked);
            }
        }
        kept
    }

    /// Adds the former addresses of articles, and those of articles that are gone.
    fn add_former(&mut self, answers: &Answers<'_>, asked: &mut Vec<Asked>, found: &mut Findings) {
        let mut by_from: HashMap<String, Place> =
            asked.iter().map(|asked| (asked.rule.from.bare(), asked.from.clone())).collect();
        for former in answers.articles.former() {
            let from = Path::plain(&former.path);
            if former.is_own {
                // Another rule may say where a withdrawn article's readers find what they look for.
                if let Entry::Vacant(entry) = by_from.entry(from.bare()) {
                    entry.insert(former.place.clone());
                    let rule = Rule { from, leads: Leads::Gone };
                    asked.push(Asked { rule, from: former.place.clone(), to: former.place });
                }
                continue;
            }
            let taken = match answers.at(&former.path) {
                Answer::Page(what) | Answer::Hidden(what, _) => Some(what),
                Answer::Own => Some("the site itself".to_owned()),
                Answer::Gone | Answer::Nothing => None,
            };
            if let Some(what) = taken {
                // Where the name alone is that of another article, it was said already.
                if !former.is_named {
                    let message = format!("its address {} is that of {what}", former.path);
                    found.report(&rules::FORMER_SLUG_TAKEN, former.place, message);
                }
                continue;
            }
            if let Some(other) = by_from.get(&from.bare()) {
                if other.file != former.place.file && !former.is_named {
                    let file = other.file.display();
                    let message = format!("its address {} leads elsewhere already, by {file}", former.path);
                    found.report(&rules::FORMER_SLUG_TAKEN, former.place, message);
                }
                continue;
            }
            by_from.insert(from.bare(), former.place.clone());
            let leads = former.to.map_or(Leads::Gone, |to| Leads::To(Target { text: to }, true));
            asked.push(Asked { rule: Rule { from, leads }, from: former.place.clone(), to: former.place });
        }
    }
}

/// Why nothing can lead to a path.
fn dead(path: &str, answer: Answer) -> Option<(&'static CheckRule, String)> {
    match answer {
        Answer::Page(_) => None,
        Answer::Hidden(file, why) => Some((&rules::DEAD_LINK, format!("{path} is the address of {file}, which {why}"))),
        Answer::Gone => Some((&rules::DEAD_LINK, format!("{path} is gone (410)"))),
        Answer::Own | Answer::Nothing => {
            Some((&rules::DEAD_LINK, format!("this site has neither a page nor a file at {path}")))
        }
    }
}
