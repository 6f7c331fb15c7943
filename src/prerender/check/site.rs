//! What `site.json` says that every other file is held against, and what keeps a site from being built.

use std::collections::HashSet;

use super::copy::Settings;
use super::document::{Document, Place};
use super::findings::Findings;
use super::nearest;
use super::records::Record;
use super::rules::{self, Rule};
use crate::address::{Address, Addresses, Pattern, Prefixes, USUAL};
use crate::edition::Zone;
use crate::model::{Instant, Slug};
use crate::prerender::app_files::HASHED;
use crate::prerender::{feeds, zones};

/// What other files are held against.
pub(super) struct Site {
    /// The sections of all editions.
    pub(super) sections: HashSet<String>,
    /// Those of the edition at the root, each with its place.
    pub(super) own_sections: Vec<(String, Place)>,
    /// The ids of sponsors.
    pub(super) sponsors: HashSet<String>,
    /// The sponsors with neither creative nor slot, each with its place: they may stand behind articles only.
    pub(super) bare_sponsors: Vec<(String, Place)>,
    /// What leads the front, each with its place.
    pub(super) pinned: Vec<(String, Place)>,
    /// The addresses of the edition at the root, where its permalink can be read.
    pub(super) addresses: Option<Addresses>,
    /// The newsroom's zone, where it is one.
    pub(super) zone: Option<Zone>,
    /// The formats of feeds, by their words; all if empty.
    pub(super) feed_formats: Vec<String>,
    /// Where readers read, with a slash at its end.
    pub(super) base_url: String,
    /// What the rules of copy need to know of the edition at the root.
    pub(super) copy: Settings,
}

impl Site {
    /// The page with the same articles as a feed of this site.
    pub(super) fn page_of_feed(&self, path: &str) -> Option<Address> {
        let (format, page) = feeds::page_of(self.addresses.as_ref()?, path)?;
        (self.feed_formats.is_empty() || self.feed_formats.iter().any(|word| word == format)).then_some(page)
    }

    /// Reads what `site.json` says; what is wrong with it as a whole is recorded. The second is whether a site can
    /// be built of it.
    pub(super) fn read(document: &Document<'_>, now: Instant, found: &mut Findings) -> Option<(Self, bool)> {
        let root = document.root()?;
        let mut is_buildable = true;
        let mut refuse = |rule: &'static Rule, record: &Record<'_>, field, message, mend: Option<String>| {
            is_buildable = false;
            let mend = mend.unwrap_or(rule.mend.to_owned());
            found.report_with(rule, document.place(record.field(field)), message, mend);
        };
        let default = root.text("default_edition").unwrap_or_default();
        let default_path = format!("$.editions.{default}");
        let editions: Vec<&Record<'_>> = document.all("EditionFile").collect();
        if !editions.iter().any(|edition| edition.path == default_path) && root.node.member("default_edition").is_some()
        {
            let message = format!("there is no edition \"{default}\" in $.editions");
            let keys = editions.iter().filter_map(|edition| edition.path.strip_prefix("$.editions."));
            refuse(&rules::SITE, root, "default_edition", message, nearest(default, keys));
        }
        if let Some(accent) = root.text("accent").filter(|accent| !is_colour(accent)) {
            refuse(&rules::COLOUR, root, "accent", format!("\"{accent}\" is not a colour"), None);
        }
        if let Some(url) = root.text("base_url").filter(|url| base_path(url).is_none()) {
            refuse(&rules::BASE_URL, root, "base_url", format!("\"{url}\" is not a whole address"), None);
        }
        let mut addresses = None;
        let mut zone = None;
        for edition in &editions {
            let is_default = edition.path == default_path;
            if let Some(name) = edition.text("time_zone") {
                match zones::table(name, now) {
                    Some(table) if is_default => zone = Some(Zone::new(table)),
                    Some(_) => {}
                    None => {
                        let mend = nearest(name, zones::names().iter().map(String::as_str));
                        refuse(&rules::TIME_ZONE, edition, "time_zone", format!("\"{name}\" is not a time zone"), mend);
                    }
                }
            }
            let own = document.all("ListPrefixes").find(|own| own.path == format!("{}.prefixes", edition.path));
            let mut names: Vec<Slug> = Vec::new();
            for field in USUAL {
                let named = own.and_then(|own| own.text(field)).unwrap_or(field);
                // What is no slug was reported by the reader.
                let Some(name) = Slug::new(named) else { continue };
                if let Some(own) = own.filter(|_| names.contains(&name) || name.as_str() == HASHED) {
                    refuse(&rules::SITE, own, field, format!("\"{named}\" is taken by something else"), None);
                }
                names.push(name);
            }
            let prefixes = Prefixes::new(names);
            match Pattern::new(edition.text("permalink").unwrap_or("/article/{slug}/"), &prefixes) {
                Ok(pattern) if is_default => addresses = Some(Addresses::new("/", pattern, prefixes)),
                Ok(_) => {}
                Err(error) => refuse(&rules::SITE, edition, "permalink", error.to_string(), None),
            }
        }
        let texts = |record, field| document.all(record).filter_map(move |found| found.text(field)).map(str::to_owned);
        let own = format!("{default_path}.");
        let own_sections = document.all("Section").filter(|section| section.path.starts_with(&own));
        let named = |record: &Record<'_>, field| Some((record.text(field)?.to_owned(), document.place(record.spot())));
        let is_bare =
            |sponsor: &&Record<'_>| sponsor.items("creatives").is_empty() && sponsor.items("slots").is_empty();
        let pinned = document.all("Front").filter(|front| front.path.starts_with(&own));
        let site = Self {
            copy: Settings::read(document),
            sections: texts("Section", "slug").collect(),
            own_sections: own_sections.filter_map(|section| named(section, "slug")).collect(),
            sponsors: texts("Sponsor", "id").collect(),
            bare_sponsors: document.all("Sponsor").filter(is_bare).filter_map(|sponsor| named(sponsor, "id")).collect(),
            pinned: pinned
                .flat_map(|front| front.texts("pinned"))
                .map(|(slug, spot)| (slug.to_owned(), document.place(spot)))
                .collect(),
            addresses,
            zone,
            feed_formats: document
                .all("FeedSettings")
                .flat_map(|feeds| feeds.texts("formats"))
                .map(|(format, _)| format.to_owned())
                .collect(),
            base_url: format!("{}/", without_spaces(root.text("base_url").unwrap_or_default().trim_end_matches('/'))),
        };
        Some((site, is_buildable))
    }
}

fn is_colour(text: &str) -> bool {
    text.len() == 7 && text.starts_with('#') && text.bytes().skip(1).all(|byte| byte.is_ascii_hexdigit())
}

/// The path of a whole address, with a slash at both ends.
pub(in crate::prerender) fn base_path(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let path = without_spaces(path.trim_matches('/'));
    let base = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
    // What stands before addresses of pages has no query and no place in a page, and is no other than it looks.
    let is_host = !host.is_empty() && host.chars().all(|c| c.is_alphanumeric() || ".-:[]".contains(c));
    (is_host && !path.contains(['?', '#', '"', '<', '>', '\\']) && !path.chars().any(char::is_control)).then_some(base)
}

/// An address whose spaces are encoded: some who read it would end it there.
pub(in crate::prerender) fn without_spaces(address: &str) -> String {
    address.replace(' ', "%20")
}
