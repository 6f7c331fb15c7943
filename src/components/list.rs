//! A list, nested or not.

use super::Story;
use super::markup::{Element, element, plain};
use super::text::text;
use crate::model::{List, ListItem};

/// A list.
pub(super) fn list(story: &Story<'_>, list: &List) -> Element {
    items(story, &list.items, list.ordered).optional("start", list.start.map(|start| start.to_string()))
}

fn items(story: &Story<'_>, items: &[ListItem], ordered: bool) -> Element {
    let shown = |item: &&ListItem| !item.text.is_empty() || !item.items.is_empty();
    let item = |item: &ListItem| {
        let nested = (!item.items.is_empty()).then(|| self::items(story, &item.items, item.ordered));
        plain("li").markup(text(story, &item.text)).children(nested)
    };
    element(if ordered { "ol" } else { "ul" }, "list").children(items.iter().filter(shown).map(item))
}
