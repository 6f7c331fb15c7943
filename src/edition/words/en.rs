//! English.

use super::{Unit, Words};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) static WORDS: Words = Words {
    weekdays: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    month_names: [MONTHS, MONTHS, MONTHS],
    before_noon: "AM",
    after_noon: "PM",
    comma: ", ",
    now: "now",
    ago,
    skip_to_content: "Skip to content",
    sections: "Sections",
    front: "Home",
    latest: "Latest news",
    published: "Published",
    modified: "Updated",
    read_also: "Read also:",
    related_articles: "Related articles",
    corrections: "Corrections",
    correction: "Correction",
    sponsored_by: "Sponsored by",
    sponsored: "Sponsored content",
    opinion: "Opinion",
    pause_clock: "Stop the clock",
    loading: "Loading",
    retry: "Try again",
    to_front: "Front page",
    reload: "Reload the page",
    fault: "Something went wrong; what you were reading is still here. If the page stops answering, reload it.",
    no_script: "Showing the news here needs JavaScript in your browser. These are the sections of the site:",
    no_app: "The site could not start in your browser; reload the page or try a newer browser. These are its sections:",
    not_found_title: "This page was not found",
    not_found: "Its address may have changed, or it was removed. The latest news is below.",
    network_title: "No connection",
    network: "The page could not be reached. Check your connection and try again.",
    broken_title: "This page can’t be shown",
    broken: "It arrived incomplete or unreadable, and the fault may be ours. Try again in a moment.",
    too_new_title: "A newer version of this site is out",
    too_new: "This page was written for a newer version. Reload to read it.",
    no_articles: "Nothing here yet.",
};

fn ago(unit: Unit, number: u64) -> String {
    let noun = match unit {
        Unit::Minute => "minute",
        Unit::Hour => "hour",
        Unit::Day => "day",
    };
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural} ago")
}
