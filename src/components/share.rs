//! Ways to pass an article on: plain links, and the system's own sheet where there is one.

use super::markup::{Element, element, plain};
use crate::edition::Words;

/// What a button with this `data-act` asks of the document's script: to open the system's sheet for sharing.
const SHARE: &str = "share";

/// What a button with this `data-act` asks of it: to copy the article's address.
const COPY: &str = "copy";

/// Ways to pass an article on. The buttons are shown where a script can answer them.
pub(super) fn share(words: &Words, address: &str, headline: &str) -> Element {
    let (address, headline) = (encoded(address), encoded(headline));
    let link = |network: &'static str, name: &str, target: String| {
        let link = element("a", "share-link")
            .attribute("data-network", network)
            .attribute("href", target)
            .attribute("rel", "noopener");
        plain("li").child(link.text(name))
    };
    let button = |act: &'static str, name: &str| {
        let button = element("button", "share-link").attribute("type", "button").attribute("data-act", act);
        let button =
            button.optional("data-done", (act == COPY).then_some(words.copied)).attribute("aria-live", "polite");
        plain("li").attribute("data-needs", act).child(button.text(name))
    };
    element("nav", "share").attribute("aria-label", words.share).child(plain("ul").children([
        button(SHARE, words.share),
        link("whatsapp", words.whatsapp, format!("https://wa.me/?text={headline}%20{address}")),
        link("telegram", words.telegram, format!("https://t.me/share/url?url={address}&text={headline}")),
        link("x", words.x, format!("https://x.com/intent/post?url={address}&text={headline}")),
        button(COPY, words.copy_link),
    ]))
}

/// Percent-encodes all but RFC 3986's unreserved characters.
fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            byte => {
                encoded.push('%');
                for half in [byte >> 4, byte & 15] {
                    encoded.extend(char::from_digit(u32::from(half), 16).map(|digit| digit.to_ascii_uppercase()));
                }
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_survives_as_a_part_of_an_address() {
        assert_eq!(encoded("a b&c=خ/؟~"), "a%20b%26c%3D%D8%AE%2F%D8%9F~");
    }
}
