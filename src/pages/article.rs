//! The page of an article.

use std::sync::Arc;

use super::{Context, Head, canonical, main_element, title};
use crate::address::{Address, Collection};
use crate::arabic::bidi::balanced;
use crate::components::markup::Element;
use crate::components::{self, ArticleParts, MenuItem};
use crate::edition::SponsorSlot;
use crate::model::{Article, Instant, Slug, Teaser};
use crate::source::PageData;

/// An article with what it names.
#[derive(Debug)]
pub struct ArticlePage {
    data: Arc<PageData>,
}

impl ArticlePage {
    pub(super) fn new(data: Arc<PageData>) -> Option<Self> {
        data.article.is_some().then_some(Self { data })
    }

    fn article(&self) -> Option<&Article> {
        self.data.article.as_ref()
    }

    pub(super) fn section(&self) -> Option<&Slug> {
        self.article()?.article_section.as_ref()
    }

    pub(super) fn head(&self, context: &Context) -> Head {
        let article = self.article();
        Head {
            title: title(context, article.map_or("", |article| &article.headline)),
            description: article.and_then(|article| article.standfirst.as_deref()).map(balanced).unwrap_or_default(),
            canonical: canonical(context, &self.data.path),
        }
    }

    pub(super) fn main(&self, context: &Context, now: Instant) -> Element {
        let site = &context.site;
        let Some(article) = self.article() else {
            return main_element();
        };
        let teasers = self.data.teasers.as_slice();
        let readable = |slug: &Slug| teasers.iter().find(|teaser| teaser.slug == *slug);
        let related: Vec<&Teaser> = self.data.related.iter().filter_map(readable).collect();
        let section = self.section().and_then(|slug| site.edition.section(slug)).map(|section| MenuItem {
            text: section.name.clone(),
            href: context.href(&Address::List(Collection::Section(section.slug.clone()), None)),
        });
        let topics = article.keywords.iter().filter_map(|keyword| {
            let slug = Slug::of_words(keyword)?;
            Some(MenuItem { text: keyword.clone(), href: context.href(&Address::List(Collection::Tag(slug), None)) })
        });
        let parts = ArticleParts {
            article,
            canonical: canonical(context, &self.data.path),
            section,
            topics: topics.collect(),
            addresses: &context.addresses,
            older: self.data.older.as_ref().and_then(readable),
            teasers,
            now,
        };
        // Before the parser has come to what stands beside the story, the story has its place.
        main_element()
            .optional("data-beside", (!related.is_empty()).then_some("true"))
            .child(components::article(site, &parts))
            .children(components::sponsor_banner(site, SponsorSlot::End, self.section(), now))
            .children(components::related_articles(site, site.edition.words.related_articles, &related))
    }
}
