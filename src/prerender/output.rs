//! Writing the site: each file is replaced as a whole or not at all, and only when its bytes differ.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Audience, Options, Report, compress};

/// The names of what the last build wrote: what is not in it was never ours to remove.
const MANIFEST: &str = ".khabar-files";

/// The files of a site by their path below its root, with forward slashes.
#[derive(Default)]
pub(super) struct Files {
    by_path: BTreeMap<String, Contents>,
    /// The publisher's files that are in the site under a name of ours.
    taken: BTreeSet<PathBuf>,
}

enum Contents {
    Bytes(Vec<u8>),
    CopyOf(PathBuf),
}

impl Files {
    /// Adds a file.
    pub(super) fn add(&mut self, path: String, bytes: Vec<u8>) {
        self.by_path.insert(path, Contents::Bytes(bytes));
    }

    /// Marks a file of the publisher's folder as one that is in the site under another name.
    pub(super) fn take(&mut self, from: PathBuf) {
        self.taken.insert(from);
    }

    /// Whether a file is in the site under another name.
    pub(super) fn has_taken(&self, from: &Path) -> bool {
        self.taken.contains(from)
    }

    /// Whether a file of this path was added.
    pub(super) fn contains(&self, path: &str) -> bool {
        self.by_path.contains_key(path)
    }

    /// The paths of all files, in their order.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.by_path.keys().map(String::as_str)
    }

    /// How many bytes a file has.
    pub(super) fn size(&self, path: &str) -> u64 {
        match self.by_path.get(path) {
            Some(Contents::Bytes(bytes)) => bytes.len() as u64,
            Some(Contents::CopyOf(from)) => fs::metadata(from).map_or(0, |metadata| metadata.len()),
            None => 0,
        }
    }

    /// What a file that the build made holds.
    pub(super) fn bytes(&self, path: &str) -> Option<&[u8]> {
        match self.by_path.get(path)? {
            Contents::Bytes(bytes) => Some(bytes),
            Contents::CopyOf(_) => None,
        }
    }

    /// Adds a file that exists elsewhere.
    pub(super) fn copy(&mut self, path: String, from: PathBuf) {
        self.by_path.insert(path, Contents::CopyOf(from));
    }
}

/// Writes the files, and takes away what an earlier build wrote and this one did not.
pub(super) fn write(options: &Options, files: Files, report: &mut Report) {
    let out = &options.out;
    let is_ours = options.audience == Audience::Readers;
    if is_ours && let Err(message) = claim(out) {
        return report.error("out", out, message);
    }
    let mut written: BTreeSet<String> = BTreeSet::new();
    for (path, contents) in files.by_path {
        let target = out.join(&path);
        let result = match contents {
            Contents::Bytes(bytes) => Ok(bytes),
            Contents::CopyOf(from) => {
                fs::read(&from).map_err(|error| format!("{} can't be read: {error}", from.display()))
            }
        };
        let result =
            result.and_then(|bytes| replace(&target, &bytes).map_err(|error| format!("can't be written: {error}")));
        match result {
            Ok(true) => report.n_written += 1,
            Ok(false) => report.n_unchanged += 1,
            Err(message) => report.error("write", &target, message),
        }
        written.insert(path);
    }
    if !is_ours {
        return;
    }
    let before = fs::read_to_string(out.join(MANIFEST)).unwrap_or_default();
    let gone = before.lines().filter(|path| !written.contains(*path) && is_below(path));
    let gone: Vec<String> = gone.map(str::to_owned).collect();
    for path in gone {
        if report.is_incomplete {
            // What could not be read today stays as it was published, and stays known as ours.
            written.insert(path);
        } else if fs::remove_file(out.join(&path)).is_ok() {
            compress::forget(&out.join(&path));
            report.n_removed += 1;
            remove_empty_folders(out, &path);
        }
    }
    let manifest: String = written.iter().map(|path| format!("{path}\n")).collect();
    if let Err(error) = replace(&out.join(MANIFEST), manifest.as_bytes()) {
        report.error("write", &out.join(MANIFEST), format!("can't be written: {error}"));
    }
}

/// A folder is ours if it is empty, new, or was written by a build.
fn claim(out: &Path) -> Result<(), String> {
    let is_empty = fs::read_dir(out).map_or(true, |mut entries| entries.next().is_none());
    if is_empty || out.join(MANIFEST).exists() {
        return fs::create_dir_all(out).map_err(|error| format!("can't be made: {error}"));
    }
    Err("is not empty, and was not made by khabar; name another folder with --out, or empty this one".to_owned())
}

/// Writes a file whole, or leaves the old one as it is; `false` where it had these bytes already.
pub(super) fn replace(target: &Path, bytes: &[u8]) -> io::Result<bool> {
    if fs::read(target).is_ok_and(|old| old == bytes) {
        return Ok(false);
    }
    compress::forget(target);
    let folder = target.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    readable_by_all(file.as_file())?;
    file.persist(target).map_err(|error| error.error)?;
    Ok(true)
}

/// Temporary files are private to their owner; a web server is somebody else.
#[cfg(unix)]
fn readable_by_all(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_file: &fs::File) -> io::Result<()> {
    Ok(())
}

/// A manifest is a file like any other: a path in it that leads out of the folder is not followed.
fn is_below(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)))
}

fn remove_empty_folders(out: &Path, path: &str) {
    let mut folder = Path::new(path).parent();
    while let Some(inner) = folder.filter(|inner| !inner.as_os_str().is_empty()) {
        if fs::remove_dir(out.join(inner)).is_err() {
            return;
        }
        folder = inner.parent();
    }
}
