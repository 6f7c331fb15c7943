//! Somebody's words at length.

use super::Story;
use super::markup::{Element, element, plain};
use super::text::{text, text_in};
use crate::model::Quote;

/// Somebody's words at length, with their source.
pub(super) fn quote(story: &Story<'_>, quote: &Quote) -> Option<Element> {
    let words = quote.body.iter().filter(|paragraph| !paragraph.is_empty());
    let language = quote.language.as_ref();
    let words: Vec<Element> = words.map(|paragraph| plain("p").markup(text_in(story, language, paragraph))).collect();
    if words.is_empty() {
        return None;
    }
    let source = quote.source.as_ref().filter(|source| !source.is_empty()).map(|source| {
        let words = text(story, source);
        let source = element("footer", "quote-source");
        match &quote.link {
            Some(link) => source
                .child(plain("a").attribute("href", story.site.link(link)).attribute("rel", "noopener").markup(words)),
            None => source.markup(words),
        }
    });
    let blockquote =
        element("blockquote", "quote").optional("cite", quote.link.as_ref().map(|link| story.site.link(link)));
    // The source is in the article's language; only the words themselves may be in another.
    let blockquote = match &quote.language {
        Some(language) => blockquote.child(
            element("div", "quote-words")
                .attribute("lang", language.as_str().to_owned())
                .attribute("dir", language.direction().as_str())
                .children(words),
        ),
        None => blockquote.children(words),
    };
    Some(blockquote.children(source))
}
