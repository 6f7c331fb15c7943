//! What keeps an article from its card: a face that can't be read, and letters that no face has.

use std::path::Path;

use super::document::Document;
use super::findings::Findings;
use super::records::Record;
use super::rules;
use crate::edition::CardArticles;
use crate::model::Source;
use crate::prerender::cards::{Typesetter, given, is_wanted, missing};
use crate::source::json::Value;

/// Which articles have cards, and the faces that those are set in.
#[derive(Default)]
pub(super) struct Cards {
    articles: CardArticles,
    setter: Option<Typesetter>,
}

impl Cards {
    /// Checks what `site.json` says of cards, and the paper's name.
    pub(super) fn site(&mut self, document: &Document<'_>, content: &Path, found: &mut Findings) {
        let mut face = Ok(None);
        if let Some(cards) = document.all("Cards").next() {
            self.articles = match cards.text("articles") {
                Some("all") => CardArticles::All,
                Some("none") => CardArticles::None,
                _ => CardArticles::WithoutPicture,
            };
            face = given(content, cards.text("face").and_then(Source::new).as_ref());
            if let Err(fault) = &face {
                found.report(&rules::CARD_FACE, document.place(cards.field("face")), fault.clone());
            }
        }
        self.setter = Some(Typesetter::new(&face.unwrap_or_default()));
        if self.articles != CardArticles::None {
            for record in document.all("Nameplate").chain(document.all("EditionFile")) {
                self.letters(document, record, "name", "the name", found);
            }
        }
    }

    /// Checks the words of an article's card.
    pub(super) fn article(&mut self, document: &Document<'_>, found: &mut Findings) {
        let Some(article) = document.root() else { return };
        let own = article.node.member("card").and_then(|card| match card.value {
            Value::Bool(own) => Some(own),
            _ => None,
        });
        if is_wanted(self.articles, own, article.node.member("lead_image").is_some()) {
            self.letters(document, article, "headline", "the card", found);
            self.letters(document, article, "kicker", "the kicker", found);
        }
    }

    /// `what` is left out where a letter is missing.
    fn letters(&mut self, document: &Document<'_>, record: &Record<'_>, field: &str, what: &str, found: &mut Findings) {
        let (Some(setter), Some(text)) = (&mut self.setter, record.text(field)) else { return };
        let missing = missing(setter, text);
        // A letter decides; signs are only named where it is they alone.
        let Some((letter, is_sign)) = missing.iter().find(|(_, is_sign)| !is_sign).or(missing.first()) else { return };
        let name = format!("\"{letter}\" (U+{:04X})", u32::from(*letter));
        let message = match is_sign {
            true => format!("the card of a shared link goes without {name}, which none of its faces has"),
            false => format!("{what} of a shared link is left out: none of its faces has {name}"),
        };
        found.report(&rules::CARD_LETTER, document.place(record.field(field)), message);
    }
}
