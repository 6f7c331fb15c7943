//! The paragraph under the headline.

use super::markup::{Element, element};
use super::text::words;
use crate::model::Direction;

/// The paragraph under the headline.
pub(super) fn standfirst(base: Direction, standfirst: Option<&str>) -> Option<Element> {
    let words = words(base, standfirst?);
    (!words.is_empty()).then(|| element("p", "standfirst").markup(words))
}
