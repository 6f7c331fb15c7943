//! Where a page stands in the paper.

use super::MenuItem;
use super::markup::{Element, element, plain};
use crate::edition::Site;

/// Where a page stands in the paper: the pages above it, from the front down.
pub fn breadcrumbs(site: &Site, crumbs: &[MenuItem]) -> Element {
    let crumbs = crumbs.iter().map(|crumb| crumb.item(site.edition.direction));
    element("nav", "breadcrumbs")
        .attribute("aria-label", site.edition.words.breadcrumbs)
        .child(plain("ol").children(crumbs))
}
