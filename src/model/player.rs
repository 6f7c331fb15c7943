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

/// The one list of providers, in the form that asks least of the reader where they have more than one. A video plays at
/// once: the reader has asked for it.
///
/// In each line, and `-` for nothing: the public host without `www.` and the like; the segment of the path before the
/// identifier (`v=` for one in the query, `-` for the first segment); what is taken (a `name`, a `number`, or the whole
/// `path` or, as part of a query, `query`); the shape; what the player's address begins and ends with.
///
/// It is text, because it is smaller so on its way to a reader.
const PROVIDERS: &str = "\
youtube.com v= name video www.youtube-nocookie.com/embed/ ?autoplay=1
youtube.com live name video www.youtube-nocookie.com/embed/ ?autoplay=1
youtube.com embed name video www.youtube-nocookie.com/embed/ ?autoplay=1
youtube.com shorts name tall www.youtube-nocookie.com/embed/ ?autoplay=1
youtube-nocookie.com embed name video www.youtube-nocookie.com/embed/ ?autoplay=1
youtu.be - name video www.youtube-nocookie.com/embed/ ?autoplay=1
vimeo.com - number video player.vimeo.com/video/ ?dnt=1&autoplay=1
player.vimeo.com video number video player.vimeo.com/video/ ?dnt=1&autoplay=1
dailymotion.com video name video geo.dailymotion.com/player.html?video= -
dai.ly - name video geo.dailymotion.com/player.html?video= -
x.com status number post platform.twitter.com/embed/Tweet.html?dnt=true&id= -
twitter.com status number post platform.twitter.com/embed/Tweet.html?dnt=true&id= -
instagram.com p name post www.instagram.com/p/ /embed/
instagram.com reel name post www.instagram.com/reel/ /embed/
tiktok.com video number post www.tiktok.com/embed/v2/ -
facebook.com v= number video www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D -
facebook.com videos number video www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D -
facebook.com reel number tall www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D -
facebook.com posts query post www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com -
t.me - path post t.me ?embed=1
soundcloud.com - query audio w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com -
open.spotify.com track name audio open.spotify.com/embed/track/ -
open.spotify.com episode name audio open.spotify.com/embed/episode/ -
open.spotify.com show name audio open.spotify.com/embed/show/ -
open.spotify.com album name post open.spotify.com/embed/album/ -
open.spotify.com playlist name post open.spotify.com/embed/playlist/ -";

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
        PROVIDERS.split('\n').find_map(|line| {
            let mut fields = line.split(' ').map(|field| if field == "-" { "" } else { field });
            let mut next = || fields.next().unwrap_or_default();
            if next() != host {
                return None;
            }
            let (before, takes, shape, start, end) = (next(), next(), next(), next(), next());
            let name = match before {
                "v=" => query?,
                "" => segments.first()?,
                before => segments.get(segments.iter().position(|segment| *segment == before)? + 1)?,
            };
            let mut address = String::from("https://");
            address.push_str(start);
            let between = match takes {
                "path" => "/",
                "query" => "%2F",
                _ => "",
            };
            if between.is_empty() {
                let fits = |c: char| {
                    c.is_ascii_digit() || takes == "name" && (c.is_ascii_alphabetic() || matches!(c, '-' | '_'))
                };
                if name.is_empty() || !name.chars().all(fits) {
                    return None;
                }
                address.push_str(name);
            } else {
                // A path of one segment is an account, not one of its works.
                segments.get(1)?;
                for segment in &segments {
                    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
                    if !segment.chars().all(fits) {
                        return None;
                    }
                    address.push_str(between);
                    address.push_str(segment);
                }
            }
            address.push_str(end);
            Some(Self { address, shape })
        })
    }

    /// The origins that frames are loaded from, each once: what a site's policy has to allow.
    pub fn origins() -> Vec<String> {
        let mut origins = Vec::new();
        for line in PROVIDERS.split('\n') {
            let start = line.split(' ').nth(4).unwrap_or_default();
            let origin = format!("https://{}", start.split('/').next().unwrap_or_default());
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
    fn every_line_of_the_list_is_whole() {
        for line in PROVIDERS.split('\n') {
            let fields: Vec<&str> = line.split(' ').collect();
            assert_eq!(fields.len(), 6, "{line}");
            assert!(matches!(fields[2], "name" | "number" | "path" | "query"), "{line}");
            assert!(matches!(fields[3], "video" | "tall" | "audio" | "post"), "{line}");
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
