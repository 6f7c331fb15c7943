//! Something that another site shows: until the reader asks, only a still and a link.

use super::Story;
use super::figure::{TEXT, picture};
use super::markup::{Element, element};
use super::skip_link::skip_link;
use super::text::words;
use crate::arabic::bidi::balanced;
use crate::model::{Embed, Player};

/// What a button with this `data-act` asks of the app: to put the frame that its `data-frame` names in its place.
pub const SHOW_EMBED: &str = "show-embed";

/// Something that another site shows. Nothing comes from there before the reader asks for it; where we know no
/// player for it, it stays a link.
pub(super) fn embed(story: &Story<'_>, embed: &Embed) -> Element {
    let site = story.site;
    let locale = story.edition.words;
    let title = words(story.direction, &embed.title);
    let provider = words(story.direction, &embed.provider);
    let number = story.n_embeds.get() + 1;
    story.n_embeds.set(number);
    let after = ["embed.", &number.to_string()].concat();
    let screen = Player::of(embed.url.as_str()).map(|player| {
        let still = embed.still.as_ref();
        let still = still.map(|still| picture(site, still, "embed-still", &still.alt, TEXT, false));
        let name = balanced(if title.is_empty() { &embed.provider } else { &embed.title });
        let button = element("button", "embed-button")
            .attributes(&[("type", "button"), ("data-act", SHOW_EMBED)])
            .attribute("data-frame", player.address)
            .text(locale.show_embed)
            .child(element("span", "visually-hidden").text(": ").text(&name))
            .attribute("data-title", name.clone());
        element("div", "embed-screen")
            .attribute("data-shape", player.shape)
            .child(skip_link(locale, &name, &after))
            .children(still)
            .child(button)
            .child(element("p", "embed-note").attribute("role", "status").text(locale.embed_note))
    });
    let link = element("a", "embed-link")
        .attribute("href", site.link(&embed.url))
        .optional("rel", story.rel(&embed.url))
        .children(element("span", "embed-title").markup(title).unless_empty())
        .text(" ")
        .child(element("span", "embed-provider").text(locale.open_at).text(" ").markup(provider));
    let caption = element("figcaption", "embed-caption").optional("id", screen.is_some().then_some(after)).child(link);
    element("figure", "embed").children(screen).child(caption)
}
