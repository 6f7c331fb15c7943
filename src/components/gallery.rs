//! Several pictures side by side, in a strip that scrolls by itself.

use super::Story;
use super::figure::{caption, picture, single};
use super::markup::{Element, element, plain};
use super::region::region;
use super::skip_link::{skip_link, skipped};
use crate::edition::measures;
use crate::model::{FigureWidth, Gallery};

/// See `figure`: one height, and most are half as wide again.
const SIZES: &str = "auto,(min-width:53rem) 39rem,88vw";

/// Several pictures side by side. One alone is a figure, and none is nothing.
pub(super) fn gallery(story: &Story<'_>, gallery: &Gallery) -> Option<Element> {
    if let [image] = gallery.items.as_slice() {
        let caption = image.caption.as_ref().or(gallery.caption.as_ref());
        return Some(single(story, image, FigureWidth::Text, caption));
    }
    let edition = &story.edition;
    let number = |number: usize| measures::number(edition, u32::try_from(number).unwrap_or_default());
    let n_pictures = number(gallery.items.len());
    let pictures = gallery.items.iter().enumerate().map(|(index, image)| {
        // A list says its number itself to those who hear it.
        let place = element("span", "gallery-place").attribute("aria-hidden", "true").text(&format!(
            "{} {} {n_pictures}",
            number(index + 1),
            edition.words.of
        ));
        let picture = picture(story.site, image, "gallery-picture", &image.alt, SIZES, false);
        let caption = caption(story, image.caption.as_ref(), image.credit.as_deref(), Some(place));
        plain("li").child(plain("figure").child(picture).children(caption))
    });
    let pictures = plain("ul").children(pictures).unless_empty()?;
    let (strip, caption) = region(story, "gallery-strip", edition.words.gallery, gallery.caption.as_ref());
    let after = ["after.", &story.n_regions.get().to_string()].concat();
    let skip = skip_link(edition.words, edition.words.gallery, &after);
    let strip = strip.child(pictures).child(skipped(after));
    Some(element("figure", "gallery").attribute("data-width", "wide").child(skip).child(strip).children(caption))
}
