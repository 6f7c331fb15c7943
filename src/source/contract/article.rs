//! The fields of an article.

use super::super::reader::{record, words};
use crate::model::{Article, Author, Correction, Kind, Role, Silence, Status, Translation};

record! {
    /// One article. The names are schema.org's NewsArticle's.
    "$schema" Article {
        /// A stable identifier: it never changes, and it is never made from the slug.
        id: required #[cfg(not(target_arch = "wasm32"))],
        /// The guid that feeds carried before the move here.
        feed_guid: optional #[cfg(not(target_arch = "wasm32"))],
        /// Slugs that once led here.
        former_slugs: many #[cfg(not(target_arch = "wasm32"))],
        /// The form of journalism; news if absent.
        kind: default,
        /// published if absent.
        status: default #[cfg(not(target_arch = "wasm32"))],
        /// From this instant on the article is shown no more.
        expires: optional #[cfg(not(target_arch = "wasm32"))],
        /// The article's language, where it differs from the edition's.
        language: optional,
        /// The short line above the headline.
        kicker: optional,
        /// The headline.
        headline: required,
        /// A second title, for lists and previews.
        alternative_headline: optional #[cfg(not(target_arch = "wasm32"))],
        /// The paragraph under the headline.
        standfirst: optional,
        /// The slug of the section.
        article_section: optional,
        /// Who made it, in printing order.
        authors: many,
        /// News agencies, in printing order.
        agencies: many,
        /// The place of filing.
        dateline: optional,
        /// When it first appeared; in the future: when it will.
        date_published: required,
        /// When its words last changed.
        date_modified: optional,
        /// The picture that leads it.
        lead_image: optional,
        /// Whether its headline is its picture where it is shared; site.json decides if absent.
        card: optional #[cfg(not(target_arch = "wasm32"))],
        /// Topics.
        keywords: many,
        /// The words, block by block. A bare string is a paragraph.
        body: many,
        /// Slugs of related articles, named by hand.
        related: many,
        /// The id of the sponsor who paid for it.
        sponsor: optional,
        /// What was wrong, and when it was put right.
        corrections: many,
        /// The same article in other languages.
        translations: many #[cfg(not(target_arch = "wasm32"))],
        /// Checks that do not apply, each with a reason.
        silenced: many #[cfg(not(target_arch = "wasm32"))],
    }
}

words! {
    Kind {
        "news" => News,
        "opinion" => Opinion,
        "analysis" => Analysis,
        "explainer" => Explainer,
        "interview" => Interview,
        "feature" => Feature,
        "photo_story" => PhotoStory,
        "live" => Live,
        "review" => Review,
        "brief" => Brief,
    }
}

words! { Status { "published" => Published, "draft" => Draft, "withdrawn" => Withdrawn, } }

words! {
    Role {
        "writer" => Writer,
        "photographer" => Photographer,
        "translator" => Translator,
        "editor" => Editor,
        "correspondent" => Correspondent,
    }
}

record! {
    /// A person who made the article.
    Author {
        /// As printed.
        name: required,
        /// The slug of the author's page.
        slug: optional,
        /// What the person did; writer if absent.
        role: default,
    }
}

record! {
    /// A correction.
    Correction as "correction" {
        /// When it was made.
        date: required,
        /// What was wrong and what is right.
        text: required,
    }
}

record! {
    /// The same article in another language.
    Translation {
        /// Its language.
        language: required,
        /// Where it is.
        link: required,
    }
}

record! {
    /// A check that does not apply.
    Silence {
        /// The rule's identifier.
        rule: required,
        /// Why it does not apply.
        reason: required,
    }
}
