//! Where the lines of a headline end, and how large they are: even lengths, no word left alone, and what does not fit
//! ends at a word.

use super::direct::Words;
use super::faces::{Typesetter, Voice};
use super::set::{SetLine, UNIT, is_mark, set};

/// A place for a headline.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) width: f32,
    pub(super) height: f32,
    /// The sizes to try, the largest first.
    pub(super) sizes: &'static [f32],
    /// From one baseline to the next, in sizes.
    pub(super) leading: f32,
}

/// A headline in lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Fitted {
    pub(super) lines: Vec<SetLine>,
    pub(super) size: f32,
    pub(super) leading: f32,
    /// The text of each line, with its controls.
    pub(super) texts: Vec<String>,
}

/// What stands for words that did not fit.
const ELLIPSIS: &str = "…";

/// More words than this fit on no card.
const MOST_WORDS: usize = 120;

/// More letters of one word than this fit in no line.
const MOST_LETTERS: usize = 120;

/// What a bad end of a line costs, beside the square of how far its length is from the mean.
const ALONE: f32 = 0.6;
const LOOSE: f32 = 0.05;
const TORN: f32 = 0.03;

/// How much of its size a headline gives up for even lines.
const UNEVEN: f32 = 0.7;

/// Words that belong to the one after them, so that no line should end with one.
const PROCLITICS: &str = " في من على إلى عن أن إن أو ثم لا ما لم لن قد كل بين مع هل يا بلا دون ضد نحو منذ حتى لدى كي \
     the a an of to in on for and or but at by from as is its with into over after ";

/// Breaks a text into lines in the largest size in which all of it fits.
pub(super) fn fit(setter: &mut Typesetter, voice: Voice, mut words: Words, place: Place) -> Fitted {
    let n_all = words.len();
    words.truncate(MOST_WORDS);
    let smallest = place.sizes.last().copied().unwrap_or(UNIT);
    let mut widths: Vec<f32> = Vec::new();
    for index in 0..words.len() {
        let shown = words.shown(index);
        widths.push(if shown.chars().count() > MOST_LETTERS { f32::MAX } else { set(setter, voice, &shown).width });
    }
    let space = set(setter, voice, "\u{a0}").width;
    // The largest size is the best, unless its lines are much less even than those of a smaller one.
    let mut best: Option<(f32, f32, Vec<usize>)> = None;
    for &size in place.sizes {
        let measure = Measure { widths: &widths, space, line: place.width * UNIT / size };
        let n_lines = measure.greedy().map(|ends| ends.len()).filter(|n| *n <= most_lines(place, size));
        if let Some(n_lines) = n_lines.filter(|_| n_all == words.len()) {
            let (ends, cost) = measure.balanced(n_lines, &words);
            let worth = size * (1.0 - UNEVEN * (cost / n_lines as f32).sqrt());
            if best.as_ref().is_none_or(|(most, ..)| worth > *most) {
                best = Some((worth, size, ends));
            }
        }
    }
    if let Some((_, size, ends)) = best {
        return finish(setter, voice, &words, &ends, "", size, place);
    }
    // The rest of a word that is wider than a line goes, and all after it.
    let line = place.width * UNIT / smallest;
    let is_cut = match widths.iter().position(|width| *width > line) {
        Some(index) => {
            words.truncate(index + 1);
            let (word, width) = cut(setter, voice, &words.shown(index), line);
            words.replace(index, word);
            widths.truncate(index);
            widths.push(width);
            true
        }
        None => false,
    };
    let end = set(setter, voice, ELLIPSIS).width;
    let measure = Measure { widths: &widths, space, line };
    let mut n = words.len();
    let most = most_lines(place, smallest);
    // As many words as fit with the sign after them.
    loop {
        let shorter = Measure { widths: &widths[..n], ..measure };
        let ends = shorter.greedy().unwrap_or_default();
        let is_whole = n == n_all && !is_cut;
        let last = ends.iter().rev().nth(1).copied().unwrap_or(0);
        let is_fitting =
            ends.len() <= most && (is_whole || is_cut && n == words.len() || shorter.width(last, n) + end <= line);
        if is_fitting || n <= 1 {
            let sign = if is_whole || is_cut && n == words.len() { "" } else { ELLIPSIS };
            if !sign.is_empty() {
                let shown = words.shown(n - 1);
                let bare = shown.trim_end_matches(|c: char| {
                    !c.is_alphanumeric() && !is_mark(c) && !matches!(c, ')' | '»' | '%' | '٪')
                });
                if bare.len() < shown.len() && !bare.is_empty() {
                    words.replace(n - 1, bare.to_owned());
                }
            }
            return finish(setter, voice, &words, &ends, sign, smallest, place);
        }
        n -= 1;
    }
}

fn most_lines(place: Place, size: f32) -> usize {
    ((place.height / size - 1.0) / place.leading + 1.0).max(1.0) as usize
}

/// As much of a word as fits in a line with the sign after it.
fn cut(setter: &mut Typesetter, voice: Voice, word: &str, line: f32) -> (String, f32) {
    let mut ends: Vec<usize> =
        word.char_indices().filter(|(_, c)| !is_mark(*c)).map(|(at, _)| at).take(MOST_LETTERS).collect();
    while let Some(end) = ends.pop() {
        let cut = format!("{}{ELLIPSIS}", word.get(..end).unwrap_or_default());
        let width = set(setter, voice, &cut).width;
        if width <= line || end == 0 {
            return (cut, width);
        }
    }
    (ELLIPSIS.to_owned(), 0.0)
}

fn finish(
    setter: &mut Typesetter,
    voice: Voice,
    words: &Words,
    ends: &[usize],
    sign: &str,
    size: f32,
    place: Place,
) -> Fitted {
    let mut fitted = Fitted { size, leading: place.leading, ..Fitted::default() };
    let mut from = 0;
    for (index, &end) in ends.iter().enumerate() {
        let text = words.line(from, end, if index + 1 == ends.len() { sign } else { "" });
        fitted.lines.push(set(setter, voice, &text));
        fitted.texts.push(text);
        from = end;
    }
    fitted
}

/// The widths of words, and of the line that they are to stand in.
#[derive(Clone, Copy)]
struct Measure<'a> {
    widths: &'a [f32],
    space: f32,
    line: f32,
}

impl Measure<'_> {
    fn width(&self, from: usize, until: usize) -> f32 {
        self.widths[from..until].iter().sum::<f32>() + self.space * (until - from).saturating_sub(1) as f32
    }

    /// The ends of lines, each as full as can be; `None` where a word is wider than a line.
    fn greedy(&self) -> Option<Vec<usize>> {
        let mut ends = Vec::new();
        let mut from = 0;
        for index in 0..self.widths.len() {
            if self.widths[index] > self.line {
                return None;
            }
            if index > from && self.width(from, index + 1) > self.line {
                ends.push(index);
                from = index;
            }
        }
        ends.push(self.widths.len());
        Some(ends)
    }

    /// The ends of so many lines, as even as can be, and what that costs.
    fn balanced(&self, n_lines: usize, words: &Words) -> (Vec<usize>, f32) {
        let n = self.widths.len();
        let mean = (self.width(0, n) - self.space * (n_lines - 1) as f32) / n_lines as f32;
        // The least cost of so many lines that end after so many words, and where the last of them begins.
        let mut best = vec![vec![(f32::INFINITY, 0); n + 1]; n_lines + 1];
        best[0][0].0 = 0.0;
        for line in 1..=n_lines {
            for end in 1..=n {
                for from in (0..end).rev() {
                    let width = self.width(from, end);
                    if width > self.line {
                        break;
                    }
                    let cost = best[line - 1][from].0 + ((width - mean) / mean).powi(2) + end_cost(words, from, end, n);
                    if cost < best[line][end].0 {
                        best[line][end] = (cost, from);
                    }
                }
            }
        }
        let cost = best[n_lines][n].0;
        let (mut ends, mut end) = (Vec::new(), n);
        for line in (1..=n_lines).rev() {
            ends.push(end);
            end = best[line][end].1;
        }
        ends.reverse();
        (ends, cost)
    }
}

fn end_cost(words: &Words, from: usize, end: usize, n: usize) -> f32 {
    if end == n {
        return if end - from == 1 && from > 0 { ALONE } else { 0.0 };
    }
    let last = words.shown(end - 1);
    let is_number = last.ends_with(|c: char| c.is_numeric());
    let is_proclitic = PROCLITICS.contains(&format!(" {} ", last.to_lowercase()));
    let next = words.shown(end);
    let is_dash = next.chars().all(|c| matches!(c, '-' | '–' | '—' | '،' | ':'));
    (if is_number || is_proclitic || is_dash { LOOSE } else { 0.0 }) + if words.is_within(end) { TORN } else { 0.0 }
}
