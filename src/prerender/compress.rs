//! Compressed twins beside the files of a site, for servers that send them instead.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use sha2::{Digest, Sha256};

use super::claim::{Claim, STAGE};
use super::machine_text::hex;

/// What is known of the twins: a line for each file that was looked at.
const MANIFEST: &str = ".khabar-twins";

/// The endings of twins.
const ENDINGS: [&str; 2] = ["br", "gz"];

/// What shrinks; pictures, sounds and fonts are compressed in themselves.
const TEXT: [&str; 12] = ["css", "csv", "html", "ico", "js", "json", "svg", "txt", "vtt", "wasm", "webmanifest", "xml"];

/// A twin that saves less is not worth a second file.
const LEAST_BYTES: usize = 128;

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compressed {
    /// How many twins were made anew.
    pub n_written: usize,
    /// How many were as they should be.
    pub n_unchanged: usize,
    /// The bytes of all files that have twins.
    pub bytes: u64,
    /// The bytes of their Brotli twins.
    pub brotli_bytes: u64,
}

/// Makes the twins of a folder's files, at a level from 1 to 11; what did not change since is left alone.
pub fn compress(folder: &Path, level: u32) -> io::Result<Compressed> {
    compress_claimed(&Claim::lock(folder).map_err(io::Error::other)?, folder, level)
}

/// The same in a folder that is ours alone already.
pub(super) fn compress_claimed(claim: &Claim, folder: &Path, level: u32) -> io::Result<Compressed> {
    let mut files = Vec::new();
    collect(folder, "", &mut files)?;
    let known = fs::read_to_string(folder.join(MANIFEST)).unwrap_or_default();
    let known: BTreeMap<&str, &str> =
        known.lines().filter_map(|line| line.split_once('\t')).map(|(mark, path)| (path, mark)).collect();
    let next = AtomicUsize::new(0);
    let done = Mutex::new((Compressed::default(), BTreeMap::<String, String>::new(), None::<io::Error>));
    let work = || {
        // One file at a time for each core: the largest take seconds, most take milliseconds.
        while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            let result = twins(claim, path, level, known.get(path.as_str()).copied());
            let Ok(mut done) = done.lock() else { return };
            match result {
                Ok((one, mark)) => {
                    done.0.n_written += one.n_written;
                    done.0.n_unchanged += one.n_unchanged;
                    done.0.bytes += one.bytes;
                    done.0.brotli_bytes += one.brotli_bytes;
                    done.1.insert(path.clone(), mark);
                }
                Err(error) => done.2 = Some(io::Error::new(error.kind(), format!("{path}: {error}"))),
            }
        }
    };
    std::thread::scope(|scope| {
        let n_threads = std::thread::available_parallelism().map_or(1, usize::from);
        for _ in 0..n_threads {
            scope.spawn(work);
        }
    });
    let (compressed, marks, error) = done.into_inner().unwrap_or_default();
    for path in known.keys().filter(|path| !marks.contains_key(**path)) {
        forget(&folder.join(path));
    }
    let manifest: String = marks.iter().map(|(path, mark)| format!("{mark}\t{path}\n")).collect();
    claim.replace(MANIFEST, manifest.as_bytes())?;
    error.map_or(Ok(compressed), Err)
}

/// Takes the twins of a file away, before it changes: a server would go on sending the old words.
pub(super) fn forget(file: &Path) {
    for ending in ENDINGS {
        let _ = fs::remove_file(twin(file, ending));
    }
}

fn twin(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

/// Makes the twins of one file; gives the mark by which the next run knows that they are its own.
fn twins(claim: &Claim, path: &str, level: u32, known: Option<&str>) -> io::Result<(Compressed, String)> {
    let file = claim.target(path);
    let bytes = fs::read(&file)?;
    let hash = hex(&Sha256::digest(&bytes)[..12]);
    let mut compressed = Compressed::default();
    let sizes = |file: &Path| ENDINGS.map(|ending| fs::metadata(twin(file, ending)).map_or(0, |found| found.len()));
    let mark = |sizes: [u64; 2]| format!("{hash} {level} {} {}", sizes[0], sizes[1]);
    let is_current = known.is_some_and(|known| known == mark(sizes(&file)));
    if is_current {
        compressed.n_unchanged = sizes(&file).iter().filter(|size| **size > 0).count();
    } else {
        for (ending, made) in [("br", brotli(&bytes, level)?), ("gz", gzip(&bytes, level)?)] {
            if made.len() + LEAST_BYTES <= bytes.len() {
                claim.replace(&format!("{path}.{ending}"), &made)?;
                compressed.n_written += 1;
            } else {
                let _ = fs::remove_file(twin(&file, ending));
            }
        }
    }
    let sizes = sizes(&file);
    if sizes[0] > 0 {
        compressed.bytes = bytes.len() as u64;
        compressed.brotli_bytes = sizes[0];
    }
    Ok((compressed, mark(sizes)))
}

fn brotli(bytes: &[u8], level: u32) -> io::Result<Vec<u8>> {
    let mut made = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: i32::try_from(level).unwrap_or(11),
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*bytes, &mut made, &parameters)?;
    Ok(made)
}

fn gzip(bytes: &[u8], level: u32) -> io::Result<Vec<u8>> {
    // Without time and name, so that the same bytes give the same twin.
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(level.min(9)));
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn collect(folder: &Path, under: &str, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
        let path = format!("{under}{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() && name != STAGE {
            collect(&entry.path(), &format!("{path}/"), files)?;
        } else if kind.is_file() && !name.starts_with('.') {
            let ending = name.rsplit('.').next().unwrap_or_default();
            if TEXT.contains(&ending) {
                files.push(path);
            }
        }
    }
    Ok(())
}
