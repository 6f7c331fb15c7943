//! A recording of the site's own.

use super::Story;
use super::details::folded;
use super::markup::{Element, Markup, element, plain};
use super::text::{text, words};
use super::video::{download, duration, source};
use crate::arabic::bidi::balanced;
use crate::model::Audio;

/// A recording, with its words for those who do not hear it. Nothing of it is fetched before it is played.
pub(super) fn audio(story: &Story<'_>, audio: &Audio) -> Element {
    let title = words(story.direction, &audio.title);
    let player = element("audio", "audio-player")
        .attributes(&[("controls", ""), ("preload", "none")])
        .optional("aria-label", (!title.is_empty()).then(|| balanced(&audio.title)))
        .child(source(story, &audio.url, &audio.mime))
        .child(download(story, &audio.url));
    let heading = element("figcaption", "audio-title")
        .markup(title)
        .text(" ")
        .children(audio.duration_seconds.map(|seconds| duration(story, seconds)));
    let transcript = audio.transcript.as_ref().filter(|transcript| !transcript.is_empty()).map(|transcript| {
        let summary = vec![Markup::Text(story.edition.words.transcript.to_owned())];
        folded(summary, [plain("p").markup(text(story, transcript))])
    });
    element("figure", "audio").child(heading).child(player).children(transcript)
}
