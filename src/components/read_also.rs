//! Links to articles that belong to a place in the text.

use super::Story;
use super::markup::{Element, element, plain};
use super::text::words;
use crate::model::ReadAlso;

/// Links to articles that belong to a place in the text; nothing, where none of them can be read.
pub(super) fn read_also(story: &Story<'_>, read_also: &ReadAlso) -> Option<Element> {
    let readable =
        read_also.articles.iter().filter_map(|slug| story.teasers.iter().find(|teaser| teaser.slug == *slug));
    let links = plain("ul").children(readable.map(|teaser| plain("li").child(story.link_to(teaser))));
    let label = read_also.label.as_deref().unwrap_or(story.edition.words.read_also);
    let label = element("p", "read-also-label").markup(words(story.direction, label));
    (!links.is_empty()).then(|| element("aside", "read-also").child(label).child(links))
}
