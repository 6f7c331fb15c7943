//! A calm sentence where a page cannot be shown, and a way on.

use super::headline::headline;
use super::markup::{Element, element};
use crate::edition::Site;

/// What a button with this `data-act` asks of the app: to try the page again.
pub const RETRY: &str = "retry";

/// What a button with this `data-act` asks of the app: to load the document anew.
pub const RELOAD: &str = "reload";

/// What a reader is told.
pub struct ProblemWords {
    /// The kind of problem, for styles and tests.
    pub name: &'static str,
    /// The headline.
    pub title: &'static str,
    /// What happened, and what can be done.
    pub text: &'static str,
    /// What may help.
    pub act: Option<Act>,
}

/// What may help where a page cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// To ask for the page's data once more.
    Retry,
    /// To load the document anew, with a newer app.
    Reload,
}

/// A calm sentence, and a way on.
pub fn problem(site: &Site, words: &ProblemWords) -> Element {
    let interface = site.edition.words;
    let act = words.act.map(|act| match act {
        Act::Retry => (RETRY, interface.retry),
        Act::Reload => (RELOAD, interface.reload),
    });
    let act = act.map(|(name, label)| {
        element("button", "button").attribute("type", "button").attribute("data-act", name).text(label)
    });
    let front = element("a", "button").attribute("href", site.base.clone()).text(interface.to_front);
    element("section", "problem")
        .attribute("data-problem", words.name)
        .child(headline(site.edition.direction, words.title))
        .child(element("p", "problem-text").text(words.text))
        .child(element("p", "problem-acts").children(act).text(" ").child(front))
}
