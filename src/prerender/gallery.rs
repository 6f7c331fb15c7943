//! Pages for those who work on Khabar: every block with ordinary and with hard values, right to left and left to right.
//!
//! They are in no site for readers. Their addresses are those of static pages, so the app knows them without a word of
//! its own.

use std::path::Path;

use serde_json::{Value, json};

use super::Report;
use crate::source::page_data::FORMAT;

/// Each page's path, and its article.
const PAGES: [(&str, &str); 2] = [
    ("/_gallery/", include_str!("../../tests/fixtures/gallery/blocks-rtl.json")),
    ("/_gallery-ltr/", include_str!("../../tests/fixtures/gallery/blocks-ltr.json")),
];

/// The data of each page, by its path.
pub(super) fn pages(report: &mut Report) -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for (path, article) in PAGES {
        match serde_json::from_str(article).and_then(|article| page(path, article)) {
            Ok(page) => pages.push(page),
            Err(error) => report.error("page-data", Path::new(path), error.to_string()),
        }
    }
    pages
}

fn page(path: &str, mut article: Value) -> Result<(String, String), serde_json::Error> {
    if let Some(body) = article.get_mut("body").and_then(Value::as_array_mut) {
        body.extend(large());
    }
    let data = json!({ "format": FORMAT, "kind": "article", "path": path, "article": article });
    Ok((path.to_owned(), serde_json::to_string(&data)?))
}

/// What is too large to be written by hand: a table of 200 rows and 30 columns, and a gallery of 500 pictures.
fn large() -> [Value; 3] {
    let cell =
        |row: usize, column: usize| json!(if row * column == 0 { row + column } else { row * column }.to_string());
    let rows: Vec<Vec<Value>> = (0..200).map(|row| (0..30).map(|column| cell(row, column)).collect()).collect();
    let pictures: Vec<Value> = (1..=500)
        .map(|number| json!({ "url": "/media/calm-sea.jpg", "width": 1200, "height": 800, "alt": number.to_string() }))
        .collect();
    [
        json!({ "type": "heading", "level": 2, "text": "200 × 30, 500" }),
        json!({ "type": "table", "header_rows": 1, "header_columns": 1, "rows": rows }),
        json!({ "type": "gallery", "items": pictures }),
    ]
}
