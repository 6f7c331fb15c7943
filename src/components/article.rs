//! A whole article.

use super::markup::{Element, element};
use super::text::words;
use super::{
    MenuItem, Story, body, breadcrumbs, byline, contents, corrections, figure, headline, kicker, older_story, share,
    standfirst, timestamp, topics,
};
use crate::address::Addresses;
use crate::edition::Site;
use crate::model::{Article, Instant, Kind, Teaser};

/// What an article is shown with.
pub struct ArticleParts<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its own address, for the printed page.
    pub canonical: String,
    /// Its section, where the site has one of that name.
    pub section: Option<MenuItem>,
    /// What it is about.
    pub topics: Vec<MenuItem>,
    /// The site's addresses.
    pub addresses: &'a Addresses,
    /// The story before it in its section.
    pub older: Option<&'a Teaser>,
    /// The articles that it names.
    pub teasers: &'a [Teaser],
    /// The instant by which sponsors are chosen.
    pub now: Instant,
}

/// A whole article.
pub fn article(site: &Site, parts: &ArticleParts<'_>) -> Element {
    let ArticleParts { article, canonical, section, addresses, teasers, now, .. } = parts;
    let story = Story::new(site, article, teasers, *now);
    // A reader who comes by a link has seen no list that said it.
    let sponsor = article.sponsor.as_ref().map(|id| {
        let name = site.sponsor(id).map(|sponsor| words(story.direction, &sponsor.name)).unwrap_or_default();
        let mark = element("p", "sponsored-mark").text(story.edition.words.sponsored);
        if name.is_empty() { mark } else { mark.text(" ").markup(name) }
    });
    let crumbs = section.clone().map(|section| {
        let front = MenuItem { text: site.edition.words.front.to_owned(), href: site.base.clone() };
        // Sections are called as the paper calls them, whatever the story is written in.
        breadcrumbs::breadcrumbs(site, &[front, section]).in_language(&site.edition.file.language, story.language)
    });
    let header = element("header", "article-header")
        .children(crumbs)
        .children(sponsor)
        .children(kicker::kicker(story.direction, article.kicker.as_deref()))
        .child(headline::headline(story.direction, &article.headline))
        .children(standfirst::standfirst(story.direction, article.standfirst.as_deref()))
        .children(byline::byline(&story, article, addresses))
        .child(timestamp::timestamp(&story.edition, article))
        .child(share::share(story.edition.words, canonical, &article.headline));
    element("article", "article")
        .in_language(story.language, &site.edition.file.language)
        .optional("data-kind", (article.kind == Kind::Opinion).then_some("opinion"))
        .attribute("data-address", canonical.clone())
        .child(header)
        .children(article.lead_image.as_ref().map(|image| figure::lead(&story, image)))
        .children(contents::contents(&story, &article.body))
        .children(body::body(&story, &article.body))
        .children(corrections::corrections(&story, &article.corrections))
        .children(topics::topics(&story, &parts.topics))
        .children(parts.older.map(|older| older_story::older_story(&story, older)))
}
