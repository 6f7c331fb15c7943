//! Who made an article, and where it was filed.

use super::Story;
use super::markup::{Element, element, plain};
use super::text::words;
use crate::address::{Address, Addresses, Collection};
use crate::edition::Words;
use crate::model::{Article, Author, Role};

/// Who made an article, and where it was filed: «الكويت – كونا». A name leads to its author's page.
pub(super) fn byline(story: &Story<'_>, article: &Article, addresses: &Addresses) -> Option<Element> {
    let locale = story.edition.words;
    let mut authors = element("span", "byline-authors");
    let mut last = None;
    for Author { name, slug, role } in &article.authors {
        let name = words(story.direction, name);
        if name.is_empty() {
            continue;
        }
        // Each role is named once, before the first of those who had it; writers need no word.
        let does_the_same = last == Some(*role);
        if last.is_some() {
            authors = authors.text(if does_the_same { locale.comma } else { " · " });
        }
        let label = role_word(locale, *role).filter(|_| !does_the_same);
        if let Some(label) = label {
            authors = authors.child(element("span", "byline-role").text(label)).text(" ");
        }
        let page = slug.as_ref().and_then(|slug| {
            addresses.path(&Address::List(Collection::Author(slug.clone()), None)).map(|path| story.site.href(&path))
        });
        authors = match page {
            Some(page) => authors.child(plain("a").attribute("href", page).attribute("rel", "author").markup(name)),
            None => authors.markup(name),
        };
        last = Some(*role);
    }
    let mut filed = element("span", "dateline");
    for part in article.dateline.iter().chain(&article.agencies) {
        let part = words(story.direction, part);
        if !part.is_empty() {
            filed = if filed.is_empty() { filed } else { filed.text(" – ") }.markup(part);
        }
    }
    let authors = (!authors.is_empty()).then_some(authors);
    let filed = (!filed.is_empty()).then_some(filed);
    let between = if authors.is_some() && filed.is_some() { " " } else { "" };
    let byline = element("div", "byline").children(authors).text(between).children(filed);
    (!byline.is_empty()).then_some(byline)
}

fn role_word(words: &Words, role: Role) -> Option<&'static str> {
    match role {
        Role::Writer => None,
        Role::Photographer => Some(words.photographs),
        Role::Translator => Some(words.translation),
        Role::Editor => Some(words.editing),
        Role::Correspondent => Some(words.correspondent),
    }
}
