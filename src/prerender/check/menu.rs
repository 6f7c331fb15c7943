//! What `site.json` names: sections and pages in the menu, policies, sponsors, what leads the front.

use std::collections::{HashMap, HashSet};

use super::document::Document;
use super::findings::Findings;
use super::records::{Record, Spot};
use super::site::Site;
use super::{nearest, rules};

/// More do not fit the menu on a phone.
const MOST_ENTRIES: usize = 12;

/// Checks the names in `site.json`.
pub(super) fn check(document: &Document<'_>, site: &Site, pages: &HashSet<String>, found: &mut Findings) {
    let must_exist = |found: &mut Findings, slug: &str, spot: Spot<'_>| {
        if !pages.contains(slug) {
            let message = format!("there is no page \"{slug}\"");
            let mend = nearest(slug, pages.iter().map(String::as_str)).unwrap_or(rules::UNKNOWN_PAGE.mend.to_owned());
            found.report_with(&rules::UNKNOWN_PAGE, document.place(spot), message, mend);
        }
    };
    let page = |found: &mut Findings, record: &Record<'_>, field: &'static str| {
        if let Some(slug) = record.text(field) {
            must_exist(found, slug, record.field(field));
        }
    };
    for footer in document.all("Footer") {
        for (slug, spot) in footer.texts("pages") {
            must_exist(found, slug, spot);
        }
    }
    for policies in document.all("Policies") {
        for field in ["corrections", "privacy", "ethics"] {
            page(found, policies, field);
        }
    }
    for item in document.all("NavigationItem") {
        page(found, item, "page");
        if let Some(slug) = item.text("section") {
            section(document, site, slug, item.field("section"), found);
        }
        let has = |field| item.node.member(field).is_some();
        let leads_somewhere = has("section") || has("page") || has("text") && has("link");
        if !leads_somewhere {
            let message = "this entry of the menu leads nowhere and is left out".to_owned();
            found.report(&rules::NAVIGATION_ITEM, document.place(item.spot()), message);
        }
    }
    for sponsor in document.all("Sponsor") {
        if sponsor.items("creatives").is_empty() && !sponsor.items("slots").is_empty() {
            let message = format!("the sponsor \"{}\" has no creative", sponsor.text("id").unwrap_or_default());
            found.report(&rules::SPONSOR_WITHOUT_CREATIVE, document.place(sponsor.spot()), message);
        }
        for (slug, spot) in sponsor.texts("sections") {
            section(document, site, slug, spot, found);
        }
    }
    for edition in document.all("EditionFile") {
        let field = if edition.items("navigation").is_empty() { "sections" } else { "navigation" };
        let n_entries = edition.items(field).len();
        if n_entries > MOST_ENTRIES {
            let message = format!("the menu has {n_entries} entries; a phone has room for {MOST_ENTRIES}");
            found.report(&rules::MANY_SECTIONS, document.place(edition.field(field)), message);
        }
        let prefix = format!("{}.", edition.path);
        let sections: Vec<&Record<'_>> =
            document.all("Section").filter(|section| section.path.starts_with(&prefix)).collect();
        twice(document, &sections, "slug", &rules::DUPLICATE_ADDRESS, "section", found);
    }
    let sponsors: Vec<&Record<'_>> = document.all("Sponsor").collect();
    twice(document, &sponsors, "id", &rules::DUPLICATE_ID, "sponsor", found);
}

/// Checks that a section exists.
pub(super) fn section(document: &Document<'_>, site: &Site, slug: &str, spot: Spot<'_>, found: &mut Findings) {
    if !site.sections.contains(slug) {
        let message = format!("there is no section \"{slug}\" in site.json");
        let mend = nearest(slug, site.sections.iter().map(String::as_str));
        let mend = mend.unwrap_or(rules::UNKNOWN_SECTION.mend.to_owned());
        found.report_with(&rules::UNKNOWN_SECTION, document.place(spot), message, mend);
    }
}

fn twice(
    document: &Document<'_>,
    records: &[&Record<'_>],
    field: &str,
    rule: &'static rules::Rule,
    name: &str,
    found: &mut Findings,
) {
    let mut first: HashMap<&str, usize> = HashMap::new();
    for record in records {
        let Some(text) = record.text(field) else { continue };
        let place = document.place(record.field(field));
        let line = place.position.map_or(0, |(line, _)| line);
        if let Some(first) = first.get(text) {
            found.report(rule, place, format!("the {name} in line {first} is \"{text}\" already"));
        } else {
            first.insert(text, line);
        }
    }
}
