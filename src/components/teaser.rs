//! A link to an article.

use super::figure::picture;
use super::kicker::kicker;
use super::markup::{Element, element, plain};
use super::text::visible;
use super::timestamp::time;
use crate::arabic::bidi::balanced;
use crate::edition::Site;
use crate::model::{Kind, Teaser};

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

/// A link to an article, with as much of it as its weight allows.
///
/// Its time is the date at first paint; the app says how long ago it was once the page has come to life.
pub(super) fn teaser(site: &Site, teaser: &Teaser, weight: Weight) -> Element {
    let words = site.edition.words;
    // Pictures that a sheet does not show are not fetched: only the lead's is wanted at once.
    let lazy = (weight != Weight::Lead).then_some("lazy");
    let image = teaser.image.as_ref().map(|image| picture(site, image, "teaser-image", "").optional("loading", lazy));
    let standfirst = visible(teaser.standfirst.as_deref()).filter(|_| weight != Weight::Plain);
    let opinion = (teaser.kind == Kind::Opinion).then_some(words.opinion);
    let language = teaser.language.as_ref();
    let headline = element("h2", "teaser-headline")
        .optional("lang", language.map(|language| language.as_str().to_owned()))
        .optional("dir", language.map(|language| language.direction().as_str()))
        .child(plain("a").attribute("href", site.href(&teaser.path)).text(&balanced(&teaser.headline)));
    let mut meta = element("p", "teaser-meta");
    if teaser.is_sponsored {
        meta = meta.child(element("span", "sponsored-mark").text(words.sponsored)).text(" ");
    }
    if let Some(author) = visible(teaser.author.as_deref()) {
        meta = meta.child(element("span", "teaser-author").text(&author)).text(" ");
    }
    let text = element("div", "teaser-text")
        .children(kicker(teaser.kicker.as_deref().or(opinion)))
        .child(headline)
        .children(standfirst.map(|standfirst| element("p", "teaser-standfirst").text(&standfirst)))
        .child(meta.child(time(&site.edition, teaser.date_published)));
    let weight = match weight {
        Weight::Lead => "lead",
        Weight::Second => "second",
        Weight::Plain => "plain",
    };
    element("li", "teaser").attribute("data-weight", weight).children(image).child(text)
}
