//! The blocks of a body.

use super::super::json::{Node, Value};
use super::super::reader::{Fill, Read, Reader, RecordShape, Shape, record, words};
use crate::model::{
    Audio, Block, Cell, Code, Correction, Details, Embed, Figure, FigureWidth, FilePointer, Footnote, Footnotes,
    Gallery, Heading, KeyPoints, List, ListItem, Paragraph, PullQuote, Quote, ReadAlso, Table, Text, Track, Video,
};

/// Declares the types of blocks: the value of `type`, the variant, and what it carries.
macro_rules! blocks {
    ($($tag:literal => $variant:ident,)+) => {
        /// Reads the fields of a block of a known type.
        fn read_fields(tag: &str, node: &Node, reader: &mut Reader) -> Option<Block> {
            match tag {
                $($tag => $variant::read(node, reader).map(Block::$variant),)+
                "file" => FilePointer::read(node, reader).map(Block::File),
                "rule" => Some(Block::Rule),
                "sponsor_slot" => Some(Block::SponsorSlot),
                _ => {
                    let message = format!("\"{tag}\" is not a type of block; it is left out and the rest is shown");
                    reader.warn("unknown-block", node, message);
                    None
                }
            }
        }

        fn block_shape() -> Shape {
            Shape::AnyOf(vec![
                Shape::Text { pattern: None, doc: "A paragraph." },
                $($variant::shape(),)+
                FilePointer::shape(),
                Shape::Record(|| bare("Rule", "rule", "A pause between two parts.")),
                Shape::Record(|| bare("SponsorSlotBlock", "sponsor_slot", "A place for a sponsor within the text.")),
            ])
        }
    };
}

blocks! {
    "paragraph" => Paragraph,
    "heading" => Heading,
    "list" => List,
    "quote" => Quote,
    "pull_quote" => PullQuote,
    "figure" => Figure,
    "gallery" => Gallery,
    "table" => Table,
    "embed" => Embed,
    "video" => Video,
    "audio" => Audio,
    "code" => Code,
    "read_also" => ReadAlso,
    "correction" => Correction,
    "key_points" => KeyPoints,
    "details" => Details,
    "footnotes" => Footnotes,
}

fn bare(name: &'static str, tag: &'static str, doc: &'static str) -> RecordShape {
    RecordShape { name, doc, tag: Some(tag), is_versioned: false, fields: Vec::new() }
}

impl Fill for Block {
    /// Always a block: what can't be read is reported, and becomes [`Block::Unsupported`].
    fn fill(&mut self, node: &Node, reader: &mut Reader) -> bool {
        if let Some(text) = node.as_text() {
            *self = Self::Paragraph(Paragraph { text: Text::plain(text), language: None });
            return true;
        }
        let block = reader.lenient(|reader| match node.member("type").map(|tag| (tag, tag.as_text())) {
            Some((_, Some(tag))) => read_fields(tag, node, reader),
            Some((tag, None)) => {
                reader.expected("the type of the block as text", tag);
                None
            }
            None if matches!(node.value, Value::Object(_)) => {
                reader.error("missing", node, "\"type\" is missing here".to_owned());
                None
            }
            None => {
                reader.expected("a paragraph as text, or a block with a \"type\",", node);
                None
            }
        });
        *self = block.unwrap_or(Self::Unsupported);
        true
    }
}

impl Read for Block {
    fn blank() -> Self {
        Self::Unsupported
    }

    fn shape() -> Shape {
        Shape::Named("Block", block_shape)
    }
}

record! {
    /// A paragraph.
    Paragraph as "paragraph" {
        /// The words.
        text: required,
        /// Their language, where it differs from the article's.
        language: optional,
    }
}

/// The level of a heading: the type of the model's field is any small number.
impl Fill for u8 {
    fn fill(&mut self, node: &Node, reader: &mut Reader) -> bool {
        let Some(level) = u32::read(node, reader) else { return false };
        match level {
            2 => *self = 2,
            3 => *self = 3,
            4 => *self = 4,
            _ => {
                reader.error("range", node, "the level of a heading is 2, 3 or 4; 1 is the headline's".to_owned());
                return false;
            }
        }
        true
    }
}

impl Read for u8 {
    fn blank() -> Self {
        2
    }

    fn shape() -> Shape {
        Shape::Integer(2, 4)
    }
}

record! {
    /// A heading within the text.
    Heading as "heading" {
        /// 2, 3 or 4.
        level: required,
        /// The words.
        text: required,
        /// For links to it.
        id: optional,
    }
}

record! {
    /// A list.
    List as "list" {
        /// Whether the items are numbered; not if absent.
        ordered: default,
        /// The first number, where it is not 1.
        start: optional,
        /// The items.
        items: many,
    }
}

impl Fill for ListItem {
    fn fill(&mut self, node: &Node, reader: &mut Reader) -> bool {
        if !matches!(node.value, Value::Object(_)) {
            return self.text.fill(node, reader);
        }
        let Some(item) = NestedItem::read(node, reader) else { return false };
        *self = Self { text: item.text, ordered: item.ordered, items: item.items };
        true
    }
}

impl Read for ListItem {
    fn blank() -> Self {
        Self { text: Text::default(), ordered: false, items: Vec::new() }
    }

    fn shape() -> Shape {
        fn item() -> Shape {
            Shape::AnyOf(vec![Text::shape(), NestedItem::shape()])
        }
        Shape::Named("ListItem", item)
    }
}

/// An item with a list of its own.
struct NestedItem {
    text: Text,
    ordered: bool,
    items: Vec<ListItem>,
}

record! {
    /// An item with a list of its own.
    NestedItem {
        /// The words.
        text: required,
        /// Whether the items of its list are numbered.
        ordered: default,
        /// The items of its list.
        items: many,
    }
}

record! {
    /// Somebody's words at length.
    Quote as "quote" {
        /// The paragraphs.
        body: many,
        /// Who said them, or where they stand.
        source: optional,
        /// Where they can be read.
        link: optional,
        /// Their language, where it differs from the article's.
        language: optional,
    }
}

record! {
    /// Words of the article, shown large.
    PullQuote as "pull_quote" {
        /// The words.
        text: required,
        /// Who said them.
        source: optional,
    }
}

record! {
    /// A picture in the text.
    Figure as "figure" {
        /// The picture.
        image: required,
        /// text (as wide as the text, if absent) or wide.
        width: default,
    }
}

words! { FigureWidth { "text" => Text, "wide" => Wide, } }

record! {
    /// Several pictures, side by side.
    Gallery as "gallery" {
        /// The pictures.
        items: many,
        /// A caption for all of them.
        caption: optional,
    }
}

record! {
    /// A table.
    Table as "table" {
        /// What it shows.
        caption: optional,
        /// Its rows of cells.
        rows: many,
        /// How many rows at the top are headers; none if absent.
        header_rows: default,
        /// How many columns at the start are headers; none if absent.
        header_columns: default,
    }
}

impl Read for Vec<Cell> {
    fn blank() -> Self {
        Self::new()
    }

    fn shape() -> Shape {
        Shape::List(Box::new(Cell::shape()))
    }
}

impl Fill for Cell {
    fn fill(&mut self, node: &Node, reader: &mut Reader) -> bool {
        if !matches!(node.value, Value::Object(_)) {
            return self.text.fill(node, reader);
        }
        let Some(cell) = MarkedCell::read(node, reader) else { return false };
        *self = Self {
            text: cell.text,
            header: cell.header,
            colspan: cell.colspan.unwrap_or(1).clamp(1, 1000),
            rowspan: cell.rowspan.unwrap_or(1).clamp(1, 1000),
        };
        true
    }
}

impl Read for Cell {
    fn blank() -> Self {
        Self { text: Text::default(), header: false, colspan: 1, rowspan: 1 }
    }

    fn shape() -> Shape {
        Shape::AnyOf(vec![Text::shape(), MarkedCell::shape()])
    }
}

/// A cell that is more than its text.
struct MarkedCell {
    text: Text,
    header: bool,
    colspan: Option<u32>,
    rowspan: Option<u32>,
}

record! {
    /// A cell that is more than its text.
    MarkedCell {
        /// The words.
        text: required,
        /// Whether it heads its row or column.
        header: default,
        /// How many columns it spans; 1 if absent.
        colspan: optional,
        /// How many rows it spans; 1 if absent.
        rowspan: optional,
    }
}

record! {
    /// Something that another site shows, loaded when the reader asks.
    Embed as "embed" {
        /// Who shows it, as printed.
        provider: required,
        /// Where it is.
        url: required,
        /// What it is.
        title: required,
        /// The picture in its place until the reader asks.
        still: optional,
    }
}

record! {
    /// A video.
    Video as "video" {
        /// The file.
        url: required,
        /// Its media type.
        mime: required,
        /// Its width in CSS pixels.
        width: required,
        /// Its height in CSS pixels.
        height: required,
        /// The picture before it plays.
        poster: optional,
        /// Captions, by language.
        captions: many,
        /// Its length.
        duration_seconds: optional,
        /// What it shows.
        caption: optional,
        /// Who made it.
        credit: optional,
    }
}

record! {
    /// The captions of a video in one language.
    Track {
        /// A WebVTT file.
        url: required,
        /// Their language.
        language: required,
        /// As the player's menu prints it.
        label: required,
    }
}

record! {
    /// A recording.
    Audio as "audio" {
        /// The file.
        url: required,
        /// Its media type.
        mime: required,
        /// What it is.
        title: required,
        /// Its length.
        duration_seconds: optional,
        /// Its words, for those who do not hear it.
        transcript: optional,
    }
}

record! {
    /// Program text.
    Code as "code" {
        /// The text, line breaks kept.
        text: required,
        /// The language it is written in.
        syntax: optional,
    }
}

record! {
    /// Links to articles that belong to this place in the text.
    ReadAlso as "read_also" {
        /// The slugs of the articles.
        articles: many,
        /// In place of the edition's own words.
        label: optional,
    }
}

record! {
    /// What a reader in a hurry takes along.
    KeyPoints as "key_points" {
        /// In place of the edition's own words.
        title: optional,
        /// The points.
        items: many,
    }
}

record! {
    /// A file to take along.
    FilePointer as "file" {
        /// The file.
        url: required,
        /// What it is.
        title: required,
        /// Its media type.
        mime: required,
        /// Its size in bytes.
        bytes: required,
    }
}

record! {
    /// Text that opens when asked.
    Details as "details" {
        /// What is always seen.
        summary: required,
        /// What opens.
        body: many,
    }
}

record! {
    /// Notes that the text points at.
    Footnotes as "footnotes" {
        /// The notes, in order.
        items: many,
    }
}

record! {
    /// A note.
    Footnote {
        /// What a mark in the text names.
        id: required,
        /// The words.
        text: required,
    }
}
