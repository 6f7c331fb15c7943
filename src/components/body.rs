//! The blocks of an article, in order.

use super::Story;
use super::markup::{Element, element, plain};
use super::text::{text, text_in};
use super::{figure, list, quote, read_also, sponsor_banner};
use crate::edition::SponsorSlot;
use crate::model::{Block, Heading, Paragraph, Slug};

/// What the document itself and other components name: a heading of that name keeps its words only.
const RESERVED: [&str; 8] = ["khabar", "main", "fault", "no-app", "site-broken", "site-data", "corrections", "related"];

/// The blocks of a story, in order; nothing, where there are none.
pub(super) fn body(story: &Story<'_>, blocks: &[Block]) -> Option<Element> {
    let blocks = blocks.iter().filter_map(|block| self::block(story, block));
    let body = element("div", "body").children(blocks);
    (!body.is_empty()).then_some(body)
}

fn block(story: &Story<'_>, block: &Block) -> Option<Element> {
    match block {
        Block::Paragraph(Paragraph { text: words, language }) => (!words.is_empty()).then(|| {
            plain("p")
                .optional("lang", language.as_ref().map(|language| language.as_str().to_owned()))
                .optional("dir", language.as_ref().map(|language| language.direction().as_str()))
                .markup(text_in(story, language.as_ref(), words))
        }),
        Block::Heading(heading) => heading_element(story, heading),
        Block::List(list) => (!list.items.is_empty()).then(|| list::list(story, list)),
        Block::Quote(quote) => quote::quote(story, quote),
        Block::Figure(figure) => Some(figure::figure(story, figure)),
        Block::Rule => Some(element("hr", "rule")),
        Block::ReadAlso(read_also) => read_also::read_also(story, read_also),
        Block::SponsorSlot => sponsor_banner::sponsor_banner(story.site, SponsorSlot::Body, story.section, story.now),
        // The rest has no view yet: see `has_view`.
        _ => None,
    }
}

fn heading_element(story: &Story<'_>, Heading { level, text: words, id }: &Heading) -> Option<Element> {
    let tag = match level {
        2 => "h2",
        3 => "h3",
        _ => "h4",
    };
    let id = id.as_ref().map(Slug::as_str).filter(|id| !RESERVED.contains(id)).map(str::to_owned);
    (!words.is_empty()).then(|| plain(tag).optional("id", id).markup(text(story, words)))
}
