//! Texts that are too long for where they stand, and labels of paid content that nobody pays for.

use super::super::document::Document;
use super::super::findings::Findings;
use super::super::rules;
use super::Mark;
use super::passage::{Kind, Passage};
use crate::arabic::tatweel::unstretched;

/// What a headline may have before lists and shared links cut it.
const MOST_OF_A_HEADLINE: usize = 100;

/// What no page can show as a headline.
const MOST_OF_ANY_HEADLINE: usize = 300;

/// What a description has before search engines and shared links cut it.
const MOST_OF_A_STANDFIRST: usize = 220;

/// Some 180 words: a screen and a half of a phone.
const MOST_OF_A_PARAGRAPH: usize = 1_000;

/// A file of this size makes a page that a slow line loads for seconds.
const MOST_BYTES: usize = 300_000;

/// A page of so many paragraphs is slow to lay out on a phone.
const MOST_PARAGRAPHS: usize = 1_500;

/// What stands above paid content.
const LABELS: [&str; 9] = [
    "برعاية",
    "هذا الموقع برعاية",
    "هذا الخبر برعاية",
    "إعلان",
    "مادة إعلانية",
    "محتوى مدفوع",
    "محتوى إعلاني",
    "إعلان مدفوع",
    "محتوى برعاية",
];

/// Checks the length of a passage.
pub(super) fn passage(passage: &Passage<'_>, marks: &mut Vec<Mark>) {
    let n_letters = passage.letters.len();
    let (rule, what, most) = match passage.kind {
        Kind::Headline if n_letters > MOST_OF_ANY_HEADLINE => return,
        Kind::Headline => (&rules::HEADLINE_LENGTH, "headline", MOST_OF_A_HEADLINE),
        Kind::Standfirst => (&rules::STANDFIRST_LENGTH, "standfirst", MOST_OF_A_STANDFIRST),
        Kind::Paragraph => (&rules::LONG_PARAGRAPH, "paragraph", MOST_OF_A_PARAGRAPH),
        _ => return,
    };
    if n_letters > most {
        let message = format!("the {what} has {n_letters} letters; {most} are enough");
        marks.push(Mark::new(rule, 0..n_letters, message));
    }
}

/// Labels of paid content in an article that names no sponsor.
pub(super) fn labels(document: &Document<'_>, passages: &[Passage<'_>], marks: &mut [Vec<Mark>]) {
    let Some(article) = document.root().filter(|root| root.name == "Article") else { return };
    if article.text("sponsor").is_some() {
        return;
    }
    for (passage, marks) in passages.iter().zip(marks) {
        let is_one =
            matches!(passage.kind, Kind::Kicker | Kind::Heading | Kind::Paragraph) && passage.letters.len() < 40;
        let range = 0..passage.letters.len();
        let text = if is_one { unstretched(&passage.text(range.clone())) } else { continue };
        if LABELS.contains(&text.trim().trim_end_matches(':').trim_end()) {
            let message = format!("\"{text}\" stands above nothing: the article names no sponsor");
            marks.push(Mark::new(&rules::LABEL_WITHOUT_SPONSOR, range, message));
        }
    }
}

/// Articles that are long enough to be slow.
pub(super) fn article(document: &Document<'_>, passages: &[Passage<'_>], found: &mut Findings) {
    let Some(root) = document.root().filter(|root| root.name != "SiteFile") else { return };
    for passage in passages.iter().filter(|passage| passage.kind == Kind::Headline) {
        let n_letters = passage.letters.len();
        if n_letters > MOST_OF_ANY_HEADLINE {
            let message =
                format!("the headline has {n_letters} letters: every list and every shared link carries it whole");
            let mend =
                format!("write one of at most {MOST_OF_A_HEADLINE} letters, and put the rest into the standfirst");
            found.report_with(&rules::LONG_ARTICLE, passage.place(0..n_letters, document).0, message, mend);
        }
    }
    let n_bytes = document.source.text().len();
    let n_paragraphs = root.items("body").len();
    if n_bytes > MOST_BYTES || n_paragraphs > MOST_PARAGRAPHS {
        // The words stand in a page twice: for the reader, and for the app.
        let kilobytes = (2 * n_bytes + 50 * n_paragraphs).div_ceil(1_000);
        let message = format!("the page will have about {kilobytes} kB, with {n_paragraphs} blocks");
        found.report(&rules::LONG_ARTICLE, document.place(root.field("body")), message);
    }
}
