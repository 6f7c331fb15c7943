//! What was made of a picture once, by the content of everything that it was made of.
//!
//! Each entry carries the checksum of its name and its bytes. So one that was altered, cut short, written by another
//! Khabar or put in another's place is no entry, and the picture is made anew; nothing in the folder is ever believed.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::encode::{Encoded, Use};

/// The first bytes of an entry.
const MARK: &[u8] = b"khabar picture 1\n";

/// How many bytes the checksum has.
const SUM: usize = 32;

/// What was made of a picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) facts: Facts,
    pub(super) files: Vec<Encoded>,
}

/// What is known of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Facts {
    /// Why it is delivered as it is; its files are then those that machines ask for, or none.
    pub(super) as_it_is: Option<String>,
    /// Whether that is a fault of the file.
    pub(super) is_broken: bool,
    /// Its mean colour.
    pub(super) tone: String,
}

#[derive(Serialize, Deserialize)]
struct Head {
    facts: Facts,
    files: Vec<(Use, u32, u32, usize)>,
}

/// The name of what a picture becomes, from all that decides it.
pub(super) fn key(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A folder of entries, which may be deleted at any time.
pub(super) struct Cache {
    pub(super) folder: PathBuf,
}

impl Cache {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    fn file(&self, key: &str) -> PathBuf {
        self.folder.join(key.get(..2).unwrap_or_default()).join(key)
    }

    /// What was made before, if that is whole.
    pub(super) fn get(&self, key: &str) -> Option<Entry> {
        let bytes = fs::read(self.file(key)).ok()?;
        let rest = bytes.strip_prefix(MARK)?;
        let (sum, body) = rest.split_at_checked(SUM)?;
        (checksum(key, body)[..] == *sum).then(|| read(body)).flatten()
    }

    /// Keeps what was made: whole or not at all.
    pub(super) fn put(&self, key: &str, entry: &Entry) -> io::Result<()> {
        let file = self.file(key);
        let folder = file.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder)?;
        let body = written(entry)?;
        let mut new = tempfile::NamedTempFile::new_in(folder)?;
        new.write_all(MARK)?;
        new.write_all(&checksum(key, &body))?;
        new.write_all(&body)?;
        new.persist(&file).map_err(|error| error.error).map(|_| ())
    }
}

fn checksum(key: &str, body: &[u8]) -> [u8; SUM] {
    Sha256::new().chain_update(key).chain_update(body).finalize().into()
}

fn written(entry: &Entry) -> io::Result<Vec<u8>> {
    let file = |file: &Encoded| (file.used, file.width, file.height, file.bytes.len());
    let head = Head { facts: entry.facts.clone(), files: entry.files.iter().map(file).collect() };
    let mut body = serde_json::to_vec(&head)?;
    body.push(b'\n');
    for file in &entry.files {
        body.extend(&file.bytes);
    }
    Ok(body)
}

fn read(body: &[u8]) -> Option<Entry> {
    let end = body.iter().position(|byte| *byte == b'\n')?;
    let head: Head = serde_json::from_slice(&body[..end]).ok()?;
    let mut rest = &body[end + 1..];
    let mut files = Vec::with_capacity(head.files.len());
    for (used, width, height, n_bytes) in head.files {
        let (bytes, after) = rest.split_at_checked(n_bytes)?;
        files.push(Encoded { used, width, height, bytes: bytes.to_vec() });
        rest = after;
    }
    Some(Entry { facts: head.facts, files })
}
