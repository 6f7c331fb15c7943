//! A list of teasers.

use super::markup::{Element, element};
use super::teaser::{Weight, teaser};
use crate::edition::Site;
use crate::model::{Kind, Teaser};

/// What a list is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// The front: a lead, seconds, and the rest.
    Front,
    /// A section: the same, in its own arrangement.
    Section,
    /// Beside or below something else: all alike.
    Related,
    /// A row of pictures: the first one leads.
    Pictures,
    /// Views, set lighter than news.
    Opinion,
    /// Headlines and times, all alike.
    Plain,
}

/// How many teasers stand between the lead and the plain ones.
const SECONDS: usize = 4;

/// A list of teasers, in their order. `heading` is the element for their headlines: one step below the title that the
/// list stands under, so that who goes by headings finds what belongs together.
pub fn teaser_list<'a>(
    site: &Site,
    teasers: impl IntoIterator<Item = &'a Teaser, IntoIter: Clone>,
    look: Look,
    heading: &'static str,
) -> Element {
    let teasers = teasers.into_iter();
    let is_among_views = match look {
        Look::Opinion => true,
        Look::Section => teasers.clone().all(|teaser| teaser.kind == Kind::Opinion),
        _ => false,
    };
    let weight = |index| match (look, index) {
        (Look::Related | Look::Opinion | Look::Plain, _) => Weight::Plain,
        (Look::Pictures, 0) => Weight::Second,
        (Look::Pictures, _) => Weight::Plain,
        (_, 0) => Weight::Lead,
        (_, 1..=SECONDS) => Weight::Second,
        _ => Weight::Plain,
    };
    let name = match look {
        Look::Front => "front",
        Look::Section => "section",
        Look::Related => "related",
        Look::Pictures => "pictures",
        Look::Opinion => "opinion",
        Look::Plain => "plain",
    };
    let views = teasers.enumerate().map(|(index, item)| teaser(site, item, weight(index), heading, is_among_views));
    element("ul", "teaser-list").attribute("data-look", name).children(views)
}
