//! Links that lead to pages of other sites, gathered while the content is read and asked for once it is.

use std::collections::BTreeMap;

use super::document::{Document, Place};
use super::findings::Findings;
use super::links::LINKS;
use super::rules;
use super::site::Site;
use crate::model::Link;
use crate::prerender::outside::{self, Manners, Verdict};

/// What leads to other sites besides the links for readers: a post or a video that is shown from there, a file that
/// is offered.
const MORE: [(&str, &str); 2] = [("Embed", "url"), ("FilePointer", "url")];

/// The addresses of other sites, each with the places that name it.
#[derive(Default)]
pub(super) struct OtherSites {
    places: BTreeMap<String, Vec<Place>>,
    /// The address of the site that asks.
    own: String,
}

impl OtherSites {
    /// Takes in what a document links to, unless readers are not to see it any more.
    pub(super) fn take(&mut self, document: &Document<'_>, site: &Site) {
        if document.root().is_some_and(|root| root.text("status") == Some("withdrawn")) {
            return;
        }
        self.own.clone_from(&site.base_url);
        for (name, field) in LINKS.into_iter().chain(MORE) {
            for record in document.all(name) {
                let Some(link) = record.text(field).and_then(Link::new).filter(Link::is_web) else { continue };
                // What this site itself has there is known from its files.
                let is_own = format!("{}/", link.as_str()).starts_with(&site.base_url);
                if !is_own {
                    let place = document.place(record.field(field));
                    self.places.entry(link.as_str().to_owned()).or_default().push(place);
                }
            }
        }
    }

    /// Asks for all of them, and says of each place what its readers will find.
    pub(super) fn finish(&mut self, manners: &Manners, is_shown: bool, found: &mut Findings) {
        let addresses: Vec<String> = self.places.keys().cloned().collect();
        let verdicts = outside::ask(&addresses, &self.own, manners, is_shown);
        for (address, places) in std::mem::take(&mut self.places) {
            let (rule, why) = match verdicts.get(&address) {
                Some(Verdict::Dead(why)) => (&rules::EXTERNAL_LINK, why),
                Some(Verdict::Unknown(why)) => (&rules::EXTERNAL_LINK_UNKNOWN, why),
                Some(Verdict::There) | None => continue,
            };
            let words = match rule {
                rule if *rule == rules::EXTERNAL_LINK => "leads nowhere",
                _ => "could not be checked",
            };
            for place in places {
                found.report(rule, place, format!("{address} {words}: {why}"));
            }
        }
    }
}
