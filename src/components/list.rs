//! A list, nested or not.

use super::markup::{Element, element, plain};
use super::text::text;
use crate::edition::Site;
use crate::model::{List, ListItem};

/// A list.
pub(super) fn list(site: &Site, list: &List, is_sponsored: bool) -> Element {
    items(site, &list.items, list.ordered, is_sponsored).optional("start", list.start.map(|start| start.to_string()))
}

fn items(site: &Site, items: &[ListItem], ordered: bool, is_sponsored: bool) -> Element {
    let shown = |item: &&ListItem| !item.text.is_empty() || !item.items.is_empty();
    let item = |item: &ListItem| {
        let nested = (!item.items.is_empty()).then(|| self::items(site, &item.items, item.ordered, is_sponsored));
        plain("li").markup(text(site, &item.text, is_sponsored)).children(nested)
    };
    element(if ordered { "ol" } else { "ul" }, "list").children(items.iter().filter(shown).map(item))
}
