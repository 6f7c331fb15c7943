//! What a card looks like: a page of the paper in small. The nameplate with its rules, the kicker, the headline.
//!
//! All that is to be read stands within the square in the middle, because WhatsApp shows only that in its small form,
//! and away from the corners, because X rounds them.

use cosmic_text::Command;

use super::canvas::{Canvas, Colour, HEIGHT, WIDTH};
use super::direct::Words;
use super::faces::{Typesetter, Voice};
use super::lines::{Fitted, Place, fit};
use super::set::{SetLine, UNIT, is_mark, outlines, set};
use crate::model::Direction;

const PAPER: Colour = [0xfc, 0xfa, 0xf5];
const INK: Colour = [0x17, 0x13, 0x0f];
const SOFT: Colour = [0x5c, 0x53, 0x49];

/// What a card says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Card {
    /// The headline.
    pub(super) headline: String,
    /// The short line above it, with its direction: a section keeps the paper's.
    pub(super) kicker: Option<(String, Direction)>,
    /// The line below it: who holds an opinion, or that it is paid for.
    pub(super) below: Option<String>,
    /// In which headline and last line are written.
    pub(super) direction: Direction,
    /// The paper's name.
    pub(super) nameplate: String,
    /// One or two letters in a square beside it.
    pub(super) mark: Option<String>,
    /// In which the paper's name is written.
    pub(super) paper: Direction,
    /// The one colour of the site.
    pub(super) accent: [u8; 3],
}

const MIDDLE: f32 = WIDTH as f32 / 2.0;
/// The widest line: the square is 630 wide.
pub(super) const COLUMN: f32 = 582.0;
const KICKER: f32 = 30.0;
const BELOW: f32 = 27.0;
const SIZES: &[f32] =
    &[176.0, 152.0, 132.0, 120.0, 112.0, 104.0, 96.0, 88.0, 80.0, 74.0, 68.0, 62.0, 56.0, 51.0, 46.0, 42.0];

/// What is on a card: surfaces, and outlines on them.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) surfaces: Vec<([u32; 4], Colour)>,
    pub(super) outlines: Vec<(Vec<Command>, Colour)>,
}

/// Draws a card; `None` where it would show nothing.
pub(super) fn draw(setter: &mut Typesetter, card: &Card) -> Option<Vec<u8>> {
    let sheet = compose(setter, card)?;
    let mut canvas = Canvas::new(PAPER);
    for (surface, colour) in sheet.surfaces {
        canvas.rectangle(surface, colour);
    }
    for (outlines, colour) in &sheet.outlines {
        canvas.fill(outlines, *colour);
    }
    canvas.jpeg()
}

/// Puts everything in its place; `None` where there is no headline.
pub(super) fn compose(setter: &mut Typesetter, card: &Card) -> Option<Sheet> {
    let headline = headline(setter, card);
    if headline.lines.is_empty() {
        return None;
    }
    let mut sheet = Sheet::default();
    sheet.surfaces.push(([60, 124, WIDTH - 120, 4], INK));
    sheet.surfaces.push(([60, 132, WIDTH - 120, 1], INK));
    sheet.surfaces.push(([0, HEIGHT - 14, WIDTH, 14], card.accent));
    let mut ink = Vec::new();
    nameplate(setter, card, &mut sheet, &mut ink);
    let kicker = card.kicker.as_ref().map(|(kicker, direction)| label(setter, kicker, *direction, &[KICKER]));
    let below = card.below.as_ref().map(|below| label(setter, below, card.direction, &[BELOW]));
    let step = headline.size * headline.leading;
    let text = step * (headline.lines.len() - 1) as f32 + headline.size;
    // What stands between the rules and the foot is one block, a little above the middle.
    let [above, under] = beside(card);
    let top = 133.0 + ((483.0 - above - text - under) * 0.45).max(0.0);
    if let Some(kicker) = &kicker {
        let mut accent = Vec::new();
        centred(setter, kicker, KICKER, top + 34.0, &mut accent);
        sheet.outlines.push((accent, card.accent));
    }
    for (index, line) in headline.lines.iter().enumerate() {
        centred(setter, line, headline.size, top + above + headline.size * 0.74 + step * index as f32, &mut ink);
    }
    sheet.outlines.push((ink, INK));
    if let Some(below) = &below {
        let mut soft = Vec::new();
        centred(setter, below, BELOW, top + above + text + 44.0, &mut soft);
        sheet.outlines.push((soft, SOFT));
    }
    Some(sheet)
}

/// The room that the kicker takes above the headline, and the last line below it.
fn beside(card: &Card) -> [f32; 2] {
    [card.kicker.is_some(), card.below.is_some()].map(|is_there| if is_there { 62.0 } else { 0.0 })
}

/// The headline in its lines.
pub(super) fn headline(setter: &mut Typesetter, card: &Card) -> Fitted {
    let words = Words::new(&card.headline, card.direction);
    let has_marks = card.headline.chars().any(is_mark);
    let leading = match card.direction {
        // Marks above and below need room.
        Direction::Rtl if has_marks => 1.2,
        Direction::Rtl => 1.08,
        Direction::Ltr | Direction::Auto => 1.0,
    };
    let [above, under] = beside(card);
    let voice = setter.voice(&card.headline);
    fit(setter, voice, words, Place { width: COLUMN, height: 398.0 - above - under, sizes: SIZES, leading })
}

/// A line of the other voice, cut at a word where it is too long.
fn label(setter: &mut Typesetter, text: &str, direction: Direction, sizes: &'static [f32]) -> SetLine {
    let place = Place { width: COLUMN, height: 60.0, sizes, leading: 2.0 };
    fit(setter, Voice::Label, Words::new(text, direction), place).lines.into_iter().next().unwrap_or_default()
}

fn centred(setter: &mut Typesetter, line: &SetLine, size: f32, baseline: f32, path: &mut Vec<Command>) {
    let width = line.width * size / UNIT;
    outlines(setter, line, size, (MIDDLE - width / 2.0, baseline), path);
}

/// The paper's name as it stands at the top of each page, with its mark at the start.
fn nameplate(setter: &mut Typesetter, card: &Card, sheet: &mut Sheet, ink: &mut Vec<Command>) {
    let place = Place { width: COLUMN - 80.0, height: 60.0, sizes: &[58.0, 50.0, 42.0, 34.0], leading: 1.1 };
    let name = fit(setter, Voice::Reading, Words::new(&card.nameplate, card.paper), place);
    let Some(line) = name.lines.first() else { return };
    let width = line.width * name.size / UNIT;
    let baseline = 95.0;
    let mark = card.mark.as_ref().map(|mark| set(setter, Voice::Label, &Words::new(mark, card.paper).line(0, 1, "")));
    let Some(mark) = mark else {
        outlines(setter, line, name.size, (MIDDLE - width / 2.0, baseline), ink);
        return;
    };
    let (size, gap) = (27.0, 18.0);
    let square = (mark.width * size / UNIT + 24.0).max(52.0).round();
    let left = (MIDDLE - (width + gap + square) / 2.0).round();
    let (name_at, square_at) = match card.paper {
        Direction::Rtl => (left, left + width + gap),
        Direction::Ltr | Direction::Auto => (left + square + gap, left),
    };
    outlines(setter, line, name.size, (name_at, baseline), ink);
    sheet.surfaces.push(([square_at.round() as u32, 52, square as u32, 52], INK));
    let mut paper = Vec::new();
    let inner = square_at.round() + (square - mark.width * size / UNIT) / 2.0;
    outlines(setter, &mark, size, (inner, 88.0), &mut paper);
    sheet.outlines.push((paper, PAPER));
}
