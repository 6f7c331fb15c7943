//! Words as shaped glyphs: letters joined, marks placed, runs in the order of the bidirectional algorithm.
//!
//! cosmic-text shapes (harfrust, a port of HarfBuzz) and orders (unicode-bidi, with isolates). What it does not do is
//! done here: it guesses a line's direction, so a mark says it; it looks for a missing letter's face letter by letter,
//! so whole words get theirs beforehand.

use cosmic_text::{
    Align, Attrs, AttrsList, CacheKey, CacheKeyFlags, Command, Hinting, Metrics, ShapeLine, Shaping, Wrap,
};

use super::faces::{Typesetter, Voice, WEIGHT, shows_nothing};

/// The size in which all is shaped, before it is drawn in any other.
pub(super) const UNIT: f32 = 100.0;

/// A glyph in its place, in [`UNIT`]s, from the line's left end and its baseline, y upwards.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    pub(super) key: CacheKey,
    pub(super) x: f32,
    pub(super) y: f32,
    /// Where what it shows begins in the line's text, in bytes.
    pub(super) start: usize,
    /// Which glyph it is of its face.
    pub(super) id: u16,
}

/// One line, shaped.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct SetLine {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) width: f32,
}

/// What no face has of a text, each once.
pub(super) fn missing(setter: &mut Typesetter, text: &str) -> Vec<char> {
    let mut missing = Vec::new();
    for c in text.chars() {
        let is_there = shows_nothing(c) || setter.face(Voice::Reading, c.encode_utf8(&mut [0; 4])).is_some();
        if !is_there && !missing.contains(&c) {
            missing.push(c);
        }
    }
    missing
}

/// Shapes one line of directed text, as [`super::direct`] makes it.
pub(super) fn set(setter: &mut Typesetter, voice: Voice, text: &str) -> SetLine {
    let plain = Attrs::new().weight(WEIGHT).cache_key_flags(CacheKeyFlags::DISABLE_HINTING);
    let own = setter.face(voice, " ").unwrap_or((cosmic_text::Family::Serif, 1.0));
    let mut dress = AttrsList::new(&plain.clone().family(own.0).metrics(metrics(own.1)));
    for (start, piece) in pieces(text) {
        let mut dressed = |setter: &mut Typesetter, start: usize, piece: &str| {
            let face = setter.face(voice, piece)?;
            let attrs = plain.clone().family(face.0).metrics(metrics(face.1));
            dress.add_span(start..start + piece.len(), &attrs);
            Some(())
        };
        if dressed(setter, start, piece).is_none() {
            // No face has all of it: each letter with its marks gets its own.
            for (inner, cluster) in clusters(piece) {
                let _ = dressed(setter, start + inner, cluster);
            }
        }
    }
    let line = ShapeLine::new(&mut setter.system, text, &dress, Shaping::Advanced, 1);
    let laid = line.layout(UNIT, None, Wrap::None, Some(Align::Left), None, Hinting::Disabled);
    let mut set = SetLine::default();
    for line in laid {
        for glyph in &line.glyphs {
            let shown = text.get(glyph.start..glyph.end).unwrap_or_default();
            if shown.chars().all(shows_nothing) {
                continue;
            }
            let size = glyph.font_size;
            let key = CacheKey::new(glyph.font_id, glyph.glyph_id, size, (0.0, 0.0), WEIGHT, glyph.cache_key_flags).0;
            let (x, y) = (glyph.x + size * glyph.x_offset, size * glyph.y_offset - glyph.y);
            set.glyphs.push(Glyph { key, x: set.width + x, y, start: glyph.start, id: glyph.glyph_id });
        }
        set.width += line.w;
    }
    set
}

fn metrics(scale: f32) -> Metrics {
    Metrics::new(UNIT * scale, UNIT)
}

/// The outlines of a line at a size, with its baseline's left end at a place.
pub(super) fn outlines(setter: &mut Typesetter, line: &SetLine, size: f32, at: (f32, f32), path: &mut Vec<Command>) {
    let scale = size / UNIT;
    for glyph in &line.glyphs {
        let Some(commands) = setter.outlines.get_outline_commands(&mut setter.system, glyph.key) else { continue };
        let place = |x: f32, y: f32| [at.0 + (glyph.x + x) * scale, at.1 - (glyph.y + y) * scale];
        path.extend(commands.iter().map(|command| match *command {
            Command::MoveTo(a) => Command::MoveTo(place(a.x, a.y).into()),
            Command::LineTo(a) => Command::LineTo(place(a.x, a.y).into()),
            Command::QuadTo(a, b) => Command::QuadTo(place(a.x, a.y).into(), place(b.x, b.y).into()),
            Command::CurveTo(a, b, c) => {
                Command::CurveTo(place(a.x, a.y).into(), place(b.x, b.y).into(), place(c.x, c.y).into())
            }
            Command::Close => Command::Close,
        }));
    }
}

/// The pieces of a line that one face should have: Arabic letters with their marks, and what stands between them.
fn pieces(text: &str) -> Vec<(usize, &str)> {
    split(text, |before, c| before.is_whitespace() != c.is_whitespace() || is_arabic(before) != is_arabic(c))
}

/// Letters, each with the marks on it.
fn clusters(text: &str) -> Vec<(usize, &str)> {
    split(text, |_, c| !is_mark(c))
}

fn split(text: &str, is_end: impl Fn(char, char) -> bool) -> Vec<(usize, &str)> {
    let mut pieces = Vec::new();
    let (mut start, mut before) = (0, None);
    for (at, c) in text.char_indices() {
        if before.is_some_and(|before| is_end(before, c)) {
            pieces.push((start, &text[start..at]));
            start = at;
        }
        before = Some(c);
    }
    if start < text.len() {
        pieces.push((start, &text[start..]));
    }
    pieces
}

/// Whether a character joins or sits on a letter of the Arabic script, so that it needs the letter's face.
fn is_arabic(c: char) -> bool {
    matches!(c,
        '\u{610}'..='\u{61a}' | '\u{620}'..='\u{65f}' | '\u{66e}'..='\u{6d3}' | '\u{6d5}'..='\u{6ef}'
        | '\u{6fa}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{870}'..='\u{8ff}' | '\u{200c}' | '\u{200d}')
}

/// Whether a character is set on the one before it.
pub(super) fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}
