//! Writing the site: each file is replaced as a whole or not at all, only when its bytes differ, and in an order in
//! which a reader finds a working site at any moment.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::app_files::HASHED;
use super::claim::{Claim, Known, readable_by_all};
use super::report::Written;
use super::{Options, Report, compress, cores};

const MILLIS_OF_A_DAY: i64 = 86_400_000;

/// What a file is. Assets come first, then the data of pages, then documents, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// The app, its sheet and fonts, and what is copied as it is.
    Asset,
    /// What the app shows of a page.
    Data,
    /// An article.
    Article,
    /// A static page.
    Page,
    /// What stands at addresses without a page.
    Stub,
    /// A section, a topic, an author, an archive.
    List,
    /// What feed readers and crawlers read.
    Feed,
    /// What the host reads.
    Host,
    /// The front.
    Front,
}

impl Role {
    /// What there are several of.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Asset => "app and media",
            Self::Data => "page data",
            Self::Article => "articles",
            Self::Page => "static pages",
            Self::Stub => "404 page and redirects",
            Self::List => "lists",
            Self::Feed => "feeds and sitemaps",
            Self::Host => "for the host",
            Self::Front => "front",
        }
    }
}

/// The files of a site by their path below its root, with forward slashes.
#[derive(Default)]
pub(super) struct Files {
    by_path: BTreeMap<String, (Role, Contents)>,
    /// The publisher's files that are in the site under a name of ours.
    taken: BTreeSet<PathBuf>,
}

/// What is to be in a file.
pub(super) enum Contents {
    Bytes(Vec<u8>),
    CopyOf(PathBuf),
    /// It waits in the stage; with how many bytes it has.
    Staged(PathBuf, u64),
    /// The file has it already.
    Same(u64),
}

impl Files {
    /// Adds a file that is no page.
    pub(super) fn add(&mut self, path: String, bytes: Vec<u8>) {
        let role = match () {
            () if path.strip_prefix(HASHED).is_some_and(|inner| inner.starts_with('/')) => Role::Asset,
            () if path.ends_with(".html") => Role::Stub,
            () => Role::Host,
        };
        self.add_as(role, path, Contents::Bytes(bytes));
    }

    /// Adds a file of a role.
    pub(super) fn add_as(&mut self, role: Role, path: String, contents: Contents) {
        self.by_path.insert(path, (role, contents));
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
            Some((_, Contents::Bytes(bytes))) => bytes.len() as u64,
            Some((_, Contents::CopyOf(from))) => fs::metadata(from).map_or(0, |metadata| metadata.len()),
            Some((_, Contents::Staged(_, n_bytes) | Contents::Same(n_bytes))) => *n_bytes,
            None => 0,
        }
    }

    /// What a file holds that the build made and did not write yet.
    pub(super) fn bytes(&self, path: &str) -> Option<&[u8]> {
        match &self.by_path.get(path)?.1 {
            Contents::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// Where a file lies that is copied as it is.
    pub(super) fn original(&self, path: &str) -> Option<&Path> {
        match &self.by_path.get(path)?.1 {
            Contents::CopyOf(from) => Some(from),
            _ => None,
        }
    }

    /// Adds a file that exists elsewhere.
    pub(super) fn copy(&mut self, path: String, from: PathBuf) {
        self.add_as(Role::Asset, path, Contents::CopyOf(from));
    }
}

/// Bytes, in the stage where there is one: a site of a hundred thousand pages need not be in memory.
pub(super) fn staged(claim: Option<&Claim>, path: &str, bytes: Vec<u8>) -> io::Result<Contents> {
    let n_bytes = bytes.len() as u64;
    Ok(match claim {
        None => Contents::Bytes(bytes),
        Some(claim) => {
            claim.stage(path, &bytes)?.map_or(Contents::Same(n_bytes), |staged| Contents::Staged(staged, n_bytes))
        }
    })
}

/// Writes the files, each for itself, into a folder of somebody else's; takes nothing away.
pub(super) fn write(out: &Path, files: Files, report: &mut Report) {
    for (path, (_, contents)) in files.by_path {
        let target = out.join(&path);
        let bytes = match contents {
            Contents::Bytes(bytes) => bytes,
            Contents::CopyOf(from) => match fs::read(&from) {
                Ok(bytes) => bytes,
                Err(error) => {
                    report.error("read", &from, format!("can't be read: {error}"));
                    continue;
                }
            },
            Contents::Staged(..) | Contents::Same(_) => continue,
        };
        match replace(&target, &bytes) {
            Ok(true) => report.n_written += 1,
            Ok(false) => report.n_unchanged += 1,
            Err(error) => report.error("write", &target, format!("can't be written: {error}")),
        }
    }
}

/// Lets the files take their places in our own folder, and takes away what an earlier build wrote and this one did not.
///
/// Until the last file is in the stage nothing of the old site is touched: a full disk shows there. Before the first
/// one takes its place, all that was ours and all that will be is written down: so whenever this ends, what lies in the
/// folder is known as ours, and the next build finishes the work. `None` where it could not be done to the end.
pub(super) fn publish(claim: &Claim, options: &Options, files: Files, report: &mut Report) -> Option<()> {
    let files = stage(claim, files, report)?;
    let before = claim.known();
    let mut known: Known = files.iter().map(|(_, path, _)| (path.clone(), None)).collect();
    let gone: Vec<(&String, &Option<_>)> = before.iter().filter(|(path, _)| !known.contains_key(*path)).collect();
    let gone: Vec<(String, Option<_>)> = gone.into_iter().map(|(path, since)| (path.clone(), *since)).collect();
    let failed = |path: &str, error: &io::Error, report: &mut Report| {
        report.error("write", &claim.target(path), format!("can't be written: {error}"));
    };
    let journal: Known = gone.iter().cloned().chain(known.clone()).collect();
    if let Err(error) = claim.know(&journal) {
        failed("", &error, report);
        return None;
    }
    for (role, path, contents) in &files {
        let (n_bytes, is_new) = match contents {
            Contents::Staged(staged, n_bytes) => {
                compress::forget(&claim.target(path));
                let placed = claim.place(staged, path).or_else(|error| {
                    // A folder may stand where a file goes, or a file where a folder goes.
                    let is_in_the_way = |(other, _): &&(String, _)| is_within(other, path) || is_within(path, other);
                    let mut in_the_way = gone.iter().filter(is_in_the_way).peekable();
                    in_the_way.peek().ok_or(error)?;
                    in_the_way.try_for_each(|(other, _)| claim.remove(other).map(|_| ()))?;
                    claim.place(staged, path)
                });
                if let Err(error) = placed {
                    failed(path, &error, report);
                    return None;
                }
                report.n_written += 1;
                (*n_bytes, true)
            }
            Contents::Same(n_bytes) => {
                report.n_unchanged += 1;
                (*n_bytes, false)
            }
            Contents::Bytes(_) | Contents::CopyOf(_) => continue,
        };
        report.written.push(Written { role: *role, path: path.clone(), n_bytes, is_new });
    }
    for (path, since) in gone {
        let since = since.unwrap_or(options.now);
        let is_asset = is_within(&path, HASHED);
        let age = options.now.millis().saturating_sub(since.millis());
        if report.is_incomplete {
            // What could not be read today stays as it was published with all that it needs, and stays known as ours.
            known.insert(path, Some(since).filter(|_| is_asset));
        } else if is_asset && age < i64::from(options.keep_assets).saturating_mul(MILLIS_OF_A_DAY) {
            known.insert(path, Some(since));
        } else {
            compress::forget(&claim.target(&path));
            match claim.remove(&path) {
                Ok(was_there) => report.n_removed += usize::from(was_there),
                Err(error) => {
                    report.error("write", &claim.target(&path), format!("can't be taken away: {error}"));
                    known.insert(path, None);
                }
            }
        }
    }
    claim.know(&known).map_err(|error| failed("", &error, report)).ok()
}

/// Brings everything into the stage that is not there yet, and all of it into its order.
fn stage(claim: &Claim, files: Files, report: &mut Report) -> Option<Vec<(Role, String, Contents)>> {
    let mut files: Vec<_> = files.by_path.into_iter().map(|(path, (role, contents))| (role, path, contents)).collect();
    files.sort_by_cached_key(|(role, path, _)| {
        ((*role).min(Role::Article), claim.target(path).exists(), *role, path.clone())
    });
    let staged = cores::each(files.len(), |index| {
        let (_, path, contents) = &files[index];
        let is_read = match contents {
            Contents::Bytes(bytes) => Ok(staged(Some(claim), path, bytes.clone())),
            Contents::CopyOf(from) => fs::read(from).map(|bytes| staged(Some(claim), path, bytes)),
            Contents::Staged(..) | Contents::Same(_) => return None,
        };
        Some(is_read)
    });
    let mut is_whole = true;
    for ((_, path, contents), staged) in files.iter_mut().zip(staged) {
        match staged {
            None => {}
            Some(Ok(Ok(staged))) => *contents = staged,
            Some(Ok(Err(error))) => {
                is_whole = false;
                report.error("write", &claim.target(path), format!("can't be written: {error}"));
                break;
            }
            Some(Err(error)) => {
                // The site does without this file, or keeps the old one.
                if let Contents::CopyOf(from) = contents {
                    report.error("read", from, format!("can't be read: {error}"));
                }
            }
        }
    }
    is_whole.then_some(files)
}

fn is_within(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|inner| inner.starts_with('/'))
}

/// Writes a file whole, or leaves the old one as it is; `false` where it had these bytes already.
pub(super) fn replace(target: &Path, bytes: &[u8]) -> io::Result<bool> {
    if fs::read(target).is_ok_and(|old| old == bytes) {
        return Ok(false);
    }
    let folder = target.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    readable_by_all(file.as_file())?;
    file.persist(target).map_err(|error| error.error)?;
    Ok(true)
}
