//! The fields of a static page.

use super::super::reader::record;
use crate::model::StaticPage;

record! {
    /// A page that is no news: who we are, contact, privacy, corrections policy.
    "$schema" StaticPage {
        /// The page's language, where it differs from the edition's.
        language: optional,
        /// The headline.
        headline: required,
        /// The paragraph under it.
        standfirst: optional,
        /// When its words last changed.
        date_modified: optional,
        /// The words, block by block, as in an article.
        body: many,
    }
}
