//! The newsroom's time zone, as a table that both sides share.

use crate::model::Instant;

/// The offsets of a zone from UTC, each from an instant on.
///
/// The builder reads them from the IANA database; the browser's own zone data, which differs between
/// devices, is not asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Seconds since 1970 and the offset in seconds east of UTC from then on, in rising order.
    transitions: Vec<(i64, i32)>,
}

impl Zone {
    /// From a table in rising order; before its first row, the first row's offset holds. An empty table is UTC.
    pub fn new(transitions: Vec<(i64, i32)>) -> Self {
        Self { transitions }
    }

    /// The table.
    pub fn transitions(&self) -> &[(i64, i32)] {
        &self.transitions
    }

    /// Seconds east of UTC at an instant.
    pub fn offset_at(&self, instant: Instant) -> i32 {
        let after = self.transitions.partition_point(|(from, _)| *from <= instant.seconds());
        self.transitions.get(after.saturating_sub(1)).map_or(0, |(_, offset)| *offset)
    }

    /// What calendar and clock show there at an instant.
    pub fn civil(&self, instant: Instant) -> Civil {
        let offset = self.offset_at(instant);
        let local = instant.seconds() + i64::from(offset);
        let (days, second_of_day) = (local.div_euclid(86_400), local.rem_euclid(86_400));
        let (year, month, day) = crate::model::civil_from_days(days);
        Civil {
            year,
            month: small(month),
            day: small(day),
            // 1970-01-01 was a Thursday.
            weekday: small((days + 4).rem_euclid(7)),
            hour: small(second_of_day / 3600),
            minute: small(second_of_day / 60 % 60),
            second: small(second_of_day % 60),
            offset,
        }
    }
}

/// What calendar and clock show somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// Of the Gregorian calendar.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 is Sunday.
    pub weekday: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// Seconds east of UTC.
    pub offset: i32,
}

impl Civil {
    /// The hour as a clock of twelve shows it, 1 to 12.
    pub fn hour_of_twelve(self) -> u8 {
        match self.hour % 12 {
            0 => 12,
            hour => hour,
        }
    }
}

/// A calendar or clock field: none is above 59.
fn small(number: i64) -> u8 {
    u8::try_from(number).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Paris, 2026: summer time from 29 March 01:00 UTC to 25 October 01:00 UTC.
    fn paris() -> Zone {
        Zone::new(vec![(0, 3600), (1_774_746_000, 7200), (1_792_890_000, 3600)])
    }

    fn shown(zone: &Zone, text: &str) -> (u8, u8, i32) {
        let civil = zone.civil(Instant::parse(text).unwrap());
        (civil.hour, civil.minute, civil.offset)
    }

    #[test]
    fn both_changes_of_daylight_saving_are_passed() {
        let zone = paris();
        assert_eq!(shown(&zone, "2026-03-29T00:59:59Z"), (1, 59, 3600));
        assert_eq!(shown(&zone, "2026-03-29T01:00:00Z"), (3, 0, 7200));
        assert_eq!(shown(&zone, "2026-10-25T00:59:59Z"), (2, 59, 7200));
        assert_eq!(shown(&zone, "2026-10-25T01:00:00Z"), (2, 0, 3600));
    }

    #[test]
    fn before_the_first_row_its_offset_holds_and_an_empty_table_is_utc() {
        assert_eq!(paris().offset_at(Instant::from_millis(-1)), 3600);
        assert_eq!(Zone::new(Vec::new()).offset_at(Instant::from_millis(0)), 0);
    }

    #[test]
    fn weekdays_before_1970_are_right() {
        let utc = Zone::new(Vec::new());
        assert_eq!(utc.civil(Instant::parse("1970-01-01T00:00:00Z").unwrap()).weekday, 4);
        assert_eq!(utc.civil(Instant::parse("1969-12-31T23:59:59Z").unwrap()).weekday, 3);
        assert_eq!(utc.civil(Instant::parse("2026-01-15T00:00:00Z").unwrap()).weekday, 4);
    }
}
