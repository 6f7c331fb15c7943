//! What a build made once and every other would make alike: files of pictures, and cards. Each is found by the content
//! of everything that it was made of.
//!
//! Each carries the checksum of its name and its bytes. So one that was altered, cut short, written by another Khabar or
//! put in another's place is none, and is made anew; nothing in the folder is ever believed, and it may be deleted at
//! any time.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};

use super::Options;
use super::history::beside;
use super::machine_text::hex;

/// How many bytes the checksum has.
const SUM: usize = 32;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// For how long a thing stays that no build uses: so long that who tries something for a week loses nothing.
const PATIENCE: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Where a build keeps what it makes: `public.cache` beside `public/`, where no other folder is named.
pub(super) fn folder(options: &Options) -> PathBuf {
    options.cache.clone().unwrap_or_else(|| beside(&options.content, ".cache"))
}

/// What a thing is found by, from all that decides it.
pub(super) fn key(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hex(&hash.finalize())
}

/// Things of one kind.
pub(super) struct Store {
    root: PathBuf,
    pub(super) folder: PathBuf,
}

impl Store {
    /// Of a kind, below the folder of all.
    pub(super) fn of(root: &Path, kind: &str) -> Self {
        Self { root: root.to_owned(), folder: root.join(kind) }
    }

    fn file(&self, key: &str) -> PathBuf {
        self.folder.join(key.get(..2).unwrap_or_default()).join(key)
    }

    /// What was made before, if it is whole.
    pub(super) fn get(&self, key: &str) -> Option<Vec<u8>> {
        let file = self.file(key);
        let bytes = fs::read(&file).ok()?;
        let (sum, body) = bytes.split_at_checked(SUM)?;
        let body = (checksum(key, body)[..] == *sum).then(|| body.to_owned())?;
        // For [`Self::tidy`]; the bytes are right whether or not that can be written down.
        if age(&file).is_some_and(|age| age > DAY) {
            let _ = fs::File::options().write(true).open(&file).and_then(|file| file.set_modified(SystemTime::now()));
        }
        Some(body)
    }

    /// Keeps what was made: whole or not at all.
    pub(super) fn put(&self, key: &str, body: &[u8]) -> io::Result<()> {
        let file = self.file(key);
        let folder = file.parent().unwrap_or(&self.folder);
        if !self.root.exists() {
            fs::create_dir_all(&self.root)?;
            // It is nobody's work, and never belongs into a repository.
            fs::write(self.root.join(".gitignore"), "*\n")?;
        }
        fs::create_dir_all(folder)?;
        let mut new = tempfile::NamedTempFile::new_in(folder)?;
        new.write_all(&checksum(key, body))?;
        new.write_all(body)?;
        new.persist(&file).map_err(|error| error.error).map(|_| ())
    }

    /// Takes away what no build has used for 30 days. What can't be taken away stays: the next build tries again.
    pub(super) fn tidy(&self) {
        let files = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        for file in files(&self.folder).filter(|folder| folder.is_dir()).flat_map(|folder| files(&folder)) {
            if age(&file).is_some_and(|age| age > PATIENCE) {
                let _ = fs::remove_file(&file);
            }
        }
    }
}

/// How long ago a file was made or used; nothing where the machine's clock went back.
fn age(file: &Path) -> Option<Duration> {
    fs::metadata(file).ok()?.modified().ok()?.elapsed().ok()
}

fn checksum(key: &str, body: &[u8]) -> [u8; SUM] {
    Sha256::new().chain_update(key).chain_update(body).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_the_folder_is_believed() {
        let folder = tempfile::tempdir().unwrap();
        let kept = Store::of(folder.path(), "cards");
        kept.put("aa01", b"a card").unwrap();
        assert_eq!(kept.get("aa01").unwrap(), b"a card");
        let file = folder.path().join("cards/aa/aa01");
        let whole = fs::read(&file).unwrap();
        for at in 0..whole.len() {
            let mut altered = whole.clone();
            altered[at] ^= 1;
            fs::write(&file, &altered).unwrap();
            assert_eq!(kept.get("aa01"), None, "byte {at} is altered");
            fs::write(&file, &whole[..at]).unwrap();
            assert_eq!(kept.get("aa01"), None, "cut after {at} bytes");
        }
        fs::write(folder.path().join("cards/aa/aa02"), &whole).unwrap();
        assert_eq!(kept.get("aa02"), None, "another's card");
    }

    #[test]
    fn only_what_no_build_uses_is_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("public.cache");
        let kept = Store::of(&root, "cards");
        for key in ["aa-new", "bb-used", "cc-left"] {
            kept.put(key, key.as_bytes()).unwrap();
        }
        let long_ago = SystemTime::now() - PATIENCE - DAY;
        for key in ["bb-used", "cc-left"] {
            let file = fs::File::options().write(true).open(kept.file(key)).unwrap();
            file.set_modified(long_ago).unwrap();
        }
        assert!(kept.get("bb-used").is_some());
        kept.tidy();
        assert_eq!(["aa-new", "bb-used", "cc-left"].map(|key| kept.get(key).is_some()), [true, true, false]);
        assert_eq!(fs::read_to_string(root.join(".gitignore")).unwrap(), "*\n");
    }
}
