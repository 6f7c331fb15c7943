//! When a site must change by itself: the moment is written beside it, so that a timer knows when to build again.

use std::fs;
use std::path::Path;

use super::content::SiteContent;
use super::machine_text::rfc_3339;
use super::{Options, Report, hosts, output};
use crate::edition::Zone;
use crate::model::{Article, Instant, Status};

/// How the file beside a site's folder ends: `dist.next-due`.
const ENDING: &str = "next-due";

impl Report {
    /// Notes that something changes by itself, where that is yet to come and nothing comes before.
    pub(super) fn due(&mut self, now: Instant, at: Instant, what: &'static str) {
        if at > now && self.next_due.is_none_or(|(known, _)| at < known) {
            self.next_due = Some((at, what));
        }
    }

    /// Notes when an article appears or goes.
    pub(super) fn due_of(&mut self, now: Instant, article: &Article) {
        if article.status == Status::Published {
            self.due(now, article.date_published, "a scheduled article appears");
            if let Some(expires) = article.expires.filter(|expires| *expires > article.date_published) {
                self.due(now, expires, "an article expires");
            }
        }
    }
}

/// Notes what the site itself has: the windows of sponsors, and the year of the copyright line.
pub(super) fn of_site(now: Instant, site: &SiteContent, report: &mut Report) {
    let site = &site.context.site;
    let shown = site.sponsors.iter().filter(|sponsor| !sponsor.slots.is_empty() && !sponsor.creatives.is_empty());
    for sponsor in shown {
        for (at, what) in [(sponsor.starts, "a sponsor's window opens"), (sponsor.ends, "a sponsor's window closes")] {
            if let Some(at) = at {
                report.due(now, at, what);
            }
        }
    }
    if site.edition.file.footer.is_some() {
        report.due(now, next_year(&site.edition.zone, now), "the year of the copyright line turns");
    }
}

/// The first instant of the next year in a zone.
fn next_year(zone: &Zone, now: Instant) -> Instant {
    let year = zone.civil(now).year + 1;
    let Some(local) = Instant::parse(&format!("{year:04}-01-01T00:00:00Z")).map(Instant::seconds) else { return now };
    // The offset of that very instant: a zone may turn within the year.
    let guess = local - i64::from(zone.offset_at(Instant::from_millis(local * 1000)));
    let offset = i64::from(zone.offset_at(Instant::from_millis(guess * 1000)));
    Instant::from_millis((local - offset) * 1000)
}

/// Writes the moment beside the site: in the newsroom's zone on the first line, and what it is on the second.
pub(super) fn write(options: &Options, site: &SiteContent, report: &mut Report) {
    let Some((at, what)) = report.next_due else { return };
    let at = rfc_3339(&site.context.site.edition.zone, at);
    let text = format!("{at}\n{what}\n");
    let file = hosts::beside(&options.out, ENDING);
    match output::replace(&file, text.as_bytes()) {
        Ok(_) => report.due_words = Some(format!("{at}: {what}")),
        Err(error) => report.error("write", &file, format!("can't be written: {error}")),
    }
}

/// Whether a site is to be built again, and what to say of it.
pub(super) fn is_due(out: &Path, now: Instant) -> (bool, String) {
    let file = hosts::beside(out, ENDING);
    let text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) => return (true, format!("due: {} can't be read ({error})", file.display())),
    };
    let (at, what) = text.trim_end().split_once('\n').unwrap_or((text.trim_end(), ""));
    match Instant::parse(at) {
        // What can't be understood is mended by a build.
        None => (true, format!("due: {} has no date in it", file.display())),
        Some(due) if due <= now => (true, format!("due since {at}: {what}")),
        Some(_) => (false, format!("not due before {at}: {what}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_earliest_moment_that_is_yet_to_come_counts() {
        let at = Instant::from_millis;
        let mut report = Report::default();
        for (millis, what) in [(5, "past"), (10, "now"), (30, "later"), (20, "next"), (25, "then")] {
            report.due(at(10), at(millis), what);
        }
        assert_eq!(report.next_due, Some((at(20), "next")));
    }

    #[test]
    fn a_year_turns_at_the_newsrooms_midnight() {
        let at = |text| Instant::parse(text).unwrap();
        let kuwait = Zone::new(vec![(0, 10_800)]);
        assert_eq!(next_year(&kuwait, at("2026-01-15T00:00:00Z")), at("2026-12-31T21:00:00Z"));
        assert_eq!(next_year(&kuwait, at("2026-12-31T21:00:00Z")), at("2027-12-31T21:00:00Z"));
        let turning = Zone::new(vec![(0, 0), (1_800_000_000, 3_600)]);
        assert_eq!(next_year(&turning, at("2026-12-31T00:00:00Z")), at("2027-01-01T00:00:00Z"));
    }
}
