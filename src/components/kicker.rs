//! The short line above a headline.

use super::markup::{Element, element};
use super::text::words;
use crate::model::Direction;

/// The short line above a headline.
pub(super) fn kicker(base: Direction, kicker: Option<&str>) -> Option<Element> {
    let words = words(base, kicker?);
    (!words.is_empty()).then(|| element("p", "kicker").markup(words))
}
