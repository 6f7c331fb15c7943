//! The blocks of an article, in order.

use super::article::ArticleParts;
use super::markup::{Element, element, plain};
use super::text::text;
use super::{figure, list, quote, read_also, sponsor_banner};
use crate::edition::{Site, SponsorSlot};
use crate::model::{Block, Heading, Paragraph, Slug};

/// What the document itself and other components name: a heading of that name keeps its words only.
const RESERVED: [&str; 8] = ["khabar", "main", "fault", "no-app", "site-broken", "site-data", "corrections", "related"];

/// The blocks of an article, in order; nothing, where there are none.
pub(super) fn body(site: &Site, parts: &ArticleParts<'_>) -> Option<Element> {
    let blocks = parts.article.body.iter().filter_map(|block| self::block(site, parts, block));
    let body = element("div", "body").children(blocks);
    (!body.is_empty()).then_some(body)
}

fn block(site: &Site, parts: &ArticleParts<'_>, block: &Block) -> Option<Element> {
    let is_sponsored = parts.article.sponsor.is_some();
    match block {
        Block::Paragraph(Paragraph { text: words, language }) => (!words.is_empty()).then(|| {
            plain("p")
                .optional("lang", language.as_ref().map(|language| language.as_str().to_owned()))
                .optional("dir", language.as_ref().map(|language| language.direction().as_str()))
                .markup(text(site, words, is_sponsored))
        }),
        Block::Heading(heading) => heading_element(site, heading),
        Block::List(list) => (!list.items.is_empty()).then(|| list::list(site, list, is_sponsored)),
        Block::Quote(quote) => quote::quote(site, quote, is_sponsored),
        Block::Figure(figure) => Some(figure::figure(site, figure)),
        Block::Rule => Some(element("hr", "rule")),
        Block::ReadAlso(read_also) => read_also::read_also(site, read_also, parts.teasers),
        Block::SponsorSlot => {
            let section = parts.article.article_section.as_ref();
            sponsor_banner::sponsor_banner(site, SponsorSlot::Body, section, parts.now)
        }
        // The rest has no view yet: see `has_view`.
        _ => None,
    }
}

fn heading_element(site: &Site, Heading { level, text: words, id }: &Heading) -> Option<Element> {
    let tag = match level {
        2 => "h2",
        3 => "h3",
        _ => "h4",
    };
    let id = id.as_ref().map(Slug::as_str).filter(|id| !RESERVED.contains(id)).map(str::to_owned);
    (!words.is_empty()).then(|| plain(tag).optional("id", id).markup(text(site, words, false)))
}
