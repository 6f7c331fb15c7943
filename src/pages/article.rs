//! The page of an article.

use std::sync::Arc;

use super::{Context, Head, canonical, main_element, title};
use crate::arabic::bidi::balanced;
use crate::components::markup::Element;
use crate::components::{self, ArticleParts};
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
        // Those that the editors named and that can be read.
        let related = article.related.iter().filter_map(|slug| teasers.iter().find(|teaser| teaser.slug == *slug));
        let related: Vec<&Teaser> = related.collect();
        let parts = ArticleParts { article, canonical: canonical(context, &self.data.path), teasers, now };
        main_element()
            .child(components::article(site, &parts))
            .children(components::sponsor_banner(site, SponsorSlot::End, self.section(), now))
            .children(components::related_articles(site, site.edition.words.related_articles, &related))
    }
}
