//! Words of the article, shown large.

use super::Story;
use super::markup::{Element, element, plain};
use super::text::text;
use crate::model::PullQuote;

/// Words of the article, shown large; nothing, where there are none.
pub(super) fn pull_quote(story: &Story<'_>, quote: &PullQuote) -> Option<Element> {
    let source = quote.source.as_ref().filter(|source| !source.is_empty());
    let source = source.map(|source| element("footer", "pull-quote-source").markup(text(story, source)));
    (!quote.text.is_empty())
        .then(|| element("aside", "pull-quote").child(plain("p").markup(text(story, &quote.text))).children(source))
}
