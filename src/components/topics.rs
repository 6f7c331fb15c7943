//! What an article is about.

use super::markup::{Element, element, plain};
use super::{MenuItem, Story};

/// What an article is about: links to the topics; nothing, where there are none.
pub(super) fn topics(story: &Story<'_>, topics: &[MenuItem]) -> Option<Element> {
    (!topics.is_empty()).then(|| {
        element("nav", "topics")
            .attribute("aria-label", story.edition.words.topics)
            .child(plain("ul").children(topics.iter().map(|topic| topic.item(story.direction))))
    })
}
