//! Pictures, and the other files that pages load.

use super::document::Document;
use super::findings::Findings;
use super::folder::{File, Folder, Picture};
use super::records::Record;
use super::rules;
use crate::model::Source;
use crate::prerender::pictures;

/// What a picture may weigh: more is slow on a phone.
const MOST_BYTES: u64 = 1 << 20;

/// What the site's logo or an icon may weigh: every page loads it.
const MOST_ICON_BYTES: u64 = 100 << 10;

/// The files of a document besides pictures: those that are loaded, and that a link offers; a test keeps the list whole.
pub(super) const FILES: [(&str, &str, bool); 6] = [
    ("Cards", "face", true),
    ("Video", "url", true),
    ("Audio", "url", true),
    ("Track", "url", true),
    ("FilePointer", "url", false),
    ("Publisher", "logo", false),
];

/// Checks the pictures and files of a document.
pub(super) fn check(document: &Document<'_>, folder: &Folder, found: &mut Findings) {
    for record in document.all("Image") {
        let file = loaded(document, record, "url", true, folder, found);
        let size = file.map(|file| file.picture);
        if record.node.member("alt").is_none() {
            let message = "the picture has no \"alt\"".to_owned();
            found.report(&rules::MISSING_ALT, document.place(record.spot()), message);
        }
        match (record.node.member("width"), record.node.member("height")) {
            (Some(_), Some(_)) => {}
            _ => missing_size(document, record, size, found),
        }
        if let (Some(Picture::Size(width, height)), Some(written)) = (size, size_of(record)) {
            let is_turned = is_photograph(record) && written == (height, width);
            if written != (width, height) && !is_turned {
                let message = format!("the file is {width} × {height}, not {} × {}", written.0, written.1);
                let mend = format!("write \"width\": {width}, \"height\": {height}");
                found.report_with(&rules::PICTURE_SIZE, document.place(record.field("width")), message, mend);
            }
        }
    }
    for record in document.all("Creative") {
        let file = loaded(document, record, "image", true, folder, found);
        if let (Some(Picture::Size(width, height)), Some(written)) = (file.map(|file| file.picture), size_of(record))
            && !fits(written, (width, height))
        {
            let message =
                format!("the file of {width} × {height} does not fit a place of {} × {}", written.0, written.1);
            let mend = "export the creative in the size of its place, or in a whole multiple of it".to_owned();
            found.report_with(&rules::PICTURE_SIZE, document.place(record.field("width")), message, mend);
        }
    }
    for (name, field, is_loaded) in FILES {
        for record in document.all(name) {
            let file = loaded(document, record, field, is_loaded, folder, found);
            if let (Some(file), Some(written)) = (file, record.number("bytes"))
                && file.bytes != u64::from(written)
            {
                let message = format!("the file has {} bytes, not {written}", file.bytes);
                let mend = format!("write \"bytes\": {}", file.bytes);
                found.report_with(&rules::FILE_SIZE, document.place(record.field("bytes")), message, mend);
            }
        }
    }
}

/// Checks the site's logo and icons.
pub(super) fn icons(folder: &Folder, found: &mut Findings) {
    for (file, bytes) in folder.icons() {
        if bytes > MOST_ICON_BYTES {
            let message = format!("this logo or icon has {}; 100 KB is the most", weight(bytes));
            found.report(&rules::LARGE_ICON, super::document::Place::file(&file), message);
        }
    }
}

/// The file that a field names, after what is wrong with it was recorded.
fn loaded(
    document: &Document<'_>,
    record: &Record<'_>,
    field: &str,
    is_loaded: bool,
    folder: &Folder,
    found: &mut Findings,
) -> Option<File> {
    let source = record.text(field).and_then(Source::new)?;
    let place = || document.place(record.field(field));
    let Some(path) = source.site_path() else {
        if is_loaded {
            let message = "a file on another host is not shown".to_owned();
            found.report(&rules::BLOCKED_BY_POLICY, place(), message);
        }
        return None;
    };
    let Some(file) = folder.file(path) else {
        folder.missing(path, place(), found);
        return None;
    };
    match file.picture {
        Picture::Broken => {
            found.report(&rules::PICTURE_BROKEN, place(), format!("{path} can't be read as a picture"));
        }
        Picture::Size(width, height) if u64::from(width) * u64::from(height) > pictures::MOST_PIXELS => {
            let message = format!("{path} has {width} × {height} pixels; 64 million are the most");
            found.report(&rules::PICTURE_AS_IT_IS, place(), message);
        }
        Picture::Size(..) if file.bytes > pictures::MOST_BYTES => {
            let message = format!("{path} has {}; 64 MB are the most", weight(file.bytes));
            found.report(&rules::PICTURE_AS_IT_IS, place(), message);
        }
        Picture::Size(..) if file.bytes > MOST_BYTES => {
            let message = format!("{path} has {}; 1 MB is the most", weight(file.bytes));
            found.report(&rules::LARGE_PICTURE, place(), message);
        }
        _ => {}
    }
    Some(file)
}

fn missing_size(document: &Document<'_>, record: &Record<'_>, size: Option<Picture>, found: &mut Findings) {
    let message = "the picture has no \"width\" and \"height\", so the page jumps when it arrives".to_owned();
    let mend = match size {
        Some(Picture::Size(width, height)) => format!("write \"width\": {width}, \"height\": {height}"),
        _ => rules::MISSING_SIZE.mend.to_owned(),
    };
    found.report_with(&rules::MISSING_SIZE, document.place(record.spot()), message, mend);
}

/// Whether the file's metadata may turn it by a quarter, as cameras have it.
fn is_photograph(record: &Record<'_>) -> bool {
    let url = record.text("url").unwrap_or_default().to_lowercase();
    url.ends_with(".jpg") || url.ends_with(".jpeg")
}

fn size_of(record: &Record<'_>) -> Option<(u32, u32)> {
    record.number("width").zip(record.number("height"))
}

/// Whether a file fills its place: of the same shape to a pixel, and not smaller.
fn fits((width, height): (u32, u32), (file_width, file_height): (u32, u32)) -> bool {
    let [width, height, file_width, file_height] = [width, height, file_width, file_height].map(u64::from);
    let off = (file_width * height).abs_diff(file_height * width);
    file_width >= width && file_height >= height && off <= file_width.max(width)
}

fn weight(bytes: u64) -> String {
    match bytes {
        ..1_000_000 => format!("{} KB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}
