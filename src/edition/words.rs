//! The words of the interface, one typed record per language: a missing word does not compile.

mod ar;
mod en;

use super::Months;
use crate::model::Language;

/// A span of time that lists count in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 60 seconds.
    Minute,
    /// 60 minutes.
    Hour,
    /// 24 hours.
    Day,
}

/// The words of one language.
#[derive(Debug)]
#[allow(missing_docs, reason = "the Arabic record beside it shows each word")]
pub struct Words {
    pub weekdays: [&'static str; 7],
    /// By region, see [`Months`].
    pub month_names: [[&'static str; 12]; 3],
    pub before_noon: &'static str,
    pub after_noon: &'static str,
    /// Between the parts of a printed time.
    pub comma: &'static str,
    pub now: &'static str,
    /// `قبل دقيقتين`, with Latin digits.
    pub ago: fn(Unit, u64) -> String,
    pub skip_to_content: &'static str,
    /// Before the name of what is passed over.
    pub skip: &'static str,
    pub sections: &'static str,
    pub front: &'static str,
    pub latest: &'static str,
    pub breadcrumbs: &'static str,
    pub archive: &'static str,
    pub months_of_year: &'static str,
    pub month_goes_on: &'static str,
    pub month_before: &'static str,
    pub topics: &'static str,
    pub contents: &'static str,
    pub older_story: &'static str,
    pub share: &'static str,
    pub whatsapp: &'static str,
    pub telegram: &'static str,
    pub x: &'static str,
    pub copy_link: &'static str,
    pub copied: &'static str,
    /// Before the names of those who did more, or something else, than write.
    pub photographs: &'static str,
    pub translation: &'static str,
    pub editing: &'static str,
    pub correspondent: &'static str,
    pub published: &'static str,
    pub modified: &'static str,
    pub read_also: &'static str,
    pub related_articles: &'static str,
    pub corrections: &'static str,
    pub correction: &'static str,
    pub footnotes: &'static str,
    /// Before its number.
    pub footnote: &'static str,
    /// Before the number of the note.
    pub back_to_mark: &'static str,
    pub key_points: &'static str,
    /// Where the publisher gave no words.
    pub details: &'static str,
    pub gallery: &'static str,
    /// Between two numbers: the third of twelve.
    pub of: &'static str,
    pub table: &'static str,
    pub code: &'static str,
    /// Before the length of a recording.
    pub duration: &'static str,
    pub transcript: &'static str,
    pub download: &'static str,
    pub kilobytes: &'static str,
    pub megabytes: &'static str,
    /// What a click on an embed does.
    pub show_embed: &'static str,
    pub embed_note: &'static str,
    pub embed_failed: &'static str,
    /// Before the name of a provider.
    pub open_at: &'static str,
    /// What stands before and after the type of a file: `ملف PDF`.
    pub file_kind: [&'static str; 2],
    /// Before a sponsor's name, for screen readers.
    pub sponsored_by: &'static str,
    pub sponsored: &'static str,
    pub opinion: &'static str,
    pub about_site: &'static str,
    pub switch_theme: &'static str,
    pub pause_clock: &'static str,
    pub loading: &'static str,
    pub retry: &'static str,
    pub to_front: &'static str,
    pub reload: &'static str,
    pub not_found_title: &'static str,
    pub not_found: &'static str,
    pub network_title: &'static str,
    pub network: &'static str,
    pub broken_title: &'static str,
    pub broken: &'static str,
    pub too_new_title: &'static str,
    pub too_new: &'static str,
    pub no_articles: &'static str,
}

/// The words of one language that stand in every document before the app comes: the builder's alone, so that no reader
/// fetches them with the app as well.
#[derive(Debug)]
#[allow(missing_docs, reason = "the Arabic record shows each word")]
pub struct DocumentWords {
    pub fault: &'static str,
    pub no_script: &'static str,
    pub no_app: &'static str,
    /// In a sponsor's box once its time is over.
    pub sponsor_house: &'static str,
}

impl DocumentWords {
    /// The words of a language; English, if it is not among ours.
    pub fn of(language: &Language) -> &'static Self {
        match language.primary() {
            "ar" => &ar::DOCUMENT_WORDS,
            _ => &en::DOCUMENT_WORDS,
        }
    }
}

impl Words {
    /// The words of a language; English, if it is not among ours.
    pub fn of(language: &Language) -> &'static Self {
        match language.primary() {
            "ar" => &ar::WORDS,
            _ => &en::WORDS,
        }
    }

    /// The month names of a region.
    pub fn months(&self, months: Months) -> &[&'static str; 12] {
        let [gregorian, syriac, maghrebi] = &self.month_names;
        match months {
            Months::Gregorian => gregorian,
            Months::Syriac => syriac,
            Months::Maghrebi => maghrebi,
        }
    }
}
