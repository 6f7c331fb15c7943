//! Which sponsor stands where, and when.

use super::{Sponsor, SponsorSlot};
use crate::model::{Instant, Slug};

/// The sponsor of a slot on a page of a section at `now`: the first one in the publisher's order whose
/// window is open. `None` takes neither label nor space.
///
/// Where no window is open, it is the first one that has ended: a build leaves out those that ended before it
/// (see [`Sponsor::withdraw`]), so this one ended since, and its box is on the page already.
pub fn sponsor_for<'a>(
    sponsors: &'a [Sponsor],
    slot: SponsorSlot,
    section: Option<&Slug>,
    now: Instant,
) -> Option<&'a Sponsor> {
    let mut over = None;
    for sponsor in sponsors {
        let placed = sponsor.slots.contains(&slot) && !sponsor.creatives.is_empty();
        let here = sponsor.sections.is_empty() || section.is_some_and(|section| sponsor.sections.contains(section));
        if placed && here && sponsor.starts.is_none_or(|starts| starts <= now) {
            if !sponsor.is_over(now) {
                return Some(sponsor);
            }
            over = over.or(Some(sponsor));
        }
    }
    over
}

impl Sponsor {
    /// Whether its window has ended.
    pub fn is_over(&self, now: Instant) -> bool {
        self.ends.is_some_and(|ends| ends <= now)
    }

    /// Takes it out of every slot; what it paid for still names it.
    pub fn withdraw(&mut self) {
        self.slots.clear();
    }
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
            silenced: Vec::new(),
        }
    }

    fn chosen(sponsors: &[Sponsor], section: Option<&str>, now: i64) -> Option<String> {
        let section = section.and_then(Slug::new);
        sponsor_for(sponsors, SponsorSlot::Top, section.as_ref(), Instant::from_millis(now)).map(|s| s.id.clone())
    }

    #[test]
    fn a_window_is_open_from_its_start_until_before_its_end() {
        let sponsors = [sponsor("a", Some(10), Some(20), &[])];
        let open = |now| sponsor_for(&sponsors, SponsorSlot::Top, None, Instant::from_millis(now));
        let open = |now| open(now).is_some_and(|sponsor| !sponsor.is_over(Instant::from_millis(now)));
        assert_eq!([9, 10, 19, 20].map(open), [false, true, true, false]);
    }

    #[test]
    fn a_box_outlives_its_window_until_the_next_build_unless_another_sponsor_has_it() {
        let mut sponsors = vec![sponsor("a", None, Some(20), &[]), sponsor("b", None, Some(10), &[])];
        assert_eq!(chosen(&sponsors, None, 15).as_deref(), Some("a"));
        assert_eq!(chosen(&sponsors, None, 20).as_deref(), Some("a"), "its box is kept");
        sponsors.push(sponsor("c", Some(30), None, &[]));
        assert_eq!(chosen(&sponsors, None, 29).as_deref(), Some("a"), "what has not begun stands nowhere");
        assert_eq!(chosen(&sponsors, None, 30).as_deref(), Some("c"));
        sponsors.truncate(1);
        sponsors.iter_mut().for_each(Sponsor::withdraw);
        assert_eq!(chosen(&sponsors, None, 15), None);
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
