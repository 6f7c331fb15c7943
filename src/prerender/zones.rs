//! Time zones from the IANA database, as tables for both sides.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::Instant;

/// How long beyond "now" the table reaches: an open tab lives shorter, and the next build writes it anew.
const YEARS_AHEAD: i64 = 3;

/// The offsets of a zone from 1970 to some years after `now`. `None` for a name that the database lacks.
///
/// The database is the one that came with this program, so the same input gives the same table on any
/// machine.
pub(super) fn table(name: &str, now: Instant) -> Option<Vec<(i64, i32)>> {
    let zone = TimeZone::get(name).ok()?;
    let first = (0, zone.to_offset(Timestamp::UNIX_EPOCH).seconds());
    let last = now.seconds() + YEARS_AHEAD * 366 * 86_400;
    let changes = zone.following(Timestamp::UNIX_EPOCH);
    let later = changes
        .map(|change| (change.timestamp().as_second(), change.offset().seconds()))
        .take_while(|(from, _)| *from <= last);
    let mut table = vec![first];
    for (from, offset) in later {
        // Some changes are of the zone's abbreviation only.
        if table.last().is_some_and(|(_, before)| *before != offset) {
            table.push((from, offset));
        }
    }
    Some(table)
}

/// The names that the database has.
pub(super) fn names() -> Vec<String> {
    jiff::tz::db().available().map(|name| name.as_str().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::Zone;

    fn now() -> Instant {
        Instant::parse("2026-01-15T00:00:00Z").unwrap()
    }

    #[test]
    fn kuwait_has_one_offset_and_paris_two_a_year() {
        assert_eq!(table("Asia/Kuwait", now()), Some(vec![(0, 10_800)]));
        assert!(table("Europe/Paris", now()).unwrap().len() > 90);
        assert_eq!(table("Asia/Nowhere", now()), None);
    }

    #[test]
    fn the_table_tells_what_the_database_tells() {
        for name in
            ["Asia/Kuwait", "Europe/Paris", "Africa/Casablanca", "Africa/Cairo", "Asia/Beirut", "Australia/Lord_Howe"]
        {
            let (zone, ours) = (TimeZone::get(name).unwrap(), Zone::new(table(name, now()).unwrap()));
            for hour in 0..(58 * 365 * 2) {
                let second = hour * 12 * 3600 + 1_799;
                let expected = zone.to_offset(Timestamp::from_second(second).unwrap()).seconds();
                assert_eq!(ours.offset_at(Instant::from_millis(second * 1000)), expected, "{name} at {second}");
            }
        }
    }
}
