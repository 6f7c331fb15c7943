//! The lists: of all articles, of each section, topic and author, and their archives by month.
//!
//! A list's own address shows its newest articles. Its archive stands by month in the newsroom's zone, and
//! within a large month by rank from the oldest, so that a page of a month that is over never changes when
//! news arrives. No page prints a total.

use std::collections::{BTreeMap, HashMap};

use super::super::content::{ArticleContent, SiteContent};
use super::{Data, data, teasers};
use crate::address::{Address, Collection, Period};
use crate::model::{Author, Slug};

/// How many articles a list's own address shows.
const NEWEST: usize = 24;

/// How many articles one part of a month holds.
const PART: usize = 60;

/// Which lists have an archive.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Archive {
    /// Sections and the whole paper: their readers leaf back.
    Always,
    /// Topics and authors: where the newest are not all, since there may be thousands of them.
    WhereLonger,
}

/// A topic or an author with the name that the newest article prints.
type Named<'a> = BTreeMap<Slug, (&'a str, Vec<&'a ArticleContent>)>;

/// The data of every list. Articles come newest first.
pub(super) fn lists<'a>(site: &SiteContent, articles: &'a [ArticleContent], add: &mut impl FnMut(Data<'a>)) {
    for (collection, name, own) in collections(site, articles) {
        let archive = match collection {
            Collection::All | Collection::Section(_) => Archive::Always,
            Collection::Tag(_) | Collection::Author(_) => Archive::WhereLonger,
        };
        list(site, &collection, name, &own, archive, add);
    }
}

/// What the lists of a site are made of, each with the name that only its articles know. Articles come newest first.
pub(in crate::prerender) fn collections<'a>(
    site: &SiteContent,
    articles: &'a [ArticleContent],
) -> Vec<(Collection, Option<&'a str>, Vec<&'a ArticleContent>)> {
    let mut collections = vec![(Collection::All, None, articles.iter().collect())];
    let mut sections: HashMap<&Slug, Vec<&'a ArticleContent>> = HashMap::new();
    for content in articles {
        if let Some(section) = &content.article.article_section {
            sections.entry(section).or_default().push(content);
        }
    }
    for section in &site.context.site.edition.file.sections {
        let own = sections.get(&section.slug).cloned().unwrap_or_default();
        collections.push((Collection::Section(section.slug.clone()), None, own));
    }
    let mut tags: Named<'a> = BTreeMap::new();
    let mut authors: Named<'a> = BTreeMap::new();
    for content in articles {
        for keyword in &content.article.keywords {
            enter(&mut tags, Slug::of_words(keyword), keyword, content);
        }
        for Author { name, slug, .. } in &content.article.authors {
            enter(&mut authors, slug.clone(), name, content);
        }
    }
    collections.extend(tags.into_iter().map(|(slug, (name, own))| (Collection::Tag(slug), Some(name), own)));
    collections.extend(authors.into_iter().map(|(slug, (name, own))| (Collection::Author(slug), Some(name), own)));
    collections
}

fn enter<'a>(named: &mut Named<'a>, slug: Option<Slug>, name: &'a str, content: &'a ArticleContent) {
    let Some(slug) = slug else { return };
    let (_, own) = named.entry(slug).or_insert_with(|| (name, Vec::new()));
    // An author may stand in a byline twice, once for each role.
    if own.last().is_none_or(|last| last.slug != content.slug) {
        own.push(content);
    }
}

fn list<'a>(
    site: &SiteContent,
    collection: &Collection,
    name: Option<&'a str>,
    articles: &[&'a ArticleContent],
    archive: Archive,
    add: &mut impl FnMut(Data<'a>),
) {
    let path = |period| site.context.path(&Address::List(collection.clone(), period));
    let at = |period| Data { name, ..data("list", path(period)) };
    let newest: Vec<&ArticleContent> = articles.iter().take(NEWEST).copied().collect();
    if archive == Archive::WhereLonger && articles.len() <= NEWEST {
        return add(Data { teasers: teasers(site, &newest), ..at(None) });
    }
    let months = by_month(site, articles);
    let mut years: Vec<u16> = months.iter().map(|((year, _), _)| *year).collect();
    years.dedup();
    let months_of =
        |year: u16| months.iter().filter(|((of, _), _)| *of == year).map(|((_, month), _)| *month).collect();
    add(Data {
        teasers: teasers(site, &newest),
        years: years.clone(),
        months: years.first().map_or_else(Vec::new, |year| months_of(*year)),
        ..at(None)
    });
    for year in &years {
        add(Data { months: months_of(*year), ..at(Some(Period { year: *year, month: None, part: 1 })) });
    }
    for (index, ((year, month), own)) in months.iter().enumerate() {
        let period = |part| Some(Period { year: *year, month: Some(*month), part });
        let earlier = months
            .get(index + 1)
            .map(|((year, month), _)| path(Some(Period { year: *year, month: Some(*month), part: 1 })));
        let oldest_first: Vec<&ArticleContent> = own.iter().rev().copied().collect();
        let parts = oldest_first.chunks(PART);
        let n_parts = Some(parts.len()).filter(|parts| *parts > 1);
        for (part, chunk) in (1..).zip(parts) {
            // Within the part the newest stands first, as in every list.
            let newest_first: Vec<&ArticleContent> = chunk.iter().rev().copied().collect();
            add(Data {
                teasers: teasers(site, &newest_first),
                parts: n_parts,
                earlier: earlier.clone(),
                ..at(period(part))
            });
        }
    }
}

/// Articles by their month, newest first.
fn by_month<'a>(site: &SiteContent, articles: &[&'a ArticleContent]) -> Vec<((u16, u8), Vec<&'a ArticleContent>)> {
    let mut months: Vec<((u16, u8), Vec<&ArticleContent>)> = Vec::new();
    for content in articles {
        let civil = site.context.site.edition.zone.civil(content.article.date_published);
        let month = (u16::try_from(civil.year).unwrap_or_default(), civil.month);
        match months.last_mut().filter(|(last, _)| *last == month) {
            Some((_, own)) => own.push(content),
            None => months.push((month, vec![content])),
        }
    }
    months
}
