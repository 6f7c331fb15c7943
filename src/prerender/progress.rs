//! How far a build is: one line that changes on a terminal, a line now and then elsewhere.

use std::io::{IsTerminal, Write, stderr};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Instant;

use super::report::print::grouped;

/// Milliseconds from one line to the next: on a terminal, and where every line stays.
const PACE: [u64; 2] = [100, 5_000];

/// Counts pieces of work, and tells how long the rest will take.
pub(super) struct Progress {
    things: &'static str,
    n_all: usize,
    n_done: AtomicUsize,
    started: Instant,
    /// When the next line is due, in milliseconds from the start.
    due: AtomicU64,
    is_shown: bool,
    is_terminal: bool,
}

impl Progress {
    pub(super) fn new(things: &'static str, n_all: usize, is_shown: bool) -> Self {
        let is_terminal = stderr().is_terminal();
        let due = AtomicU64::new(pace(is_terminal));
        Self { things, n_all, n_done: AtomicUsize::new(0), started: Instant::now(), due, is_shown, is_terminal }
    }

    /// One more piece is done.
    pub(super) fn step(&self) {
        let n_done = self.n_done.fetch_add(1, Ordering::Relaxed) + 1;
        if !self.is_shown {
            return;
        }
        let millis = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let due = self.due.load(Ordering::Relaxed);
        let next = millis + pace(self.is_terminal);
        // Whoever is the first to be late writes it.
        if millis >= due && self.due.compare_exchange(due, next, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
            let line = line(self.things, n_done, self.n_all, millis);
            let line = if self.is_terminal { format!("\r{line}\x1b[K") } else { format!("{line}\n") };
            let _ = stderr().write_all(line.as_bytes());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.is_shown && self.is_terminal {
            let _ = stderr().write_all(b"\r\x1b[K");
        }
    }
}

fn pace(is_terminal: bool) -> u64 {
    if is_terminal { PACE[0] } else { PACE[1] }
}

fn line(things: &str, n_done: usize, n_all: usize, millis: u64) -> String {
    let rate = n_done as f64 * 1_000.0 / millis.max(1) as f64;
    let left = n_all.saturating_sub(n_done) as f64 / rate;
    let (done, all, rate) = (grouped(n_done), grouped(n_all), grouped(rate.round() as usize));
    format!("khabar: {done} of {all} {things}, {rate} a second, {left:.0} s left")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_tells_rate_and_time_left() {
        let expected = "khabar: 2,500 of 10,000 pages, 1,250 a second, 6 s left";
        assert_eq!(line("pages", 2_500, 10_000, 2_000), expected);
    }
}
