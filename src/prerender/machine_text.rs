//! Text for machines: without the characters that XML forbids, whole addresses, and instants in the forms of RFC 3339
//! and RFC 2822.

use crate::arabic::bidi::balanced;
use crate::edition::{Civil, Zone, dates};
use crate::model::Instant;

use super::redirects::encoded;

/// Whether a character may stand in XML 1.0 (production 2), and is none that XML and HTML advise against: the controls
/// of C1 and the noncharacters.
pub(super) fn is_permitted(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        '\u{fdd0}'..='\u{fdef}' => false,
        _ => c >= ' ' && !('\u{7f}'..='\u{9f}').contains(&c) && u32::from(c) & 0xfffe != 0xfffe,
    }
}

/// Text without what may not stand in XML.
pub(super) fn permitted(text: &str) -> String {
    text.chars().filter(|c| is_permitted(*c)).collect()
}

/// A name or a headline as one line: line breaks and runs of spaces are one space, direction controls are closed.
pub(super) fn one_line(text: &str) -> String {
    balanced(&permitted(text).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A whole address, percent-encoded, of a path below the site's root.
pub(super) fn whole(base_url: &str, path: &str) -> String {
    let (scheme, rest) = base_url.split_once("://").unwrap_or(("https", base_url));
    let (host, base) = rest.split_once('/').unwrap_or((rest, ""));
    format!("{scheme}://{host}/{}{}", encoded(base), encoded(path.trim_start_matches('/')))
}

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What calendar and clock show, in whole minutes from UTC and within the years that the forms have.
fn civil(zone: &Zone, instant: Instant) -> Civil {
    let civil = zone.civil(instant);
    let is_whole = civil.offset % 60 == 0 && (1..=9999).contains(&civil.year);
    let civil = if is_whole { civil } else { Zone::new(Vec::new()).civil(instant) };
    Civil { year: civil.year.clamp(1, 9999), ..civil }
}

/// As Atom, JSON Feed and sitemaps write it: `2026-01-07T09:40:00+03:00`.
pub(super) fn rfc_3339(zone: &Zone, instant: Instant) -> String {
    dates::rfc_3339(civil(zone, instant))
}

/// As RSS writes it: `Wed, 07 Jan 2026 09:40:00 +0300`.
pub(super) fn rfc_2822(zone: &Zone, instant: Instant) -> String {
    const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let civil = civil(zone, instant);
    let weekday = DAYS.get(usize::from(civil.weekday)).copied().unwrap_or_default();
    let month = MONTHS.get(usize::from(civil.month).saturating_sub(1)).copied().unwrap_or_default();
    let Civil { year, day, hour, minute, second, offset, .. } = civil;
    let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs() / 60);
    let (hours, minutes) = (minutes / 60, minutes % 60);
    format!("{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} {sign}{hours:02}{minutes:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_dropped_and_nothing_else() {
        assert_eq!(
            permitted("أ\u{0}ب\u{8}\tج\u{200c}\u{fffe}\u{1fffe}\u{85}د\n\u{1f600}"),
            "أب\tج\u{200c}د\n\u{1f600}"
        );
        assert_eq!(one_line("  اسم\r\n على\u{b} سطرين \t"), "اسم على سطرين");
        assert_eq!(one_line("a\u{202e}b"), "a\u{202e}b\u{202c}");
    }

    #[test]
    fn an_address_is_whole_and_encoded_once() {
        assert_eq!(whole("https://news.example/", "/article/خبر/"), "https://news.example/article/%D8%AE%D8%A8%D8%B1/");
        assert_eq!(whole("https://news.example/%D8%A3/", "a b"), "https://news.example/%D8%A3/a%20b");
        assert_eq!(whole("https://أخبار.example/أ/", "/"), "https://أخبار.example/%D8%A3/");
    }

    #[test]
    fn instants_of_all_years_have_both_forms() {
        let kuwait = Zone::new(vec![(0, 10_800)]);
        let forms = |text: &str| {
            let instant = Instant::parse(text).unwrap();
            (rfc_3339(&kuwait, instant), rfc_2822(&kuwait, instant))
        };
        let owned = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        let now = owned("2026-01-15T22:12:24+03:00", "Thu, 15 Jan 2026 22:12:24 +0300");
        assert_eq!(forms("2026-01-15T19:12:24.9Z"), now);
        let early = owned("1938-02-23T10:00:00+03:00", "Wed, 23 Feb 1938 10:00:00 +0300");
        assert_eq!(forms("1938-02-23T10:00:00+03:00"), early);
        let late = owned("2150-06-01T00:00:00+03:00", "Mon, 01 Jun 2150 00:00:00 +0300");
        assert_eq!(forms("2150-05-31T21:00:00Z"), late);
        assert_eq!(forms("9999-12-31T23:30:00Z").0, "9999-12-31T23:30:00+00:00", "no year has five digits");
        let odd = Zone::new(vec![(0, 10_801)]);
        assert_eq!(rfc_3339(&odd, Instant::from_millis(0)), "1970-01-01T00:00:00+00:00");
    }
}
