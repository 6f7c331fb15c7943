//! Who made an article, and where it was filed.

use super::markup::{Element, element};
use super::text::visible;
use crate::edition::{Site, Words};
use crate::model::Article;

/// Who made an article, and where it was filed: «الكويت – كونا».
pub(super) fn byline(site: &Site, article: &Article) -> Option<Element> {
    let words = article.language.as_ref().map_or(site.edition.words, Words::of);
    let authors: Vec<String> = article.authors.iter().filter_map(|author| visible(Some(&author.name))).collect();
    let filed: Vec<String> =
        article.dateline.iter().chain(&article.agencies).filter_map(|part| visible(Some(part))).collect();
    let part = |class, parts: &[String], separator: &str| {
        (!parts.is_empty()).then(|| element("span", class).text(&parts.join(separator)))
    };
    let authors = part("byline-authors", &authors, words.comma);
    let filed = part("dateline", &filed, " – ");
    let between = if authors.is_some() && filed.is_some() { " " } else { "" };
    let byline = element("div", "byline").children(authors).text(between).children(filed);
    (!byline.is_empty()).then_some(byline)
}
