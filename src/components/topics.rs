//! What an article is about.

use super::MenuItem;
use super::markup::{Element, element, plain};
use crate::edition::Site;

/// What an article is about: links to the topics; nothing, where there are none.
pub(super) fn topics(site: &Site, topics: &[MenuItem]) -> Option<Element> {
    let topic =
        |MenuItem { text, href }: &MenuItem| plain("li").child(plain("a").attribute("href", href.clone()).text(text));
    (!topics.is_empty()).then(|| {
        element("nav", "topics")
            .attribute("aria-label", site.edition.words.topics)
            .child(plain("ul").children(topics.iter().map(topic)))
    })
}
