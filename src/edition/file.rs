//! `site.json` as a publisher wrote it: raw, before defaults.

use super::{AdSeller, CrawlerSettings, FeedSettings};
use crate::arabic::digits::Digits;
use crate::model::{Instant, Language, Link, Silence, Slug, Source};

/// The whole file.
#[derive(Clone, Debug)]
pub struct SiteFile {
    /// Where readers read, with its path: the only place that says it.
    pub base_url: Link,
    /// Where editors write.
    pub source: Option<SiteSource>,
    /// Who answers for it.
    pub publisher: Publisher,
    /// The one colour of the site, as `#rrggbb`.
    pub accent: Option<String>,
    /// Headlines as pictures, for links that are shared.
    pub cards: Option<Cards>,
    /// Whether the files of pictures go on saying whose they are.
    pub keep_picture_credit: bool,
    /// What pictures become, beside JPEG.
    pub picture_format: PictureFormat,
    /// The key of the edition at the root.
    pub default_edition: String,
    /// Editions by key.
    pub editions: Vec<(String, EditionFile)>,
    /// Who pays, and for what.
    pub sponsors: Vec<Sponsor>,
    /// What feed readers get.
    pub feeds: Option<FeedSettings>,
    /// What crawlers are asked to do.
    pub crawlers: Option<CrawlerSettings>,
    /// Who may sell the site's advertising space.
    pub ad_sellers: Vec<AdSeller>,
    /// Checks that are off, or of another level, by their identifier.
    pub checks: Vec<(String, CheckLevel)>,
}

/// How bad it is to break a rule of copy on this site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CheckLevel {
    /// It is not asked.
    #[default]
    Off,
    /// Worth a thought.
    Hint,
    /// To be mended.
    Warning,
    /// As bad as a dead link.
    Error,
}

/// What pictures become, beside JPEG.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PictureFormat {
    /// Made in a moment.
    #[default]
    WebP,
    /// Smaller, and a hundred times as long in the making.
    Avif,
}

/// Headlines as pictures, for links that are shared.
#[derive(Clone, Debug, Default)]
pub struct Cards {
    /// Which articles have one, where they don't say so themselves.
    pub articles: CardArticles,
    /// The publisher's own face for headlines: a TTF or OTF.
    pub face: Option<Source>,
}

/// Which articles have a card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CardArticles {
    /// Those without a lead picture.
    #[default]
    WithoutPicture,
    /// All; the card stands in the picture's place.
    All,
    /// None.
    None,
}

/// Where articles come from.
#[derive(Clone, Debug)]
pub struct SiteSource {
    /// `files` or `wordpress`.
    pub kind: String,
    /// The address of a WordPress.
    pub url: Option<Link>,
}

/// Who answers for what is published.
#[derive(Clone, Debug)]
pub struct Publisher {
    /// As readers know it.
    pub name: String,
    /// Its mark, as search engines show it.
    pub logo: Option<Source>,
    /// As registered.
    pub legal_name: Option<String>,
    /// The editor who answers before the law.
    pub responsible_editor: Option<String>,
    /// Of the press licence.
    pub licence_number: Option<String>,
    /// How to reach it.
    pub contact: Option<Contact>,
    /// Its policies, by page.
    pub policies: Option<Policies>,
}

/// How to reach the publisher.
#[derive(Clone, Debug)]
pub struct Contact {
    /// An e-mail address.
    pub email: Option<String>,
    /// A telephone number.
    pub phone: Option<String>,
    /// A postal address.
    pub address: Option<String>,
    /// Where who finds a hole in the site can say so.
    pub security: Option<Link>,
}

/// The publisher's policies: slugs of static pages.
#[derive(Clone, Debug)]
pub struct Policies {
    /// How mistakes are put right.
    pub corrections: Option<Slug>,
    /// What is known of readers.
    pub privacy: Option<Slug>,
    /// What the newsroom holds itself to.
    pub ethics: Option<Slug>,
}

/// One edition: a language, a region, and what is peculiar to them.
#[derive(Clone, Debug)]
pub struct EditionFile {
    /// A BCP 47 tag, such as `ar-KW`.
    pub language: Language,
    /// An ISO 3166 country code, which sets the defaults of months.
    pub region: Option<String>,
    /// An IANA name, such as `Asia/Kuwait`.
    pub time_zone: String,
    /// Latin, unless told otherwise.
    pub digits: Option<Digits>,
    /// By region, unless told otherwise.
    pub months: Option<Months>,
    /// The Hijri date beside the Gregorian.
    pub hijri: Option<Hijri>,
    /// The edition's name, as readers know it.
    pub name: String,
    /// What stands at the top of each page.
    pub nameplate: Option<Nameplate>,
    /// The form of an article's address; `/article/{slug}/` if absent.
    pub permalink: Option<String>,
    /// How the addresses of lists begin.
    pub prefixes: Option<ListPrefixes>,
    /// What `khabar new article` names files by; as written, unless told otherwise.
    pub slugs: Option<Slugs>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// What the menu holds; the sections if absent.
    pub navigation: Vec<NavigationItem>,
    /// What stands at the bottom of each page.
    pub footer: Option<Footer>,
    /// Accounts elsewhere.
    pub social: Vec<SocialLink>,
    /// What leads the front.
    pub front: Option<Front>,
}

/// The names that months have in the region.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Months {
    /// يناير، فبراير: the Gulf, Egypt, Sudan, Yemen, Libya.
    #[default]
    Gregorian,
    /// كانون الثاني، شباط: Syria, Iraq, Lebanon, Jordan, Palestine.
    Syriac,
    /// جانفي، فيفري: Algeria, Tunisia.
    Maghrebi,
}

impl Months {
    /// What the region's papers print (CLDR's `ar-SY`, `ar-IQ`, `ar-LB`, `ar-JO`, `ar-PS`, `ar-DZ`, `ar-TN`).
    pub fn of_region(region: &str) -> Self {
        match region {
            "SY" | "IQ" | "LB" | "JO" | "PS" => Self::Syriac,
            "DZ" | "TN" => Self::Maghrebi,
            _ => Self::Gregorian,
        }
    }
}

/// What a new article's slug is made of its headline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Slugs {
    /// The headline's own letters.
    #[default]
    AsWritten,
    /// Latin letters for them.
    Latin,
}

/// How the addresses of lists begin, where a site that moved here has them under other names.
#[derive(Clone, Debug)]
pub struct ListPrefixes {
    /// Of a section; WordPress has `category`.
    pub section: Option<Slug>,
    /// Of a topic.
    pub tag: Option<Slug>,
    /// Of an author.
    pub author: Option<Slug>,
}

/// The Hijri date beside the Gregorian.
#[derive(Clone, Debug)]
pub struct Hijri {
    /// Whether it is shown.
    pub show: bool,
    /// Days by which the announced month differs from the computed one.
    pub offset_days: i32,
}

/// What stands at the top of each page.
#[derive(Clone, Debug)]
pub struct Nameplate {
    /// One or two letters in a square.
    pub mark: Option<String>,
    /// The name as printed there.
    pub name: String,
}

/// A section of the paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// In its address, and in an article's `article_section`.
    pub slug: Slug,
    /// As printed.
    pub name: String,
}

/// One entry of the menu: a section, a page, or a link.
#[derive(Clone, Debug)]
pub struct NavigationItem {
    /// A section's slug.
    pub section: Option<Slug>,
    /// A static page's slug.
    pub page: Option<Slug>,
    /// The words of a link.
    pub text: Option<String>,
    /// Where it leads.
    pub link: Option<Link>,
}

/// What stands at the bottom of each page.
#[derive(Clone, Debug)]
pub struct Footer {
    /// The words before `©` and the years.
    pub copyright: String,
    /// The first year; the last is the build's.
    pub since: Option<u32>,
    /// The static pages that it leads to, in order; all if empty.
    pub pages: Vec<Slug>,
    /// Who made the site.
    pub credit: Option<Credit>,
}

/// Who made the site.
#[derive(Clone, Debug)]
pub struct Credit {
    /// The words before the name.
    pub text: String,
    /// As printed.
    pub name: String,
    /// Where it leads.
    pub link: Link,
}

/// An account elsewhere.
#[derive(Clone, Debug)]
pub struct SocialLink {
    /// `x`, `facebook`, `instagram`, `youtube`, `telegram`, `whatsapp`, …
    pub network: String,
    /// As printed.
    pub name: Option<String>,
    /// Where it is.
    pub link: Link,
}

/// What leads the front.
#[derive(Clone, Debug)]
pub struct Front {
    /// Articles by slug, the first one leads.
    pub pinned: Vec<Slug>,
}

/// Who pays, and for what.
#[derive(Clone, Debug, PartialEq)]
pub struct Sponsor {
    /// What an article's `sponsor` names.
    pub id: String,
    /// As printed.
    pub name: String,
    /// The words above the creative; always shown.
    pub label: String,
    /// Where the creative leads.
    pub link: Link,
    /// One per size.
    pub creatives: Vec<Creative>,
    /// From when.
    pub starts: Option<Instant>,
    /// Until when, that instant excluded.
    pub ends: Option<Instant>,
    /// The sections it appears in; all if empty.
    pub sections: Vec<Slug>,
    /// The places it appears in; none if empty.
    pub slots: Vec<SponsorSlot>,
    /// Checks that do not apply to it, each with a reason.
    pub silenced: Vec<Silence>,
}

/// A picture that a sponsor pays to show.
#[derive(Clone, Debug, PartialEq)]
pub struct Creative {
    /// The file.
    pub image: Source,
    /// In CSS pixels.
    pub width: u32,
    /// In CSS pixels.
    pub height: u32,
    /// What it says, for those who do not see it.
    pub alt: String,
}

/// A place for a sponsor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SponsorSlot {
    /// Above the story.
    Top,
    /// Within the text, where the body has a sponsor slot.
    Body,
    /// Below the story.
    End,
}
