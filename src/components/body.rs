//! The blocks of an article, in order.

use super::Story;
use super::markup::{Element, element, plain};
use super::text::{text, text_in};
use super::{
    audio, code, contents, correction, details, embed, figure, file, footnotes, gallery, key_points, list, pull_quote,
    quote, read_also, sponsor_banner, table, video,
};
use crate::edition::SponsorSlot;
use crate::model::{Block, Heading, Paragraph};

/// The blocks of a story, in order; nothing, where there are none.
pub(super) fn body(story: &Story<'_>, blocks: &[Block]) -> Option<Element> {
    element("div", "body").children(self::drawn(story, blocks, true)).unless_empty()
}

/// Blocks in order, those that show anything.
pub(super) fn blocks(story: &Story<'_>, blocks: &[Block]) -> Vec<Element> {
    drawn(story, blocks, false)
}

fn drawn(story: &Story<'_>, blocks: &[Block], is_top: bool) -> Vec<Element> {
    let is_notes = |block: &Block| matches!(block, Block::Footnotes(_));
    let draw = |(index, block): (usize, &Block)| match block {
        Block::Footnotes(_) => None,
        // The list of contents leads to these.
        Block::Heading(heading) if is_top => heading_element(story, heading, contents::anchor(index, heading)),
        block => self::block(story, block),
    };
    let mut drawn: Vec<Option<Element>> = blocks.iter().enumerate().map(draw).collect();
    // Notes lead back to the marks that point at them, so those are drawn first.
    for (place, block) in drawn.iter_mut().zip(blocks) {
        if is_notes(block) {
            *place = self::block(story, block);
        }
    }
    drawn.into_iter().flatten().collect()
}

fn block(story: &Story<'_>, block: &Block) -> Option<Element> {
    match block {
        Block::Paragraph(Paragraph { text: words, language }) => (!words.is_empty()).then(|| {
            plain("p").in_language(language.as_ref().unwrap_or(story.language), story.language).markup(text_in(
                story,
                language.as_ref(),
                words,
            ))
        }),
        Block::Heading(heading) => heading_element(story, heading, contents::own_anchor(heading)),
        Block::List(list) => (!list.items.is_empty()).then(|| list::list(story, list)),
        Block::Quote(quote) => quote::quote(story, quote),
        Block::PullQuote(quote) => pull_quote::pull_quote(story, quote),
        Block::Figure(figure) => Some(figure::figure(story, figure)),
        Block::Gallery(gallery) => gallery::gallery(story, gallery),
        Block::Table(table) => table::table(story, table),
        Block::Embed(embed) => Some(embed::embed(story, embed)),
        Block::Video(video) => Some(video::video(story, video)),
        Block::Audio(audio) => Some(audio::audio(story, audio)),
        Block::Code(code) => code::code(story, code),
        Block::Rule => Some(element("hr", "rule")),
        Block::ReadAlso(read_also) => read_also::read_also(story, read_also),
        Block::SponsorSlot => {
            let banner = sponsor_banner::sponsor_banner(story.site, SponsorSlot::Body, story.section, story.now);
            banner.map(|banner| banner.in_language(&story.site.edition.file.language, story.language))
        }
        Block::Correction(correction) => correction::correction(story, correction),
        Block::KeyPoints(points) => key_points::key_points(story, points),
        Block::File(file) => Some(file::file(story, file)),
        Block::Details(details) => details::details(story, details),
        Block::Footnotes(notes) => footnotes::footnotes(story, notes),
        Block::Unsupported => None,
    }
}

fn heading_element(story: &Story<'_>, heading: &Heading, id: Option<String>) -> Option<Element> {
    let tag = match heading.level {
        2 => "h2",
        3 => "h3",
        _ => "h4",
    };
    (!heading.text.is_empty()).then(|| plain(tag).optional("id", id).markup(text(story, &heading.text)))
}
