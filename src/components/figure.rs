//! A picture with its caption and credit; its place is kept before it arrives.

use super::Story;
use super::markup::{Element, element};
use super::text::{text, words};
use crate::edition::Site;
use crate::model::{Figure, FigureWidth, Image};

/// The picture that leads an article: the largest paint, so it is asked for first.
pub(super) fn lead(story: &Story<'_>, image: &Image) -> Element {
    element("figure", "figure")
        .attribute("data-place", "lead")
        .child(picture(story.site, image, "figure-image", &image.alt).attribute("fetchpriority", "high"))
        .children(caption(story, image))
}

/// A picture in the text.
pub(super) fn figure(story: &Story<'_>, figure: &Figure) -> Element {
    let width = match figure.width {
        FigureWidth::Text => "text",
        FigureWidth::Wide => "wide",
    };
    element("figure", "figure")
        .attribute("data-width", width)
        .child(picture(story.site, &figure.image, "figure-image", &figure.image.alt).attribute("loading", "lazy"))
        .children(caption(story, &figure.image))
}

/// The picture itself. One whose size is not known takes its place when it arrives.
pub(super) fn picture(site: &Site, image: &Image, class: &'static str, alt: &str) -> Element {
    element("img", class)
        .attribute("src", site.source(&image.url))
        .optional("width", size(image.width))
        .optional("height", size(image.height))
        .attribute("alt", alt.to_owned())
}

fn size(pixels: u32) -> Option<String> {
    (pixels > 0).then(|| pixels.to_string())
}

fn caption(story: &Story<'_>, image: &Image) -> Option<Element> {
    let shown = image.caption.as_ref().filter(|caption| !caption.is_empty()).map(|caption| text(story, caption));
    let credit = element("span", "credit").markup(words(story.direction, image.credit.as_deref().unwrap_or_default()));
    let credit = (!credit.is_empty()).then_some(credit);
    let between = if shown.is_some() && credit.is_some() { " " } else { "" };
    let caption = element("figcaption", "caption").markup(shown.unwrap_or_default()).text(between).children(credit);
    (!caption.is_empty()).then_some(caption)
}
