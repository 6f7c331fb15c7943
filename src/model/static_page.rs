//! A page that is no news: who we are, contact, privacy.

use super::{Block, Instant, Language};

/// A page that is no news: the same blocks, with neither byline nor date of publication.
#[derive(Clone, Debug, PartialEq)]
pub struct StaticPage {
    /// A BCP 47 tag, where it differs from the edition's.
    pub language: Option<Language>,
    /// The headline.
    pub headline: String,
    /// The paragraph under it.
    pub standfirst: Option<String>,
    /// When its words last changed.
    pub date_modified: Option<Instant>,
    /// The words.
    pub body: Vec<Block>,
}
