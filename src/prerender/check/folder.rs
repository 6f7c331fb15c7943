//! What lies in the content folder beside the content, asked of the disk once for each file.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::document::Place;
use super::findings::Findings;
use super::rules;
use crate::prerender::app_files::HASHED;
use crate::prerender::redirects::decoded;

/// The publisher's folder.
pub(super) struct Folder {
    root: PathBuf,
    known: Mutex<HashMap<String, Option<File>>>,
}

/// A file that will be copied into the site.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct File {
    /// Its size on the disk.
    pub(super) bytes: u64,
    /// What its header says of it as a picture.
    pub(super) picture: Picture,
}

/// What the header of a file says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Picture {
    /// The file is none, or of a kind that has no size in pixels, such as SVG.
    Unasked,
    /// Its width and height in pixels.
    Size(u32, u32),
    /// By its name it is a picture, and by its bytes it is not.
    Broken,
}

impl Folder {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), known: Mutex::default() }
    }

    /// The file that an address of the site leads to, if it is there and is copied into the site.
    pub(super) fn file(&self, address: &str) -> Option<File> {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        if let Some(known) = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(path) {
            return *known;
        }
        let file = self.look(path);
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), file);
        file
    }

    fn look(&self, path: &str) -> Option<File> {
        let file = copied(&self.root, path)?;
        Some(File { bytes: fs::metadata(&file).ok()?.len(), picture: picture(&file) })
    }

    /// Records that a file is missing, with the one that was probably meant.
    pub(super) fn missing(&self, path: &str, place: Place, found: &mut Findings) {
        let message = format!("there is no file {path} in the content folder");
        let mend = self.in_other_capitals(path).map(|other| format!("capitals count: did you mean \"{other}\"?"));
        found.report_with(&rules::MISSING_FILE, place, message, mend.unwrap_or(rules::MISSING_FILE.mend.to_owned()));
    }

    /// The address of a file whose name differs from this one by capitals only.
    fn in_other_capitals(&self, address: &str) -> Option<String> {
        let path = decoded(address.split(['?', '#']).next()?)?;
        let mut folder = self.root.clone();
        let mut found = String::new();
        for segment in path.trim_start_matches('/').split('/') {
            let wanted = segment.to_lowercase();
            let names = fs::read_dir(&folder).ok()?.flatten().filter_map(|entry| entry.file_name().into_string().ok());
            let name = names.filter(|name| name.to_lowercase() == wanted).min()?;
            folder.push(&name);
            found.push('/');
            found.push_str(&name);
        }
        self.file(&found).map(|_| found)
    }

    /// The logos and icons of the site, each with its size in bytes.
    pub(super) fn icons(&self) -> Vec<(PathBuf, u64)> {
        let mut icons = Vec::new();
        collect_icons(&self.root, false, &mut icons);
        icons.sort();
        icons
    }
}

/// Where the file of an address lies, if it is there and is copied into the site.
pub(in crate::prerender) fn copied(root: &Path, address: &str) -> Option<PathBuf> {
    let path = decoded(address.split(['?', '#']).next()?)?;
    let mut file = root.to_owned();
    let mut segments = path.trim_start_matches('/').split('/').peekable();
    if matches!(segments.peek(), Some(&("articles" | "pages" | "site.json" | "redirects.json" | HASHED))) {
        return None;
    }
    for segment in segments {
        let is_hidden = segment.starts_with('.') && segment != ".well-known";
        if segment.is_empty() || is_hidden || segment == "README.md" || segment.contains('\\') {
            return None;
        }
        file.push(segment);
        if fs::symlink_metadata(&file).ok()?.is_symlink() {
            return None;
        }
    }
    fs::metadata(&file).is_ok_and(|metadata| metadata.is_file()).then_some(file)
}

fn collect_icons(folder: &Path, all: bool, icons: &mut Vec<(PathBuf, u64)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (Ok(kind), Some(name)) = (entry.file_type(), entry.file_name().to_str().map(str::to_owned)) else {
            continue;
        };
        let is_icon = all || ["logo", "favicon", "apple-touch-icon"].iter().any(|start| name.starts_with(start));
        if kind.is_dir() && !matches!(name.as_str(), "articles" | "pages") {
            collect_icons(&entry.path(), all || name == "icons", icons);
        } else if kind.is_file() && is_icon {
            icons.extend(entry.metadata().map(|metadata| (entry.path(), metadata.len())));
        }
    }
}

fn picture(file: &Path) -> Picture {
    let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
    if !matches!(extension.as_str(), "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif") {
        return Picture::Unasked;
    }
    let size = imagesize::size(file).ok();
    let size = size.and_then(|size| Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)));
    size.map_or(Picture::Broken, |(width, height)| Picture::Size(width, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_file_is_looked_for_in_other_capitals() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("Media")).unwrap();
        fs::write(folder.path().join("Media/Photo.JPG"), "x").unwrap();
        let there = Folder::new(folder.path());
        assert_eq!(there.in_other_capitals("/media/photo.jpg").as_deref(), Some("/Media/Photo.JPG"));
        assert_eq!(there.in_other_capitals("/media/photos.jpg"), None);
        assert_eq!(there.in_other_capitals("/media"), None);
    }

    #[test]
    fn only_what_is_copied_is_there() {
        let folder = tempfile::tempdir().unwrap();
        for path in ["media/صورة.svg", "media/README.md", "media/.hidden.jpg", "articles/a.json", "media/no.png"] {
            let target = folder.path().join(path);
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            fs::write(target, "x").unwrap();
        }
        let there = Folder::new(folder.path());
        let file = Some(File { bytes: 1, picture: Picture::Unasked });
        assert_eq!(there.file("/media/صورة.svg?v=1"), file);
        assert_eq!(there.file("/media/%D8%B5%D9%88%D8%B1%D8%A9.svg#x"), file);
        assert_eq!(there.file("/media/no.png"), Some(File { bytes: 1, picture: Picture::Broken }));
        for gone in
            ["/media/README.md", "/media/.hidden.jpg", "/articles/a.json", "/media", "/media/../media/no.png", "/%zz"]
        {
            assert_eq!(there.file(gone), None, "{gone}");
        }
    }
}
