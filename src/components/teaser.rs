//! A link to an article.

use super::figure::picture;
use super::kicker::kicker;
use super::markup::{Element, element, plain};
use super::text::words;
use super::timestamp::time;
use crate::edition::{Site, Words};
use crate::model::{Kind, Teaser};

/// See `figure`. A phone's lead is 3:2, and most pictures are wider.
const LEAD: &str = "(min-width:66rem) 50rem,(min-width:44rem) 100vw,119vw";
const THUMBNAIL: &str = "auto,11.5rem";

/// How much a teaser weighs in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// The first one, which cannot be mistaken.
    Lead,
    /// With a picture and a standfirst.
    Second,
    /// A headline and its time; a picture where the sheet has room for one.
    Plain,
}

/// A link to an article, with as much of it as its weight allows. `heading` is the element for its headline.
///
/// Its time is the date at first paint; the app says how long ago it was once the page has come to life.
/// A view is marked as one, but not among nothing else: its section's name says so already.
pub(super) fn teaser(
    site: &Site,
    teaser: &Teaser,
    weight: Weight,
    heading: &'static str,
    is_among_views: bool,
) -> Element {
    let interface = site.edition.words;
    // Pictures that a sheet does not show are not fetched: only the lead's is wanted at once.
    let is_first = weight == Weight::Lead;
    let sizes = if is_first { LEAD } else { THUMBNAIL };
    let image = teaser.image.as_ref().map(|image| picture(site, image, "teaser-image", "", sizes, is_first));
    let around = &site.edition.file.language;
    let language = teaser.language.as_ref().unwrap_or(around);
    let base = language.direction();
    let in_its_language = |part: Element| part.in_language(language, around);
    let standfirst = teaser.standfirst.as_deref().filter(|_| weight != Weight::Plain);
    let standfirst = element("p", "teaser-standfirst").markup(words(base, standfirst.unwrap_or_default()));
    let opinion = (teaser.kind == Kind::Opinion && !is_among_views).then(|| Words::of(language).opinion);
    let link = plain("a").attribute("href", site.href(&teaser.path)).markup(words(base, &teaser.headline));
    let mut meta = element("p", "teaser-meta");
    if teaser.is_sponsored {
        meta = meta.child(element("span", "sponsored-mark").text(interface.sponsored)).text(" ");
    }
    let author = words(site.edition.direction, teaser.author.as_deref().unwrap_or_default());
    if !author.is_empty() {
        meta = meta.child(element("span", "teaser-author").markup(author)).text(" ");
    }
    let text = element("div", "teaser-text")
        .children(kicker(base, teaser.kicker.as_deref().or(opinion)).map(in_its_language))
        .child(in_its_language(element(heading, "teaser-headline")).child(link))
        .children((!standfirst.is_empty()).then(|| in_its_language(standfirst)))
        .child(meta.child(time(&site.edition, teaser.date_published)));
    let weight = match weight {
        Weight::Lead => "lead",
        Weight::Second => "second",
        Weight::Plain => "plain",
    };
    element("li", "teaser").attribute("data-weight", weight).children(image).child(text)
}
