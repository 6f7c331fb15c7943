//! Which sponsor stands where, and when.

use super::{Sponsor, SponsorSlot};
use crate::model::{Instant, Slug};

/// The sponsor of a slot on a page of a section at `now`: the first one in the publisher's order whose
/// window is open. `None` takes neither label nor space.
pub fn sponsor_for<'a>(
    sponsors: &'a [Sponsor],
    slot: SponsorSlot,
    section: Option<&Slug>,
    now: Instant,
) -> Option<&'a Sponsor> {
    sponsors.iter().find(|sponsor| {
        let placed = sponsor.slots.contains(&slot) && !sponsor.creatives.is_empty();
        let here = sponsor.sections.is_empty() || section.is_some_and(|section| sponsor.sections.contains(section));
        placed && here && is_open(sponsor, now)
    })
}

/// From `starts` on, and before `ends`.
fn is_open(sponsor: &Sponsor, now: Instant) -> bool {
    sponsor.starts.is_none_or(|starts| starts <= now) && sponsor.ends.is_none_or(|ends| now < ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::Creative;
    use crate::model::{Link, Source};

    fn sponsor(id: &str, starts: Option<i64>, ends: Option<i64>, sections: &[&str]) -> Sponsor {
        Sponsor {
            id: id.to_owned(),
            name: id.to_owned(),
            label: "برعاية".to_owned(),
            link: Link::new("https://example.org/").unwrap(),
            creatives: vec![Creative {
                image: Source::new("/a.png").unwrap(),
                width: 1,
                height: 1,
                alt: String::new(),
            }],
            starts: starts.map(Instant::from_millis),
            ends: ends.map(Instant::from_millis),
            sections: sections.iter().map(|slug| Slug::new(slug).unwrap()).collect(),
            slots: vec![SponsorSlot::Top],
        }
    }

    fn chosen(sponsors: &[Sponsor], section: Option<&str>, now: i64) -> Option<String> {
        let section = section.and_then(Slug::new);
        sponsor_for(sponsors, SponsorSlot::Top, section.as_ref(), Instant::from_millis(now)).map(|s| s.id.clone())
    }

    #[test]
    fn a_window_is_open_from_its_start_until_before_its_end() {
        let sponsors = [sponsor("a", Some(10), Some(20), &[])];
        let open: Vec<_> = [9, 10, 19, 20].map(|now| chosen(&sponsors, None, now).is_some()).into();
        assert_eq!(open, [false, true, true, false]);
    }

    #[test]
    fn sections_and_slots_are_obeyed_and_the_first_fitting_sponsor_wins() {
        let sponsors = [sponsor("sport", None, None, &["sport"]), sponsor("all", None, None, &[])];
        assert_eq!(chosen(&sponsors, Some("sport"), 0).as_deref(), Some("sport"));
        assert_eq!(chosen(&sponsors, Some("politics"), 0).as_deref(), Some("all"));
        assert_eq!(chosen(&sponsors, None, 0).as_deref(), Some("all"));
        assert!(sponsor_for(&sponsors, SponsorSlot::End, None, Instant::from_millis(0)).is_none());
    }
}
