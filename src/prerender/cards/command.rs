//! `khabar card`: a card of words that are in no article yet, to look at.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;

use super::faces::shows_nothing;
use super::{Press, given};
use crate::model::Instant;
use crate::prerender::check::Checks;
use crate::prerender::kept::{self, Store};
use crate::prerender::{Options, Report, content};
use crate::source::contract::read_article;

/// What the card says, and where it goes.
#[derive(clap::Args)]
pub(in crate::prerender) struct Draw {
    /// The headline
    headline: String,
    /// The picture
    #[arg(long, default_value = "card.jpg")]
    out: PathBuf,
    /// The short line above it
    #[arg(long)]
    kicker: Option<String>,
    /// The language of the article, where it differs from the paper's
    #[arg(long)]
    language: Option<String>,
    /// The publisher's folder, for its name, accent and face
    #[arg(long, default_value = "public")]
    content: PathBuf,
}

/// Draws it, or says why it can't be.
pub(in crate::prerender) fn run(draw: Draw) -> ExitCode {
    let out = draw.out.clone();
    let drawn = jpeg(draw).and_then(|jpeg| fs::write(&out, jpeg).map_err(|error| format!("can't be written: {error}")));
    match drawn {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{}: error[card]: {message}", out.display());
            ExitCode::FAILURE
        }
    }
}

fn jpeg(draw: Draw) -> Result<Vec<u8>, String> {
    let Draw { headline, kicker, language, content, .. } = draw;
    if headline.chars().all(shows_nothing) {
        return Err("the headline has no letter".to_owned());
    }
    if content::is_elsewhere(&content) {
        return Err(format!("{} is not there; {}", content.join("site.json").display(), content::WHERE_TO_GO));
    }
    let nowhere = PathBuf::new();
    let options = Options::plain(content, nowhere.clone(), nowhere, Instant::from_millis(0));
    let (mut report, mut checks) = (Report::default(), Checks::new(&options.content, options.now));
    let site = content::read_site(&options, &mut checks, &mut report);
    let site =
        site.ok_or_else(|| format!("{} can't be read; see khabar check", options.content.join("site.json").display()))?;
    let mut fields =
        json!({ "version": 1, "id": "card", "headline": headline, "date_published": "1970-01-01T00:00:00Z" });
    for (field, value) in [("kicker", kicker), ("language", language)] {
        if let Some(value) = value {
            fields[field] = value.into();
        }
    }
    let reading = read_article(&fields.to_string());
    let problem = reading.problems.first().map(|problem| problem.message.clone()).unwrap_or_default();
    let article = reading.value.ok_or(problem)?;
    let press =
        Press::new(given(&options.content, site.cards.face.as_ref())?, Store::of(&kept::folder(&options), "cards"));
    press.make(&site, &article).ok_or_else(|| "no face has all letters of it".to_owned())
}
