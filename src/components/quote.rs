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
        // The source is in the story's language, whatever the words are in.
        let source = match language {
            Some(_) => {
                source.attribute("lang", story.language.as_str().to_owned()).attribute("dir", story.direction.as_str())
            }
            None => source,
        };
        match &quote.link {
            Some(link) => source
                .child(plain("a").attribute("href", story.site.link(link)).attribute("rel", "noopener").markup(words)),
            None => source.markup(words),
        }
    });
    let blockquote = element("blockquote", "quote")
        .optional("cite", quote.link.as_ref().map(|link| story.site.link(link)))
        .optional("lang", language.map(|language| language.as_str().to_owned()))
        .optional("dir", language.map(|language| language.direction().as_str()));
    Some(blockquote.children(words).children(source))
}
