//! `redirects.json` as a publisher wrote it.

/// The whole file.
#[derive(Clone, Debug)]
pub struct RedirectsFile {
    /// In the order in which patterns are asked.
    pub redirects: Vec<Redirect>,
}

/// What becomes of an address that the site no longer has.
#[derive(Clone, Debug)]
pub struct Redirect {
    /// The old path, or a pattern of old paths.
    pub from: String,
    /// The new path, or an address elsewhere.
    pub to: Option<String>,
    /// Permanent, unless told otherwise.
    pub status: Option<RedirectStatus>,
}

/// What a server answers at the old address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedirectStatus {
    /// Moved for good: 301.
    Permanent,
    /// Moved for now: 302.
    Temporary,
    /// Gone, and not moved: 410.
    Gone,
}
