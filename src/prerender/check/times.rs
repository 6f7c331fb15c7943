//! Instants that contradict each other.

use super::document::Document;
use super::findings::Findings;
use super::records::Record;
use super::rules;
use crate::model::Instant;

/// Checks the instants of an article.
pub(super) fn article(document: &Document<'_>, found: &mut Findings) {
    let Some(article) = document.root() else { return };
    let Some(published) = article.instant("date_published") else { return };
    if article.instant("expires").is_some_and(|expires| expires <= published) {
        let message = "the article expires before it is published, so nobody ever sees it".to_owned();
        found.report(&rules::EXPIRES_BEFORE_PUBLISHED, document.place(article.field("expires")), message);
    }
    if article.instant("date_modified").is_some_and(|modified| modified < published) {
        let message = "the article was changed before it was published".to_owned();
        found.report(&rules::MODIFIED_BEFORE_PUBLISHED, document.place(article.field("date_modified")), message);
    }
}

/// Checks the windows of the sponsors. That one has ended is no fault while another stands in its slots.
pub(super) fn sponsors(document: &Document<'_>, now: Instant, found: &mut Findings) {
    let has_ended = |sponsor: &Record<'_>| sponsor.instant("ends").is_some_and(|ends| ends <= now);
    for sponsor in document.all("Sponsor") {
        let Some(ends) = sponsor.instant("ends") else { continue };
        let place = || document.place(sponsor.field("ends"));
        let follows = |slot: &str, other: &Record<'_>| {
            let covers = |section: &str| other.texts("sections").iter().any(|(own, _)| *own == section);
            let is_here = other.items("sections").is_empty()
                || !sponsor.items("sections").is_empty()
                    && sponsor.texts("sections").iter().all(|(own, _)| covers(own));
            let stands = !other.items("creatives").is_empty() && !has_ended(other);
            stands && is_here && other.texts("slots").iter().any(|(own, _)| *own == slot)
        };
        if sponsor.instant("starts").is_some_and(|starts| ends <= starts) {
            let message = "the window ends before it starts, so the sponsor is never shown".to_owned();
            found.report(&rules::WINDOW_INVERTED, place(), message);
        } else if has_ended(sponsor) {
            let slots = sponsor.texts("slots").into_iter().map(|(slot, _)| slot);
            let empty = slots.filter(|slot| !document.all("Sponsor").any(|other| follows(slot, other)));
            if let [first, ..] = empty.collect::<Vec<_>>().as_slice() {
                let ends = sponsor.text("ends").unwrap_or_default();
                let message = format!("the window ended at {ends}, and no other sponsor stands in \"{first}\"");
                found.report(&rules::SPONSOR_ENDED, place(), message);
            }
        }
    }
}
