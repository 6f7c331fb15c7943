//! Text and its inlines.

use super::Story;
use super::markup::{Element, Markup, plain};
use crate::arabic::bidi::{Balance, balanced};
use crate::arabic::isolation::{Run, runs};
use crate::model::{Direction, Inline, Language, Link, Text, is_invisible};

/// Plain text from outside as one block that runs in `base`; nothing, where a reader would see nothing of it.
pub fn words(base: Direction, text: &str) -> Vec<Markup> {
    let mut markup = Vec::new();
    if !text.chars().all(is_invisible) {
        let mut block = Block::new(base, text);
        block.words(text, &mut markup);
        block.close(&mut markup);
    }
    markup
}

/// Text as one block of a story. Where the story is paid for, so are the links in it.
pub(super) fn text(story: &Story<'_>, text: &Text) -> Vec<Markup> {
    set(story, story.direction, false, text)
}

/// Text as one block of a story, in a language of its own where it has one.
pub(super) fn text_in(story: &Story<'_>, language: Option<&Language>, text: &Text) -> Vec<Markup> {
    set(story, language.map_or(story.direction, Language::direction), false, text)
}

/// Text as one block of a story, all of which is one link: what leads elsewhere in it does not.
pub(super) fn text_of_link(story: &Story<'_>, text: &Text) -> Vec<Markup> {
    set(story, story.direction, true, text)
}

fn set(story: &Story<'_>, base: Direction, is_within_link: bool, text: &Text) -> Vec<Markup> {
    let mut words = String::new();
    join(text, &mut words);
    let mut setter = Setter { story, is_within_link, block: Block::new(base, &words) };
    let mut markup = setter.inlines(text);
    setter.block.close(&mut markup);
    markup
}

/// Stands for an inline that directs itself, as for any object within text.
const OBJECT: char = '\u{fffc}';

/// The words of a text in one piece, so that a name is found whose parts are marked up.
fn join(text: &Text, words: &mut String) {
    for inline in &text.0 {
        match inline {
            Inline::Text(text) => words.push_str(text),
            Inline::Link { text, .. } if text.is_empty() => {}
            Inline::Strong(text)
            | Inline::Emphasis(text)
            | Inline::Sub(text)
            | Inline::Sup(text)
            | Inline::Link { text, .. } => join(text, words),
            Inline::LineBreak => words.push('\n'),
            Inline::Code(_) | Inline::Bdi { .. } | Inline::FootnoteMark(_) => words.push(OBJECT),
        }
    }
}

/// One block of text, as far as it is written: direction controls are balanced over all of it, and what runs against
/// it is isolated.
struct Block {
    balance: Balance,
    is_rtl: bool,
    runs: Vec<Run>,
    /// The first of the runs that is not written to its end.
    next: usize,
    /// How many bytes are written.
    at: usize,
    /// Whether an inline has a direction of its own here.
    is_directed: bool,
}

impl Block {
    fn new(base: Direction, words: &str) -> Self {
        let is_rtl = base == Direction::Rtl;
        Self { balance: Balance::default(), is_rtl, runs: runs(words, is_rtl), next: 0, at: 0, is_directed: false }
    }

    /// The words of one inline, the next in the block.
    fn words(&mut self, text: &str, markup: &mut Vec<Markup>) {
        if self.is_directed {
            markup.push(Markup::Text(self.balance.run(text)));
            return;
        }
        let from = self.at;
        let until = from + text.len();
        let (opener, direction) = if self.is_rtl { ("\u{2066}", "ltr") } else { ("\u{2067}", "rtl") };
        while let Some(&Run { start, end }) = self.runs.get(self.next).filter(|run| run.start < until) {
            let begins_here = start >= from;
            if begins_here {
                self.plain(text, from, start, markup);
            }
            if start == end {
                markup.push(Markup::Text("\u{61c}".to_owned()));
            } else if begins_here && end <= until {
                let mut words = Vec::new();
                self.plain(text, from, end, &mut words);
                markup.push(Markup::Element(plain("bdi").attribute("dir", direction).markup(words)));
            } else {
                // It begins in one inline and ends in another, as no element can: characters can.
                if begins_here {
                    markup.push(Markup::Text(opener.to_owned()));
                }
                if end > until {
                    break;
                }
                self.plain(text, from, end, markup);
                markup.push(Markup::Text("\u{2069}".to_owned()));
            }
            self.next += 1;
        }
        self.plain(text, from, until, markup);
    }

    /// The words up to a place in the block, of an inline that begins at `from`.
    fn plain(&mut self, text: &str, from: usize, until: usize, markup: &mut Vec<Markup>) {
        let words = text.get(self.at - from..until - from).unwrap_or_default();
        self.at = until;
        markup.push(Markup::Text(held(self.balance.run(words))));
    }

    fn close(&mut self, markup: &mut Vec<Markup>) {
        markup.push(Markup::Text(self.balance.close()));
    }
}

/// A score or a range in one piece: a line may end after a dash, but not between its numbers.
fn held(words: String) -> String {
    // The dash's last byte, which hardly a letter has: most texts are done here, and a search
    // for the whole dash would bring a searcher into the app.
    if words.bytes().all(|byte| byte != 0x93) {
        return words;
    }
    let mut held = String::new();
    let mut last = [' '; 2];
    for char in words.chars() {
        if last[1] == '–' && is_digit(last[0]) && is_digit(char) {
            held.push('\u{2060}');
        }
        held.push(char);
        last = [last[1], char];
    }
    held
}

fn is_digit(char: char) -> bool {
    matches!(char, '0'..='9' | '٠'..='٩' | '۰'..='۹')
}

/// Writes the inlines of one block.
struct Setter<'a> {
    story: &'a Story<'a>,
    is_within_link: bool,
    block: Block,
}

impl Setter<'_> {
    fn inlines(&mut self, text: &Text) -> Vec<Markup> {
        let mut markup = Vec::new();
        for inline in &text.0 {
            match inline {
                Inline::Text(text) => self.block.words(text, &mut markup),
                inline => markup.extend(self.element(inline).map(Markup::Element)),
            }
        }
        markup
    }

    fn element(&mut self, inline: &Inline) -> Option<Element> {
        if !self.block.is_directed {
            self.block.at += match inline {
                Inline::Code(_) | Inline::Bdi { .. } | Inline::FootnoteMark(_) => OBJECT.len_utf8(),
                Inline::LineBreak => 1,
                _ => 0,
            };
        }
        Some(match inline {
            Inline::Text(_) => return None,
            Inline::Strong(text) => plain("strong").markup(self.inlines(text)),
            Inline::Emphasis(text) => plain("em").markup(self.inlines(text)),
            Inline::Sub(text) => plain("sub").markup(self.inlines(text)),
            Inline::Sup(text) => plain("sup").markup(self.inlines(text)),
            Inline::Code(text) => plain("code").attribute("dir", "ltr").text(&balanced(text)),
            Inline::LineBreak => plain("br"),
            // A link without words leads nowhere, and a link within a link is none to an HTML parser.
            Inline::Link { text, .. } if text.is_empty() => return None,
            Inline::Link { text, .. } if self.is_within_link => plain("span").markup(self.inlines(text)),
            Inline::Link { href, text } => self.link(href, text),
            Inline::Bdi { text, language, direction } => {
                let was_directed = std::mem::replace(&mut self.block.is_directed, true);
                let words = self.inlines(text);
                self.block.is_directed = was_directed;
                plain("bdi")
                    .optional("lang", language.as_ref().map(|language| language.as_str().to_owned()))
                    .attribute("dir", direction.as_str())
                    .markup(words)
            }
            // A link within a link is none, and a mark without its note leads nowhere.
            Inline::FootnoteMark(_) if self.is_within_link => return None,
            Inline::FootnoteMark(id) => self.story.notes.mark(&self.story.edition, id)?,
        })
    }

    fn link(&mut self, href: &Link, text: &Text) -> Element {
        self.is_within_link = true;
        let words = self.inlines(text);
        self.is_within_link = false;
        plain("a").attribute("href", self.story.site.link(href)).optional("rel", self.story.rel(href)).markup(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_score_is_not_torn_at_a_line_s_end() {
        assert_eq!(held("الفنار 3–2 – ٢٠١٠–٢٠١١".to_owned()), "الفنار 3–\u{2060}2 – ٢٠١٠–\u{2060}٢٠١١");
    }

    proptest! {
        #[test]
        fn words_stay_what_they_were_and_every_isolate_is_closed(
            text in "[a-zA-Z0-9خبرً٣ .,:;!?'()+@#%$/_°–«»\u{200b}\u{200e}\u{200f}\u{202e}\u{202c}\u{2066}\u{2069}\u{feff}\n-]{0,60}",
            is_rtl: bool,
        ) {
            let (base, tag) = if is_rtl { (Direction::Rtl, "<bdi dir=\"ltr\">") } else { (Direction::Ltr, "<bdi dir=\"rtl\">") };
            let mut html = String::new();
            for piece in words(base, &text) {
                match piece {
                    Markup::Text(text) => html += &text,
                    Markup::Element(element) => element.write_html(&mut html),
                }
            }
            prop_assert_eq!(html.matches(tag).count(), html.matches("</bdi>").count());
            let shown = html.replace(tag, "").replace("</bdi>", "").replace(['\u{61c}', '\u{2060}'], "");
            prop_assert_eq!(balanced(&shown), &shown[..], "controls are balanced");
            let expected = if text.chars().all(is_invisible) { String::new() } else { balanced(&text) };
            prop_assert_eq!(shown, expected);
        }
    }
}
