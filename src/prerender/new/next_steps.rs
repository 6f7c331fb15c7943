//! What a newcomer does next, as lines to copy.

use std::path::{Path, PathBuf, absolute};
use std::{env, fs};

use crate::prerender::trunk;

/// What the next steps depend on.
pub(super) struct NextSteps<'a> {
    /// The new site.
    pub(super) folder: &'a Path,
    /// Its files that are there to be looked at, by their path in it.
    pub(super) samples: Vec<&'a str>,
    /// Its language, where Khabar has no words in it.
    pub(super) without_words: Option<&'a str>,
}

/// What was made, and lines that a shell takes.
pub(super) fn next_steps(made: &NextSteps<'_>) -> String {
    let whole = fs::canonicalize(made.folder).unwrap_or_else(|_| made.folder.to_owned());
    let folder = quoted(&made.folder.display().to_string());
    let program = env::current_exe().map_or_else(|_| "khabar".to_owned(), |path| path.display().to_string());
    let (program, app) = (quoted(&program), app());
    let n_articles = made.samples.iter().filter(|path| path.contains("/articles/")).count();
    let contents = match n_articles {
        0 => "without articles".to_owned(),
        n => format!("with {n} sample articles"),
    };
    let words = made.without_words.map_or_else(String::new, |language| match n_articles {
        0 => format!("khabar: it has no words in \"{language}\": those of pages are English\n"),
        _ => format!(
            "khabar: it has no words in \"{language}\": pages, sections and samples are English, and samples say so\n"
        ),
    });
    let (note, export) = match &app {
        App::Found => (String::new(), String::new()),
        App::Elsewhere(app) => (String::new(), format!("  export KHABAR_APP={}\n", quoted(&app.display().to_string()))),
        App::Missing(note) => (format!("{note}\n"), String::new()),
    };
    format!(
        "khabar: {} is a new site, {contents}\n{words}{note}
  cd {folder}
{export}  {program} new article \"عنوان الخبر\"   # a file for an article
  {program} serve --watch                # the site while it is written
  {program} check                        # what is wrong with it
  {program} build                        # the finished site, in dist/
  {program} serve                        # dist/, as readers will get it
{}
To work on the code with it, in a checkout of Khabar:

  KHABAR_CONTENT={} scripts/serve
",
        made.folder.display(),
        without_samples(&made.samples),
        quoted(&whole.join("public").display().to_string()),
    )
}

/// How samples go, before readers see them: a build knows no difference.
fn without_samples(samples: &[&str]) -> String {
    if samples.is_empty() {
        return String::new();
    }
    let files: Vec<String> = samples.iter().map(|path| quoted(path)).collect();
    format!(
        "
The samples are articles like any other: a build publishes them. Before yours has readers, delete them in the new
folder, and write your own words into public/pages/:

  rm {}
",
        files.join(" \\\n     ")
    )
}

/// Where commands in the new folder will find the app.
enum App {
    /// By themselves.
    Found,
    /// Where they have to be told.
    Elsewhere(PathBuf),
    /// Nowhere; what to do about it.
    Missing(String),
}

fn app() -> App {
    let whole = |app: PathBuf| absolute(&app).unwrap_or(app);
    if let Some(named) = env::var_os("KHABAR_APP").filter(|named| !named.is_empty()).map(PathBuf::from) {
        return match trunk::is_app(&named) {
            true if named.is_absolute() => App::Found,
            true => App::Elsewhere(whole(named)),
            false => App::Missing(format!(
                "KHABAR_APP names {}, and no built app is there: `serve --watch` and `build` need one.",
                named.display()
            )),
        };
    }
    let (here, beside) = (PathBuf::from(trunk::BUILT_APP), trunk::beside_program());
    match beside.as_deref() {
        Some(beside) if trunk::is_app(beside) => App::Found,
        _ if trunk::is_app(&here) => App::Elsewhere(whole(here)),
        Some(beside) if is_checkout(beside) => App::Missing(format!(
            "The app is not built yet, and `serve --watch` and `build` need it: run scripts/build once in {}.",
            beside.ancestors().nth(2).unwrap_or(beside).display()
        )),
        _ => App::Missing(
            "No built app is found, and `serve --watch` and `build` need it: run scripts/build once in a checkout of \
             Khabar,\nand say where that is: export KHABAR_APP=/whole/path/of/the/checkout/target/built-app"
                .to_owned(),
        ),
    }
}

/// Whether a place for the app is one of a checkout.
fn is_checkout(app: &Path) -> bool {
    app.ancestors().nth(2).is_some_and(|root| root.join("scripts/build").is_file())
}

/// A word as a shell takes it whole.
fn quoted(word: &str) -> String {
    let is_plain =
        |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '+' | ',' | ':' | '@' | '%' | '=');
    match !word.is_empty() && word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_takes_each_path_as_one_word() {
        let words = ["/tmp/صدى-الخليج", "a b", "it's", "$HOME", ""];
        assert_eq!(words.map(quoted), ["/tmp/صدى-الخليج", "'a b'", "'it'\\''s'", "'$HOME'", "''"]);
    }
}
