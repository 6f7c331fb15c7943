//! What changes on the disk, one batch of saves at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant, SystemTime};
use std::{fs, io, thread};

use notify::event::{AccessKind, AccessMode};
use notify::{Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// A batch ends when nothing more was saved for so long: programs save by several steps.
const QUIET: Duration = Duration::from_millis(50);

/// And at the latest after so long, however much is saved.
const LONGEST: Duration = Duration::from_millis(400);

/// How often files are looked at where the system does not tell of them.
const LOOK: Duration = Duration::from_millis(500);

/// The watched folders.
pub(super) struct Disk {
    folders: Vec<PathBuf>,
    news: News,
    /// Where the files lie that links in the folders lead to.
    behind_links: BTreeSet<PathBuf>,
}

/// How it is found out that something was saved.
enum News {
    /// The system tells.
    Told(Box<RecommendedWatcher>, Receiver<notify::Result<Event>>),
    /// All files are looked at again and again.
    LookedFor(Seen),
}

/// When each file was written, and how long it is. Two saves may fall into one second, so all digits count.
type Seen = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

impl Disk {
    /// Begins to watch the content, the drafts beside it and the app. Where the system has no more room for watches, that
    /// is said, and files are looked at instead.
    pub(super) fn watch(content: &Path, drafts: &Path, app: &Path, is_polling: bool) -> Result<Self, String> {
        let folders = vec![whole(content), whole(drafts), whole(app)];
        let looking = |folders: Vec<PathBuf>| {
            let news = News::LookedFor(seen(&folders));
            Self { folders, news, behind_links: BTreeSet::new() }
        };
        if is_polling {
            return Ok(looking(folders));
        }
        let failed = |error: notify::Error| format!("can't be watched: {error}; try --poll");
        let (sender, events) = mpsc::channel();
        let watcher = RecommendedWatcher::new(sender, Config::default()).map_err(failed)?;
        let news = News::Told(Box::new(watcher), events);
        let mut disk = Self { folders: folders.clone(), news, behind_links: BTreeSet::new() };
        match disk.begin() {
            Ok(()) => Ok(disk),
            Err(error) if is_full(&error) => {
                eprintln!(
                    "khabar: the system has no room for more watches (see fs.inotify.max_user_watches): files are looked at twice a second"
                );
                Ok(looking(folders))
            }
            Err(error) => Err(failed(error)),
        }
    }

    fn begin(&mut self) -> notify::Result<()> {
        self.watch_folders()?;
        // The folders themselves may be taken away and put back, as by a version control, and drafts may begin.
        let parents: BTreeSet<PathBuf> =
            self.folders.iter().filter_map(|folder| folder.parent().map(Path::to_owned)).collect();
        for folder in parents.iter().filter(|folder| folder.is_dir()) {
            self.tell_of(folder, RecursiveMode::NonRecursive)?;
        }
        Ok(())
    }

    fn tell_of(&mut self, folder: &Path, mode: RecursiveMode) -> notify::Result<()> {
        match &mut self.news {
            News::Told(watcher, _) => watcher.watch(folder, mode),
            News::LookedFor(_) => Ok(()),
        }
    }

    fn watch_folders(&mut self) -> notify::Result<()> {
        for folder in self.folders.clone().iter().filter(|folder| folder.is_dir()) {
            self.tell_of(folder, RecursiveMode::Recursive)?;
        }
        self.watch_links();
        Ok(())
    }

    /// A link's folder hears nothing of what is saved where the link leads.
    fn watch_links(&mut self) {
        let [content, drafts, ..] = self.folders.as_slice() else { return };
        let with_articles = [content.join("articles"), content.join("pages"), content.clone(), drafts.clone()];
        for folder in with_articles {
            let links = fs::read_dir(&folder).into_iter().flatten().flatten();
            let links =
                links.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_symlink())).map(|entry| entry.path());
            for target in links.filter_map(|link| fs::canonicalize(link).ok()) {
                let folder = target.parent().map(Path::to_owned);
                if let Some(folder) = folder.filter(|folder| !self.behind_links.contains(folder))
                    && self.tell_of(&folder, RecursiveMode::NonRecursive).is_ok()
                {
                    self.behind_links.insert(folder);
                }
            }
        }
    }

    /// Waits for the next batch of saves; gives what was saved, or nothing where the watching has ended.
    pub(super) fn next(&mut self) -> Option<Vec<PathBuf>> {
        loop {
            let News::Told(_, events) = &self.news else { return Some(self.look()) };
            let mut batch = vec![events.recv().ok()?];
            let begun = Instant::now();
            while begun.elapsed() < LONGEST {
                match events.recv_timeout(QUIET) {
                    Ok(event) => batch.push(event),
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return None,
                }
            }
            let mut changed = BTreeSet::new();
            let mut is_relevant = false;
            for event in batch {
                is_relevant |= self.take(event, &mut changed);
            }
            if is_relevant {
                let is_folder = changed.iter().any(|path| self.folders.contains(path));
                self.watch_links();
                if is_folder && let Err(error) = self.watch_folders() {
                    eprintln!("khabar: a folder can't be watched: {error}; start again with --poll");
                }
                return Some(changed.into_iter().collect());
            }
        }
    }

    /// Looks until something is another than before.
    fn look(&mut self) -> Vec<PathBuf> {
        loop {
            thread::sleep(LOOK);
            let now = seen(&self.folders);
            let News::LookedFor(before) = &mut self.news else { return Vec::new() };
            let is_other = |path: &&PathBuf| before.get(*path) != now.get(*path) && !is_of_an_editor(path);
            let changed: BTreeSet<PathBuf> = before.keys().chain(now.keys()).filter(is_other).cloned().collect();
            *before = now;
            if !changed.is_empty() {
                return changed.into_iter().collect();
            }
        }
    }

    /// Takes in what happened; gives whether the site may be another one now.
    fn take(&self, event: notify::Result<Event>, changed: &mut BTreeSet<PathBuf>) -> bool {
        let event = match event {
            Ok(event) => event,
            Err(error) => {
                eprintln!("khabar: while watching: {error}");
                return true;
            }
        };
        if event.need_rescan() {
            return true;
        }
        let is_read = matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
        let paths = event.paths.into_iter().filter(|path| {
            let is_ours = self.folders.iter().any(|folder| path.starts_with(folder))
                || path.parent().is_some_and(|folder| self.behind_links.contains(folder));
            is_ours && !is_of_an_editor(path)
        });
        let before = changed.len();
        if !is_read {
            changed.extend(paths);
        }
        changed.len() > before
    }
}

/// The files of folders, and of the folders in them; links to files are followed.
fn seen(folders: &[PathBuf]) -> Seen {
    let mut seen = Seen::new();
    let mut folders = folders.to_vec();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(entry.path());
            } else if let Ok(metadata) = fs::metadata(entry.path()) {
                seen.insert(entry.path(), (metadata.modified().ok(), metadata.len()));
            }
        }
    }
    seen
}

/// A path that events are given for.
fn whole(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or(path.to_owned())
}

fn is_full(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::MaxFilesWatch => true,
        ErrorKind::Io(error) => error.kind() == io::ErrorKind::QuotaExceeded || error.raw_os_error() == Some(24),
        _ => false,
    }
}

/// Whether a file is one that editors' programs put beside what they save: no build reads it.
fn is_of_an_editor(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name == "4913" || name.ends_with('~') || name.starts_with('.') && name != ".well-known"
}
