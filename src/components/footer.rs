//! The bottom of each page.

use super::MenuItem;
use super::markup::{Element, element, plain};
use super::text::words;
use crate::edition::{Site, dates};

/// The bottom of each page: what else there is to read, the copyright with its years, and who made the site.
pub fn footer(site: &Site, menu: &[MenuItem]) -> Element {
    let line = |text: &str| words(site.edition.direction, text);
    let menu = element("nav", "footer-navigation")
        .attribute("aria-label", site.edition.words.about_site)
        .child(plain("ul").children(menu.iter().map(|item| item.item(site.edition.direction))));
    let mut view = element("footer", "footer").child(menu);
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
