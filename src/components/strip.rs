//! A section on the front.

use super::markup::{Element, element, plain};
use super::teaser_list::{Look, teaser_list};
use super::text::words;
use crate::edition::Site;
use crate::model::{Kind, Teaser};

/// A section on the front: its name, which leads to it, and its articles.
pub fn strip(site: &Site, title: &str, href: String, teasers: &[Teaser]) -> Element {
    // Views are set lighter than news; where most have no picture, a row of pictures would have holes.
    let is_opinion = teasers.iter().all(|teaser| matches!(teaser.kind, Kind::Opinion | Kind::Analysis));
    let n_pictures = teasers.iter().filter(|teaser| teaser.image.is_some()).count();
    let look = match n_pictures {
        _ if is_opinion => Look::Opinion,
        pictures if pictures * 2 > teasers.len() => Look::Pictures,
        _ => Look::Plain,
    };
    element("section", "strip")
        .attribute("aria-label", title.to_owned())
        .child(
            element("h2", "strip-title")
                .child(plain("a").attribute("href", href).markup(words(site.edition.direction, title))),
        )
        .child(teaser_list(site, teasers, look, "h3"))
}
