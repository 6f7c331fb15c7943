//! What stands where a page cannot be shown. The words for each cause are chosen here, and nowhere else.

use std::sync::Arc;

use super::{Context, Head, main_element, title};
use crate::components::markup::Element;
use crate::components::{self, Act, ProblemWords};
use crate::model::Teaser;
use crate::source::{PageData, SourceError};

/// How many of the latest articles are offered.
const MOST_LATEST: usize = 6;

/// Why a page cannot be shown, as far as it matters to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// There is no such page.
    NotFound,
    /// It could not be reached.
    Network,
    /// It arrived, and can't be read.
    Broken,
    /// It was written for a newer app.
    TooNew,
}

impl From<&SourceError> for Cause {
    fn from(error: &SourceError) -> Self {
        match error {
            SourceError::NotFound => Self::NotFound,
            SourceError::Network(_) | SourceError::Aborted => Self::Network,
            SourceError::Broken(_) => Self::Broken,
            SourceError::TooNew(_) => Self::TooNew,
        }
    }
}

/// A page that says why there is none.
#[derive(Debug)]
pub struct ProblemPage {
    /// Why.
    pub cause: Cause,
    /// The front's data, whose latest news are a way on; they may come later, or not at all.
    pub front: Option<Arc<PageData>>,
}

impl ProblemPage {
    fn words(&self, context: &Context) -> ProblemWords {
        let words = context.site.edition.words;
        let (name, title, text) = match self.cause {
            Cause::NotFound => ("not-found", words.not_found_title, words.not_found),
            Cause::Network => ("network", words.network_title, words.network),
            Cause::Broken => ("broken", words.broken_title, words.broken),
            Cause::TooNew => ("too-new", words.too_new_title, words.too_new),
        };
        let act = match self.cause {
            Cause::NotFound => None,
            Cause::TooNew => Some(Act::Reload),
            Cause::Network | Cause::Broken => Some(Act::Retry),
        };
        ProblemWords { name, title, text, act }
    }

    pub(super) fn head(&self, context: &Context) -> Head {
        let title = title(context, self.words(context).title);
        Head { title, description: String::new(), canonical: String::new() }
    }

    pub(super) fn main(&self, context: &Context) -> Element {
        let site = &context.site;
        let latest: Vec<&Teaser> = self.front.iter().flat_map(|front| &front.teasers).take(MOST_LATEST).collect();
        main_element().child(components::problem(site, &self.words(context))).children(components::related_articles(
            site,
            site.edition.words.latest,
            &latest,
        ))
    }
}
