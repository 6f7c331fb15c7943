//! Who made an article, and where it was filed.

use super::Story;
use super::markup::{Element, Markup, element};
use super::text::words;
use crate::model::Article;

/// Who made an article, and where it was filed: «الكويت – كونا».
pub(super) fn byline(story: &Story<'_>, article: &Article) -> Option<Element> {
    let locale = story.edition.words;
    let line = |class, parts: &mut dyn Iterator<Item = &String>, separator: &str| {
        let mut line = element("span", class);
        for part in parts.map(|part| words(story.direction, part)).filter(|part: &Vec<Markup>| !part.is_empty()) {
            line = if line.is_empty() { line } else { line.text(separator) }.markup(part);
        }
        (!line.is_empty()).then_some(line)
    };
    let authors = line("byline-authors", &mut article.authors.iter().map(|author| &author.name), locale.comma);
    let filed = line("dateline", &mut article.dateline.iter().chain(&article.agencies), " – ");
    let between = if authors.is_some() && filed.is_some() { " " } else { "" };
    let byline = element("div", "byline").children(authors).text(between).children(filed);
    (!byline.is_empty()).then_some(byline)
}
