//! Links that lead to pages and files of this very site.

use std::collections::HashSet;

use super::articles::{Articles, Linked};
use super::document::Document;
use super::findings::Findings;
use super::folder::Folder;
use super::site::Site;
use super::{nearest, rules};
use crate::address::{Address, Collection};
use crate::model::Link;
use crate::prerender::sitemaps;

/// Where addresses for readers stand; a test keeps the list whole.
pub(super) const LINKS: [(&str, &str); 8] = [
    ("LinkInline", "href"),
    ("Quote", "link"),
    ("Translation", "link"),
    ("NavigationItem", "link"),
    ("Credit", "link"),
    ("SocialLink", "link"),
    ("Sponsor", "link"),
    ("Contact", "security"),
];

/// Checks the links of a document that stay on the site; those to articles wait until all are known. `article` is
/// the number of the article that the document is.
pub(super) fn check(
    document: &Document<'_>,
    site: &Site,
    folder: &Folder,
    pages: &HashSet<String>,
    article: Option<usize>,
    articles: &mut Articles,
    found: &mut Findings,
) {
    let Some(addresses) = &site.addresses else { return };
    for (name, field) in LINKS {
        for record in document.all(name) {
            let Some(link) = record.text(field).and_then(Link::new) else { continue };
            let Some((path, is_whole)) = own_path(&link, site) else { continue };
            let place = || document.place(record.field(field));
            if sitemaps::is_own(path.trim_start_matches('/')) {
                continue;
            }
            // A feed is there where the page with its articles is.
            let address = site.page_of_feed(path).unwrap_or_else(|| addresses.parse(path));
            match address {
                Address::List(Collection::Section(slug), _) if !site.sections.contains(slug.as_str()) => {
                    found.report(&rules::DEAD_LINK, place(), format!("there is no section \"{slug}\""));
                }
                Address::List(collection @ (Collection::Tag(_) | Collection::Author(_)), _) => {
                    articles.link_list(collection, place());
                }
                Address::Article(permalink) if folder.file(path).is_none() => {
                    let slug = permalink.slug.clone();
                    let path = addresses.path(&Address::Article(permalink)).unwrap_or_default();
                    // Where articles stand at the root, so do pages.
                    if !pages.iter().any(|page| path.trim_matches('/') == page) {
                        articles.link(Linked { path, slug, place: place(), from: article });
                    }
                }
                Address::Page(slug) if pages.contains(slug.as_str()) => {}
                // A whole address may lead to something else on the same host.
                Address::Page(_) | Address::Unknown if !is_whole && folder.file(path).is_none() => {
                    if path.rsplit('/').next().is_some_and(|last| last.contains('.')) {
                        folder.missing(path, place(), found);
                    } else {
                        let message = format!("this site has neither a page nor a file at {path}");
                        let mend = nearest(path.trim_matches('/'), pages.iter().map(String::as_str));
                        let mend = mend.unwrap_or(rules::UNKNOWN_ADDRESS.mend.to_owned());
                        found.report_with(&rules::UNKNOWN_ADDRESS, place(), message, mend);
                    }
                }
                _ => {}
            }
        }
    }
}

/// The path below the base path that a link leads to, if it stays on the site, and whether its address is whole.
fn own_path<'a>(link: &'a Link, site: &Site) -> Option<(&'a str, bool)> {
    let (path, is_whole) = match link.site_path() {
        Some(path) => (path, false),
        // With the slash before the path.
        None => (link.as_str().strip_prefix(site.base_url.trim_end_matches('/'))?, true),
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.starts_with('/').then_some((path, is_whole))
}
