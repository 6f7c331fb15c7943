use super::*;
use crate::arabic::digits::Digits;
use crate::edition::{EditionFile, Months, Zone};
use crate::model::Language;

fn edition(language: &str, digits: Digits, months: Option<Months>) -> Edition {
    let file = EditionFile {
        language: Language::new(language).unwrap(),
        region: Some("KW".to_owned()),
        time_zone: "Asia/Kuwait".to_owned(),
        digits: Some(digits),
        months,
        hijri: None,
        name: "أخبار الكويت".to_owned(),
        nameplate: None,
        permalink: None,
        prefixes: None,
        slugs: None,
        sections: Vec::new(),
        navigation: Vec::new(),
        footer: None,
        social: Vec::new(),
        front: None,
    };
    Edition::resolve(file, Zone::new(vec![(0, 10_800)]))
}

fn arabic() -> Edition {
    edition("ar-KW", Digits::Latin, None)
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

#[test]
fn the_date_header_reads_as_the_seed_has_it() {
    let now = at("2026-01-15T19:12:24Z");
    let header = format!("{} {}", masthead_day(&arabic(), now), masthead_clock(&arabic(), now, true));
    assert_eq!(header, "الخميس - 2026/01/15 10:12:24 مساءً");
}

#[test]
fn noon_and_midnight_are_twelve() {
    assert_eq!(masthead_clock(&arabic(), at("2026-01-15T00:00:00+03:00"), true), "12:00:00 صباحًا");
    assert_eq!(masthead_clock(&arabic(), at("2026-01-15T12:00:00+03:00"), true), "12:00:00 مساءً");
    assert_eq!(masthead_clock(&arabic(), at("2026-01-15T12:59:59+03:00"), false), "12:59 مساءً");
}

#[test]
fn a_timestamp_is_in_the_newsrooms_zone_digits_and_months() {
    let instant = at("2026-01-07T06:40:00Z");
    assert_eq!(timestamp(&arabic(), instant), "7 يناير 2026، 9:40 صباحًا");
    assert_eq!(
        timestamp(&edition("ar", Digits::ArabicIndic, Some(Months::Syriac)), instant),
        "٧ كانون الثاني ٢٠٢٦، ٩:٤٠ صباحًا"
    );
    assert_eq!(timestamp(&edition("ar", Digits::Latin, Some(Months::Maghrebi)), instant), "7 جانفي 2026، 9:40 صباحًا");
    assert_eq!(timestamp(&edition("en", Digits::Latin, None), instant), "7 January 2026, 9:40 AM");
    assert_eq!(machine_readable(&arabic(), instant), "2026-01-07T09:40:00+03:00");
}

#[test]
fn relative_times_use_the_plural_forms_of_arabic() {
    let now = at("2026-01-15T12:00:00Z");
    let ago = |seconds: i64| relative(&arabic(), Instant::from_millis(now.millis() - seconds * 1000), now);
    let expected = [
        (0, "الآن"),
        (59, "الآن"),
        (60, "قبل دقيقة"),
        (120, "قبل دقيقتين"),
        (180, "قبل 3 دقائق"),
        (600, "قبل 10 دقائق"),
        (660, "قبل 11 دقيقة"),
        (3_600, "قبل ساعة"),
        (7_200, "قبل ساعتين"),
        (10_800, "قبل 3 ساعات"),
        (39_600, "قبل 11 ساعة"),
        (86_400, "قبل يوم"),
        (172_800, "قبل يومين"),
        (518_400, "قبل 6 أيام"),
    ];
    for (seconds, text) in expected {
        assert_eq!(ago(seconds).as_deref(), Some(text));
    }
    assert_eq!(ago(-30).as_deref(), Some("الآن"));
    assert_eq!(ago(-3_600), None);
    assert_eq!(ago(604_800), None);
}

#[test]
fn copyright_years_are_not_frozen() {
    assert_eq!(years(&arabic(), Some(2025), 2025), "2025");
    assert_eq!(years(&arabic(), Some(2025), 2026), "2025–2026");
    assert_eq!(years(&arabic(), None, 2026), "2026");
}
