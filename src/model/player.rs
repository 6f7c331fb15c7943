//! The players of sites whose videos, posts and recordings a story may show: from a public address to the
//! address of a frame. The address alone decides; what it leads to is not asked.

/// What a frame shows, and the space that it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Player {
    /// The frame's address, always `https`.
    pub address: String,
    /// `video`, `tall` (a video on a phone's screen), `audio` or `post`.
    pub shape: &'static str,
}

/// How the address of a player follows from a public one.
struct Rule {
    /// The public host, without `www.` and the like.
    host: &'static str,
    /// What stands before the identifier: a segment of the path, `v=` in the query, or nothing where the
    /// identifier is the first segment.
    before: &'static str,
    takes: Takes,
    /// What the player's address begins with.
    start: &'static str,
    /// What it ends with.
    end: &'static str,
    shape: &'static str,
}

/// What the player wants to know.
#[derive(Clone, Copy, PartialEq)]
enum Takes {
    Name,
    Number,
    /// The whole path, with this between its segments.
    Path(&'static str),
}

const fn rule(
    host: &'static str,
    before: &'static str,
    takes: Takes,
    start: &'static str,
    end: &'static str,
    shape: &'static str,
) -> Rule {
    Rule { host, before, takes, start, end, shape }
}

use Takes::{Name, Number, Path};

const YOUTUBE: &str = "https://www.youtube-nocookie.com/embed/";
const VIMEO: &str = "https://player.vimeo.com/video/";
const VIMEO_END: &str = "?dnt=1&autoplay=1";
const DAILYMOTION: &str = "https://geo.dailymotion.com/player.html?video=";
const X: &str = "https://platform.twitter.com/embed/Tweet.html?dnt=true&id=";
const FACEBOOK_VIDEO: &str =
    "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D";
const FACEBOOK_POST: &str = "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2F";
const SOUNDCLOUD: &str = "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2F";

/// The one list of providers, in the form that asks least of the reader where they have more than one. A
/// video plays at once: the reader has asked for it.
static RULES: [Rule; 26] = [
    rule("youtube.com", "v=", Name, YOUTUBE, "?autoplay=1", "video"),
    rule("youtube.com", "live", Name, YOUTUBE, "?autoplay=1", "video"),
    rule("youtube.com", "embed", Name, YOUTUBE, "?autoplay=1", "video"),
    rule("youtube.com", "shorts", Name, YOUTUBE, "?autoplay=1", "tall"),
    rule("youtube-nocookie.com", "embed", Name, YOUTUBE, "?autoplay=1", "video"),
    rule("youtu.be", "", Name, YOUTUBE, "?autoplay=1", "video"),
    rule("vimeo.com", "", Number, VIMEO, VIMEO_END, "video"),
    rule("player.vimeo.com", "video", Number, VIMEO, VIMEO_END, "video"),
    rule("dailymotion.com", "video", Name, DAILYMOTION, "", "video"),
    rule("dai.ly", "", Name, DAILYMOTION, "", "video"),
    rule("x.com", "status", Number, X, "", "post"),
    rule("twitter.com", "status", Number, X, "", "post"),
    rule("instagram.com", "p", Name, "https://www.instagram.com/p/", "/embed/", "post"),
    rule("instagram.com", "reel", Name, "https://www.instagram.com/reel/", "/embed/", "post"),
    rule("tiktok.com", "video", Number, "https://www.tiktok.com/embed/v2/", "", "post"),
    rule("facebook.com", "v=", Number, FACEBOOK_VIDEO, "", "video"),
    rule("facebook.com", "videos", Number, FACEBOOK_VIDEO, "", "video"),
    rule("facebook.com", "reel", Number, FACEBOOK_VIDEO, "", "tall"),
    rule("facebook.com", "posts", Path("%2F"), FACEBOOK_POST, "", "post"),
    rule("t.me", "", Path("/"), "https://t.me/", "?embed=1", "post"),
    rule("soundcloud.com", "", Path("%2F"), SOUNDCLOUD, "", "audio"),
    rule("open.spotify.com", "track", Name, "https://open.spotify.com/embed/track/", "", "audio"),
    rule("open.spotify.com", "episode", Name, "https://open.spotify.com/embed/episode/", "", "audio"),
    rule("open.spotify.com", "show", Name, "https://open.spotify.com/embed/show/", "", "audio"),
    rule("open.spotify.com", "album", Name, "https://open.spotify.com/embed/album/", "", "post"),
    rule("open.spotify.com", "playlist", Name, "https://open.spotify.com/embed/playlist/", "", "post"),
];

impl Player {
    /// The player for a public address; `None` where it is no address of a known provider.
    pub fn of(address: &str) -> Option<Self> {
        let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
        let mut parts = rest.split(['?', '&', '#']);
        let mut segments = parts.next()?.split('/').filter(|segment| !segment.is_empty());
        let host = segments.next()?;
        let host = ["www.", "m.", "mobile."].iter().find_map(|prefix| host.strip_prefix(prefix)).unwrap_or(host);
        let segments: Vec<&str> = segments.collect();
        let query = parts.find_map(|pair| pair.strip_prefix("v="));
        RULES.iter().filter(|rule| rule.host == host).find_map(|rule| {
            let name = match rule.before {
                "v=" => query?,
                "" => segments.first()?,
                before => segments.get(segments.iter().position(|segment| *segment == before)? + 1)?,
            };
            let (names, between): (&[&str], _) = match rule.takes {
                // A path of one segment is an account, not one of its works.
                Path(between) => (segments.get(1).map(|_| segments.as_slice())?, between),
                Name | Number => (&[name], ""),
            };
            let fits = |c: char| match rule.takes {
                Number => c.is_ascii_digit(),
                Name => c.is_ascii_alphanumeric() || matches!(c, '-' | '_'),
                Path(_) => c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'),
            };
            let fits = names.iter().all(|name| !name.is_empty() && name.chars().all(fits));
            fits.then(|| Self { address: [rule.start, &names.join(between), rule.end].concat(), shape: rule.shape })
        })
    }

    /// The origins that frames are loaded from, each once: what a site's policy has to allow.
    pub fn origins() -> Vec<&'static str> {
        let mut origins: Vec<&'static str> = Vec::new();
        for rule in &RULES {
            let end = rule.start.match_indices('/').nth(2).map_or(rule.start.len(), |(at, _)| at);
            let origin = rule.start.get(..end).unwrap_or(rule.start);
            if !origins.contains(&origin) {
                origins.push(origin);
            }
        }
        origins
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn player(address: &str) -> Option<String> {
        Player::of(address).map(|player| format!("{} {}", player.shape, player.address))
    }

    #[test]
    fn public_addresses_lead_to_players() {
        for (address, expected) in [
            (
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=5",
                "video https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1",
            ),
            (
                "http://m.youtube.com/watch?feature=x&v=a-b_c#top",
                "video https://www.youtube-nocookie.com/embed/a-b_c?autoplay=1",
            ),
            ("https://youtu.be/abc?si=x", "video https://www.youtube-nocookie.com/embed/abc?autoplay=1"),
            ("https://www.youtube.com/shorts/abc", "tall https://www.youtube-nocookie.com/embed/abc?autoplay=1"),
            ("https://vimeo.com/76979871", "video https://player.vimeo.com/video/76979871?dnt=1&autoplay=1"),
            ("https://www.dailymotion.com/video/x8abc", "video https://geo.dailymotion.com/player.html?video=x8abc"),
            (
                "https://x.com/kuna_ar/status/1234567890?s=20",
                "post https://platform.twitter.com/embed/Tweet.html?dnt=true&id=1234567890",
            ),
            ("https://www.instagram.com/someone/p/Cabc_-1/", "post https://www.instagram.com/p/Cabc_-1/embed/"),
            ("https://www.tiktok.com/@a.b/video/71234", "post https://www.tiktok.com/embed/v2/71234"),
            (
                "https://www.facebook.com/watch/?v=123",
                "video https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D123",
            ),
            (
                "https://www.facebook.com/some.body/posts/pfbid0abc",
                "post https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fsome.body%2Fposts%2Fpfbid0abc",
            ),
            ("https://t.me/kuna/1234", "post https://t.me/kuna/1234?embed=1"),
            (
                "https://soundcloud.com/user/track-1",
                "audio https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fuser%2Ftrack-1",
            ),
            (
                "https://open.spotify.com/intl-ar/episode/4rOoJ6Egrf8K2IrywzwOMk",
                "audio https://open.spotify.com/embed/episode/4rOoJ6Egrf8K2IrywzwOMk",
            ),
        ] {
            assert_eq!(player(address).as_deref(), Some(expected), "{address}");
        }
    }

    #[test]
    fn an_address_that_is_no_single_work_of_a_known_provider_has_no_player() {
        for address in [
            "https://example.org/watch?v=abc",
            "https://youtube.com.evil.test/watch?v=abc",
            "https://youtube.com@evil.test/watch?v=abc",
            "https://www.youtube.com/@channel",
            "https://www.youtube.com/watch",
            "https://www.youtube.com/watch?v=",
            "https://youtu.be/",
            "https://youtu.be/a%22b",
            "https://youtu.be/a\"b",
            "https://vimeo.com/channels/staffpicks",
            "https://x.com/kuna_ar",
            "https://x.com/a/status/12x",
            "https://t.me/kuna",
            "https://t.me/kuna/1%2f2?x\"",
            "mailto:a@youtube.com",
            "/watch?v=abc",
            "https://",
            "",
        ] {
            assert_eq!(player(address), None, "{address}");
        }
    }

    #[test]
    fn every_player_comes_from_an_allowed_origin() {
        let origins = Player::origins();
        assert_eq!(origins.len(), 10, "{origins:?}");
        for origin in origins {
            let host = origin.strip_prefix("https://").unwrap();
            assert!(!host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')));
        }
    }
}
