//! The site as the program works with it: defaults filled in, names resolved.

use std::sync::Arc;

use super::{EditionFile, Months, Section, SiteFile, Sponsor, Words, Zone};
use crate::arabic::digits::Digits;
use crate::model::{Direction, Language, Link, Slug, Source};

/// A site, resolved.
#[derive(Clone, Debug)]
pub struct Site {
    /// The path under which it is served, with a slash at both ends.
    pub base: String,
    /// Where readers read, as `site.json` says; ends with a slash.
    pub base_url: String,
    /// The year of the build, for the copyright line.
    pub year: u32,
    /// The edition at the root.
    pub edition: Arc<Edition>,
    /// Who pays, and for what.
    pub sponsors: Vec<Sponsor>,
}

/// An edition, resolved.
#[derive(Clone, Debug)]
pub struct Edition {
    /// As a publisher wrote it.
    pub file: Arc<EditionFile>,
    /// In which its language is written.
    pub direction: Direction,
    /// The newsroom's.
    pub zone: Zone,
    /// What it prints numbers with.
    pub digits: Digits,
    /// What it calls the months.
    pub months: Months,
    /// The words of its interface.
    pub words: &'static Words,
}

/// Why a site cannot be resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SiteError {
    /// `default_edition` names an edition that is not there.
    NoDefaultEdition(String),
}

impl std::fmt::Display for SiteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoDefaultEdition(key) => write!(f, "$.default_edition: there is no edition \"{key}\" in $.editions"),
        }
    }
}

impl Site {
    /// Resolves a publisher's file. `zone` gives the table of a zone by its IANA name.
    pub fn resolve(file: SiteFile, base: &str, year: u32, zone: impl Fn(&str) -> Zone) -> Result<Self, SiteError> {
        let SiteFile { base_url, default_edition, editions, sponsors, .. } = file;
        let base_url = format!("{}/", base_url.as_str().trim_end_matches('/'));
        let edition = editions.into_iter().find(|(key, _)| *key == default_edition).map(|(_, edition)| edition);
        let Some(edition) = edition else {
            return Err(SiteError::NoDefaultEdition(default_edition));
        };
        let zone = zone(&edition.time_zone);
        let edition = Arc::new(Edition::resolve(edition, zone));
        Ok(Self { base: base.to_owned(), base_url, year, edition, sponsors })
    }

    /// An address on this site, from a path that begins with a slash.
    pub fn href(&self, path: &str) -> String {
        format!("{}{}", self.base, path.strip_prefix('/').unwrap_or(path))
    }

    /// The address that a link leads to.
    pub fn link(&self, link: &Link) -> String {
        link.site_path().map_or_else(|| link.as_str().to_owned(), |path| self.href(path))
    }

    /// The address of a picture or file: on this site, or as it stands.
    pub fn source(&self, source: &Source) -> String {
        source.site_path().map_or_else(|| source.as_str().to_owned(), |path| self.href(path))
    }

    /// The sponsor with an identifier.
    pub fn sponsor(&self, id: &str) -> Option<&Sponsor> {
        self.sponsors.iter().find(|sponsor| sponsor.id == id)
    }
}

impl Edition {
    /// Fills in what the file leaves out.
    pub fn resolve(file: EditionFile, zone: Zone) -> Self {
        let months = file.months.unwrap_or_else(|| Months::of_region(file.region.as_deref().unwrap_or_default()));
        Self {
            direction: file.language.direction(),
            zone,
            digits: file.digits.unwrap_or_default(),
            months,
            words: Words::of(&file.language),
            file: Arc::new(file),
        }
    }

    /// The edition as a story in another language shows it: with the words and digits of that language.
    pub fn in_language(self: &Arc<Self>, language: &Language) -> Arc<Self> {
        if language.primary() == self.file.language.primary() {
            return self.clone();
        }
        let direction = language.direction();
        Arc::new(Self {
            digits: if direction == self.direction { self.digits } else { Digits::default() },
            words: Words::of(language),
            direction,
            zone: self.zone.clone(),
            months: self.months,
            file: self.file.clone(),
        })
    }

    /// The section with a slug.
    pub fn section(&self, slug: &Slug) -> Option<&Section> {
        self.file.sections.iter().find(|section| section.slug == *slug)
    }

    /// The name that stands at the top of each page.
    pub fn nameplate(&self) -> &str {
        self.file.nameplate.as_ref().map_or(&self.file.name, |nameplate| &nameplate.name)
    }

    /// The form of an article's address.
    pub fn permalink(&self) -> &str {
        self.file.permalink.as_deref().unwrap_or("/article/{slug}/")
    }
}
