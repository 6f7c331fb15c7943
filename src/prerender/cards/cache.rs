//! Cards that were made once, by the content of everything that they were made of.
//!
//! Each carries the checksum of its name and its bytes. So one that was altered, cut short, or put in another's place
//! is none, and the card is made anew; nothing in the folder is ever believed, and it may be deleted at any time.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// How many bytes the checksum has.
const SUM: usize = 32;

pub(super) struct Cache(PathBuf);

impl Cache {
    pub(super) fn new(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    fn file(&self, key: &str) -> PathBuf {
        self.0.join(key.get(..2).unwrap_or_default()).join(key)
    }

    /// The card of a name, if it is whole.
    pub(super) fn get(&self, key: &str) -> Option<Vec<u8>> {
        let bytes = fs::read(self.file(key)).ok()?;
        let (sum, card) = bytes.split_at_checked(SUM)?;
        (checksum(key, card)[..] == *sum).then(|| card.to_owned())
    }

    /// Keeps a card, whole or not at all.
    pub(super) fn put(&self, key: &str, card: &[u8]) -> io::Result<()> {
        let file = self.file(key);
        let folder = file.parent().unwrap_or(&self.0);
        fs::create_dir_all(folder)?;
        let mut new = tempfile::NamedTempFile::new_in(folder)?;
        new.write_all(&checksum(key, card))?;
        new.write_all(card)?;
        new.persist(&file).map_err(|error| error.error).map(|_| ())
    }
}

fn checksum(key: &str, card: &[u8]) -> [u8; SUM] {
    Sha256::new().chain_update(key).chain_update(card).finalize().into()
}
