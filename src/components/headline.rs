//! The headline of a page: its only `h1`, and where the focus goes after navigation.

use super::markup::{Element, element};
use crate::arabic::bidi::balanced;

/// The headline of a page.
pub(super) fn headline(headline: &str) -> Element {
    element("h1", "headline").attribute("tabindex", "-1").text(&balanced(headline))
}
