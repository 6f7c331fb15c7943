//! What an editor looks for besides words: credits, the lead picture, tables, addresses.

use super::super::document::Document;
use super::super::findings::Findings;
use super::super::links::LINKS;
use super::super::records::Record;
use super::super::rules;
use crate::source::json::{Node, Value};

/// What search engines and social networks want of the picture that leads an article.
const LEAST_LEAD_WIDTH: u32 = 1_200;

/// Checks the records of a document.
pub(super) fn check(document: &Document<'_>, found: &mut Findings) {
    for picture in document.all("Image").filter(|picture| is_shown_with_credit(picture)) {
        if picture.text("credit").is_none_or(|credit| credit.trim().is_empty()) {
            let message = "nobody is named who made the picture".to_owned();
            found.report(&rules::MISSING_CREDIT, document.place(picture.spot()), message);
        }
    }
    for picture in document.all("Image").filter(|picture| picture.path == "$.lead_image") {
        lead(document, picture, found);
    }
    for table in document.all("Table").filter(|table| !has_header(table)) {
        let message = "no row and no column of the table is a header".to_owned();
        found.report(&rules::TABLE_WITHOUT_HEADER, document.place(table.spot()), message);
    }
    for (name, field) in LINKS.into_iter().chain([("Embed", "url")]) {
        for record in document.all(name) {
            let link = record.text(field).unwrap_or_default().trim();
            let is_plain = link.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("http://"));
            if is_plain && !link[7..].starts_with("localhost") && !link[7..].starts_with("127.") {
                let message = "the address is not encrypted, and browsers warn of it".to_owned();
                found.report(&rules::HTTP_LINK, document.place(record.field(field)), message);
            }
        }
    }
}

/// Pictures of the story; stills of videos and embeds come with what they stand for.
fn is_shown_with_credit(picture: &Record<'_>) -> bool {
    let path = picture.path.as_str();
    path == "$.lead_image"
        || path.ends_with(".image")
        || path.rsplit_once('[').is_some_and(|(list, _)| list.ends_with(".items"))
}

fn lead(document: &Document<'_>, picture: &Record<'_>, found: &mut Findings) {
    let is_drawing = picture.text("url").is_some_and(|url| url.to_lowercase().ends_with(".svg"));
    let Some((width, height)) = picture.number("width").zip(picture.number("height")).filter(|_| !is_drawing) else {
        return;
    };
    if width < LEAST_LEAD_WIDTH {
        let message = format!("the lead picture is {width} pixels wide; search engines want {LEAST_LEAD_WIDTH}");
        found.report(&rules::SMALL_LEAD_PICTURE, document.place(picture.field("width")), message);
    }
    // From 5:4 to 12:5; a crop to 16:9 keeps about two thirds of what is at the ends.
    let (width, height) = (u64::from(width), u64::from(height));
    if width * 4 < height * 5 || width * 5 > height * 12 {
        let message = format!("a lead picture of {width} × {height} is far from 16:9; lists and shared links cut it");
        found.report(&rules::LEAD_PICTURE_SHAPE, document.place(picture.field("width")), message);
    }
}

/// Whether a table says what its rows or columns are. One row needs no header.
fn has_header(table: &Record<'_>) -> bool {
    let rows = table.items("rows");
    let is_marked = |cell: &Node| matches!(cell.member("header").map(|header| &header.value), Some(Value::Bool(true)));
    let has_marked = |row: &Node| matches!(&row.value, Value::List(cells) if cells.iter().any(is_marked));
    let n_of = |field| table.number(field).unwrap_or_default();
    rows.len() < 2 || n_of("header_rows") + n_of("header_columns") > 0 || rows.iter().any(has_marked)
}
