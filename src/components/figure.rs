//! A picture with its caption and credit; its place is kept before it arrives.

use super::Story;
use super::markup::{Element, element, plain};
use super::text::{text, words};
use crate::arabic::bidi::balanced;
use crate::edition::Site;
use crate::model::{Figure, FigureWidth, Focus, Image, Text};

/// How wide pictures are shown, for the browser's choice of a file before the sheet is applied; `auto` lets those that
/// come later wait for it, in browsers that can. Where the box is of another shape than most pictures, it is the width
/// that fills it.
const LEAD: &str = "(min-width:64rem) 47.5rem,100vw";
const WIDE: &str = "auto,(min-width:64rem) 47.5rem,100vw";
pub(super) const TEXT: &str = "auto,(min-width:37rem) 35rem,92vw";

/// Narrower pictures keep their own size, in CSS pixels.
const SMALL: u32 = 240;

/// The picture that leads an article: the largest paint, so it is asked for first.
pub(super) fn lead(story: &Story<'_>, image: &Image) -> Element {
    element("figure", "figure")
        .attribute("data-place", "lead")
        .child(picture(story.site, image, "figure-image", &image.alt, LEAD, true))
        .children(caption(story, image.caption.as_ref(), image.credit.as_deref(), None))
}

/// A picture in the text.
pub(super) fn figure(story: &Story<'_>, Figure { image, width }: &Figure) -> Element {
    single(story, image, *width, image.caption.as_ref())
}

/// A picture in the text, under a caption.
pub(super) fn single(story: &Story<'_>, image: &Image, width: FigureWidth, shown: Option<&Text>) -> Element {
    let (width, sizes) = match width {
        FigureWidth::Text => ("text", TEXT),
        FigureWidth::Wide => ("wide", WIDE),
    };
    element("figure", "figure")
        .attribute("data-width", width)
        // A picture of a few points is not blown up to the width of the text.
        .optional("data-size", (1..SMALL).contains(&image.width).then_some("small"))
        .child(picture(story.site, image, "figure-image", &image.alt, sizes, false))
        .children(caption(story, shown, image.credit.as_deref(), None))
}

/// The picture itself, in the files that the build made of it. One whose size is not known takes its place when it
/// arrives. The first of a page is asked for at once, and before others.
pub(super) fn picture(
    site: &Site,
    image: &Image,
    class: &'static str,
    alt: &str,
    sizes: &'static str,
    is_first: bool,
) -> Element {
    let (name, value) = if is_first { ("fetchpriority", "high") } else { ("loading", "lazy") };
    let shown = element("img", class)
        .attribute("src", site.source(&image.url))
        .optional("width", size(image.width))
        .optional("height", size(image.height))
        .optional("data-focus", image.focus.map(quarters))
        .attribute("alt", balanced(alt))
        .attribute(name, value);
    let [_, kind, modern, jpeg, tone] = image.url.made.as_slice() else { return shown };
    let files =
        |element: Element, srcset: &String| element.attribute("srcset", srcset.clone()).attribute("sizes", sizes);
    plain("picture")
        .child(files(plain("source").attribute("type", kind.clone()), modern))
        .child(files(shown.attribute("data-tone", tone.clone()), jpeg))
}

/// The quarters of a point from the left and from the top, as two digits: the sheet has a place for each.
fn quarters(Focus { x, y }: Focus) -> String {
    [x, y].map(|percent| char::from(b'0' + (percent + 12) / 25)).iter().collect()
}

fn size(pixels: u32) -> Option<String> {
    (pixels > 0).then(|| pixels.to_string())
}

/// What a picture or a recording shows, who made it, and what else is to be said of it.
pub(super) fn caption(
    story: &Story<'_>,
    shown: Option<&Text>,
    credit: Option<&str>,
    more: Option<Element>,
) -> Option<Element> {
    let shown = shown.filter(|shown| !shown.is_empty()).map(|shown| text(story, shown));
    let credit = element("span", "credit").markup(words(story.direction, credit.unwrap_or_default())).unless_empty();
    let mut caption = element("figcaption", "caption").markup(shown.unwrap_or_default());
    for part in [credit, more].into_iter().flatten() {
        caption = if caption.is_empty() { caption } else { caption.text(" ") }.child(part);
    }
    caption.unless_empty()
}
