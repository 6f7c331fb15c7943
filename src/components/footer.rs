//! The bottom of each page.

use super::markup::{Element, element, plain};
use super::text::words;
use crate::edition::{Site, dates};

/// The bottom of each page: the copyright with its years, and who made the site.
pub fn footer(site: &Site) -> Element {
    let line = |text: &str| words(site.edition.direction, text);
    let mut view = element("footer", "footer");
    if let Some(footer) = &site.edition.file.footer {
        let years = dates::years(&site.edition, footer.since, site.year);
        view = view.child(element("p", "footer-copyright").markup(line(&format!("{} © {years}", footer.copyright))));
        if let Some(credit) = &footer.credit {
            let link = plain("a")
                .attribute("href", site.link(&credit.link))
                .attribute("rel", "noopener")
                .attribute("dir", "auto");
            view = view
                .child(element("p", "footer-credit").markup(line(&credit.text)))
                .child(element("p", "footer-link").child(link.text(&credit.name)));
        }
    }
    view
}
