//! What news is: plain values, checked once and trusted after.
//!
//! Knows no JSON, no Leptos, no server's address and no clock; "now" is always an argument.

mod article;
mod block;
mod image;
mod instant;
mod link;
mod player;
mod slug;
mod static_page;
mod teaser;
mod text;

pub use article::{Article, Author, Correction, Kind, Role, Silence, Status, Translation};
pub use block::{
    Audio, Block, Cell, Code, Details, Embed, Figure, FigureWidth, FilePointer, Footnote, Footnotes, Gallery, Heading,
    KeyPoints, List, ListItem, Paragraph, PullQuote, Quote, ReadAlso, Table, Track, Video,
};
pub use image::{Focus, Image, Picture};
pub use instant::Instant;
pub(crate) use instant::civil_from_days;
pub use link::{Link, Source};
pub use player::Player;
pub use slug::Slug;
pub use static_page::StaticPage;
pub use teaser::Teaser;
pub use text::{Direction, Inline, Language, Text, is_invisible};
