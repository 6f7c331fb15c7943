//! The headline of a page: its only `h1`, and where the focus goes after navigation.

use super::markup::{Element, element};
use super::text::words;
use crate::model::Direction;

/// The headline of a page.
pub(super) fn headline(base: Direction, headline: &str) -> Element {
    element("h1", "headline").attribute("tabindex", "-1").markup(words(base, headline))
}
