//! The blocks that a body is made of. There is no raw HTML among them, so nothing can inject any.

use super::{Correction, Image, Language, Link, Slug, Source, Text};

/// One block of a body.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each variant is documented on its content")]
pub enum Block {
    Paragraph(Paragraph),
    Heading(Heading),
    List(List),
    Quote(Quote),
    PullQuote(PullQuote),
    Figure(Figure),
    Gallery(Gallery),
    Table(Table),
    Embed(Embed),
    Video(Video),
    Audio(Audio),
    Code(Code),
    /// A pause between two parts.
    Rule,
    ReadAlso(ReadAlso),
    /// A place for a sponsor within the text.
    SponsorSlot,
    Correction(Correction),
    KeyPoints(KeyPoints),
    File(FilePointer),
    Details(Details),
    Footnotes(Footnotes),
    /// Unknown, or unreadable: skipped, after a warning that names it.
    Unsupported,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// Its words.
    pub text: Text,
    /// Where it differs from the article's.
    pub language: Option<Language>,
}

/// A heading within the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 2 to 4; 1 is the headline's.
    pub level: u8,
    /// Its words.
    pub text: Text,
    /// For links to it.
    pub id: Option<Slug>,
}

/// A list, nested or not.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// Whether its items are numbered.
    pub ordered: bool,
    /// The first number, where it is not 1.
    pub start: Option<u32>,
    /// Its items.
    pub items: Vec<ListItem>,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListItem {
    /// Its words.
    pub text: Text,
    /// Whether the list in it is numbered.
    pub ordered: bool,
    /// The list in it.
    pub items: Vec<ListItem>,
}

/// Somebody's words at length.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// Its paragraphs.
    pub body: Vec<Text>,
    /// Who said them, or where they stand.
    pub source: Option<Text>,
    /// Where they can be read.
    pub link: Option<Link>,
    /// Where it differs from the article's.
    pub language: Option<Language>,
}

/// Words of the article shown large.
#[derive(Clone, Debug, PartialEq)]
pub struct PullQuote {
    /// The words.
    pub text: Text,
    /// Who said them.
    pub source: Option<Text>,
}

/// A picture in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The picture.
    pub image: Image,
    /// How wide it stands.
    pub width: FigureWidth,
}

/// How wide a picture stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FigureWidth {
    /// As wide as the text.
    #[default]
    Text,
    /// Wider than the text, where there is room.
    Wide,
}

/// Several pictures, side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Gallery {
    /// The pictures.
    pub items: Vec<Image>,
    /// A caption for all of them.
    pub caption: Option<Text>,
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What it shows.
    pub caption: Option<Text>,
    /// Its rows of cells.
    pub rows: Vec<Vec<Cell>>,
    /// How many rows at the top are headers.
    pub header_rows: u32,
    /// How many columns at the start are headers.
    pub header_columns: u32,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its words.
    pub text: Text,
    /// Whether it is a header where its row and column are none.
    pub header: bool,
    /// How many columns it spans.
    pub colspan: u32,
    /// How many rows it spans.
    pub rowspan: u32,
}

/// Something that another site shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Embed {
    /// Who shows it, as printed.
    pub provider: String,
    /// Where it is.
    pub url: Link,
    /// What it is.
    pub title: String,
    /// What stands in its place until the reader asks.
    pub still: Option<Image>,
}

/// A video.
#[derive(Clone, Debug, PartialEq)]
pub struct Video {
    /// The file.
    pub url: Source,
    /// Its media type.
    pub mime: String,
    /// In CSS pixels.
    pub width: u32,
    /// In CSS pixels.
    pub height: u32,
    /// The still before it plays.
    pub poster: Option<Image>,
    /// Captions, by language.
    pub captions: Vec<Track>,
    /// Its length.
    pub duration_seconds: Option<u32>,
    /// What it shows.
    pub caption: Option<Text>,
    /// Who made it.
    pub credit: Option<String>,
}

/// The captions of a video in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// A WebVTT file.
    pub url: Source,
    /// A BCP 47 tag.
    pub language: Language,
    /// As the player's menu prints it.
    pub label: String,
}

/// A recording.
#[derive(Clone, Debug, PartialEq)]
pub struct Audio {
    /// The file.
    pub url: Source,
    /// Its media type.
    pub mime: String,
    /// What it is.
    pub title: String,
    /// Its length.
    pub duration_seconds: Option<u32>,
    /// Its words, for those who do not hear it.
    pub transcript: Option<Text>,
}

/// Program text, always left to right.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// The text, line breaks kept.
    pub text: String,
    /// The language it is written in.
    pub syntax: Option<String>,
}

/// Links to articles that belong to this place in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadAlso {
    /// The articles, by slug.
    pub articles: Vec<Slug>,
    /// In place of the edition's own words.
    pub label: Option<String>,
}

/// What a reader in a hurry takes along.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyPoints {
    /// In place of the edition's own words.
    pub title: Option<String>,
    /// The points.
    pub items: Vec<Text>,
}

/// A file to take along.
#[derive(Clone, Debug, PartialEq)]
pub struct FilePointer {
    /// Where it is.
    pub url: Source,
    /// What it is.
    pub title: String,
    /// Its media type.
    pub mime: String,
    /// Its size.
    pub bytes: u32,
}

/// Text that opens when asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Details {
    /// What is always seen.
    pub summary: Text,
    /// What opens.
    pub body: Vec<Block>,
}

/// Notes that the text points at.
#[derive(Clone, Debug, PartialEq)]
pub struct Footnotes {
    /// The notes, in order.
    pub items: Vec<Footnote>,
}

/// A note that the text points at.
#[derive(Clone, Debug, PartialEq)]
pub struct Footnote {
    /// What a mark in the text names.
    pub id: Slug,
    /// Its words.
    pub text: Text,
}
