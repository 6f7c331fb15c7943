//! The front: what the editors pinned, then what is new, then each section. No article stands on it twice.

use std::collections::HashSet;

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
pub(super) fn front<'a>(site: &SiteContent, articles: &'a [ArticleContent]) -> Data<'a> {
    let edition = &site.context.site.edition.file;
    let pinned = edition.front.as_ref().map(|front| front.pinned.as_slice()).unwrap_or_default();
    let mut shown: HashSet<&Slug> = HashSet::new();
    let mut top: Vec<&ArticleContent> = Vec::new();
    for slug in pinned {
        let content = articles.iter().find(|content| content.slug == *slug);
        top.extend(content.filter(|content| shown.insert(&content.slug)));
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
    let mut strips = Vec::new();
    for section in &edition.sections {
        let mut strip: Vec<&ArticleContent> = Vec::new();
        for content in articles.iter().filter(|content| content.article.article_section.as_ref() == Some(&section.slug))
        {
            if strip.len() >= STRIP {
                break;
            }
            if shown.insert(&content.slug) {
                strip.push(content);
            }
        }
        // The newest of them that has a picture leads its strip, or there would be a hole in the page. Views show none.
        let is_view = |content: &&ArticleContent| matches!(content.article.kind, Kind::Opinion | Kind::Analysis);
        let pictured = strip.iter().position(|content| content.article.lead_image.is_some());
        if let Some(position) = pictured.filter(|_| !strip.iter().all(is_view)) {
            strip.get_mut(..=position).unwrap_or_default().rotate_right(1);
        }
        if !strip.is_empty() {
            strips.push(StripData { section: section.slug.to_string(), teasers: teasers(site, &strip) });
        }
    }
    let rest = articles.iter().filter(|content| !shown.contains(&content.slug));
    let latest: Vec<&ArticleContent> = rest.take(LATEST).collect();
    Data { teasers: teasers(site, &top), strips, latest: teasers(site, &latest), ..data("front", "/".to_owned()) }
}
