//! One article, by schema.org's NewsArticle.

use super::{Block, Image, Instant, Link, Slug, Text};

/// One article as the newsroom wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Never changes, and is never made from the slug.
    pub id: String,
    /// What feed readers know the article by, where an older system gave it another name than `id`.
    pub feed_guid: Option<String>,
    /// Slugs that once led here; each redirects.
    pub former_slugs: Vec<Slug>,
    /// The form of journalism.
    pub kind: Kind,
    /// Whether it may be shown.
    pub status: Status,
    /// From this instant on it is shown no more.
    pub expires: Option<Instant>,
    /// A BCP 47 tag, where it differs from the edition's.
    pub language: Option<super::Language>,
    /// The short line above the headline.
    pub kicker: Option<String>,
    /// The headline.
    pub headline: String,
    /// schema.org's second title, used in lists and previews.
    pub alternative_headline: Option<String>,
    /// The paragraph under the headline.
    pub standfirst: Option<String>,
    /// The section's slug.
    pub article_section: Option<Slug>,
    /// Who made it, in printing order.
    pub authors: Vec<Author>,
    /// News agencies, in printing order.
    pub agencies: Vec<String>,
    /// The place of filing.
    pub dateline: Option<String>,
    /// When it first appeared.
    pub date_published: Instant,
    /// When its words last changed.
    pub date_modified: Option<Instant>,
    /// The picture that leads it.
    pub lead_image: Option<Image>,
    /// Topics.
    pub keywords: Vec<String>,
    /// Whether its headline is its picture where it is shared; the site decides if absent.
    pub card: Option<bool>,
    /// The words.
    pub body: Vec<Block>,
    /// Articles named by hand, by slug.
    pub related: Vec<Slug>,
    /// The identifier of the sponsor who paid for it.
    pub sponsor: Option<String>,
    /// What was wrong, and when it was put right.
    pub corrections: Vec<Correction>,
    /// The same article in other languages.
    pub translations: Vec<Translation>,
    /// Checks that do not apply to it, each with a reason.
    pub silenced: Vec<Silence>,
}

impl Article {
    /// Whether readers may see it at `now`.
    pub fn is_public(&self, now: Instant) -> bool {
        self.status == Status::Published
            && self.date_published <= now
            && self.expires.is_none_or(|expires| now < expires)
    }

    /// The instant of the last change of its words, where that came after publication.
    pub fn updated(&self) -> Option<Instant> {
        self.date_modified.filter(|modified| *modified > self.date_published)
    }
}

/// The form of journalism.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A report.
    #[default]
    News,
    /// A view held by its author.
    Opinion,
    /// What a report means.
    Analysis,
    /// Background, from the beginning.
    Explainer,
    /// Questions and answers.
    Interview,
    /// A longer narrative.
    Feature,
    /// Led by its pictures.
    PhotoStory,
    /// Grows while something happens.
    Live,
    /// A judgement of a work.
    Review,
    /// A few lines.
    Brief,
}

/// Whether an article may be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Shown from `date_published` on.
    #[default]
    Published,
    /// Not shown.
    Draft,
    /// Was shown, and no longer is.
    Withdrawn,
}

/// A person who made an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Author {
    /// As printed.
    pub name: String,
    /// Leads to the author's page.
    pub slug: Option<Slug>,
    /// What the person did.
    pub role: Role,
}

/// What an author did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Wrote it.
    #[default]
    Writer,
    /// Took the pictures.
    Photographer,
    /// Translated it.
    Translator,
    /// Edited it.
    Editor,
    /// Reported it from the place of filing.
    Correspondent,
}

/// A correction: what was wrong and what is right.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// When it was made.
    pub date: Instant,
    /// The note that readers see.
    pub text: Text,
}

/// The same article in another language.
#[derive(Clone, Debug, PartialEq)]
pub struct Translation {
    /// A BCP 47 tag.
    pub language: super::Language,
    /// Where it is.
    pub link: Link,
}

/// A check that does not apply here.
#[derive(Clone, Debug, PartialEq)]
pub struct Silence {
    /// The rule's identifier.
    pub rule: String,
    /// Why it does not apply.
    pub reason: String,
}
