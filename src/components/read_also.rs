//! Links to articles that belong to a place in the text.

use super::markup::{Element, element, plain};
use crate::arabic::bidi::balanced;
use crate::edition::Site;
use crate::model::{ReadAlso, Teaser};

/// Links to articles that belong to a place in the text; nothing, where none of them can be read.
pub(super) fn read_also(site: &Site, read_also: &ReadAlso, teasers: &[Teaser]) -> Option<Element> {
    let readable = read_also.articles.iter().filter_map(|slug| teasers.iter().find(|teaser| teaser.slug == *slug));
    let links = plain("ul").children(readable.map(|teaser| {
        let link = plain("a").attribute("href", site.href(&teaser.path)).text(&balanced(&teaser.headline));
        plain("li").child(link)
    }));
    let label = read_also.label.as_deref().map_or_else(|| site.edition.words.read_also.to_owned(), balanced);
    let label = element("p", "read-also-label").text(&label);
    (!links.is_empty()).then(|| element("aside", "read-also").child(label).child(links))
}
