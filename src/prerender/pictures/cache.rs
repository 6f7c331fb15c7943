//! What was made of a picture, as it is kept.

use std::io;

use serde::{Deserialize, Serialize};

use super::encode::{Encoded, Use};

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

pub(super) fn written(entry: &Entry) -> io::Result<Vec<u8>> {
    let file = |file: &Encoded| (file.used, file.width, file.height, file.bytes.len());
    let head = Head { facts: entry.facts.clone(), files: entry.files.iter().map(file).collect() };
    let mut body = serde_json::to_vec(&head)?;
    body.push(b'\n');
    for file in &entry.files {
        body.extend(&file.bytes);
    }
    Ok(body)
}

pub(super) fn read(body: &[u8]) -> Option<Entry> {
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
