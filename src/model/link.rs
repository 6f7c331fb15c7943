//! Addresses that content may point at, by an allow-list.

/// Where a link leads: `http`, `https`, `mailto`, `tel`, a path of this site, or a place in the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link(String);

impl Link {
    /// No link yet: the place that a reader of files fills.
    pub(crate) const fn blank() -> Self {
        Self(String::new())
    }

    /// Takes an address from content. The forms that run something (`javascript:`, `data:`, `vbscript:`
    /// and all others that are not on the list) give `None`.
    pub fn new(text: &str) -> Option<Self> {
        let address = cleaned(text);
        match scheme(&address) {
            Some(scheme) => {
                let known = ["http", "https", "mailto", "tel"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
                known.then_some(Self(address))
            }
            // `//host` borrows the page's scheme, which a file on a disk does not have.
            None if address.starts_with("//") => Some(Self(format!("https:{address}"))),
            None => matches!(address.chars().next(), Some('/' | '#' | '?')).then_some(Self(address)),
        }
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it leads to another site.
    pub fn is_web(&self) -> bool {
        self.0.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"))
    }

    /// The path on this site, if it leads to one.
    pub fn site_path(&self) -> Option<&str> {
        self.0.starts_with('/').then_some(&self.0)
    }
}

/// Where a picture, a recording or a file is: `https`, `http`, or a path of this site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source(Link);

impl Source {
    /// No file yet: the place that a reader of files fills.
    pub(crate) const fn blank() -> Self {
        Self(Link::blank())
    }

    /// Takes an address from content.
    pub fn new(text: &str) -> Option<Self> {
        let link = Link::new(text)?;
        let loads = link.site_path().is_some() || link.is_web();
        loads.then_some(Self(link))
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The path on this site, if it is there.
    pub fn site_path(&self) -> Option<&str> {
        self.0.site_path()
    }
}

/// What a browser reads of an address: the URL standard strips controls and spaces at both ends, and tabs
/// and line breaks anywhere. Backslashes are slashes to it.
fn cleaned(text: &str) -> String {
    text.trim_matches(|c: char| c <= ' ' || c == '\u{7f}')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .map(|c| if c == '\\' { '/' } else { c })
        .collect()
}

fn scheme(address: &str) -> Option<&str> {
    let (head, _) = address.split_once(':')?;
    (!head.contains(['/', '?', '#'])).then_some(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_run_something_are_no_links() {
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " \u{1}javascript:alert(1)",
            "java\nscript:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "javascript&colon;x",
            "blob:x",
            "file:///etc/passwd",
            "",
            "   ",
            "relative/path",
            "\u{200b}javascript:x",
        ] {
            assert_eq!(Link::new(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn ordinary_addresses_pass_unchanged() {
        for good in [
            "https://example.org/a?b=c#d",
            "http://x.test",
            "mailto:a@b.c",
            "tel:+965123",
            "/article/x/",
            "#note",
            "HTTPS://X.test/",
        ] {
            assert_eq!(Link::new(good).map(|link| link.0).as_deref(), Some(good));
        }
        assert_eq!(Link::new("//cdn.test/x").map(|link| link.0).as_deref(), Some("https://cdn.test/x"));
        assert_eq!(Link::new(r"\\evil.test/x").map(|link| link.0).as_deref(), Some("https://evil.test/x"));
    }

    #[test]
    fn a_picture_loads_from_the_site_or_the_web_only() {
        assert!(Source::new("/media/a.jpg").is_some());
        assert!(Source::new("https://x.test/a.jpg").is_some());
        assert!(Source::new("mailto:a@b.c").is_none());
        assert!(Source::new("#a").is_none());
        assert!(Source::new("data:image/png;base64,x").is_none());
    }
}
