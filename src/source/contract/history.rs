//! The fields of the history that builds write.

use super::super::reader::{record, words};
use crate::edition::{HistoryFile, PublishedAddress, PublishedKind};

record! {
    /// What a site has published. Builds write it; keep it beside the content, under version control.
    "$schema" HistoryFile {
        /// The site that it is of, as in site.json.
        base_url: required,
        /// Every address that readers had once, in the order of the paths.
        addresses: many,
    }
}

record! {
    /// An address that readers had once.
    PublishedAddress {
        /// The path from the site's root, decoded.
        path: required,
        /// What was there.
        kind: required,
        /// The slug of the article, page or list.
        slug: optional,
        /// The article's id: where the article has another address now, this one leads there.
        id: optional,
        /// When a build wrote it first.
        since: required,
        /// When it was said first that it is gone; it is, as long as nothing is there.
        gone: optional,
    }
}

words!(PublishedKind {
    "article" => Article,
    "page" => Page,
    "section" => Section,
    "topic" => Topic,
    "author" => Author,
});
