//! A page that is no news: who we are, contact, privacy.

use std::sync::Arc;

use super::{Context, Head, canonical, main_element, title};
use crate::arabic::bidi::balanced;
use crate::components;
use crate::components::markup::Element;
use crate::model::Instant;
use crate::source::PageData;

/// A page that is no news.
#[derive(Debug)]
pub struct StaticPageView {
    data: Arc<PageData>,
}

impl StaticPageView {
    pub(super) fn new(data: Arc<PageData>) -> Option<Self> {
        data.page.is_some().then_some(Self { data })
    }

    pub(super) fn head(&self, context: &Context) -> Head {
        let page = self.data.page.as_ref();
        Head {
            title: title(context, page.map_or("", |page| &page.headline)),
            description: page.and_then(|page| page.standfirst.as_deref()).map(balanced).unwrap_or_default(),
            canonical: canonical(context, &self.data.path),
        }
    }

    pub(super) fn main(&self, context: &Context, now: Instant) -> Element {
        let Some(page) = &self.data.page else {
            return main_element();
        };
        let canonical = canonical(context, &self.data.path);
        main_element().child(components::static_page(&context.site, page, canonical, &self.data.teasers, now))
    }
}
