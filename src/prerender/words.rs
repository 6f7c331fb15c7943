//! The words of a story, without marking.

use crate::model::{Article, Block, Inline, ListItem, Text};

/// How many words a story has: those of its text, as a reader counts them.
pub(super) fn count(article: &Article) -> usize {
    let mut words = String::new();
    blocks(&article.body, &mut words);
    words.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// Text without marking.
pub(super) fn plain(text: &Text) -> String {
    let mut words = String::new();
    add(text, &mut words);
    words
}

fn blocks(body: &[Block], words: &mut String) {
    for block in body {
        match block {
            Block::Paragraph(paragraph) => add(&paragraph.text, words),
            Block::Heading(heading) => add(&heading.text, words),
            Block::List(list) => items(&list.items, words),
            Block::Quote(quote) => quote.body.iter().for_each(|text| add(&Text(spaced(text)), words)),
            Block::KeyPoints(points) => points.items.iter().for_each(|text| add(&Text(spaced(text)), words)),
            Block::Table(table) => table.rows.iter().flatten().for_each(|cell| add(&Text(spaced(&cell.text)), words)),
            Block::Correction(correction) => add(&correction.text, words),
            Block::Details(details) => {
                add(&details.summary, words);
                words.push(' ');
                blocks(&details.body, words);
            }
            Block::Footnotes(notes) => notes.items.iter().for_each(|note| add(&Text(spaced(&note.text)), words)),
            // What repeats the text, or is no text of the story.
            Block::PullQuote(_)
            | Block::Figure(_)
            | Block::Gallery(_)
            | Block::Embed(_)
            | Block::Video(_)
            | Block::Audio(_)
            | Block::Code(_)
            | Block::Rule
            | Block::ReadAlso(_)
            | Block::SponsorSlot
            | Block::File(_)
            | Block::Unsupported => {}
        }
        words.push(' ');
    }
}

fn items(list: &[ListItem], words: &mut String) {
    for item in list {
        add(&item.text, words);
        words.push(' ');
        items(&item.items, words);
    }
}

/// A text with a space behind it.
fn spaced(text: &Text) -> Vec<Inline> {
    text.0.iter().cloned().chain([Inline::Text(" ".to_owned())]).collect()
}

fn add(text: &Text, words: &mut String) {
    for inline in &text.0 {
        match inline {
            Inline::Text(text) | Inline::Code(text) => words.push_str(text),
            Inline::Strong(text)
            | Inline::Emphasis(text)
            | Inline::Sub(text)
            | Inline::Sup(text)
            | Inline::Link { text, .. }
            | Inline::Bdi { text, .. } => add(text, words),
            Inline::LineBreak => words.push(' '),
            Inline::FootnoteMark(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::contract::read_article;

    #[test]
    fn words_are_counted_as_a_reader_counts_them() {
        let text = r#"{ "version": 1, "id": "1", "headline": "عنوان", "date_published": "2026-01-07T09:40:00+03:00", "body": [
            "قال الوزير: «نعم» - ثم مضى.",
            { "type": "list", "items": ["واحد", { "text": ["ا", { "type": "strong", "text": "ثنان" }] }] },
            { "type": "pull_quote", "text": "«نعم»" },
            { "type": "quote", "body": ["أول", "ثانٍ"] }
        ] }"#;
        let article = read_article(text).value.unwrap();
        // قال الوزير نعم ثم مضى, واحد, اثنان, أول, ثانٍ
        assert_eq!(count(&article), 9);
    }
}
