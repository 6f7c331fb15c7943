//! What a publisher says to machines: feed readers, crawlers, sellers of advertising.

use crate::model::Link;

/// What feed readers get.
#[derive(Clone, Debug, Default)]
pub struct FeedSettings {
    /// How much of an article stands in a feed.
    pub content: FeedContent,
    /// What becomes of articles that a sponsor paid for.
    pub sponsored: SponsoredInFeeds,
    /// The formats; all if empty.
    pub formats: Vec<FeedFormat>,
    /// The address of a WebSub hub, which tells readers at once.
    pub hub: Option<Link>,
    /// The host by which feeds name articles; that of `base_url` if absent.
    pub origin: Option<String>,
}

/// How much of an article stands in a feed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FeedContent {
    /// The whole text.
    #[default]
    Full,
    /// The paragraph under the headline.
    Summary,
}

/// What becomes of articles that a sponsor paid for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SponsoredInFeeds {
    /// Their title and their text say so.
    #[default]
    Marked,
    /// No feed has them.
    LeftOut,
}

/// The form of a feed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FeedFormat {
    /// RSS 2.0.
    #[default]
    Rss,
    /// Atom 1.0 (RFC 4287).
    Atom,
    /// JSON Feed 1.1.
    Json,
}

/// What crawlers are asked to do.
#[derive(Clone, Debug, Default)]
pub struct CrawlerSettings {
    /// Those of AIs.
    pub ai: AiPolicy,
}

/// Which crawlers of AIs are welcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AiPolicy {
    /// All.
    #[default]
    All,
    /// Those that answer readers and name the source; not those that gather for training.
    Answers,
    /// None.
    None,
}

/// Who may sell the site's advertising space: a line of `ads.txt`.
#[derive(Clone, Debug)]
pub struct AdSeller {
    /// The domain of the advertising system.
    pub domain: String,
    /// The account there.
    pub account: String,
    /// Whose the account is.
    pub relationship: AdRelationship,
    /// What a certification authority knows the system by.
    pub authority: Option<String>,
}

/// Whose an account is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AdRelationship {
    /// The publisher's own.
    #[default]
    Direct,
    /// A reseller's.
    Reseller,
}
