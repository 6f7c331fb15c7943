//! What Trunk's hook asks for, once the app is built and before Trunk swaps it in.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use super::command_line::Serving;
use super::{Audience, Options, Report, build, output, sheets};
use crate::model::Instant;

/// Where a release build leaves the app as Trunk built it, so that content alone can be built anew.
pub(super) const BUILT_APP: &str = "target/built-app";

/// The app to build with: the one that was named, or the one that a release build left here, or else in the checkout
/// that this program was compiled in, so that a newsroom's own folder needs no copy of it.
pub(super) fn built_app(named: Option<PathBuf>) -> PathBuf {
    let here = PathBuf::from(BUILT_APP);
    named.unwrap_or_else(|| beside_program().filter(|beside| !is_app(&here) && is_app(beside)).unwrap_or(here))
}

/// Where the app is in the checkout that this program was compiled in, if it is still there.
pub(super) fn beside_program() -> Option<PathBuf> {
    let program = env::current_exe().and_then(fs::canonicalize).ok()?;
    Some(program.parent()?.parent()?.join("built-app"))
}

/// What to do where no app is: a paper's own folder has no scripts.
pub(super) fn how_to_have_an_app() -> &'static str {
    match Path::new("scripts/build").is_file() {
        true => "build the app first: scripts/build",
        false => {
            "run scripts/build once in the checkout of Khabar, and name its target/built-app with --app or KHABAR_APP"
        }
    }
}

/// Whether an app was built there.
pub(super) fn is_app(folder: &Path) -> bool {
    folder.join("index.html").is_file()
}

/// The mark of Trunk's live reload in its document.
const LIVE_RELOAD: &str = ".well-known/trunk/ws";

/// Adds the sheet to Trunk's stage; then `trunk serve` gets all pages in the stage itself, and a release
/// build gets its site in `out`.
///
/// The environment variables are Trunk's: `TRUNK_STAGING_DIR`, `TRUNK_PROFILE` and `TRUNK_PUBLIC_URL`.
pub(super) fn hook(
    content: PathBuf,
    out: PathBuf,
    now: Instant,
    serving: Serving,
    history: Option<PathBuf>,
) -> (Report, bool) {
    let mut report = Report::default();
    let Some(stage) = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from) else {
        let message = "TRUNK_STAGING_DIR is not set: this command is for Trunk's post_build hook".to_owned();
        report.error("hook", "Trunk.toml".as_ref(), message);
        return (report, true);
    };
    // `trunk serve --release` is development as well: what it serves never goes into `out`.
    let is_served = fs::read_to_string(stage.join("index.html")).is_ok_and(|document| document.contains(LIVE_RELOAD));
    let is_release = !is_served && env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let sheet =
        sheets::bundle("style".as_ref()).and_then(|sheet| output::replace(&stage.join("khabar.css"), sheet.as_bytes()));
    if let Err(error) = sheet {
        report.error("app", "style".as_ref(), format!("the sheets can't be bundled: {error}"));
        return (report, true);
    }
    let (app, out, audience) = match is_release {
        true => {
            if let Err(error) = keep_app(&stage) {
                report.error("app", BUILT_APP.as_ref(), format!("the app can't be kept there: {error}"));
                return (report, true);
            }
            (PathBuf::from(BUILT_APP), out, Audience::Readers)
        }
        false => {
            let base = env::var("TRUNK_PUBLIC_URL").unwrap_or_default();
            let base = base.trim_matches('/');
            let base = if base.is_empty() { "/".to_owned() } else { format!("/{base}/") };
            (stage.clone(), stage, Audience::Newsroom { base })
        }
    };
    let compress = serving.compress.filter(|_| is_release);
    let options = serving.options(content, app, out, now, history);
    let options = Options { audience, compress, is_watched: is_release, ..options };
    (build(&options), is_release)
}

fn keep_app(stage: &Path) -> io::Result<()> {
    for name in ["index.html", "khabar.js", "khabar_bg.wasm", "khabar.css"] {
        output::replace(&Path::new(BUILT_APP).join(name), &fs::read(stage.join(name))?)?;
    }
    Ok(())
}
