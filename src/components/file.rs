//! A file to take along.

use super::Story;
use super::markup::{Element, element, plain};
use super::text::words;
use crate::edition::measures;
use crate::model::FilePointer;

/// A file to take along, with its type and size.
pub(super) fn file(story: &Story<'_>, file: &FilePointer) -> Element {
    let edition = &*story.edition;
    let locale = edition.words;
    let [before, after] = locale.file_kind;
    let title = words(story.direction, &file.title);
    let link = element("a", "file-link")
        .attribute("href", story.site.source(&file.url))
        .attribute("download", "")
        .text(if title.is_empty() { locale.download } else { "" })
        .markup(title);
    element("p", "file").child(link).text(" ").child(
        element("span", "file-kind")
            .text(before)
            // Isolated: a comma and a number after Latin letters would join their direction.
            .child(plain("bdi").text(&kind(file)))
            .text(after)
            .text(locale.comma)
            .text(&measures::size(edition, file.bytes)),
    )
}

/// The type as people call it: how the file's name ends, or the second half of its media type.
fn kind(file: &FilePointer) -> String {
    let name = file.url.as_str().rsplit('/').next().unwrap_or_default();
    let ending = name.rsplit_once('.').or_else(|| file.mime.rsplit_once('/'));
    let ending = ending.map_or("", |(_, ending)| ending).chars();
    ending.take_while(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}
