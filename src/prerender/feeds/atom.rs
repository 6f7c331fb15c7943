//! Atom 1.0 (RFC 4287).

use atom_syndication::{Category, Content, Entry, Generator, Link, Person, Text};

use super::super::machine_text::rfc_3339;
use super::Channel;
use super::item::Item;
use crate::model::Instant;

pub(super) fn write(channel: &Channel<'_>) -> Vec<u8> {
    let mut links = vec![
        link("self", &channel.own, Some("application/atom+xml")),
        link("alternate", &channel.page, Some("text/html")),
    ];
    links.extend(channel.hub.map(|hub| link("hub", hub, None)));
    let date = |instant| rfc_3339(channel.zone, instant).parse();
    let mut feed = atom_syndication::Feed {
        title: Text::plain(channel.title),
        id: channel.own.clone(),
        authors: vec![Person { name: channel.publisher.clone(), ..Person::default() }],
        generator: Some(Generator { value: "Khabar".to_owned(), ..Generator::default() }),
        links,
        lang: Some(channel.language.to_owned()),
        ..atom_syndication::Feed::default()
    };
    // One without articles has never changed.
    if let Ok(updated) = date(channel.updated.unwrap_or(Instant::from_millis(0))) {
        feed.updated = updated;
    }
    for item in channel.items {
        let mut entry = entry(item);
        if let (Ok(published), Ok(updated)) = (date(item.published), date(item.updated)) {
            (entry.published, entry.updated) = (Some(published), updated);
        }
        feed.entries.push(entry);
    }
    // Writing into memory does not fail.
    feed.write_to(Vec::new()).unwrap_or_default()
}

fn link(rel: &str, href: &str, media_type: Option<&str>) -> Link {
    Link { rel: rel.to_owned(), href: href.to_owned(), mime_type: media_type.map(str::to_owned), ..Link::default() }
}

fn entry(item: &Item<'_>) -> Entry {
    let mut links = vec![link("alternate", &item.url, Some("text/html"))];
    if let Some(language) = item.language {
        links[0].hreflang = Some(language.to_owned());
    }
    links.extend(item.picture.as_ref().map(|picture| Link {
        length: Some(picture.n_bytes.to_string()),
        ..link("enclosure", &picture.url, Some(&picture.media_type))
    }));
    let person =
        |(name, uri): &(String, Option<String>)| Person { name: name.clone(), uri: uri.clone(), ..Person::default() };
    let category = |name: &String| Category { term: name.clone(), ..Category::default() };
    let lang = item.language.map(str::to_owned);
    let content = Content {
        content_type: Some("html".to_owned()),
        value: Some(item.html.clone()),
        lang: lang.clone(),
        ..Content::default()
    };
    // In a summary nothing is left out by the sponsor's mark alone.
    let summary = if item.is_full { Text::plain(item.summary.as_str()) } else { Text::html(item.html.as_str()) };
    Entry {
        title: Text { lang: lang.clone(), ..Text::plain(item.title.as_str()) },
        id: item.iri.clone(),
        authors: item.authors.iter().map(person).collect(),
        categories: item.categories.iter().map(category).collect(),
        links,
        summary: Some(Text { lang, ..summary }).filter(|summary| !summary.value.is_empty()),
        content: item.is_full.then_some(content),
        ..Entry::default()
    }
}
