//! Cards: the headline as a picture of 1200 × 630, for links that are shared to stories without one.
//!
//! A card is made of words alone, in faces that are part of the program or the publisher's own, so it has the same
//! bytes on any machine; what was made once is kept by its content (`docs/decisions/0018-cards.md`). It is for those
//! who show a link, and never for search engines, which want pictures without text.

mod canvas;
mod command;
mod direct;
mod draw;
mod faces;
mod lines;
mod set;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use canvas::{HEIGHT, WIDTH};
pub(super) use command::{Draw, run};
use draw::Card;
use faces::Given;
pub(super) use faces::Typesetter;
use sha2::{Digest, Sha256};

use super::app_files::HASHED;
use super::check::{copied, readable_accent, rules};
use super::claim::Claim;
use super::content::{ArticleContent, SiteContent};
use super::kept::{self, Store};
use super::machine_text::hex;
use super::output::{Files, Role, staged};
use super::pictures::Still;
use super::progress::Progress;
use super::{Audience, Finding, Options, Report, cores};
use crate::edition::CardArticles;
use crate::model::{Article, Kind, Source};
use crate::source::Level;

/// What a face may weigh: one with every letter of Chinese has some twenty megabytes.
const MOST_FACE_BYTES: u64 = 64 << 20;

/// Changes whenever cards look otherwise: what was kept of before is then made anew. A test holds it to the pixels.
const RECIPE: u32 = 1;

/// The accent of a site that names none, as in `style/tokens.css`.
const ACCENT: &str = "#8c1c2c";

/// The cards of a site, by the path of their article.
#[derive(Debug, Default)]
pub(super) struct Cards(BTreeMap<String, Still>);

impl Cards {
    /// What others show beside a link to the article at a path, before any picture: an article with a picture has a
    /// card only where the publisher asks for it. Its words for those who don't see it are the headline.
    pub(super) fn share(&self, path: &str) -> Option<&Still> {
        self.0.get(path)
    }
}

/// Whether an article has a card, by what the site says, what it says itself, and whether it has a picture.
pub(super) fn is_wanted(site: CardArticles, own: Option<bool>, has_picture: bool) -> bool {
    own.unwrap_or(match site {
        CardArticles::WithoutPicture => !has_picture,
        CardArticles::All => true,
        CardArticles::None => false,
    })
}

/// The publisher's face; why it can't be used, where that is so.
pub(super) fn given(content: &Path, face: Option<&Source>) -> Result<Given, String> {
    let Some(path) = face.and_then(Source::site_path) else { return Ok(None) };
    // That it is not there is said of every file alike, as of one that is not copied into the site.
    let Some(file) = copied(content, path) else { return Ok(None) };
    if fs::metadata(&file).is_ok_and(|metadata| metadata.len() > MOST_FACE_BYTES) {
        return Err(format!("{path} is larger than any face"));
    }
    let bytes = fs::read(&file).map_err(|error| format!("{path} can't be read: {error}"))?;
    match faces::fault(&bytes) {
        Some(fault) => Err(format!("{path} {fault}")),
        None => Ok(Some(Arc::new(bytes))),
    }
}

/// What no face has of a text, and whether the text can be set without it.
pub(super) fn missing(setter: &mut Typesetter, text: &str) -> Vec<(char, bool)> {
    set::missing(setter, text).into_iter().map(|c| (c, !is_letter(c))).collect()
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || set::is_mark(c)
}

/// A text without the signs that no face has; `None` where a letter is missing, since half a word is none.
fn settable(setter: &mut Typesetter, text: &str) -> Option<String> {
    let missing = missing(setter, text);
    missing.iter().all(|(_, is_sign)| *is_sign).then(|| {
        let is_kept = |c: &char| !missing.iter().any(|(sign, _)| sign == c);
        text.chars().filter(is_kept).collect()
    })
}

/// Makes the cards that a site wants, on all cores, and adds them to its files. Only readers get any.
pub(super) fn make(
    options: &Options,
    site: &SiteContent,
    articles: &[ArticleContent],
    claim: Option<&Claim>,
    files: &mut Files,
    report: &mut Report,
) -> Cards {
    let mut cards = Cards::default();
    if options.audience != Audience::Readers {
        return cards;
    }
    let is_asked = |article: &Article| is_wanted(site.cards.articles, article.card, article.lead_image.is_some());
    let wanted: Vec<&ArticleContent> = articles.iter().filter(|content| is_asked(&content.article)).collect();
    let given = given(&options.content, site.cards.face.as_ref()).unwrap_or_default();
    let press = Press::new(given, Store::of(&kept::folder(options), "cards"));
    let progress = Progress::new("cards", wanted.len(), options.is_watched);
    let made = cores::each(wanted.len(), |index| {
        let made = cores::caught(|| press.make(site, &wanted[index].article)).map(|jpeg| {
            let jpeg = jpeg?;
            let path = format!("{HASHED}/card.{}.jpg", hex(&Sha256::digest(&jpeg)[..8]));
            Some(staged(claim, &path, jpeg).map(|contents| (path, contents)))
        });
        progress.step();
        made
    });
    press.cache.tidy();
    for (content, made) in wanted.into_iter().zip(made) {
        match made {
            Ok(Some(Ok((path, contents)))) => {
                let still = Still { path: path.clone(), width: WIDTH, height: HEIGHT, media_type: "image/jpeg" };
                files.add_as(Role::Asset, path, contents);
                cards.0.insert(content.path.clone(), still);
            }
            // What no face has was said by the checks.
            Ok(None) => {}
            Ok(Some(Err(error))) => {
                report.error("write", &options.out, format!("a card can't be written: {error}"));
            }
            // Everything but the card is right.
            Err(fault) => report.findings.push(Finding {
                level: Level::Warning,
                rule: rules::CARD.id,
                file: options.content.join("articles").join(format!("{}.json", content.slug.as_str())),
                place: None,
                span: 0..0,
                path: String::new(),
                message: format!("its card can't be made, and it goes without one: {fault}"),
                mend: rules::CARD.mend.to_owned(),
                fix: None,
            }),
        }
    }
    cards
}

/// Makes cards, for all threads.
struct Press {
    given: Given,
    /// What stands for the publisher's face among what a card was made of.
    face: String,
    cache: Store,
    idle: Mutex<Vec<Typesetter>>,
}

impl Press {
    fn new(given: Given, cache: Store) -> Self {
        let face = given.as_ref().map_or_else(String::new, |bytes| hex(&Sha256::digest(bytes.as_slice())));
        Self { given, face, cache, idle: Mutex::default() }
    }

    fn make(&self, site: &SiteContent, article: &Article) -> Option<Vec<u8>> {
        let mut setter = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop()
            .unwrap_or_else(|| Typesetter::new(&self.given));
        let card = card(&mut setter, site, article)?;
        let key = hex(&Sha256::digest(format!("{RECIPE} {} {card:?}", self.face)));
        let jpeg = self.cache.get(&key).or_else(|| {
            let jpeg = draw::draw(&mut setter, &card)?;
            // Without the cache the next build only takes longer.
            let _ = self.cache.put(&key, &jpeg);
            Some(jpeg)
        });
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(setter);
        jpeg
    }
}

/// What an article's card says.
fn card(setter: &mut Typesetter, site: &SiteContent, article: &Article) -> Option<Card> {
    let paper = &site.context.site.edition;
    let edition = article.language.as_ref().map_or_else(|| paper.clone(), |language| paper.in_language(language));
    let section = article.article_section.as_ref().and_then(|slug| paper.section(slug));
    let is_opinion = matches!(article.kind, Kind::Opinion);
    // As in lists: what the article says of itself, that it is an opinion, or where it stands.
    let kicker = match (&article.kicker, section) {
        (Some(kicker), _) => Some((kicker.as_str(), edition.direction)),
        (None, _) if is_opinion => Some((edition.words.opinion, edition.direction)),
        (None, section) => section.map(|section| (section.name.as_str(), paper.direction)),
    };
    // Who holds a view belongs to it, and that somebody paid for a story belongs to the story.
    let below = match &article.sponsor {
        Some(_) => Some(edition.words.sponsored),
        None if is_opinion => article.authors.first().map(|author| author.name.as_str()),
        None => None,
    };
    let plate = paper.file.nameplate.as_ref();
    Some(Card {
        headline: settable(setter, &article.headline)?,
        kicker: kicker.and_then(|(words, direction)| Some((settable(setter, words)?, direction))),
        below: below.and_then(|words| settable(setter, words)),
        direction: edition.direction,
        nameplate: settable(setter, paper.nameplate()).unwrap_or_default(),
        mark: plate.and_then(|plate| settable(setter, plate.mark.as_deref()?)),
        paper: paper.direction,
        accent: readable_accent(site.accent.as_deref().unwrap_or(ACCENT)),
    })
}
