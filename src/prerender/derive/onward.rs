//! Where a reader goes on from an article: what the editors named, then older articles of the same section
//! and topics. Never newer ones, so that no page changes because of news that came after it.

use std::collections::HashMap;

use super::super::content::{ArticleContent, SiteContent};
use super::{Data, data, teaser};
use crate::model::{Block, Slug};

/// How many articles stand under an article.
const RELATED: usize = 6;

/// How many older articles of a topic or section are looked at.
const REACH: usize = 30;

/// The articles by what leads from one to another. Positions count from the newest.
pub(super) struct Onward<'a> {
    articles: &'a [ArticleContent],
    by_slug: HashMap<&'a Slug, usize>,
    /// By the names that articles had before.
    by_former: HashMap<&'a Slug, usize>,
    by_section: HashMap<&'a Slug, Vec<usize>>,
    by_keyword: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Onward<'a> {
    pub(super) fn new(articles: &'a [ArticleContent]) -> Self {
        let mut onward = Self {
            articles,
            by_slug: HashMap::new(),
            by_former: HashMap::new(),
            by_section: HashMap::new(),
            by_keyword: HashMap::new(),
        };
        for (position, content) in articles.iter().enumerate() {
            onward.by_slug.insert(&content.slug, position);
            onward.by_former.extend(content.article.former_slugs.iter().map(|former| (former, position)));
            if let Some(section) = &content.article.article_section {
                onward.by_section.entry(section).or_default().push(position);
            }
            for keyword in &content.article.keywords {
                onward.by_keyword.entry(keyword).or_default().push(position);
            }
        }
        onward
    }

    /// The article of a name, or that had it before.
    pub(super) fn by_slug(&self, slug: &Slug) -> Option<&'a ArticleContent> {
        let position = self.by_slug.get(slug).or_else(|| self.by_former.get(slug))?;
        self.articles.get(*position)
    }

    /// The data of an article's page.
    pub(super) fn article(&self, site: &SiteContent, content: &'a ArticleContent) -> Data<'a> {
        let mut related: Vec<&ArticleContent> = Vec::new();
        for slug in &content.article.related {
            let named = self.by_slug(slug).filter(|named| named.slug != content.slug);
            related.extend(named.filter(|named| related.iter().all(|other| other.slug != named.slug)));
        }
        let in_text: Vec<&ArticleContent> = in_text(&content.article.body, |slug| self.by_slug(slug))
            .filter(|named| named.slug != content.slug)
            .collect();
        let is_new = |found: &ArticleContent, related: &[&ArticleContent]| {
            related.iter().chain(&in_text).all(|other| other.slug != found.slug)
        };
        for found in self.alike(content) {
            if related.len() >= RELATED {
                break;
            }
            if is_new(found, &related) {
                related.push(found);
            }
        }
        let section = content.article.article_section.as_ref();
        let of_section = section.and_then(|section| self.by_section.get(section));
        let older = self
            .older_positions(of_section, content)
            .filter_map(|position| self.articles.get(position))
            .find(|found| is_new(found, &related));
        let mut named = in_text.clone();
        for found in related.iter().copied().chain(older) {
            if named.iter().all(|other| other.slug != found.slug) {
                named.push(found);
            }
        }
        Data {
            article: Some(&content.json),
            teasers: named.iter().map(|content| teaser(site, content)).collect(),
            related: related.iter().map(|content| content.slug.as_str()).collect(),
            older: older.map(|content| content.slug.as_str()),
            ..data("article", content.path.clone())
        }
    }

    /// Older articles that share topics or the section: those that share most, then the newest.
    fn alike(&self, content: &ArticleContent) -> Vec<&'a ArticleContent> {
        let mut weights: HashMap<usize, usize> = HashMap::new();
        let mut count = |positions: Option<&Vec<usize>>, weight: usize| {
            for position in self.older_positions(positions, content) {
                *weights.entry(position).or_default() += weight;
            }
        };
        for keyword in &content.article.keywords {
            count(self.by_keyword.get(keyword.as_str()), 2);
        }
        if let Some(section) = &content.article.article_section {
            count(self.by_section.get(section), 1);
        }
        let mut alike: Vec<(usize, usize)> = weights.into_iter().collect();
        alike.sort_by_key(|(position, weight)| (usize::MAX - weight, *position));
        alike.into_iter().filter_map(|(position, _)| self.articles.get(position)).collect()
    }

    /// The nearest of some positions whose articles came out before this one.
    fn older_positions<'b>(
        &self,
        positions: Option<&'b Vec<usize>>,
        content: &ArticleContent,
    ) -> impl Iterator<Item = usize> + use<'b> {
        let own = self.by_slug.get(&content.slug).copied().unwrap_or_default();
        let positions = positions.map(Vec::as_slice).unwrap_or_default();
        let from = positions.partition_point(|position| *position <= own);
        positions.iter().skip(from).take(REACH).copied()
    }
}

/// The articles that a text names and that can be read, each once, in order.
pub(super) fn in_text<'a>(
    body: &[Block],
    by_slug: impl Fn(&Slug) -> Option<&'a ArticleContent>,
) -> impl Iterator<Item = &'a ArticleContent> {
    fn collect<'b>(body: &'b [Block], slugs: &mut Vec<&'b Slug>) {
        for block in body {
            match block {
                Block::ReadAlso(read_also) => slugs.extend(&read_also.articles),
                Block::Details(details) => collect(&details.body, slugs),
                _ => {}
            }
        }
    }
    let mut slugs = Vec::new();
    collect(body, &mut slugs);
    let mut named: Vec<&ArticleContent> = Vec::new();
    for content in slugs.into_iter().filter_map(by_slug) {
        if named.iter().all(|other| other.slug != content.slug) {
            named.push(content);
        }
    }
    named.into_iter()
}
