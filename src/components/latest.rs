//! The newest articles that stand nowhere above.

use super::markup::{Element, element, plain};
use super::skip_link::{skip_link, skipped};
use super::teaser_list::{Look, teaser_list};
use crate::edition::Site;
use crate::model::Teaser;

/// What comes after them.
const AFTER: &str = "after.latest";

/// The newest articles that stand nowhere above, and the way to all.
pub fn latest(site: &Site, href: String, teasers: &[Teaser]) -> Element {
    let title = site.edition.words.latest;
    element("section", "latest")
        .attribute("aria-label", title)
        .child(skip_link(site.edition.words, title, AFTER))
        .child(element("h2", "strip-title").child(plain("a").attribute("href", href).text(title)))
        .child(teaser_list(site, teasers, Look::Plain, "h3"))
        .child(skipped(AFTER))
}
