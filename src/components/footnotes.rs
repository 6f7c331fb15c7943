//! Notes that the text points at, and the marks that point at them.

use std::cell::Cell;

use super::Story;
use super::markup::{Element, element, plain};
use super::text::text;
use crate::edition::{Edition, measures};
use crate::model::{Block, Footnote, Footnotes, Slug};

/// The notes of a story in the order of their numbers, each with how many marks point at it so far.
///
/// The identifiers in the page have a full stop in them, which no slug has, so they meet no heading's.
#[derive(Default)]
pub(super) struct Notes<'a>(Vec<(&'a Slug, Cell<u32>)>);

impl<'a> Notes<'a> {
    /// The notes of a story.
    pub(super) fn of(blocks: &'a [Block]) -> Self {
        let mut notes = Self::default();
        notes.collect(blocks);
        notes
    }

    fn collect(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match block {
                Block::Footnotes(footnotes) => {
                    for note in footnotes.items.iter().filter(|note| !note.text.is_empty()) {
                        if self.at(&note.id).is_none() {
                            self.0.push((&note.id, Cell::new(0)));
                        }
                    }
                }
                Block::Details(details) => self.collect(&details.body),
                _ => {}
            }
        }
    }

    fn at(&self, id: &Slug) -> Option<usize> {
        self.0.iter().position(|(other, _)| *other == id)
    }
}

impl Notes<'_> {
    /// A mark in the text; nothing, where its note is missing.
    pub(super) fn mark(&self, edition: &Edition, id: &Slug) -> Option<Element> {
        let at = self.at(id)?;
        let (_, n_marks) = self.0.get(at)?;
        n_marks.set(n_marks.get() + 1);
        let number = number(edition, at);
        let link = plain("a")
            .attribute("id", mark_id(id, n_marks.get()))
            .attribute("href", format!("#{}", note_id(id)))
            .attribute("aria-label", format!("{} {number}", edition.words.footnote))
            .text(&number);
        Some(element("sup", "footnote-mark").child(link))
    }
}

/// The notes themselves, each with a way back to every mark that points at it; nothing, where there are none.
///
/// They are drawn after all that points at them.
pub(super) fn footnotes(story: &Story<'_>, footnotes: &Footnotes) -> Option<Element> {
    let notes = footnotes.items.iter().filter(|note| !note.text.is_empty()).map(|note| item(story, note));
    let list = plain("ol").children(notes).unless_empty()?;
    let title = plain("h2").text(story.edition.words.footnotes);
    Some(element("section", "footnotes").child(title).child(list))
}

fn item(story: &Story<'_>, Footnote { id, text: words }: &Footnote) -> Element {
    let edition = &story.edition;
    let item = plain("li");
    // A second note of the same name is shown, and nothing leads there.
    let found = story.notes.0.iter().enumerate().find(|(_, (other, _))| std::ptr::eq(*other, id));
    let Some((at, (_, n_marks))) = found else {
        return item.markup(text(story, words));
    };
    let number = number(edition, at);
    let several = n_marks.get() > 1;
    let mut words = element("span", "footnote-text").markup(text(story, words));
    for mark in 1..=n_marks.get() {
        // For those who do not see the arrow.
        let name = element("span", "visually-hidden").text(edition.words.back_to_mark).text(" ").text(&number);
        let mut back = element("a", "footnote-back").attribute("href", format!("#{}", mark_id(id, mark)));
        back = match several {
            true => back.child(name.text(edition.words.comma)).text(&measures::number(edition, mark)),
            false => back.child(name),
        };
        words = words.text(" ").child(back);
    }
    item.attribute("id", note_id(id))
        // Where a mark leads, the focus goes along.
        .attribute("tabindex", "-1")
        .attribute("data-number", number.clone())
        .child(words)
}

fn number(edition: &Edition, at: usize) -> String {
    measures::number(edition, u32::try_from(at + 1).unwrap_or_default())
}

fn note_id(id: &Slug) -> String {
    format!("note.{}", id.as_str())
}

fn mark_id(id: &Slug, mark: u32) -> String {
    match mark {
        1 => format!("mark.{}", id.as_str()),
        _ => format!("mark.{}.{mark}", id.as_str()),
    }
}
