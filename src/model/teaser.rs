//! What stands for an article where it is not.

use super::{Image, Instant, Kind, Slug};

/// A link to an article, with enough of it to decide on.
#[derive(Clone, Debug, PartialEq)]
pub struct Teaser {
    /// Its slug.
    pub slug: Slug,
    /// Its path on this site, without the base path.
    pub path: String,
    /// The form of journalism.
    pub kind: Kind,
    /// The short line above the headline.
    pub kicker: Option<String>,
    /// The headline.
    pub headline: String,
    /// The paragraph under it.
    pub standfirst: Option<String>,
    /// When it first appeared.
    pub date_published: Instant,
    /// Its lead picture.
    pub image: Option<Image>,
    /// The first author's name, where it is an opinion or an analysis.
    pub author: Option<String>,
    /// Whether a sponsor paid for it.
    pub is_sponsored: bool,
    /// A BCP 47 tag, where it differs from the edition's.
    pub language: Option<super::Language>,
}
