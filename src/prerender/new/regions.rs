//! What a country decides of a paper, as far as nobody says otherwise.

/// The zones of the Arab countries' papers, and of a few others that have one zone; of a country with several, nothing
/// is assumed.
const ZONES: [(&str, &str); 32] = [
    ("AE", "Asia/Dubai"),
    ("AF", "Asia/Kabul"),
    ("BH", "Asia/Bahrain"),
    ("DE", "Europe/Berlin"),
    ("DJ", "Africa/Djibouti"),
    ("DZ", "Africa/Algiers"),
    ("EG", "Africa/Cairo"),
    ("FR", "Europe/Paris"),
    ("GB", "Europe/London"),
    ("IQ", "Asia/Baghdad"),
    ("IR", "Asia/Tehran"),
    ("JO", "Asia/Amman"),
    ("KM", "Indian/Comoro"),
    ("KW", "Asia/Kuwait"),
    ("LB", "Asia/Beirut"),
    ("LY", "Africa/Tripoli"),
    ("MA", "Africa/Casablanca"),
    ("MR", "Africa/Nouakchott"),
    ("NL", "Europe/Amsterdam"),
    ("OM", "Asia/Muscat"),
    ("PK", "Asia/Karachi"),
    ("PS", "Asia/Gaza"),
    ("QA", "Asia/Qatar"),
    ("SA", "Asia/Riyadh"),
    ("SD", "Africa/Khartoum"),
    ("SE", "Europe/Stockholm"),
    ("SO", "Africa/Mogadishu"),
    ("SY", "Asia/Damascus"),
    ("TD", "Africa/Ndjamena"),
    ("TN", "Africa/Tunis"),
    ("TR", "Europe/Istanbul"),
    ("YE", "Asia/Aden"),
];

/// The zone of a country.
pub(super) fn time_zone(region: &str) -> Option<&'static str> {
    ZONES.iter().find(|(known, _)| *known == region).map(|(_, zone)| *zone)
}

/// The digits of dates, in the contract's words.
pub(super) fn digits(language: &str) -> &'static str {
    if language == "fa" { "persian" } else { "latin" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prerender::zones;

    #[test]
    fn every_zone_is_one_of_the_database() {
        let names = zones::names();
        for (region, zone) in ZONES {
            assert!(names.iter().any(|name| name == zone), "{region}: {zone}");
        }
    }
}
