//! What stands in a picture's file beside the picture: its colour profile, how it was held, where it was taken. It is
//! found without decoding, and what says more than readers should know is left out of what is delivered.

use std::io::Read;
use std::ops::Range;

/// What a file is by its bytes, whatever its name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Jpeg,
    Png,
    WebP,
    Gif,
    /// AVIF or HEIC.
    Heif,
    Svg,
    /// No picture that we know.
    Other,
}

impl Kind {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let text = || String::from_utf8_lossy(bytes.get(..1_000).unwrap_or(bytes)).into_owned();
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Self::Jpeg,
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Self::Png,
            [b'G', b'I', b'F', b'8', ..] => Self::Gif,
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Self::WebP,
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => Self::Heif,
            [b'<' | b' ' | b'\n' | 0xef, ..] if text().contains("<svg") => Self::Svg,
            _ => Self::Other,
        }
    }
}

/// A part of a file: its name, the whole of it, and what it holds.
struct Part {
    name: [u8; 4],
    whole: Range<usize>,
    inner: Range<usize>,
}

/// The segments of a JPEG up to its picture, as `0xffNN` in the first two bytes of a name.
fn segments(bytes: &[u8]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut at = 2;
    while let Some(&[mark, kind, high, low]) = bytes.get(at..at + 4).and_then(|head| head.first_chunk()) {
        let length = usize::from(u16::from_be_bytes([high, low]));
        match (mark, kind) {
            (0xff, 0xff) => at += 1,
            (0xff, 0xda | 0xd9) => break,
            (0xff, _) if length >= 2 && at + 2 + length <= bytes.len() => {
                let whole = at..at + 2 + length;
                parts.push(Part { name: [mark, kind, 0, 0], inner: at + 4..whole.end, whole });
                at += 2 + length;
            }
            _ => break,
        }
    }
    parts
}

/// The chunks of a PNG, or of a WebP.
fn chunks(bytes: &[u8], kind: Kind) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut at = if kind == Kind::Png { 8 } else { 12 };
    while let Some(&[a, b, c, d, e, f, g, h]) = bytes.get(at..at + 8).and_then(|head| head.first_chunk()) {
        let (name, length, padding) = match kind {
            Kind::Png => ([e, f, g, h], u32::from_be_bytes([a, b, c, d]) as usize, 4),
            _ => {
                let length = u32::from_le_bytes([e, f, g, h]) as usize;
                ([a, b, c, d], length, length % 2)
            }
        };
        let inner = at + 8..(at + 8).saturating_add(length);
        let whole = at..inner.end.saturating_add(padding);
        if inner.end > bytes.len() {
            break;
        }
        at = whole.end;
        parts.push(Part { name, whole, inner });
    }
    parts
}

fn parts(bytes: &[u8]) -> Vec<Part> {
    match Kind::of(bytes) {
        Kind::Jpeg => segments(bytes),
        kind @ (Kind::Png | Kind::WebP) => chunks(bytes, kind),
        _ => Vec::new(),
    }
}

/// What the pictures of a file are read with.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Metadata {
    /// How it was held, 1 to 8 as Exif counts.
    pub(super) orientation: u16,
    /// Who made it and whose it is, by Exif's tags.
    pub(super) credit: Vec<(u16, Vec<u8>)>,
    /// Its colour profile.
    pub(super) profile: Vec<u8>,
}

/// Exif's tags of who made a picture and whose it is.
const CREDIT: [u16; 2] = [0x013b, 0x8298];

const EXIF: &[u8] = b"Exif\0\0";
const PROFILE: &[u8] = b"ICC_PROFILE\0";

/// Reads what a file says of its picture; nonsense counts as nothing.
pub(super) fn metadata(bytes: &[u8]) -> Metadata {
    let mut found = Metadata { orientation: 1, ..Metadata::default() };
    let mut pieces: Vec<(u8, &[u8])> = Vec::new();
    for Part { name, inner, .. } in parts(bytes) {
        let inner = &bytes[inner];
        match &name {
            [0xff, 0xe1, ..] => read_exif(inner.strip_prefix(EXIF).unwrap_or_default(), &mut found),
            b"eXIf" | b"EXIF" => read_exif(inner.strip_prefix(EXIF).unwrap_or(inner), &mut found),
            [0xff, 0xe2, ..] => {
                if let Some([number, _, piece @ ..]) = inner.strip_prefix(PROFILE) {
                    pieces.push((*number, piece));
                }
            }
            b"ICCP" => found.profile = inner.to_vec(),
            b"iCCP" => {
                let packed = inner.iter().position(|byte| *byte == 0).and_then(|end| inner.get(end + 2..));
                let mut unpacked = flate2::read::ZlibDecoder::new(packed.unwrap_or_default()).take(4 << 20);
                found.profile.clear();
                // What is not whole is no profile, which is found when it is read.
                let _ = unpacked.read_to_end(&mut found.profile);
            }
            _ => {}
        }
    }
    if !pieces.is_empty() {
        pieces.sort_by_key(|(number, _)| *number);
        found.profile = pieces.into_iter().flat_map(|(_, piece)| piece.iter().copied()).collect();
    }
    found
}

/// The first directory of an Exif block: a TIFF file without a picture.
fn read_exif(tiff: &[u8], found: &mut Metadata) {
    let is_little = tiff.starts_with(b"II");
    let number = |at: usize, n_bytes: usize| -> Option<usize> {
        let bytes = tiff.get(at..at.checked_add(n_bytes)?)?.iter();
        let add = |sum: usize, byte: &u8| sum << 8 | usize::from(*byte);
        Some(if is_little { bytes.rev().fold(0, add) } else { bytes.fold(0, add) })
    };
    if !is_little && !tiff.starts_with(b"MM") {
        return;
    }
    let Some(directory) = number(4, 4) else { return };
    for entry in 0..number(directory, 2).unwrap_or_default() {
        let at = directory + 2 + 12 * entry;
        let (Some(tag), Some(count)) = (number(at, 2), number(at + 4, 4)) else { return };
        if tag == 0x0112 {
            let orientation = number(at + 8, 2).and_then(|value| u16::try_from(value).ok());
            found.orientation = orientation.filter(|value| (1..=8).contains(value)).unwrap_or(1);
        }
        if let Some(tag) = CREDIT.into_iter().find(|known| usize::from(*known) == tag) {
            let start = if count <= 4 { Some(at + 8) } else { number(at + 8, 4) };
            let text = start.and_then(|start| tiff.get(start..start.checked_add(count)?));
            let text = text.unwrap_or_default().split(|byte| *byte == 0).next().unwrap_or_default();
            if !text.is_empty() && text.len() <= 1_000 {
                found.credit.push((tag, text.to_vec()));
            }
        }
    }
}

/// An Exif block with how the picture is to be turned and whose it is, and nothing else; empty where that is nothing.
pub(super) fn exif(orientation: u16, credit: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let n_entries = credit.len() + usize::from(orientation > 1);
    if n_entries == 0 {
        return Vec::new();
    }
    let mut tiff = b"MM\0*\0\0\0\x08".to_vec();
    let mut texts = Vec::new();
    let texts_at = 8 + 2 + 12 * n_entries + 4;
    tiff.extend(u16::try_from(n_entries).unwrap_or_default().to_be_bytes());
    let entry = |tiff: &mut Vec<u8>, tag: u16, kind: u16, count: usize, value: [u8; 4]| {
        tiff.extend(tag.to_be_bytes());
        tiff.extend(kind.to_be_bytes());
        tiff.extend(u32::try_from(count).unwrap_or_default().to_be_bytes());
        tiff.extend(value);
    };
    if orientation > 1 {
        let [high, low] = orientation.to_be_bytes();
        entry(&mut tiff, 0x0112, 3, 1, [high, low, 0, 0]);
    }
    for (tag, text) in credit {
        let mut value = [0; 4];
        if text.len() < 4 {
            value[..text.len()].copy_from_slice(text);
        } else {
            value = u32::try_from(texts_at + texts.len()).unwrap_or_default().to_be_bytes();
            texts.extend(text);
            texts.push(0);
        }
        entry(&mut tiff, *tag, 2, text.len() + 1, value);
    }
    tiff.extend([0; 4]);
    tiff.extend(texts);
    tiff
}

/// A WebP of one picture that says something beside it.
pub(super) fn webp_with_exif(bytes: &[u8], (width, height): (u32, u32), exif: &[u8]) -> Vec<u8> {
    let add = |file: &mut Vec<u8>, name: &[u8; 4], inner: &[u8]| {
        file.extend(name);
        file.extend(u32::try_from(inner.len()).unwrap_or_default().to_le_bytes());
        file.extend(inner);
        file.extend((inner.len() % 2 == 1).then_some(0));
    };
    // One flag: there is Exif. Sizes are one less than they are, in three bytes.
    let mut extended = vec![8, 0, 0, 0];
    for side in [width, height] {
        extended.extend(&side.saturating_sub(1).to_le_bytes()[..3]);
    }
    let mut body = b"WEBP".to_vec();
    add(&mut body, b"VP8X", &extended);
    body.extend(bytes.get(12..).unwrap_or_default());
    add(&mut body, b"EXIF", exif);
    let mut file = Vec::with_capacity(body.len() + 8);
    add(&mut file, b"RIFF", &body);
    file
}

/// The file without what it says of place, time, camera and people: every pixel stays, and how it is to be turned and
/// its colours. With its credit where that is wished. `None` where there is nothing to leave out.
pub(super) fn without_metadata(bytes: &[u8], with_credit: bool) -> Option<Vec<u8>> {
    let parts = parts(bytes);
    let is_left_out = |part: &Part| match &part.name {
        // XMP and Exif, Photoshop's block, comments, and makers' own.
        [0xff, 0xe1 | 0xe3..=0xed | 0xef | 0xfe, 0, 0] => true,
        [0xff, 0xe2, 0, 0] => !bytes[part.inner.clone()].starts_with(PROFILE),
        b"eXIf" | b"tEXt" | b"zTXt" | b"iTXt" | b"tIME" | b"EXIF" | b"XMP " => true,
        _ => false,
    };
    if !parts.iter().any(is_left_out) {
        return None;
    }
    let found = metadata(bytes);
    let kept = exif(found.orientation, if with_credit { &found.credit } else { &[] });
    let first = parts.first()?.whole.start;
    let mut clean = bytes[..first].to_vec();
    let kind = Kind::of(bytes);
    let add_jpeg_exif = |clean: &mut Vec<u8>| {
        if let (false, Ok(length)) = (kept.is_empty(), u16::try_from(kept.len() + EXIF.len() + 2)) {
            clean.extend([0xff, 0xe1]);
            clean.extend(length.to_be_bytes());
            clean.extend(EXIF);
            clean.extend(&kept);
        }
    };
    if kind == Kind::Jpeg {
        add_jpeg_exif(&mut clean);
    }
    let end = parts.last()?.whole.end.min(bytes.len());
    for part in &parts {
        let whole = part.whole.start..part.whole.end.min(bytes.len());
        if !is_left_out(part) {
            let from = clean.len();
            clean.extend(&bytes[whole]);
            if &part.name == b"VP8X"
                && let Some(flags) = clean.get_mut(from + 8)
            {
                *flags = (*flags & !0x0c) | if kept.is_empty() { 0 } else { 8 };
            }
        }
        if &part.name == b"IHDR" && !kept.is_empty() {
            chunk(&mut clean, *b"eXIf", &kept);
        }
    }
    clean.extend(&bytes[end..]);
    if kind == Kind::WebP {
        if !kept.is_empty() && parts.iter().any(|part| &part.name == b"VP8X") {
            clean.extend(b"EXIF");
            clean.extend(u32::try_from(kept.len()).unwrap_or_default().to_le_bytes());
            clean.extend(&kept);
            clean.extend(std::iter::repeat_n(0, kept.len() % 2));
        }
        let length = u32::try_from(clean.len() - 8).unwrap_or_default();
        clean[4..8].copy_from_slice(&length.to_le_bytes());
    }
    Some(clean)
}

/// A chunk of a PNG, with its checksum.
fn chunk(png: &mut Vec<u8>, name: [u8; 4], inner: &[u8]) {
    let mut sum = flate2::Crc::new();
    sum.update(&name);
    sum.update(inner);
    png.extend(u32::try_from(inner.len()).unwrap_or_default().to_be_bytes());
    png.extend(name);
    png.extend(inner);
    png.extend(sum.sum().to_be_bytes());
}

/// Whether a JPEG has its end: a file that was cut short is decoded by many programs, with grey for the rest.
pub(super) fn has_end(jpeg: &[u8]) -> bool {
    let picture = segments(jpeg).last().map_or(2, |part| part.whole.end);
    jpeg.get(picture..).is_some_and(|rest| rest.windows(2).any(|pair| pair == [0xff, 0xd9]))
}

/// Whether a file holds several pictures that take turns.
pub(super) fn is_animated(bytes: &[u8]) -> bool {
    let has = |name: &[u8; 4]| parts(bytes).iter().any(|part| &part.name == name);
    match Kind::of(bytes) {
        Kind::Png => has(b"acTL"),
        Kind::WebP => has(b"ANIM"),
        _ => false,
    }
}
