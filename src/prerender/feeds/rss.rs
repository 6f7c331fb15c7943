//! RSS 2.0.

use std::collections::BTreeMap;

use rss::extension::dublincore::DublinCoreExtension;
use rss::extension::{Extension, ExtensionMap};
use rss::{Category, Enclosure, Guid, Item as RssItem};

use super::super::machine_text::rfc_2822;
use super::Channel;
use super::item::Item;

/// The feed's own address, and that of its hub, are said in Atom's words (RSS Board, best practices).
const ATOM: &str = "http://www.w3.org/2005/Atom";

pub(super) fn write(channel: &Channel<'_>) -> Vec<u8> {
    let mut links = vec![link("self", &channel.own, Some("application/rss+xml"))];
    links.extend(channel.hub.map(|hub| link("hub", hub, None)));
    let mut extensions = ExtensionMap::new();
    extensions.insert("atom".to_owned(), BTreeMap::from([("atom:link".to_owned(), links)]));
    let feed = rss::Channel {
        title: channel.title.to_owned(),
        link: channel.page.clone(),
        description: channel.title.to_owned(),
        language: Some(channel.language.to_owned()),
        last_build_date: channel.updated.map(|updated| rfc_2822(channel.zone, updated)),
        generator: Some("Khabar".to_owned()),
        docs: Some("https://www.rssboard.org/rss-specification".to_owned()),
        items: channel.items.iter().map(|item| self::item(channel, item)).collect(),
        extensions,
        namespaces: BTreeMap::from([("atom".to_owned(), ATOM.to_owned())]),
        ..rss::Channel::default()
    };
    // Writing into memory does not fail.
    feed.write_to(Vec::new()).unwrap_or_default()
}

fn link(rel: &str, href: &str, media_type: Option<&str>) -> Extension {
    let mut attrs = BTreeMap::from([("rel".to_owned(), rel.to_owned()), ("href".to_owned(), href.to_owned())]);
    attrs.extend(media_type.map(|media_type| ("type".to_owned(), media_type.to_owned())));
    Extension { name: "atom:link".to_owned(), attrs, ..Extension::default() }
}

fn item(channel: &Channel<'_>, item: &Item<'_>) -> RssItem {
    let creators = item.authors.iter().map(|(name, _)| name.clone()).collect();
    let category = |name: &String| Category { name: name.clone(), domain: None };
    // A reader takes a description for HTML.
    let description =
        if item.is_full { html_escape::encode_text(&item.summary).into_owned() } else { item.html.clone() };
    RssItem {
        title: Some(item.title.clone()),
        link: Some(item.url.clone()),
        description: Some(description).filter(|description| !description.is_empty()),
        categories: item.categories.iter().map(category).collect(),
        enclosure: item.picture.as_ref().map(|picture| Enclosure {
            url: picture.url.clone(),
            length: picture.n_bytes.to_string(),
            mime_type: picture.media_type.clone(),
        }),
        guid: Some(Guid { value: item.guid.clone(), permalink: false }),
        pub_date: Some(rfc_2822(channel.zone, item.published)),
        content: item.is_full.then(|| item.html.clone()),
        dublin_core_ext: Some(DublinCoreExtension { creators, ..DublinCoreExtension::default() }),
        ..RssItem::default()
    }
}
