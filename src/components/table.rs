//! A table that scrolls by itself, its header in sight.

use super::Story;
use super::markup::{Element, element, plain};
use super::region::region;
use super::text::text;
use crate::model::{Cell, Inline, Table, Text};

/// Spans are followed up to there; no table is as wide.
const MOST_COLUMNS: usize = 1_000;

/// A table; nothing, where it has no cells.
pub(super) fn table(story: &Story<'_>, table: &Table) -> Option<Element> {
    // How many more rows each column is taken for, by a cell that began further up.
    let mut taken: Vec<u32> = Vec::new();
    let (mut head, mut body) = (plain("thead"), plain("tbody"));
    for (index, cells) in table.rows.iter().enumerate() {
        let is_head = index < size(table.header_rows);
        let before = taken.clone();
        for rows in &mut taken {
            *rows = rows.saturating_sub(1);
        }
        let mut row = plain("tr");
        let mut column = 0;
        for cell in cells {
            while before.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let scope = match (is_head, column < size(table.header_columns) || cell.header && column == 0) {
                (true, _) if cell.colspan > 1 => Some("colgroup"),
                (true, _) => Some("col"),
                (false, true) if cell.rowspan > 1 => Some("rowgroup"),
                (false, true) => Some("row"),
                (false, false) if cell.header => Some("col"),
                (false, false) => None,
            };
            // The head of a column of numbers stands over their last digits.
            let model = table.rows.get(size(table.header_rows)).and_then(|cells| cells.get(column));
            let heads_numbers = is_head && cell.colspan == 1 && model.is_some_and(|cell| is_number(&cell.text));
            row = row.child(cell_element(story, cell, scope, heads_numbers));
            let end = (column + size(cell.colspan)).min(MOST_COLUMNS);
            taken.resize(taken.len().max(end), 0);
            for rows in taken.iter_mut().take(end).skip(column) {
                *rows = cell.rowspan - 1;
            }
            column = end;
        }
        if is_head {
            head = head.child(row);
        } else {
            body = body.child(row);
        }
    }
    if table.rows.iter().all(Vec::is_empty) {
        return None;
    }
    let (region, caption) = region(story, "table-region", story.edition.words.table, table.caption.as_ref());
    let rows = plain("table").children(head.unless_empty()).children(body.unless_empty());
    Some(element("figure", "table").children(caption).child(region.child(rows)))
}

fn cell_element(story: &Story<'_>, cell: &Cell, scope: Option<&'static str>, heads_numbers: bool) -> Element {
    let is_number = heads_numbers || is_number(&cell.text);
    let span = |number: u32| (number > 1).then(|| number.to_string());
    plain(if scope.is_some() { "th" } else { "td" })
        .optional("scope", scope)
        .optional("colspan", span(cell.colspan))
        .optional("rowspan", span(cell.rowspan))
        .optional("data-number", is_number.then_some(""))
        .markup(text(story, &cell.text))
}

/// Whether a cell holds numbers only, or the dash in the place of one: they stand one under another by their last
/// digit.
fn is_number(text: &Text) -> bool {
    match text.0.as_slice() {
        [Inline::Strong(text)] => is_number(text),
        [Inline::Text(text)] => text.chars().all(|c| {
            // Digits of three scripts, the signs of numbers in Latin and Arabic, and the space between two.
            matches!(c, '$'..=':' | ' ' | '٠'..='٩' | '۰'..='۹' | '٪'..='٬' | '−' | '–' | '—' | '\u{a0}' | '€' | '£')
                && !matches!(c, '&'..='*')
        }),
        _ => false,
    }
}

fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
