//! The names by which one article, page or menu leads to another, judged once all articles are known.

use std::collections::HashMap;
use std::path::PathBuf;

use super::super::document::Place;
use super::super::findings::Findings;
use super::super::site::Site;
use super::super::{nearest, rules};
use super::{Articles, Linked, MOST_GUESSED, Read, Shown, is_hashed, taken};
use crate::address::Collection;
use crate::model::Slug;
use crate::prerender::twins::twin_key;

impl Articles {
    /// Remembers the name of an article, unless a file has it.
    pub(super) fn name(&mut self, slug: &str, place: impl FnOnce() -> Place) {
        // What is no slug was named by the reader.
        if !self.slugs.contains(slug) && Slug::new(slug).is_some() {
            self.named.push((slug.to_owned(), place()));
        }
    }

    /// Remembers a link.
    pub(in crate::prerender::check) fn link(&mut self, linked: Linked) {
        self.linked.push(linked);
    }

    /// Remembers a link to the page of a topic or an author.
    pub(in crate::prerender::check) fn link_list(&mut self, collection: Collection, place: Place) {
        self.linked_lists.push((collection, place));
    }

    /// Checks the names of the static pages, which share the root with articles and with the site's own names.
    pub(in crate::prerender::check) fn pages(&self, site: &Site, files: &[(Slug, PathBuf)], found: &mut Findings) {
        let Some(addresses) = &site.addresses else { return };
        let mut by_path: HashMap<String, (String, &PathBuf)> = HashMap::new();
        for (slug, file) in files {
            let Some(path) = addresses.page(slug).filter(|path| !is_hashed(path)) else {
                let message = format!("\"{slug}\" is a name of the site's own");
                found.report(&rules::RESERVED_NAME, Place::file(file), message);
                continue;
            };
            let article = self.by_path.get(&twin_key(&path)).and_then(|index| self.read.get(*index));
            let article = article.and_then(|read| Some((read.path.clone()?, &read.file)));
            if let Some((other, other_file)) = article.or_else(|| by_path.get(&twin_key(&path)).cloned()) {
                found.report(&rules::DUPLICATE_ADDRESS, Place::file(file), taken(&path, &other, other_file));
            }
            by_path.insert(twin_key(&path), (path, file));
        }
    }

    /// Judges what waited for the last article.
    pub(in crate::prerender::check) fn finish(&mut self, site: Option<&Site>, found: &mut Findings) {
        if let Some(site) = site {
            self.front(site, found);
            for (slug, place) in &site.own_sections {
                let is_here = |read: &&Read| read.section.as_deref() == Some(slug);
                if !self.read.iter().filter(is_here).any(|read| matches!(read.shown, Shown::Yes)) {
                    let message = format!("no article of the section \"{slug}\" is public");
                    found.report(&rules::EMPTY_SECTION, place.clone(), message);
                }
            }
            for (id, place) in &site.bare_sponsors {
                if !self.sponsors.contains(id) {
                    let message = format!("the sponsor \"{id}\" has no creative");
                    found.report(&rules::SPONSOR_WITHOUT_CREATIVE, place.clone(), message);
                }
            }
        }
        for (slug, place) in std::mem::take(&mut self.named) {
            self.must_exist(&slug, place, found);
        }
        for linked in std::mem::take(&mut self.linked) {
            self.judge(linked, found);
        }
        for (collection, place) in std::mem::take(&mut self.linked_lists) {
            let (key, name) = match &collection {
                Collection::Tag(slug) => ((true, slug.as_str().to_owned()), "has the topic"),
                Collection::Author(slug) => ((false, slug.as_str().to_owned()), "is by the author"),
                Collection::All | Collection::Section(_) => continue,
            };
            if !self.lists.contains(&key) {
                found.report(&rules::DEAD_LINK, place, format!("no public article {name} \"{}\"", key.1));
            }
        }
    }

    fn front(&mut self, site: &Site, found: &mut Findings) {
        for (index, (slug, place)) in site.pinned.iter().enumerate() {
            if site.pinned.iter().take(index).any(|(before, _)| before == slug) {
                let message = format!("\"{slug}\" is pinned twice, and shown once");
                found.report(&rules::PINNED_TWICE, place.clone(), message);
            } else if !self.slugs.contains(slug) && Slug::new(slug).is_some() {
                self.must_exist(slug, place.clone(), found);
            } else if let Some(Shown::No(why)) = self.by_slug.get(slug).map(|index| &self.read[*index].shown) {
                let message = format!("the pinned article \"{slug}\" {why}; until then the front is without it");
                found.report(&rules::PINNED_NOT_PUBLIC, place.clone(), message);
            }
        }
    }

    fn must_exist(&mut self, slug: &str, place: Place, found: &mut Findings) {
        if !self.former.contains_key(slug) {
            let message = format!("there is no article \"{slug}\"");
            self.n_unknown += 1;
            let candidates = self.slugs.iter().take(if self.n_unknown <= MOST_GUESSED { usize::MAX } else { 0 });
            let mend = nearest(slug, candidates.map(String::as_str));
            let mend = mend.unwrap_or(rules::UNKNOWN_ARTICLE.mend.to_owned());
            found.report_with(&rules::UNKNOWN_ARTICLE, place, message, mend);
        }
    }

    fn judge(&self, Linked { path, slug, place, from }: Linked, found: &mut Findings) {
        let lower = twin_key(&path);
        if let Some(target) = self.by_path.get(&lower).and_then(|index| self.read.get(*index)) {
            let from = from.and_then(|index| self.read.get(index));
            let is_from_public = from.is_none_or(|read| matches!(read.shown, Shown::Yes));
            if let (Shown::No(why), true) = (&target.shown, is_from_public) {
                let message = format!("the article at {path} {why}; until then the link leads nowhere");
                found.report(&rules::UNPUBLISHED_LINK, place, message);
            }
            return;
        }
        if self.former_paths.contains(&lower) {
            return;
        }
        let named = slug.as_ref().map(Slug::as_str).and_then(|slug| self.by_slug.get(slug));
        let unread = slug.is_some_and(|slug| self.slugs.contains(slug.as_str())) && named.is_none();
        if unread {
            // Its file is there and was named for what is wrong in it.
            return;
        }
        let message = format!("there is no article at {path}");
        let mend = match named.and_then(|index| self.read.get(*index)).and_then(|read| read.path.as_deref()) {
            Some(path) => format!("the article of this name is at {path}"),
            None => rules::DEAD_LINK.mend.to_owned(),
        };
        found.report_with(&rules::DEAD_LINK, place, message, mend);
    }
}
