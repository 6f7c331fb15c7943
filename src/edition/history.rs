//! What a site has published, as its builds write it down.

use crate::model::{Instant, Slug};

/// The whole file.
#[derive(Clone, Debug)]
pub struct HistoryFile {
    /// The site that it is of.
    pub base_url: String,
    /// Every address that readers had once.
    pub addresses: Vec<PublishedAddress>,
}

/// An address that readers had once.
#[derive(Clone, Debug)]
pub struct PublishedAddress {
    /// Its path, decoded.
    pub path: String,
    /// What was there.
    pub kind: PublishedKind,
    /// Its slug.
    pub slug: Option<Slug>,
    /// The article's identifier, by which it is found at another address.
    pub id: Option<String>,
    /// Since when.
    pub since: Instant,
    /// When it was said first that it is gone.
    pub gone: Option<Instant>,
}

/// What is at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublishedKind {
    /// An article.
    Article,
    /// A static page.
    Page,
    /// The newest articles of a section.
    Section,
    /// Those with a topic.
    Topic,
    /// Those by an author.
    Author,
}
