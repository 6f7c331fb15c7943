//! Somebody's words at length.

use super::Story;
use super::markup::{Element, element, plain};
use super::text::{text, text_in, text_of_link};
use crate::model::Quote;

/// Somebody's words at length, with their source.
pub(super) fn quote(story: &Story<'_>, quote: &Quote) -> Option<Element> {
    let words = quote.body.iter().filter(|paragraph| !paragraph.is_empty());
    let language = quote.language.as_ref().unwrap_or(story.language);
    let words: Vec<Element> =
        words.map(|paragraph| plain("p").markup(text_in(story, Some(language), paragraph))).collect();
    if words.is_empty() {
        return None;
    }
    let source = quote.source.as_ref().filter(|source| !source.is_empty()).map(|words| {
        // The source is in the story's language, whatever the words are in.
        let source = element("footer", "quote-source").in_language(story.language, language);
        match &quote.link {
            Some(link) => source.child(
                plain("a")
                    .attribute("href", story.site.link(link))
                    .optional("rel", story.rel(link))
                    .markup(text_of_link(story, words)),
            ),
            None => source.markup(text(story, words)),
        }
    });
    let blockquote = element("blockquote", "quote")
        .optional("cite", quote.link.as_ref().map(|link| story.site.link(link)))
        .in_language(language, story.language);
    Some(blockquote.children(words).children(source))
}
