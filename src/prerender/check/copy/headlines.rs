//! Headlines that another article of the same year has.

use std::collections::HashMap;

use super::super::document::{Document, Place};
use super::super::findings::Findings;
use super::super::rules;
use crate::arabic::tatweel::unstretched;
use crate::model::Instant;

/// A year, in milliseconds.
const YEAR: i64 = 365 * 24 * 60 * 60 * 1_000;

/// A name of fewer words is that of a column or a series.
const LEAST_WORDS: usize = 3;

/// The headlines of all articles that were not withdrawn.
#[derive(Default)]
pub(in crate::prerender::check) struct Headlines {
    by_words: HashMap<String, Vec<(Instant, Place)>>,
}

impl Headlines {
    /// Takes the headline of an article in.
    pub(in crate::prerender::check) fn take(&mut self, document: &Document<'_>) {
        let Some(article) = document.root().filter(|article| article.text("status") != Some("withdrawn")) else {
            return;
        };
        let Some((headline, published)) = article.text("headline").zip(article.instant("date_published")) else {
            return;
        };
        let words: Vec<&str> = headline.split_whitespace().collect();
        if words.len() >= LEAST_WORDS {
            let place = document.place(article.field("headline"));
            self.by_words.entry(unstretched(&words.join(" "))).or_default().push((published, place));
        }
    }

    /// Names the later one of each two that are less than a year apart.
    pub(in crate::prerender::check) fn finish(&mut self, found: &mut Findings) {
        for (_, mut same) in self.by_words.drain().filter(|(_, same)| same.len() > 1) {
            same.sort_by(|(one, place), (other, other_place)| {
                one.cmp(other).then_with(|| place.file.cmp(&other_place.file))
            });
            for pair in same.windows(2) {
                let [(before, first), (after, second)] = pair else { continue };
                if after.millis() - before.millis() <= YEAR {
                    let name = first.file.file_name().unwrap_or_default().to_string_lossy();
                    let message = format!("{name} has the same headline, and is less than a year older");
                    found.report(&rules::REPEATED_HEADLINE, second.clone(), message);
                }
            }
        }
    }
}
