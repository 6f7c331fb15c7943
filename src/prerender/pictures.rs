//! What the pictures of the content become: smaller ones in better formats, which pages choose from, and the crops that
//! machines ask for.

use std::collections::BTreeMap;

use crate::model::Source;

/// A file made of a picture: it lies in the site under a name that is its bytes'.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Still {
    /// Below the root of the site, without a slash in front: `site.href` makes an address of it.
    pub(super) path: String,
    /// In pixels.
    pub(super) width: u32,
    /// In pixels.
    pub(super) height: u32,
    /// Its media type.
    pub(super) media_type: &'static str,
}

/// What became of the pictures of a site.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    by_url: BTreeMap<String, Picture>,
}

/// What became of a picture.
#[derive(Clone, Debug, Default)]
struct Picture {
    share: Option<Still>,
    crops: Vec<Still>,
}

impl Pictures {
    /// What others show beside a link to a story with this lead picture: a JPEG of 1200 × 630, smaller only where the
    /// picture is, and below 300 kB. `None` where the picture is none of the site's own, or can't be read.
    pub(super) fn share(&self, lead: &Source) -> Option<&Still> {
        self.by_url.get(lead.as_str())?.share.as_ref()
    }

    /// A lead picture in 16:9, 4:3 and 1:1, as search engines ask for it; nothing where there is no [`Self::share`].
    pub(super) fn crops(&self, lead: &Source) -> &[Still] {
        self.by_url.get(lead.as_str()).map(|picture| picture.crops.as_slice()).unwrap_or_default()
    }
}
