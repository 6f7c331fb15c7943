//! Text and its inlines.

use super::Story;
use super::markup::{Element, Markup, plain};
use crate::arabic::bidi::{Balance, balanced};
use crate::model::{Direction, Inline, Language, Link, Text, is_invisible};

/// Plain text from outside, where a reader would see anything of it.
pub(super) fn visible(text: Option<&str>) -> Option<String> {
    text.map(balanced).filter(|text| !text.chars().all(is_invisible))
}

/// Plain text from outside as one block that runs in `base`; nothing, where a reader would see nothing of it.
pub(super) fn words(_base: Direction, text: &str) -> Vec<Markup> {
    visible(Some(text)).into_iter().map(Markup::Text).collect()
}

/// Text as one block of a story. Where the story is paid for, so are the links in it.
pub(super) fn text(story: &Story<'_>, text: &Text) -> Vec<Markup> {
    text_in(story, None, text)
}

/// Text as one block of a story, in a language of its own where it has one.
pub(super) fn text_in(story: &Story<'_>, language: Option<&Language>, text: &Text) -> Vec<Markup> {
    let _base = language.map_or(story.direction, Language::direction);
    let mut run = Run { story, is_within_link: false, balance: Balance::default() };
    let mut markup = run.inlines(text);
    markup.push(Markup::Text(run.balance.close()));
    markup
}

/// The inlines of one block: direction controls are balanced over all of them.
struct Run<'a> {
    story: &'a Story<'a>,
    is_within_link: bool,
    balance: Balance,
}

impl Run<'_> {
    fn inlines(&mut self, text: &Text) -> Vec<Markup> {
        text.0.iter().filter_map(|inline| self.inline(inline)).collect()
    }

    fn inline(&mut self, inline: &Inline) -> Option<Markup> {
        let element = match inline {
            Inline::Text(text) => return Some(Markup::Text(self.balance.run(text))),
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
            Inline::Bdi { text, language, direction } => plain("bdi")
                .optional("lang", language.as_ref().map(|language| language.as_str().to_owned()))
                .attribute("dir", direction.as_str())
                .markup(self.inlines(text)),
            // Footnotes have no view yet, so nothing would be at the mark's other end.
            Inline::FootnoteMark(_) => return None,
        };
        Some(Markup::Element(element))
    }

    fn link(&mut self, href: &Link, text: &Text) -> Element {
        let rel = match (href.is_web(), self.story.is_sponsored) {
            (true, true) => Some("sponsored noopener"),
            (true, false) => Some("noopener"),
            (false, _) => None,
        };
        self.is_within_link = true;
        let words = self.inlines(text);
        self.is_within_link = false;
        plain("a").attribute("href", self.story.site.link(href)).optional("rel", rel).markup(words)
    }
}
