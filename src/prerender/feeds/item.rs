//! An article as an item of a feed, before it has a format.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

use html_escape::{encode_double_quoted_attribute as attribute, encode_text as escape};
use sha2::{Digest, Sha256};

use super::super::content::{ArticleContent, SiteContent};
use super::super::hosts::kept_and_typed;
use super::super::machine_text::{hex, one_line, whole};
use super::super::output::Files;
use super::super::pictures::Pictures;
use super::super::{Options, redirects, words};
use super::html::Writer;
use crate::address::{Address, Collection};
use crate::edition::FeedContent;
use crate::model::{Article, Block, Image, Instant, Slug};

/// How many letters of its first paragraph stand for an article without a standfirst.
const SUMMARY: usize = 280;

/// An item of a feed.
pub(super) struct Item<'a> {
    /// What readers know it by, in every format; it never changes.
    pub(super) guid: String,
    /// The same as an IRI, which Atom asks for.
    pub(super) iri: String,
    pub(super) url: String,
    pub(super) title: String,
    /// In a few words, without markup.
    pub(super) summary: String,
    /// As HTML: the whole text, or the few words.
    pub(super) html: String,
    pub(super) is_full: bool,
    /// Each with the address of its page, where it has one.
    pub(super) authors: Vec<(String, Option<String>)>,
    pub(super) categories: Vec<String>,
    pub(super) published: Instant,
    pub(super) updated: Instant,
    pub(super) picture: Option<Enclosure>,
    /// Where it differs from the feed's.
    pub(super) language: Option<&'a str>,
}

/// A picture that goes along.
pub(super) struct Enclosure {
    pub(super) url: String,
    pub(super) n_bytes: u64,
    pub(super) media_type: String,
}

/// What items are made with.
pub(super) struct Maker<'a> {
    options: &'a Options,
    site: &'a SiteContent,
    pictures: &'a Pictures,
    files: &'a Files,
    by_slug: HashMap<&'a Slug, &'a ArticleContent>,
    /// Articles with an identifier that an older one has: their slug makes the difference, until it is mended.
    second: HashSet<&'a Slug>,
    origin: &'a str,
}

impl<'a> Maker<'a> {
    pub(super) fn new(
        options: &'a Options,
        site: &'a SiteContent,
        articles: &'a [ArticleContent],
        pictures: &'a Pictures,
        files: &'a Files,
    ) -> Self {
        let second = articles.iter().filter(|content| content.is_second).map(|content| &content.slug).collect();
        let base_url = &site.context.site.base_url;
        let host = base_url.split_once("://").map_or(base_url.as_str(), |(_, rest)| rest);
        let host = host.split('/').next().unwrap_or_default();
        let origin = site.feeds.origin.as_deref().unwrap_or(host);
        Self { options, site, pictures, files, by_slug: super::by_slug(articles), second, origin }
    }

    pub(super) fn item(&self, content: &'a ArticleContent) -> Item<'a> {
        let ArticleContent { path, article, slug, .. } = content;
        let site = &self.site.context.site;
        let language = article.language.as_ref().unwrap_or(&site.edition.file.language);
        let edition = site.edition.in_language(language);
        let url = whole(&site.base_url, path);
        let headline = one_line(&article.headline);
        let sponsor = article.sponsor.as_deref();
        let title = match sponsor {
            // Lists of readers show nothing but titles.
            Some(_) => format!("{}: {headline}", edition.words.sponsored),
            None => headline,
        };
        let first = sponsor.map_or_else(String::new, |id| {
            let name = site.sponsor(id).map(|sponsor| {
                let name = one_line(&sponsor.name);
                let href = match (sponsor.link.site_path(), sponsor.link.as_str()) {
                    (Some(path), _) => whole(&site.base_url, path),
                    // A place in the page itself.
                    (None, link) if link.starts_with(['#', '?']) => format!("{url}{link}"),
                    (None, link) => link.to_owned(),
                };
                format!(" <a href=\"{}\" rel=\"sponsored\">{}</a>", attribute(&href), escape(&name))
            });
            let label = if name.is_some() { edition.words.sponsored_by } else { edition.words.sponsored };
            format!("<p><strong>{label}{}</strong></p>", name.unwrap_or_default())
        });
        let summary = summary(article);
        let is_full = self.site.feeds.content == FeedContent::Full;
        let html = match is_full {
            true => {
                let readable = |slug: &Slug| {
                    let content = self.by_slug.get(slug)?;
                    Some((whole(&site.base_url, &content.path), content.article.headline.as_str()))
                };
                Writer::new(&edition, &site.base_url, &url, &readable).article(article, language.as_str(), &first)
            }
            false => {
                let dir = edition.direction.as_str();
                format!("<div dir=\"{dir}\" lang=\"{}\">{first}<p>{}</p></div>", language.as_str(), escape(&summary))
            }
        };
        let (guid, iri) = self.names(article, self.second.contains(slug).then_some(slug));
        Item {
            guid,
            iri,
            title,
            summary,
            html,
            is_full,
            authors: self.authors(article),
            categories: self.categories(article),
            published: article.date_published,
            updated: article.updated().unwrap_or(article.date_published),
            picture: article.lead_image.as_ref().and_then(|image| self.enclosure(image)),
            language: article.language.as_ref().map(crate::model::Language::as_str),
            url,
        }
    }

    /// What readers know an article by: the guid that it had elsewhere, or a name made of its identifier.
    fn names(&self, article: &Article, second: Option<&Slug>) -> (String, String) {
        let salt = second.map_or_else(String::new, |slug| format!("\n{slug}"));
        match article.feed_guid.as_deref().map(one_line).filter(|guid| !guid.is_empty()) {
            Some(guid) if second.is_none() => {
                let is_iri = guid.split_once(':').is_some_and(|(scheme, rest)| {
                    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
                    is_scheme && !rest.is_empty() && !rest.contains([' ', '<', '>', '"'])
                });
                let iri = if is_iri { guid.clone() } else { named(self.origin, &guid) };
                (guid, iri)
            }
            Some(guid) => {
                let name = named(self.origin, &format!("{guid}{salt}"));
                (name.clone(), name)
            }
            None => {
                let id = article.id.trim();
                let name = match is_uuid(id) && second.is_none() {
                    true => format!("urn:uuid:{}", id.to_ascii_lowercase()),
                    false => named(self.origin, &format!("{id}{salt}")),
                };
                (name.clone(), name)
            }
        }
    }

    fn authors(&self, article: &Article) -> Vec<(String, Option<String>)> {
        let context = &self.site.context;
        let page = |slug: &Slug| {
            let path = context.addresses.path(&Address::List(Collection::Author(slug.clone()), None))?;
            Some(whole(&context.site.base_url, &path))
        };
        let people = article.authors.iter().map(|author| (one_line(&author.name), author.slug.as_ref().and_then(page)));
        let agencies = article.agencies.iter().map(|agency| (one_line(agency), None));
        let mut authors: Vec<(String, Option<String>)> = Vec::new();
        for author in people.chain(agencies).filter(|(name, _)| !name.is_empty()) {
            // Somebody may stand in a byline twice, once for each role.
            if !authors.contains(&author) {
                authors.push(author);
            }
        }
        authors
    }

    fn categories(&self, article: &Article) -> Vec<String> {
        let edition = &self.site.context.site.edition;
        let section = article.article_section.as_ref().and_then(|slug| edition.section(slug));
        let names = section.map(|section| one_line(&section.name)).into_iter();
        let mut categories: Vec<String> = Vec::new();
        for name in names.chain(article.keywords.iter().map(|keyword| one_line(keyword))) {
            if !name.is_empty() && !categories.contains(&name) {
                categories.push(name);
            }
        }
        categories
    }

    /// The lead picture as others show it, or the original. One on another host has no length that we know.
    fn enclosure(&self, image: &Image) -> Option<Enclosure> {
        let base_url = &self.site.context.site.base_url;
        if let Some(share) = self.pictures.share(&image.url) {
            let n_bytes = self.files.size(&share.path);
            let media_type = share.media_type.to_owned();
            return (n_bytes > 0).then(|| Enclosure { url: whole(base_url, &share.path), n_bytes, media_type });
        }
        let path = image.url.site_path()?;
        let inner = redirects::decoded(path.split(['?', '#']).next()?)?;
        let inner = Path::new(inner.trim_start_matches('/')).to_owned();
        // Nothing from outside of the folder.
        if !inner.components().all(|part| matches!(part, std::path::Component::Normal(_))) {
            return None;
        }
        let file = fs::symlink_metadata(self.options.content.join(&inner)).ok().filter(fs::Metadata::is_file)?;
        let (_, media_type) = kept_and_typed(inner.to_str()?);
        let media_type = media_type.filter(|name| name.starts_with("image/"))?;
        Some(Enclosure { url: whole(base_url, path), n_bytes: file.len(), media_type })
    }
}

/// What an article is known by before it has a form; two that readers could not tell apart have one of these.
pub(in crate::prerender) fn own_name(article: &Article) -> String {
    let guid = article.feed_guid.as_deref().map(one_line).filter(|guid| !guid.is_empty());
    let id = article.id.trim();
    guid.unwrap_or_else(|| if is_uuid(id) { id.to_ascii_lowercase() } else { id.to_owned() })
}

/// A name that no other article has anywhere: a UUID of RFC 9562's version 8, from a hash of what is known to be
/// unique at its origin.
fn named(origin: &str, name: &str) -> String {
    let hash = Sha256::digest(format!("khabar\n{origin}\n{name}"));
    let mut hex = hex(&hash[..16]);
    hex.replace_range(12..13, "8");
    hex.replace_range(16..17, "a");
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("urn:uuid:{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

fn is_uuid(id: &str) -> bool {
    let is_form = |(at, byte): (usize, u8)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    id.len() == 36 && id.bytes().enumerate().all(is_form)
}

/// The paragraph under the headline, or the beginning of the first one.
fn summary(article: &Article) -> String {
    if let Some(standfirst) = article.standfirst.as_deref().map(one_line).filter(|standfirst| !standfirst.is_empty()) {
        return standfirst;
    }
    let first = article.body.iter().find_map(|block| match block {
        Block::Paragraph(paragraph) if !paragraph.text.is_empty() => Some(words::plain(&paragraph.text)),
        _ => None,
    });
    let first = one_line(&first.unwrap_or_default());
    if first.chars().count() <= SUMMARY {
        return first;
    }
    let cut: String = first.chars().take(SUMMARY).collect();
    let whole_words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    one_line(&format!("{whole_words}…"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_uuid_of_its_origin_and_identifier_alone() {
        let name = named("news.example", "2026-0001");
        assert_eq!(name, named("news.example", "2026-0001"));
        assert!(is_uuid(name.strip_prefix("urn:uuid:").unwrap()), "{name}");
        assert_eq!((&name[23..24], &name[28..29]), ("8", "a"), "{name}");
        assert_ne!(name, named("other.example", "2026-0001"));
        assert!(!is_uuid("2026-0001") && !is_uuid(&"a".repeat(36)));
    }
}
