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

/// The codes of ISO 3166-1, and XK, which papers use for Kosovo.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT \
    BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK \
    FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE \
    JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ \
    MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO \
    RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW \
    TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

/// Whether two letters are the code of a country.
pub(super) fn is_country(code: &str) -> bool {
    COUNTRIES.split(' ').any(|known| known == code)
}

/// The codes of the countries whose zone is known, for somebody who looks for theirs.
pub(super) fn with_zone() -> String {
    ZONES.map(|(code, _)| code).join(", ")
}

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
            assert!(is_country(region), "{region}");
        }
    }

    #[test]
    fn the_codes_are_those_of_iso_3166_and_one_more() {
        assert!(COUNTRIES.split(' ').is_sorted() && COUNTRIES.split(' ').all(|code| code.len() == 2));
        assert_eq!(COUNTRIES.split(' ').count(), 249 + 1);
        assert!(!is_country("XX") && !is_country("") && !is_country("KW KY"));
    }
}
