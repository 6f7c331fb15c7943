//! A calm sentence where a page cannot be shown, and a way on.

use super::headline::headline;
use super::markup::{Element, element};
use crate::edition::Site;

/// What a button with this `data-act` asks of the app: to try the page again.
pub const RETRY: &str = "retry";

/// What a reader is told.
pub struct ProblemWords {
    /// The kind of problem, for styles and tests.
    pub name: &'static str,
    /// The headline.
    pub title: &'static str,
    /// What happened, and what can be done.
    pub text: &'static str,
    /// Whether trying again can help.
    pub can_retry: bool,
}

/// A calm sentence, and a way on.
pub fn problem(site: &Site, words: &ProblemWords) -> Element {
    let interface = site.edition.words;
    let retry = words.can_retry.then(|| {
        element("button", "button").attribute("type", "button").attribute("data-act", RETRY).text(interface.retry)
    });
    let front = element("a", "button").attribute("href", site.base.clone()).text(interface.to_front);
    element("section", "problem")
        .attribute("data-problem", words.name)
        .child(headline(words.title))
        .child(element("p", "problem-text").text(words.text))
        .child(element("p", "problem-acts").children(retry).text(" ").child(front))
}
