//! What articles say of each other: identifiers, addresses, and the names by which one leads to another.

mod answers;
mod names;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

pub(super) use answers::{Answer, Whereabouts};

use super::document::{Document, Place};
use super::findings::Findings;
use super::menu::section;
use super::records::Record;
use super::site::Site;
use super::{nearest, rules};
use crate::address::{Address, Addresses, Collection, Permalink};
use crate::model::{Instant, Slug};
use crate::prerender::app_files::HASHED;
use crate::prerender::twins::twin_key;

/// For how many names of articles the one that was meant is looked for: thousands of wrong ones have another cause.
const MOST_GUESSED: usize = 25;

/// The articles of a folder. What can only be judged when all were read, waits.
#[derive(Default)]
pub(super) struct Articles {
    /// The slugs of all files, readable or not.
    slugs: HashSet<String>,
    read: Vec<Read>,
    by_slug: HashMap<String, usize>,
    by_id: HashMap<String, usize>,
    /// By the twin of the address: some disks don't tell capitals apart.
    by_path: HashMap<String, usize>,
    former: HashMap<String, usize>,
    former_paths: HashSet<String>,
    former_addresses: Vec<Former>,
    /// The lists of topics and authors by the twin of their address.
    by_list: HashMap<String, (String, PathBuf)>,
    sponsors: HashSet<String>,
    named: Vec<(String, Place)>,
    linked: Vec<Linked>,
    /// The authors and topics of public articles.
    lists: HashSet<(bool, String)>,
    linked_lists: Vec<(Collection, Place)>,
    n_unknown: usize,
}

/// What is remembered of an article that was read.
struct Read {
    file: PathBuf,
    path: Option<String>,
    permalink: Option<Permalink>,
    shown: Shown,
    /// Whether readers saw it once.
    is_gone: bool,
    /// Whether they are not to see it any more.
    is_over: bool,
    section: Option<String>,
}

/// An address that once led to an article.
#[derive(Clone)]
pub(super) struct Former {
    pub(super) path: String,
    pub(super) place: Place,
    /// Whether it is the address of the article itself, which is gone.
    pub(super) is_own: bool,
    /// Whether it was said already that another article has the name.
    pub(super) is_named: bool,
    /// Where the article is now; nowhere if it is gone.
    pub(super) to: Option<String>,
    /// The number of the article.
    of: usize,
}

/// Whether readers see an article, or why they do not.
enum Shown {
    Yes,
    No(String),
}

/// A link to an address that an article could have.
pub(super) struct Linked {
    pub(super) path: String,
    pub(super) slug: Option<Slug>,
    pub(super) place: Place,
    /// The number of the article that has it, where it is one.
    pub(super) from: Option<usize>,
}

impl Articles {
    /// `slugs` are those of all files.
    pub(super) fn new(slugs: HashSet<String>) -> Self {
        Self { slugs, ..Self::default() }
    }

    /// Learns of a file that is not there yet.
    pub(super) fn know(&mut self, slug: &str) {
        self.slugs.insert(slug.to_owned());
    }

    /// Takes an article in; gives its number, and its address, where it can have one.
    pub(super) fn add(
        &mut self,
        document: &Document<'_>,
        slug: &Slug,
        site: Option<&Site>,
        now: Instant,
        found: &mut Findings,
    ) -> Option<(usize, Option<String>)> {
        let article = document.root()?;
        let index = self.read.len();
        let file = document.source.file;
        if let Some(id) = article.text("id") {
            if let Some(other) = self.by_id.get(id).and_then(|index| self.read.get(*index)) {
                let message = format!("\"{id}\" is the id of {} as well", name(&other.file));
                found.report(&rules::DUPLICATE_ID, document.place(article.field("id")), message);
            } else {
                self.by_id.insert(id.to_owned(), index);
            }
        }
        let permalink = site.and_then(|site| permalink(article, slug, site));
        let path = permalink.as_ref().and_then(|permalink| self.take_address(document, permalink, site?, index, found));
        for (former, spot) in article.texts("former_slugs") {
            let place = document.place(spot);
            let taken = self.slugs.contains(former).then(|| format!("{former}.json"));
            let other = self.former.get(former).and_then(|index| self.read.get(*index));
            let other = taken.or_else(|| other.map(|other| name(&other.file)));
            let is_named = other.is_some();
            if let Some(other) = other {
                let message = format!("\"{former}\" leads to {other} already");
                found.report(&rules::FORMER_SLUG_TAKEN, place.clone(), message);
            }
            self.former.insert(former.to_owned(), index);
            if let (Some(site), Some(permalink)) = (site, &permalink) {
                let permalink = Permalink { slug: Slug::new(former), ..permalink.clone() };
                let path = site.addresses.as_ref().and_then(|addresses| addresses.path(&Address::Article(permalink)));
                self.former_paths.extend(path.as_deref().map(twin_key));
                let address = |path| Former { path, place, is_own: false, is_named, to: None, of: index };
                self.former_addresses.extend(path.filter(|_| Slug::new(former).is_some()).map(address));
            }
        }
        for (slug, spot) in article.texts("related") {
            self.name(slug, || document.place(spot));
        }
        for (slug, spot) in document.all("ReadAlso").flat_map(|record| record.texts("articles")) {
            self.name(slug, || document.place(spot));
        }
        if let Some(site) = site {
            if let Some(slug) = article.text("article_section") {
                section(document, site, slug, article.field("article_section"), found);
            }
            if let Some(id) = article.text("sponsor") {
                self.sponsors.insert(id.to_owned());
                if !site.sponsors.contains(id) {
                    let message = format!("there is no sponsor \"{id}\" in site.json");
                    let mend = nearest(id, site.sponsors.iter().map(String::as_str));
                    let mend = mend.unwrap_or(rules::UNKNOWN_SPONSOR.mend.to_owned());
                    found.report_with(&rules::UNKNOWN_SPONSOR, document.place(article.field("sponsor")), message, mend);
                }
            }
        }
        let shown = shown(article, now);
        if matches!(shown, Shown::Yes) {
            let tags = article.texts("keywords").into_iter().filter_map(|(words, _)| Slug::of_words(words));
            self.lists.extend(tags.map(|slug| (true, slug.as_str().to_owned())));
            let authors = document.all("Author").filter_map(|author| author.text("slug"));
            self.lists.extend(authors.map(|slug| (false, slug.to_owned())));
            self.take_lists(document, site, found);
        }
        self.by_slug.insert(slug.as_str().to_owned(), index);
        self.read.push(Read {
            file: file.to_owned(),
            path: path.clone(),
            permalink,
            is_gone: was_public(article, now) && is_over(article, now),
            is_over: is_over(article, now),
            shown,
            section: article.text("article_section").map(str::to_owned),
        });
        Some((index, path))
    }

    fn take_address(
        &mut self,
        document: &Document<'_>,
        permalink: &Permalink,
        site: &Site,
        index: usize,
        found: &mut Findings,
    ) -> Option<String> {
        let addresses = site.addresses.as_ref()?;
        if let Some(field) = addresses.lacks(permalink) {
            let article = document.root()?;
            // What was written wrongly was named by the reader.
            if field != "date_published" {
                let message = format!(
                    "the site's permalink needs \"{field}\", with letters, digits, hyphens and underscores only"
                );
                found.report(&rules::PERMALINK, document.place(article.field(field)), message);
            }
            return None;
        }
        let path = addresses.path(&Address::Article(permalink.clone()))?;
        if is_own(addresses, "/", permalink) {
            let message = format!("its address {path} is one of the site's own");
            found.report(&rules::RESERVED_NAME, Place::file(document.source.file), message);
            return None;
        }
        if let Some(other) = self.by_path.get(&twin_key(&path)).and_then(|other| self.read.get(*other)) {
            let message = taken(&path, other.path.as_deref().unwrap_or_default(), &other.file);
            found.report(&rules::DUPLICATE_ADDRESS, Place::file(document.source.file), message);
        } else {
            self.by_path.insert(twin_key(&path), index);
        }
        Some(path)
    }

    /// Remembers the lists that a public article stands in, and says which of them differ by too little.
    fn take_lists(&mut self, document: &Document<'_>, site: Option<&Site>, found: &mut Findings) {
        let Some(addresses) = site.and_then(|site| site.addresses.as_ref()) else { return };
        let file = document.source.file;
        let keywords = document.root().map(|article| article.texts("keywords")).unwrap_or_default();
        let topics = keywords
            .into_iter()
            .filter_map(|(words, spot)| Some((Collection::Tag(Slug::of_words(words)?), document.place(spot))));
        let authors = document.all("Author").filter_map(|author| {
            Some((Collection::Author(Slug::new(author.text("slug")?)?), document.place(author.field("slug"))))
        });
        for (collection, place) in topics.chain(authors) {
            let Some(path) = addresses.path(&Address::List(collection, None)) else { continue };
            let key = twin_key(&path);
            match self.by_list.get(&key) {
                Some((other, other_file)) if *other != path => {
                    found.report(&rules::DUPLICATE_ADDRESS, place, taken(&path, other, other_file));
                }
                Some(_) => {}
                None => drop(self.by_list.insert(key, (path, file.to_owned()))),
            }
        }
    }
}

fn permalink(article: &Record<'_>, slug: &Slug, site: &Site) -> Option<Permalink> {
    let published = article.instant("date_published");
    let civil = published.zip(site.zone.as_ref()).map(|(published, zone)| zone.civil(published));
    Some(Permalink {
        slug: Some(slug.clone()),
        id: article.text("id").and_then(Slug::new),
        section: article.text("article_section").and_then(Slug::new),
        year: civil.and_then(|civil| u16::try_from(civil.year).ok()),
        month: civil.map(|civil| civil.month),
        day: civil.map(|civil| civil.day),
    })
}

fn shown(article: &Record<'_>, now: Instant) -> Shown {
    let no = |why: String| Shown::No(why);
    match article.text("status") {
        Some("draft") => return no("is a draft".to_owned()),
        Some("withdrawn") => return no("was withdrawn".to_owned()),
        _ => {}
    }
    if article.instant("expires").is_some_and(|expires| expires <= now) {
        return no(format!("expired at {}", article.text("expires").unwrap_or_default()));
    }
    if article.instant("date_published").is_some_and(|published| now < published) {
        return no(format!("appears at {}", article.text("date_published").unwrap_or_default()));
    }
    Shown::Yes
}

fn was_public(article: &Record<'_>, now: Instant) -> bool {
    article.instant("date_published").is_some_and(|published| published <= now)
}

fn is_over(article: &Record<'_>, now: Instant) -> bool {
    match article.text("status") {
        Some("draft") => false,
        Some("withdrawn") => true,
        _ => article.instant("expires").is_some_and(|expires| expires <= now),
    }
}

/// Whether an address is one of the site's own: what begins with such a name is read as a list, or lies among files that
/// browsers keep for a year.
pub(in crate::prerender) fn is_own(addresses: &Addresses, base: &str, permalink: &Permalink) -> bool {
    let Some(path) = addresses.path(&Address::Article(permalink.clone())) else { return false };
    let whole = format!("{base}{}", path.trim_start_matches('/'));
    !matches!(addresses.parse(&whole), Address::Article(_)) || is_hashed(&path)
}

/// Whether a path lies in the folder of hashed names, which browsers keep for a year.
pub(in crate::prerender) fn is_hashed(path: &str) -> bool {
    path.trim_start_matches('/').split('/').next() == Some(HASHED)
}

/// That an address is another one's already, or nearly.
fn taken(path: &str, other: &str, file: &Path) -> String {
    let file = file.display();
    match path == other {
        true => format!("its address {path} is that of {file} as well"),
        false => format!("its address {path} differs from {other} of {file} by capitals or the form of letters only"),
    }
}

/// The name of a file, for a message about another one.
fn name(file: &Path) -> String {
    file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
