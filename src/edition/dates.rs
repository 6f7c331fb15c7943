//! The one place where an instant becomes text: in the newsroom's zone, digits and month names, and the
//! same bytes natively and in the browser.

use super::{Civil, Edition, Unit};
use crate::model::Instant;

/// The day in the date header: `الخميس - 2026/01/15`.
pub fn masthead_day(edition: &Edition, now: Instant) -> String {
    let civil = edition.zone.civil(now);
    let weekday = weekday(edition, civil);
    edition.digits.localised(format!("{weekday} - {:04}/{:02}/{:02}", civil.year, civil.month, civil.day))
}

/// The time in the date header: `10:12:24 مساءً`, or without seconds for readers who asked for less motion.
pub fn masthead_clock(edition: &Edition, now: Instant, with_seconds: bool) -> String {
    let civil = edition.zone.civil(now);
    let (hour, minute, half) = (civil.hour_of_twelve(), civil.minute, half_of_day(edition, civil));
    edition.digits.localised(match with_seconds {
        true => format!("{hour:02}:{minute:02}:{:02} {half}", civil.second),
        false => format!("{hour:02}:{minute:02} {half}"),
    })
}

/// The time printed on an article: `7 يناير 2026، 9:40 صباحًا`.
pub fn timestamp(edition: &Edition, instant: Instant) -> String {
    let civil = edition.zone.civil(instant);
    let month = month(edition, civil);
    let (hour, half) = (civil.hour_of_twelve(), half_of_day(edition, civil));
    let comma = edition.words.comma;
    edition.digits.localised(format!("{} {month} {}{comma}{hour}:{:02} {half}", civil.day, civil.year, civil.minute))
}

/// The value of `<time datetime>`: HTML's global date and time, in the newsroom's offset.
pub fn machine_readable(edition: &Edition, instant: Instant) -> String {
    rfc_3339(edition.zone.civil(instant))
}

/// What calendar and clock show, as RFC 3339 writes it.
pub fn rfc_3339(civil: Civil) -> String {
    let Civil { year, month, day, hour, minute, second, offset, .. } = civil;
    let (sign, offset) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs() / 60);
    let (hours, minutes) = (offset / 60, offset % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{sign}{hours:02}:{minutes:02}")
}

/// How long ago it was, as lists print it: `قبل ساعتين`. After a week, or for what is yet to come, `None`:
/// the date itself says more then.
pub fn relative(edition: &Edition, instant: Instant, now: Instant) -> Option<String> {
    let ago = |unit, number: i64| (edition.words.ago)(unit, number.unsigned_abs());
    // Devices' clocks run a little late: what came out a moment from now came out now.
    let text = match now.seconds() - instant.seconds() {
        -60..60 => edition.words.now.to_owned(),
        seconds @ 60..3_600 => ago(Unit::Minute, seconds / 60),
        seconds @ 3_600..86_400 => ago(Unit::Hour, seconds / 3_600),
        seconds @ 86_400..604_800 => ago(Unit::Day, seconds / 86_400),
        _ => return None,
    };
    Some(edition.digits.localised(text))
}

/// A time of an archive: `2026`, or `يناير 2026`.
pub fn period(edition: &Edition, year: u16, month: Option<u8>) -> String {
    let names = edition.words.months(edition.months);
    let month = month.and_then(|month| names.get(usize::from(month).checked_sub(1)?));
    edition.digits.localised(match month {
        Some(month) => format!("{month} {year}"),
        None => year.to_string(),
    })
}

/// The years of a copyright line: `2025`, or `2025–2026` when made in a later year.
pub fn years(edition: &Edition, since: Option<u32>, year: u32) -> String {
    edition.digits.localised(match since {
        Some(since) if since < year => format!("{since}–{year}"),
        _ => format!("{}", since.unwrap_or(year)),
    })
}

fn weekday(edition: &Edition, civil: Civil) -> &'static str {
    edition.words.weekdays.get(usize::from(civil.weekday)).copied().unwrap_or_default()
}

fn month(edition: &Edition, civil: Civil) -> &'static str {
    let names = edition.words.months(edition.months);
    names.get(usize::from(civil.month).saturating_sub(1)).copied().unwrap_or_default()
}

fn half_of_day(edition: &Edition, civil: Civil) -> &'static str {
    if civil.hour < 12 { edition.words.before_noon } else { edition.words.after_noon }
}

#[cfg(test)]
mod tests;
