//! The paragraph under the headline.

use super::markup::{Element, element};
use super::text::visible;

/// The paragraph under the headline.
pub(super) fn standfirst(standfirst: Option<&str>) -> Option<Element> {
    visible(standfirst).map(|standfirst| element("p", "standfirst").text(&standfirst))
}
