//! The faces that cards are set in. They are part of the program, so that a card has the same bytes on any machine; no
//! face of the system is ever asked for.

use std::sync::Arc;

use cosmic_text::fontdb::{Database, ID, Language, Source, Stretch, Style, Weight};
use cosmic_text::{Family, FontSystem, SwashCache};

use crate::model::is_invisible;

/// The paper's own face for headlines: Arabic, Persian, Urdu and Latin in one file.
const MARKAZI: &[u8] = include_bytes!("faces/markazi-text-bold.ttf");
/// The paper's own face for labels.
const VAZIRMATN: &[u8] = include_bytes!("faces/vazirmatn.ttf");
/// What neither has: marks of the Quran, ﷺ and its like, and the letters of other languages in Arabic script.
const NASKH: &[u8] = include_bytes!("faces/noto-naskh-arabic-bold.ttf");

/// The names that faces have here, whatever they say of themselves.
const NAMES: [&str; 4] = ["given", "markazi", "vazirmatn", "naskh"];
const GIVEN: usize = 0;
const READING: usize = 1;
const LABEL: usize = 2;
const REST: usize = 3;

/// All faces are asked for by one weight: theirs is in their outlines.
pub(super) const WEIGHT: Weight = Weight::BOLD;

/// How much smaller a face is set, so that its letters are as large as the others'.
const SCALES: [f32; 4] = [1.0, 1.0, 0.7, 0.86];

/// What a text is to look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// What is read: the headline and the paper's name.
    Reading,
    /// The same where a letter of the paper's face is missing: no line is of two faces then.
    Whole,
    /// What is used: the kicker and the mark.
    Label,
}

/// A publisher's own face for headlines.
pub(in crate::prerender) type Given = Option<Arc<Vec<u8>>>;

/// Why a file can't be used as a face.
pub(in crate::prerender) fn fault(bytes: &[u8]) -> Option<&'static str> {
    match bytes.get(..4) {
        Some(b"wOF2" | b"wOFF") => Some("is made for browsers, and cards need TTF or OTF"),
        _ if Typesetter::new(&Some(Arc::new(bytes.to_vec()))).faces[GIVEN].is_none() => {
            Some("can't be read as a TTF or OTF face")
        }
        _ => None,
    }
}

/// Knows the faces, and shapes with them. One works for one thread at a time.
pub(in crate::prerender) struct Typesetter {
    pub(super) system: FontSystem,
    pub(super) outlines: SwashCache,
    faces: [Option<ID>; 4],
}

impl Typesetter {
    pub(in crate::prerender) fn new(given: &Given) -> Self {
        let mut faces = Database::new();
        let own = [MARKAZI, VAZIRMATN, NASKH].map(|bytes| Some(Source::Binary(Arc::new(bytes))));
        let given = given.clone().map(|bytes| Source::Binary(Arc::new(GivenBytes(bytes))));
        let [reading, label, rest] = own;
        let mut ids = [None; 4];
        for (index, source) in [given, reading, label, rest].into_iter().enumerate() {
            ids[index] = source.and_then(|source| load(&mut faces, source, NAMES[index]));
        }
        // It would ask for faces of the system by their names, which none of ours has.
        let system = FontSystem::new_with_locale_and_db("ar".to_owned(), faces);
        Self { system, outlines: SwashCache::new(), faces: ids }
    }

    /// The family and the scale of the face that a piece of a word is to be set in: the first that has all of it.
    pub(super) fn face(&mut self, voice: Voice, piece: &str) -> Option<(Family<'static>, f32)> {
        let order = match voice {
            Voice::Reading => [GIVEN, READING, REST, LABEL],
            Voice::Whole => [REST, GIVEN, READING, LABEL],
            Voice::Label => [LABEL, READING, REST, GIVEN],
        };
        let index = order.into_iter().find(|index| self.has(*index, piece))?;
        // A label is set in the size of its own face, and the others come up to it.
        let own = if voice == Voice::Label { SCALES[LABEL] } else { 1.0 };
        Some((Family::Name(NAMES[index]), SCALES[index] / own))
    }

    /// The voice of a headline. A sign or a mark from another face is no harm; letters from two are.
    pub(super) fn voice(&mut self, text: &str) -> Voice {
        let is_letter = |c: char| matches!(c, '\u{620}'..='\u{8ff}') && c.is_alphabetic() && !super::set::is_mark(c);
        let lacks = |setter: &mut Self, c: char| {
            let mut bytes = [0; 4];
            let letter = &*c.encode_utf8(&mut bytes);
            !setter.has(GIVEN, letter) && !setter.has(READING, letter) && setter.has(REST, letter)
        };
        // The alif of the Quran stands in a quotation, and the rest of the headline is not in its face.
        match text.chars().any(|c| is_letter(c) && c != '\u{671}' && lacks(self, c)) {
            true => Voice::Whole,
            false => Voice::Reading,
        }
    }

    fn has(&mut self, index: usize, piece: &str) -> bool {
        let Some(font) = self.faces[index].and_then(|id| self.system.get_font(id, WEIGHT)) else { return false };
        let letters = font.as_swash().charmap();
        piece.chars().all(|c| shows_nothing(c) || letters.map(c) != 0)
    }
}

/// Loads a face under a name of ours; `None` where it is none.
fn load(faces: &mut Database, source: Source, name: &str) -> Option<ID> {
    let id = faces.load_font_source(source).first().copied()?;
    let mut info = faces.face(id)?.clone();
    info.families = vec![(name.to_owned(), Language::English_UnitedStates)];
    (info.weight, info.style, info.stretch) = (WEIGHT, Style::Normal, Stretch::Normal);
    info.monospaced = false;
    faces.remove_face(id);
    Some(faces.push_face_info(info))
}

/// The bytes of a publisher's face, shared between threads.
struct GivenBytes(Arc<Vec<u8>>);

impl AsRef<[u8]> for GivenBytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Whether a character needs no glyph: space, a control, the choice of a form.
pub(super) fn shows_nothing(c: char) -> bool {
    is_invisible(c)
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{2060}'..='\u{2065}' | '\u{fe00}'..='\u{fe0f}')
}
