//! What the articles that were read tell others: redirects, the history, and whoever asks what is at an address.

use std::collections::HashSet;
use std::path::Path;

use super::super::document::Place;
use super::super::folder::Folder;
use super::super::site::Site;
use super::{Articles, Former, Read, Shown, is_hashed, name};
use crate::address::{Address, Collection, Permalink};
use crate::model::Slug;
use crate::prerender::sitemaps;
use crate::prerender::twins::twin_key;

/// What the site has at an address.
pub(in crate::prerender::check) enum Answer {
    /// A page or a file, in words.
    Page(String),
    /// An article that readers don't see yet, and why.
    Hidden(String, String),
    /// An article that readers saw once.
    Gone,
    /// A name of the site's own.
    Own,
    /// Nothing.
    Nothing,
}

/// What became of an article.
pub(in crate::prerender::check) enum Whereabouts<'a> {
    /// Readers see it, at this address where it can have one.
    Public { file: &'a Path, path: Option<&'a str>, permalink: Option<&'a Permalink> },
    /// They are not to see it any more.
    Gone,
    /// They don't see it, as if they never had.
    Hidden { file: &'a Path, why: &'a str },
}

impl Articles {
    /// What the site has at a decoded path.
    pub(in crate::prerender::check) fn answer(
        &self,
        path: &str,
        site: &Site,
        pages: &HashSet<String>,
        folder: &Folder,
    ) -> Answer {
        let page = |slug: &str| pages.contains(slug).then(|| Answer::Page(format!("pages/{slug}.json")));
        let known = |is_known: bool, what: &str, slug: &Slug| match is_known {
            true => Answer::Page(format!("the {what} \"{slug}\"")),
            false => Answer::Nothing,
        };
        let Some(addresses) = &site.addresses else { return Answer::Nothing };
        let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
        if let Some(page) = site.page_of_feed(path) {
            return self.answer(&addresses.path(&page).unwrap_or_default(), site, pages, folder);
        }
        let answer = match addresses.parse(path) {
            Address::Front => return Answer::Page("the front".to_owned()),
            Address::List(Collection::All, _) => return Answer::Page("the archive".to_owned()),
            Address::List(Collection::Section(slug), _) => {
                known(site.own_sections.iter().any(|(own, _)| own == slug.as_str()), "section", &slug)
            }
            Address::List(Collection::Tag(slug), _) => {
                known(self.lists.contains(&(true, slug.as_str().to_owned())), "topic", &slug)
            }
            Address::List(Collection::Author(slug), _) => {
                known(self.lists.contains(&(false, slug.as_str().to_owned())), "author", &slug)
            }
            Address::Page(slug) => page(slug.as_str()).unwrap_or(Answer::Nothing),
            Address::Article(permalink) => {
                let slug = permalink.slug.clone();
                let path = addresses.path(&Address::Article(permalink)).unwrap_or_default();
                let read = self.by_path.get(&twin_key(&path)).and_then(|index| self.read.get(*index));
                match read.filter(|read| read.path.as_ref() == Some(&path)) {
                    Some(Read { is_gone: true, .. }) => Answer::Gone,
                    Some(Read { shown: Shown::No(why), file, .. }) => Answer::Hidden(name(file), why.clone()),
                    Some(read) => Answer::Page(name(&read.file)),
                    // One that can't be read keeps the page that it had.
                    None if slug.is_some_and(|slug| self.is_unread(slug.as_str())) => Answer::Page(path),
                    None => page(path.trim_matches('/')).unwrap_or(Answer::Nothing),
                }
            }
            Address::Unknown => Answer::Nothing,
        };
        match answer {
            Answer::Nothing if folder.file(path).is_some() => Answer::Page(format!("the file {path}")),
            Answer::Nothing if sitemaps::is_own(path.trim_start_matches('/')) => {
                Answer::Page(format!("the sitemap {path}"))
            }
            Answer::Nothing if is_hashed(path) || matches!(first, "404.html" | "page.v1.json") => Answer::Own,
            answer => answer,
        }
    }

    /// What became of the article of an identifier.
    pub(in crate::prerender::check) fn by_id(&self, id: &str) -> Option<Whereabouts<'_>> {
        let read = self.by_id.get(id).and_then(|index| self.read.get(*index))?;
        let Read { file, path, permalink, shown, is_over, .. } = read;
        Some(match shown {
            Shown::Yes => Whereabouts::Public { file, path: path.as_deref(), permalink: permalink.as_ref() },
            Shown::No(_) if *is_over => Whereabouts::Gone,
            Shown::No(why) => Whereabouts::Hidden { file, why },
        })
    }

    /// Learns an address that leads to the article of an identifier, if there is such a one.
    pub(in crate::prerender::check) fn know_former(&mut self, path: &str, id: &str) {
        if self.by_id.contains_key(id) {
            self.former_paths.insert(twin_key(path));
        }
    }

    /// The one of the public articles that a vanished one has most likely become.
    pub(in crate::prerender::check) fn likely_heir(
        &self,
        slug: &str,
        is_known: impl Fn(&str) -> bool,
    ) -> Option<String> {
        let heirs = self.read.iter().filter(|read| {
            matches!(read.shown, Shown::Yes) && read.path.as_deref().is_some_and(|path| !is_known(path))
        });
        let likeness = |read: &Read| {
            let stem = read.file.file_stem()?.to_str()?.to_owned();
            Some((strsim::normalized_damerau_levenshtein(slug, &stem), stem))
        };
        let likely = heirs.filter_map(likeness).filter(|(likeness, _)| *likeness >= 0.6);
        likely.max_by(|(a, one), (b, other)| a.total_cmp(b).then_with(|| other.cmp(one))).map(|(_, stem)| stem)
    }

    /// Whether a file has this name and is no article that could be read.
    pub(in crate::prerender::check) fn is_unread(&self, slug: &str) -> bool {
        self.slugs.contains(slug) && !self.by_slug.contains_key(slug)
    }

    /// What the addresses of public articles are made of.
    pub(in crate::prerender::check) fn permalinks(&self) -> Vec<Permalink> {
        let public = self.read.iter().filter(|read| matches!(read.shown, Shown::Yes) && read.path.is_some());
        public.filter_map(|read| read.permalink.clone()).collect()
    }

    /// The addresses that once led to an article, with where it is now.
    pub(in crate::prerender::check) fn former(&self) -> Vec<Former> {
        let mut former = Vec::new();
        for address in &self.former_addresses {
            let Some(read) = self.read.get(address.of) else { continue };
            if matches!(read.shown, Shown::Yes) || read.is_gone {
                let to = read.path.clone().filter(|_| matches!(read.shown, Shown::Yes));
                // Where the address is made of something else than the slug, it never changed.
                if read.path.as_ref() != Some(&address.path) {
                    former.push(Former { to, ..address.clone() });
                }
            }
        }
        for (of, read) in self.read.iter().enumerate().filter(|(_, read)| read.is_gone) {
            let Some(path) = read.path.clone() else { continue };
            // Not where another article has the address.
            if self.by_path.get(&twin_key(&path)) == Some(&of) {
                former.push(Former {
                    path,
                    place: Place::file(&read.file),
                    is_own: true,
                    is_named: false,
                    to: None,
                    of,
                });
            }
        }
        former
    }
}
