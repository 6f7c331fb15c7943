//! What a sponsor pays to show, always labelled.

use super::markup::{Element, element, plain};
use super::text::words;
use crate::arabic::tatweel::unstretched;
use crate::edition::{Creative, Site, Sponsor, SponsorSlot, sponsor_for};
use crate::model::{Direction, Instant, Slug};

/// The widest creative that a phone shows whole, in CSS pixels.
const PHONE: u32 = 360;

/// The sponsor of a slot; without one there is neither label nor space.
pub fn sponsor_banner(site: &Site, slot: SponsorSlot, section: Option<&Slug>, now: Instant) -> Option<Element> {
    let sponsor = sponsor_for(&site.sponsors, slot, section, now)?;
    let fits_phone = |creative: &&Creative| creative.width <= PHONE;
    let narrow = match slot {
        // In the text a banner may be tall; above and below the story it must not push the words away.
        SponsorSlot::Body => sponsor.creatives.iter().filter(fits_phone).max_by_key(|creative| creative.height),
        SponsorSlot::Top | SponsorSlot::End => {
            sponsor.creatives.iter().filter(fits_phone).min_by_key(|creative| creative.height)
        }
    };
    let narrow = narrow.or_else(|| sponsor.creatives.iter().min_by_key(|creative| creative.width))?;
    let wide = match slot {
        // In the text there is room for the text's width only.
        SponsorSlot::Body => narrow,
        SponsorSlot::Top | SponsorSlot::End => sponsor.creatives.iter().max_by_key(|creative| creative.width)?,
    };
    let slot = match slot {
        SponsorSlot::Top => "top",
        SponsorSlot::Body => "body",
        SponsorSlot::End => "end",
    };
    let source = (wide.width > narrow.width).then(|| {
        let source =
            plain("source").attribute("media", "(min-width: 48rem)").attribute("srcset", site.source(&wide.image));
        sized(source, wide)
    });
    let image = element("img", "sponsor-creative").attribute("src", site.source(&narrow.image));
    let image = sized(image, narrow).attribute("alt", narrow.alt.clone());
    let link = element("a", "sponsor-link")
        .attribute("href", site.link(&sponsor.link))
        .attribute("rel", "sponsored noopener")
        .child(plain("picture").children(source).child(image));
    // Within the main part it is a group and no landmark: one sponsor may stand in several slots of a page.
    let is_landmark = slot == "top";
    let banner = element(if is_landmark { "aside" } else { "div" }, "sponsor-banner")
        .optional("role", (!is_landmark).then_some("group"))
        .attribute("data-slot", slot)
        // By this the document's script takes it back in front of the reader, with the app or without.
        .optional("data-ends", sponsor.ends.map(|ends| ends.millis().to_string()))
        .attribute("aria-label", format!("{} {}", site.edition.words.sponsored_by, sponsor.name));
    Some(banner.child(label(site.edition.direction, sponsor)).child(link))
}

fn sized(element: Element, creative: &Creative) -> Element {
    element.attribute("width", creative.width.to_string()).attribute("height", creative.height.to_string())
}

/// The label as its author stretched it for the eye, and clean for the ear.
fn label(base: Direction, sponsor: &Sponsor) -> Element {
    let clean = unstretched(&sponsor.label);
    let label = element("p", "sponsor-label");
    if clean == sponsor.label {
        return label.markup(words(base, &clean));
    }
    label
        .child(plain("span").attribute("aria-hidden", "true").markup(words(base, &sponsor.label)))
        .child(element("span", "visually-hidden").text(&clean))
}
