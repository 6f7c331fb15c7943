//! A video of the site's own.

use super::Story;
use super::figure::caption;
use super::markup::{Element, element, plain};
use crate::arabic::bidi::balanced;
use crate::edition::measures;
use crate::model::{Source, Video};

/// A video: nothing of it is fetched before it is played, apart from its poster.
pub(super) fn video(story: &Story<'_>, video: &Video) -> Element {
    let site = story.site;
    let tracks = video.captions.iter().map(|track| {
        plain("track")
            .attribute("kind", "captions")
            .attribute("src", site.source(&track.url))
            .attribute("srclang", track.language.as_str().to_owned())
            .attribute("label", balanced(&track.label))
    });
    let poster = video.poster.as_ref();
    let player = element("video", "video-player")
        .attributes(&[("controls", ""), ("preload", "none"), ("playsinline", "")])
        .attribute("width", video.width.to_string())
        .attribute("height", video.height.to_string())
        .optional("poster", poster.map(|poster| site.source(&poster.url)))
        .optional("aria-label", poster.filter(|poster| !poster.alt.is_empty()).map(|poster| balanced(&poster.alt)))
        .child(source(story, &video.url, &video.mime))
        .children(tracks)
        .child(download(story, &video.url));
    let length = video.duration_seconds.map(|seconds| duration(story, seconds));
    element("figure", "video").child(player).children(caption(
        story,
        video.caption.as_ref(),
        video.credit.as_deref(),
        length,
    ))
}

/// Where a player finds its file.
pub(super) fn source(story: &Story<'_>, url: &Source, mime: &str) -> Element {
    plain("source").attribute("src", story.site.source(url)).attribute("type", mime.to_owned())
}

/// What stands where a browser has no player.
pub(super) fn download(story: &Story<'_>, url: &Source) -> Element {
    plain("a").attribute("href", story.site.source(url)).attribute("download", "").text(story.edition.words.download)
}

/// How long a recording is.
pub(super) fn duration(story: &Story<'_>, seconds: u32) -> Element {
    let edition = &story.edition;
    element("span", "duration").text(edition.words.duration).text(" ").text(&measures::duration(edition, seconds))
}
