//! `khabar serve --watch`: the site while it is written, as readers will get it, with what the check says on the page.
//!
//! Nothing is written to the disk: pages lie in memory as data, and one becomes a document when a browser asks for it.
//! `docs/decisions/0022-watching.md` tells why.

mod answer;
mod disk;
mod edition;
mod notes;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread;
use std::time::Duration;

use edition::{Desk, Edition};
use notes::Note;

use super::{Audience, Options, Report, content, new, serve};
use crate::model::Instant;

/// How long a file that can't be read may be half-written, before that is said.
const PATIENCE: [Duration; 2] = [Duration::from_millis(120), Duration::from_millis(250)];

/// What the server answers from, and what the open pages wait for.
struct Watched {
    shown: RwLock<Arc<Shown>>,
    versions: tokio::sync::watch::Sender<u64>,
}

/// The site after a save.
#[derive(Default)]
struct Shown {
    version: u64,
    /// The last one that could be made.
    edition: Option<Arc<Edition>>,
    /// What stands in its place where none could be made yet.
    broken: Vec<u8>,
    notes: Vec<Note>,
    /// Which pictures and other files were saved, and in which version.
    media: BTreeMap<String, u64>,
}

impl Watched {
    fn shown(&self) -> Arc<Shown> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn show(&self, shown: Shown) {
        let version = shown.version;
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(shown);
        self.versions.send_replace(version);
    }
}

/// Watches a publisher's folder and serves it until the process ends; an error is a sentence. `now` is asked at each
/// save.
pub(super) fn watch(
    content: PathBuf,
    app: PathBuf,
    port: u16,
    is_polling: bool,
    now: impl Fn() -> Instant + Send + 'static,
) -> Result<(), String> {
    if content::is_elsewhere(&content) {
        return Err(format!("there is no site.json in it; {}", content::WHERE_TO_GO));
    }
    let greeting_place = content.display().to_string();
    let options = move || Options {
        audience: Audience::Editors,
        ..Options::plain(content.clone(), app.clone(), PathBuf::new(), now())
    };
    let first = options();
    let mut disk = disk::Disk::watch(&first.content, &new::drafts(&first.content), &first.app, is_polling)?;
    let mut desk = Desk::default();
    // Another one at each start, so that a page that was left open asks for itself anew.
    let version = u64::try_from(crate::platform::now_millis()).unwrap_or_default();
    let shown = make(&mut desk, &first, &Shown { version, ..Shown::default() }, BTreeMap::new());
    let base = shown.edition.as_ref().map_or_else(|| "/".to_owned(), |edition| edition.base().to_owned());
    let watched =
        Arc::new(Watched { versions: tokio::sync::watch::Sender::new(shown.version), shown: RwLock::default() });
    watched.show(shown);
    let following = watched.clone();
    thread::spawn(move || {
        while let Some(changed) = disk.next() {
            let options = options();
            let before = following.shown();
            let media = media(&options.content, &changed, &before);
            let mut shown = make(&mut desk, &options, &before, media.clone());
            for patience in PATIENCE {
                if !notes::has_new_fault(&shown.notes, &before.notes) {
                    break;
                }
                // Half a file was read, perhaps: an editor's program is writing it.
                thread::sleep(patience);
                shown = make(&mut desk, &options, &before, media.clone());
            }
            following.show(shown);
        }
    });
    let greeting = move |port| format!("{greeting_place} while it is written, at http://127.0.0.1:{port}{base}");
    serve::listen(port, greeting, move |request| {
        let watched = watched.clone();
        async move { answer::answer(&watched, &request).await }
    })
}

/// The next version of the site, and what is said of it.
fn make(desk: &mut Desk, options: &Options, before: &Shown, media: BTreeMap<String, u64>) -> Shown {
    let mut report = Report::default();
    let made = desk.make(options, &mut report);
    let broken =
        if made.is_none() && before.edition.is_none() { edition::broken(options, &mut report) } else { Vec::new() };
    let edition = made.map(Arc::new).or_else(|| before.edition.clone());
    let notes = notes::notes(options, edition.as_deref(), &report);
    Shown { version: before.version + 1, edition, broken, notes, media }
}

/// The files of the site that open pages may show in their old form.
fn media(content: &Path, changed: &[PathBuf], before: &Shown) -> BTreeMap<String, u64> {
    let mut media = before.media.clone();
    let content = std::path::absolute(content).unwrap_or(content.to_owned());
    for path in changed {
        let inner = path.strip_prefix(&content).ok().and_then(Path::to_str).filter(|_| path.is_file());
        let is_beside_text = |inner: &&str| !["articles/", "pages/"].iter().any(|folder| inner.starts_with(folder));
        if let Some(inner) = inner.filter(is_beside_text) {
            media.insert(inner.to_owned(), before.version + 1);
        }
    }
    media
}
