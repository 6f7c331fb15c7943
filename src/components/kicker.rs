//! The short line above a headline.

use super::markup::{Element, element};
use super::text::visible;

/// The short line above a headline.
pub(super) fn kicker(kicker: Option<&str>) -> Option<Element> {
    visible(kicker).map(|kicker| element("p", "kicker").text(&kicker))
}
