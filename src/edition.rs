//! Who publishes: the site, its edition's words, zone and digits, its sponsors, and how its dates read.
//!
//! Two steps, two types: [`SiteFile`] is what a publisher wrote, [`Site`] is what the program works with.

pub mod dates;
mod file;
mod history;
mod machines;
pub mod measures;
mod redirects;
mod site;
mod sponsors;
mod words;
mod zone;

pub use file::{
    CardArticles, Cards, CheckLevel, Contact, Creative, Credit, EditionFile, Footer, Front, Hijri, ListPrefixes,
    Months, Nameplate, NavigationItem, PictureFormat, Policies, Publisher, Section, SiteFile, SiteSource, Slugs,
    SocialLink, Sponsor, SponsorSlot,
};
pub use history::{HistoryFile, PublishedAddress, PublishedKind};
pub use machines::{
    AdRelationship, AdSeller, AiPolicy, CrawlerSettings, FeedContent, FeedFormat, FeedSettings, SponsoredInFeeds,
};
pub use redirects::{Redirect, RedirectStatus, RedirectsFile};
pub use site::{Edition, Site, SiteError};
pub use sponsors::sponsor_for;
pub use words::{DocumentWords, Unit, Words};
pub use zone::{Civil, Zone};
