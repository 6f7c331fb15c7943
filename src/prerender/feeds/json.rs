//! JSON Feed 1.1.

use serde_json::{Value, json};

use super::super::machine_text::rfc_3339;
use super::Channel;
use super::item::Item;

pub(super) fn write(channel: &Channel<'_>) -> Vec<u8> {
    let mut feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.page,
        "feed_url": channel.own,
        "language": channel.language,
        "authors": [{ "name": channel.publisher }],
    });
    if let Some(hub) = channel.hub {
        feed["hubs"] = json!([{ "type": "WebSub", "url": hub }]);
    }
    feed["items"] = channel.items.iter().map(|item| self::item(channel, item)).collect();
    format!("{feed}\n").into_bytes()
}

fn item(channel: &Channel<'_>, item: &Item<'_>) -> Value {
    let mut value = json!({
        "id": item.guid,
        "url": item.url,
        "title": item.title,
        "content_html": item.html,
        "date_published": rfc_3339(channel.zone, item.published),
    });
    let mut set = |name: &str, set: Option<Value>| {
        if let Some(set) = set {
            value[name] = set;
        }
    };
    set("summary", Some(json!(item.summary)).filter(|_| !item.summary.is_empty()));
    set("date_modified", (item.updated != item.published).then(|| json!(rfc_3339(channel.zone, item.updated))));
    let author = |(name, url): &(String, Option<String>)| match url {
        Some(url) => json!({ "name": name, "url": url }),
        None => json!({ "name": name }),
    };
    set("authors", (!item.authors.is_empty()).then(|| item.authors.iter().map(author).collect()));
    set("tags", (!item.categories.is_empty()).then(|| json!(item.categories)));
    set("language", item.language.map(|language| json!(language)));
    if let Some(picture) = &item.picture {
        set("image", Some(json!(picture.url)));
        set(
            "attachments",
            Some(json!([{
                "url": picture.url, "mime_type": picture.media_type, "size_in_bytes": picture.n_bytes,
            }])),
        );
    }
    value
}
