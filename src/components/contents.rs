//! The parts of a long article.

use super::Story;
use super::markup::{Element, element, plain};
use super::text::text_of_link;
use crate::model::{Block, Heading};

/// How many headings a text has before its parts are listed.
const FEWEST: usize = 4;

/// What the document itself and other components name: a heading of that name is called after its place. A test
/// keeps the list whole.
const RESERVED: [&str; 8] = ["khabar", "main", "fault", "no-app", "site-broken", "site-data", "corrections", "related"];

/// The parts of a long article, each a link to its heading; nothing, where there are few.
pub(super) fn contents(story: &Story<'_>, blocks: &[Block]) -> Option<Element> {
    let part = |(index, block): (usize, &Block)| match block {
        Block::Heading(heading) if heading.level == 2 && !heading.text.is_empty() => {
            let link = plain("a").attribute("href", format!("#{}", anchor(index, heading)?));
            Some(plain("li").child(link.markup(text_of_link(story, &heading.text))))
        }
        _ => None,
    };
    let parts: Vec<Element> = blocks.iter().enumerate().filter_map(part).collect();
    (parts.len() >= FEWEST).then(|| {
        let words = story.edition.words;
        let list = element("details", "contents").child(plain("summary").text(words.contents));
        plain("nav").attribute("aria-label", words.contents).child(list.child(plain("ol").children(parts)))
    })
}

/// The name of a heading's place in the page: the editor's, or by its place among the blocks where the contents
/// may lead to it. That name has a full stop in it, which no editor's has.
pub(super) fn anchor(index: usize, heading: &Heading) -> Option<String> {
    own_anchor(heading).or_else(|| (heading.level == 2).then(|| format!("part.{index}")))
}

/// The name that the editor gave to a heading's place.
pub(super) fn own_anchor(heading: &Heading) -> Option<String> {
    let own = heading.id.as_ref().map(|id| id.as_str()).filter(|id| !RESERVED.contains(id));
    own.map(str::to_owned)
}
