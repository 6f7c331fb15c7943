//! The folder of a site while it is written: whose it is, what in it is ours, and who works on it.
//!
//! A build may end at any moment. So nothing is in the folder that the list of our files doesn't name, and what is
//! half written is in the stage, which the next build empties.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::model::Instant;

/// The names of what builds wrote: what is not in it was never ours to remove.
pub(super) const MANIFEST: &str = ".khabar-files";

/// Where files are written before each takes its place at once.
pub(super) const STAGE: &str = ".khabar-stage";

/// The files of the site by their path, and since when one is only kept for pages that are still open somewhere.
pub(super) type Known = BTreeMap<String, Option<Instant>>;

/// A folder that is ours alone until this goes.
pub(super) struct Claim {
    out: PathBuf,
    next: AtomicUsize,
    lock: Option<File>,
}

impl Claim {
    /// A folder is ours if it is empty, new, or was written by a build.
    pub(super) fn take(out: &Path) -> Result<Self, String> {
        let is_strange = |entry: io::Result<fs::DirEntry>| entry.is_ok_and(|entry| entry.file_name() != STAGE);
        if !out.join(MANIFEST).exists() && fs::read_dir(out).is_ok_and(|mut entries| entries.any(is_strange)) {
            return Err("is not empty, and was not made by khabar; name another folder with --out, or empty this one"
                .to_owned());
        }
        fs::create_dir_all(out).map_err(|error| format!("can't be made: {error}"))?;
        Self::lock(out)
    }

    /// Takes a folder that is there, whosever it is.
    pub(super) fn lock(out: &Path) -> Result<Self, String> {
        let lock = lock_file(out).ok();
        // Some network file systems know no locks: there two builds at once are the newsroom's to prevent.
        if let Some(Err(TryLockError::WouldBlock)) = lock.as_ref().map(File::try_lock) {
            return Err("another khabar works on it at this moment; try again when that has ended".to_owned());
        }
        let _ = fs::remove_dir_all(out.join(STAGE));
        Ok(Self { out: out.to_owned(), next: AtomicUsize::new(0), lock })
    }

    /// The file of a path.
    pub(super) fn target(&self, path: &str) -> PathBuf {
        self.out.join(path)
    }

    /// Writes bytes to the stage; gives their place, or nothing where the file has them already.
    pub(super) fn stage(&self, path: &str, bytes: &[u8]) -> io::Result<Option<PathBuf>> {
        let target = self.target(path);
        let has_size =
            fs::symlink_metadata(&target).is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64);
        if has_size && fs::read(&target).is_ok_and(|old| old == bytes) {
            return Ok(None);
        }
        let folder = self.out.join(STAGE);
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let staged = folder.join(number.to_string());
        let mut file =
            File::create(&staged).or_else(|_| fs::create_dir_all(&folder).and_then(|()| File::create(&staged)))?;
        file.write_all(bytes)?;
        readable_by_all(&file)?;
        Ok(Some(staged))
    }

    /// Lets a staged file take its place.
    pub(super) fn place(&self, staged: &Path, path: &str) -> io::Result<()> {
        let target = self.target(path);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::rename(staged, target)
    }

    /// Replaces a file at once, where its bytes are others; gives whether they were.
    pub(super) fn replace(&self, path: &str, bytes: &[u8]) -> io::Result<bool> {
        match self.stage(path, bytes)? {
            Some(staged) => self.place(&staged, path).map(|()| true),
            None => Ok(false),
        }
    }

    /// What is ours. A list is a file like any other: a path in it that leads out of the folder is not followed.
    pub(super) fn known(&self) -> Known {
        let text = fs::read_to_string(self.target(MANIFEST)).unwrap_or_default();
        let line = |line: &str| {
            let (path, since) =
                line.split_once('\t').map_or((line, None), |(path, since)| (path, Instant::parse(since)));
            is_below(path).then(|| (path.to_owned(), since))
        };
        text.lines().filter_map(line).collect()
    }

    /// Writes down what is ours.
    pub(super) fn know(&self, known: &Known) -> io::Result<()> {
        let mut text = String::new();
        for (path, since) in known {
            text += path;
            if let Some(since) = since.and_then(|since| jiff::Timestamp::from_millisecond(since.millis()).ok()) {
                text += &format!("\t{since}");
            }
            text.push('\n');
        }
        self.replace(MANIFEST, text.as_bytes()).map(|_| ())
    }

    /// Takes a file away, and the folders that it leaves empty.
    pub(super) fn remove(&self, path: &str) -> io::Result<bool> {
        use io::ErrorKind::{IsADirectory, NotADirectory, NotFound};
        // Something new may have taken its place already.
        let is_another = |kind| matches!(kind, IsADirectory | NotADirectory | NotFound);
        let removed = match fs::remove_file(self.target(path)) {
            Err(error) if !is_another(error.kind()) => Err(error),
            result => Ok(result.is_ok()),
        };
        let mut folder = Path::new(path).parent();
        while let Some(inner) = folder.filter(|inner| !inner.as_os_str().is_empty()) {
            let result = fs::remove_dir(self.out.join(inner));
            if result.is_err_and(|error| error.kind() != io::ErrorKind::NotFound) {
                break;
            }
            folder = inner.parent();
        }
        removed
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(self.out.join(STAGE));
        // Closing would not do while another thread starts a program: until that runs, it holds the file as well.
        let _ = self.lock.as_ref().map(File::unlock);
    }
}

/// The folder itself is what is locked, so that the lock leaves no file in the site.
#[cfg(unix)]
fn lock_file(out: &Path) -> io::Result<File> {
    File::open(out)
}

/// Elsewhere a file beside it.
#[cfg(not(unix))]
fn lock_file(out: &Path) -> io::Result<File> {
    File::options().read(true).write(true).create(true).truncate(false).open(out.with_extension("khabar-lock"))
}

/// A web server is somebody else.
#[cfg(unix)]
pub(super) fn readable_by_all(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
pub(super) fn readable_by_all(_file: &File) -> io::Result<()> {
    Ok(())
}

pub(super) fn is_below(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)))
}
