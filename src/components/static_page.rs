//! A page that is no news.

use super::Story;
use super::markup::{Element, element, plain};
use super::timestamp::time;
use super::{body, headline, standfirst};
use crate::edition::Site;
use crate::model::{Instant, StaticPage, Teaser};

/// A page that is no news: headline, words, and when they last changed.
pub fn static_page(site: &Site, page: &StaticPage, canonical: String, teasers: &[Teaser], now: Instant) -> Element {
    let story = Story::of_page(site, page, teasers, now);
    let direction = story.direction;
    let modified = page.date_modified.map(|modified| {
        element("p", "timestamp")
            .child(plain("span").text(story.edition.words.modified).text(" ").child(time(&story.edition, modified)))
    });
    let header = element("header", "article-header")
        .child(headline::headline(direction, &page.headline))
        .children(standfirst::standfirst(direction, page.standfirst.as_deref()))
        .children(modified);
    element("article", "article static-page")
        .in_language(story.language, &site.edition.file.language)
        .attribute("data-address", canonical)
        .child(header)
        .children(body::body(&story, &page.body))
}
