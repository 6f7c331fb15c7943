//! Articles to go on with.

use super::markup::{Element, element};
use super::skip_link::{skip_link, skipped};
use super::teaser_list::{Look, teaser_list};
use crate::edition::Site;
use crate::model::Teaser;

/// What comes after them. No slug has a full stop in it, so no heading has this identifier.
const AFTER: &str = "after.related";

/// Articles to go on with, under a title; nothing, where there are none.
pub fn related_articles(site: &Site, title: &str, teasers: &[&Teaser]) -> Option<Element> {
    (!teasers.is_empty()).then(|| {
        element("section", "related-articles")
            .attribute("aria-labelledby", "related")
            .child(skip_link(site.edition.words, title, AFTER))
            .child(element("h2", "strip-title").attribute("id", "related").text(title))
            .child(teaser_list(site, teasers.iter().copied(), Look::Related, "h3"))
            .child(skipped(AFTER))
    })
}
