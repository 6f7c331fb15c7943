//! The front: what the editors pinned, then what is new, then each section. No article stands on it twice.

use std::collections::{HashMap, HashSet};

use super::super::content::{ArticleContent, SiteContent};
use super::{Data, StripData, data, teasers};
use crate::model::{Kind, Slug};

/// The lead and those beside it.
const TOP: usize = 6;

/// How many articles of a section its strip shows.
const STRIP: usize = 5;

/// How many of the newest that stand nowhere above close the page.
const LATEST: usize = 8;

/// The front of the paper. Articles come newest first.
pub(super) fn front<'a>(
    site: &SiteContent,
    articles: &'a [ArticleContent],
    by_slug: impl Fn(&Slug) -> Option<&'a ArticleContent>,
) -> Data<'a> {
    let edition = &site.context.site.edition.file;
    let pinned = edition.front.as_ref().map(|front| front.pinned.as_slice()).unwrap_or_default();
    let mut shown: HashSet<&Slug> = HashSet::new();
    let mut top: Vec<&ArticleContent> = Vec::new();
    for slug in pinned {
        top.extend(by_slug(slug).filter(|content| shown.insert(&content.slug)));
    }
    // A view or a paid word does not lead a paper unless its editors say so; each has its place below.
    let is_news = |content: &&ArticleContent| {
        !matches!(content.article.kind, Kind::Opinion | Kind::Review) && content.article.sponsor.is_none()
    };
    for content in articles.iter().filter(is_news) {
        if top.len() >= TOP {
            break;
        }
        if shown.insert(&content.slug) {
            top.push(content);
        }
    }
    // Once over all articles, however many sections there are.
    let mut strips: Vec<(&Slug, Vec<&ArticleContent>)> =
        edition.sections.iter().map(|section| (&section.slug, Vec::new())).collect();
    let places: HashMap<&Slug, usize> =
        strips.iter().enumerate().rev().map(|(place, (section, _))| (*section, place)).collect();
    let mut n_open = places.len();
    for content in articles {
        if n_open == 0 {
            break;
        }
        let place = content.article.article_section.as_ref().and_then(|section| places.get(section));
        let Some((_, strip)) = place.and_then(|place| strips.get_mut(*place)) else { continue };
        if strip.len() < STRIP && shown.insert(&content.slug) {
            strip.push(content);
            n_open -= usize::from(strip.len() == STRIP);
        }
    }
    let is_view = |content: &&ArticleContent| matches!(content.article.kind, Kind::Opinion | Kind::Analysis);
    let strips = strips.into_iter().filter(|(_, strip)| !strip.is_empty()).map(|(section, mut strip)| {
        // The newest of them that has a picture leads its strip, or there would be a hole in the page. Views show none.
        let pictured = strip.iter().position(|content| content.article.lead_image.is_some());
        if let Some(position) = pictured.filter(|_| !strip.iter().all(is_view)) {
            strip.get_mut(..=position).unwrap_or_default().rotate_right(1);
        }
        StripData { section: section.to_string(), teasers: teasers(site, &strip) }
    });
    let strips = strips.collect();
    let rest = articles.iter().filter(|content| !shown.contains(&content.slug));
    let latest: Vec<&ArticleContent> = rest.take(LATEST).collect();
    Data { teasers: teasers(site, &top), strips, latest: teasers(site, &latest), ..data("front", "/".to_owned()) }
}
