//! The live date at the top of each page. Without script there is none, and its place is kept.

use leptos::prelude::*;

use crate::edition::{Site, dates};
use crate::model::Instant;
use crate::platform;

/// Where the device remembers that its reader stopped the clock.
const STOPPED: &str = "khabar-clock-stopped";

/// How long the date header rests between two looks at the clock, in milliseconds.
const LONGEST_REST: i64 = 5_000;

/// The live date: the day as ordinary text, and the time, which is hidden from screen readers because it
/// would speak each second.
///
/// The time can be stopped (WCAG 2.2.2). It is gone then rather than frozen: no stale clock is ever painted.
pub(super) fn masthead_date(site: &Site) -> impl IntoView + use<> {
    let day = RwSignal::new(String::new());
    let clock = RwSignal::new(String::new());
    let stopped = RwSignal::new(false);
    let edition = site.edition.clone();
    let words = edition.words;

    // Effects run in the browser only.
    Effect::new(move || {
        stopped.set(platform::stored(STOPPED).is_some());
        let edition = edition.clone();
        let ticker = platform::start_ticker(move || {
            let millis = platform::now_millis();
            let now = Instant::from_millis(millis);
            let by_the_minute = stopped.get_untracked() || platform::prefers_reduced_motion();
            write(day, dates::masthead_day(&edition, now));
            write(
                clock,
                match stopped.get_untracked() {
                    true => String::new(),
                    false => dates::masthead_clock(&edition, now, !by_the_minute),
                },
            );
            let period = if by_the_minute { 60_000 } else { 1_000 };
            // A device's clock may be put right meanwhile: what is shown is looked at again before it is due.
            u32::try_from((period - millis.rem_euclid(period)).min(LONGEST_REST)).ok()
        });
        Effect::new(move |was: Option<bool>| {
            let is = stopped.get();
            if was.is_some_and(|was| was != is) {
                ticker.poke();
            }
            is
        });
    });
    let toggle = move |_| {
        let stop = !stopped.get_untracked();
        platform::store(STOPPED, stop.then_some("1"));
        stopped.set(stop);
    };
    let is_running = move || !day.read().is_empty();
    let button = move || {
        is_running().then(|| {
            view! {
                <button
                    class="masthead-pause"
                    type="button"
                    aria-pressed=move || stopped.get().to_string()
                    aria-label=words.pause_clock
                    on:click=toggle
                ></button>
            }
        })
    };
    view! {
        <div class="masthead-date" data-nosnippet="">
            <span class="masthead-day">{move || day.get()}</span>
            " "
            <span class="masthead-clock" aria-hidden="true">{move || clock.get()}</span>
            {button}
        </div>
    }
}

/// Changes the page only when the words change.
fn write(signal: RwSignal<String>, text: String) {
    if *signal.read_untracked() != text {
        signal.set(text);
    }
}
