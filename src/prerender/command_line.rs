//! The command line.

use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant as Started;

use clap::{Parser, Subcommand};

use super::check::Checks;
use super::outside::Manners;
use super::report::print::{self, Format};
use super::{
    AtRoot, Audience, Host, Options, Report, build, cards, check_all, compress, content, due, fix, new, publish,
    schema, serve, trunk, watch,
};
use crate::edition::dates;
use crate::model::Instant;
use crate::source::Level;

/// Publishes news in Arabic as static files.
#[derive(Parser)]
#[command(name = "khabar", version, about, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the whole site from a folder of content and a built app
    Build {
        /// The publisher's folder: site.json, articles/ and files that are copied as they are
        #[arg(long, env = "KHABAR_CONTENT", default_value = "public")]
        content: PathBuf,
        #[command(flatten)]
        app: BuiltApp,
        /// Where the site goes; a folder that khabar did not make is refused
        #[arg(long, default_value = "dist")]
        out: PathBuf,
        #[command(flatten)]
        serving: Serving,
        /// End well although a part of the content had to be left out
        #[arg(long)]
        keep_going: bool,
        #[command(flatten)]
        history: HistoryFile,
        #[command(flatten)]
        now: Now,
    },
    /// Say whether the site must be built again because of the time alone; ends with 0 where it must, else with 1
    Due {
        /// The finished site, beside which the last build wrote when it must change
        #[arg(default_value = "dist")]
        folder: PathBuf,
        #[command(flatten)]
        now: Now,
    },
    /// Make .br and .gz twins of a site's files, for servers that send them instead
    Compress {
        /// The finished site
        #[arg(default_value = "dist")]
        folder: PathBuf,
        /// How hard: 1 is quick, 11 is small
        #[arg(long, default_value_t = 11, value_parser = clap::value_parser!(u32).range(1..=11))]
        level: u32,
    },
    /// Serve a finished site on this machine, as a good static host would; or, with --watch, the site while it is written
    Serve {
        /// The finished site
        #[arg(default_value = "dist", conflicts_with = "watch")]
        folder: PathBuf,
        /// The port; 0 takes any that is free
        #[arg(long, default_value_t = 8000)]
        port: u16,
        /// Show the content itself, drafts and scheduled articles too, and follow each save in the open page
        #[arg(long)]
        watch: bool,
        /// The publisher's folder that is watched
        #[arg(long, env = "KHABAR_CONTENT", default_value = "public", requires = "watch")]
        content: PathBuf,
        #[command(flatten)]
        app: BuiltApp,
        /// Look for changes twice a second, where the system can't tell of them, as on a network's drive
        #[arg(long, requires = "watch")]
        poll: bool,
        #[command(flatten)]
        now: Now,
    },
    /// Say what is wrong with the content, and write nothing
    Check {
        /// The publisher's folder
        #[arg(long, env = "KHABAR_CONTENT", default_value = "public")]
        content: PathBuf,
        /// How what was found is printed
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
        /// End with an error code on warnings too
        #[arg(long)]
        strict: bool,
        /// Mend what changes no meaning: show the difference, ask, write, and check again
        #[arg(long)]
        fix: bool,
        /// Write without asking; needed where nobody can answer
        #[arg(long, requires = "fix")]
        yes: bool,
        /// List every finding; else those of a rule after the twentieth are counted
        #[arg(long)]
        all: bool,
        /// Ask other sites too whether the pages are there that this one links to: politely, so it takes its time
        #[arg(long)]
        links: bool,
        /// Ask private networks too, and without a pause: for tests
        #[arg(long, requires = "links", hide = true)]
        links_in_private: bool,
        #[command(flatten)]
        history: HistoryFile,
        #[command(flatten)]
        now: Now,
    },
    /// Draw the card that a shared link would have, to look at
    Card(cards::Draw),
    /// Begin a site, or an article
    New {
        #[command(subcommand)]
        new: new::New,
    },
    /// Publish a draft: move it to the articles with today's date, unless the check calls something in it an error
    Publish(publish::Publish),
    /// Write the JSON Schemas of the content contract
    Schema {
        /// Where they go
        #[arg(long, default_value = "schemas")]
        out: PathBuf,
    },
    /// Write every page as finished HTML without the app, drafts too, to look at sheets and markup
    #[command(hide = true)]
    Preview {
        /// The publisher's folder
        #[arg(long, env = "KHABAR_CONTENT", default_value = "public")]
        content: PathBuf,
        /// Where the pages go; a folder that khabar did not make is refused
        #[arg(long, default_value = "target/preview")]
        out: PathBuf,
        #[command(flatten)]
        now: Now,
    },
    /// Do what Trunk's post_build hook asks for (called by scripts/hook)
    #[command(hide = true)]
    Hook {
        /// The publisher's folder
        #[arg(long, env = "KHABAR_CONTENT", default_value = "public")]
        content: PathBuf,
        /// Where a release build's site goes
        #[arg(long, default_value = "dist")]
        out: PathBuf,
        #[command(flatten)]
        serving: Serving,
        #[command(flatten)]
        history: HistoryFile,
        #[command(flatten)]
        now: Now,
    },
    /// Format the instants on standard input, one in RFC 3339 a line, as the site prints them
    #[command(hide = true)]
    Dates {
        /// The publisher's folder
        #[arg(long, env = "KHABAR_CONTENT", default_value = "public")]
        content: PathBuf,
        #[command(flatten)]
        now: Now,
    },
}

#[derive(clap::Args)]
struct BuiltApp {
    /// The app that the last scripts/build left there; target/built-app here, or else beside this program, if absent
    #[arg(long, env = "KHABAR_APP", value_name = "FOLDER")]
    app: Option<PathBuf>,
}

#[derive(clap::Args)]
struct HistoryFile {
    /// What the site has published so far; public.history.json beside the folder public if absent
    #[arg(long, env = "KHABAR_HISTORY", value_name = "FILE")]
    history: Option<PathBuf>,
}

/// What serves the site.
#[derive(clap::Args)]
pub(super) struct Serving {
    /// What serves the site: decides which files are written for redirects, headers and caching
    #[arg(long, env = "KHABAR_HOST", value_enum, default_value_t = Host::Any)]
    pub(super) host: Host,
    /// Make .br and .gz twins too, at this level: 1 is quick, 11 is small
    #[arg(long, env = "KHABAR_COMPRESS", num_args = 0..=1, require_equals = true, default_missing_value = "11", value_parser = clap::value_parser!(u32).range(1..=11))]
    pub(super) compress: Option<u32>,
    /// How many days the app's files of earlier builds stay, for pages that are open in a browser
    #[arg(long, env = "KHABAR_KEEP_ASSETS", value_name = "DAYS", default_value_t = 7)]
    pub(super) keep_assets: u32,
    /// Where what was made of pictures and headlines is kept from build to build, and may be deleted at any time; public.cache beside the folder public if absent
    #[arg(long, env = "KHABAR_CACHE", value_name = "DIR")]
    pub(super) cache: Option<PathBuf>,
}

impl Serving {
    /// What a build for readers is made of, where somebody sees how far it is.
    pub(super) fn options(
        self,
        content: PathBuf,
        app: PathBuf,
        out: PathBuf,
        now: Instant,
        history: Option<PathBuf>,
    ) -> Options {
        let Self { host, compress, keep_assets, cache } = self;
        let plain = Options::plain(content, app, out, now);
        Options { host, compress, keep_assets, is_watched: true, history, makes_pictures: true, cache, ..plain }
    }
}

#[derive(clap::Args)]
pub(super) struct Now {
    /// Do it as if it were this instant (RFC 3339); else SOURCE_DATE_EPOCH, else the machine's clock
    #[arg(long, value_parser = instant)]
    now: Option<Instant>,
    /// The same in seconds since 1970, as reproducible builds pass it
    #[arg(long, env = "SOURCE_DATE_EPOCH", value_parser = epoch, hide = true)]
    epoch: Option<i64>,
}

impl Now {
    pub(super) fn instant(&self) -> Instant {
        self.now
            .or(self.epoch.map(Instant::from_millis))
            .unwrap_or_else(|| Instant::from_millis(crate::platform::now_millis()))
    }
}

/// Milliseconds, from the seconds of `SOURCE_DATE_EPOCH`.
fn epoch(text: &str) -> Result<i64, String> {
    let seconds = text.parse::<i64>().ok().and_then(|seconds| seconds.checked_mul(1000));
    seconds.ok_or_else(|| "whole seconds since 1970 are expected".to_owned())
}

fn instant(text: &str) -> Result<Instant, String> {
    Instant::parse(text)
        .ok_or_else(|| "a date and time with offset is expected, as in 2026-01-15T22:12:24+03:00".to_owned())
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    match Arguments::parse().command {
        Command::Build { content, app, out, serving, keep_going, history, now } => {
            let (app, history) = (trunk::built_app(app.app), history.history);
            let (now, started) = (now.instant(), Started::now());
            let report = build(&serving.options(content, app, out, now, history));
            let is_strict = !(keep_going && report.is_written);
            let code = finish(&report, is_strict);
            print!("{}", print::closing_table(&report, started.elapsed()));
            code
        }
        Command::Due { folder, now } => {
            let (is_due, words) = due::is_due(&folder, now.instant());
            println!("khabar: {words}");
            if is_due { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Command::Compress { folder, level } => match compress::compress(&folder, level) {
            Ok(compressed) => {
                println!("khabar: {}", print::compressed(&compressed));
                ExitCode::SUCCESS
            }
            Err(error) => {
                eprintln!("{}: error[write]: {error}", folder.display());
                ExitCode::FAILURE
            }
        },
        Command::Serve { folder, port, watch, content, app, poll, now } => {
            let place = if watch { content.clone() } else { folder.clone() };
            let served = match watch {
                true => watch::watch(content, trunk::built_app(app.app), port, poll, move || now.instant()),
                false => serve::serve(&folder, port),
            };
            served.map_or_else(
                |message| {
                    eprintln!("{}: error[serve]: {message}", place.display());
                    ExitCode::FAILURE
                },
                |()| ExitCode::SUCCESS,
            )
        }
        Command::Check { content, format, strict, fix, yes, all, links, links_in_private, history, now } => {
            if fix && !mend(&content, yes) {
                return ExitCode::FAILURE;
            }
            let manners = if links_in_private { Manners::of_a_test() } else { Manners::default() };
            let other_sites = links.then_some(&manners);
            print_check(&check_all(&content, history.history, other_sites, None, now.instant()), format, strict, all)
        }
        Command::Preview { content, out, now } => {
            let (app, now) = (PathBuf::from("."), now.instant());
            let options = Options { audience: Audience::Preview, ..Options::plain(content, app, out, now) };
            finish(&build(&options), true)
        }
        Command::Card(draw) => cards::run(draw),
        Command::New { new } => new::run(&new),
        Command::Publish(publish) => publish::run(&publish),
        Command::Schema { out } => match schema::write(&out) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{}: error[write]: {error}", out.display());
                ExitCode::FAILURE
            }
        },
        Command::Hook { content, out, serving, history, now } => {
            let started = Started::now();
            let (report, is_strict) = trunk::hook(content, out, now.instant(), serving, history.history);
            let code = finish(&report, is_strict);
            print!("{}", print::closing_table(&report, started.elapsed()));
            code
        }
        Command::Dates { content, now } => print_dates(content, now.instant()),
    }
}

/// Shows what `--fix` would write and writes it, once that was agreed to; gives whether nothing is left to write.
fn mend(content: &Path, is_agreed: bool) -> bool {
    let mended = fix::mends(content);
    if mended.is_empty() {
        return true;
    }
    let n_mends = mended.iter().map(|mended| mended.n_mends).sum();
    let (places, files) = (print::counted(n_mends, "place"), print::counted(mended.len(), "file"));
    // Standard output is the report's.
    eprint!("{}", fix::difference(&mended));
    if !is_agreed {
        if !std::io::stdin().is_terminal() {
            eprintln!("khabar: {places} of {files} can be mended; nothing is written without --yes");
            return false;
        }
        eprint!("khabar: mend {places} of {files}? [y/N] ");
        let mut answer = String::new();
        let _ = std::io::stdin().read_line(&mut answer);
        if !matches!(answer.trim(), "y" | "Y" | "yes" | "ن" | "نعم") {
            eprintln!("khabar: nothing was written");
            return false;
        }
    }
    match fix::write(&mended) {
        Ok(()) => {
            eprintln!("khabar: mended {places} of {files}");
            true
        }
        Err(error) => {
            eprintln!("{}: error[write]: {error}", content.display());
            false
        }
    }
}

/// Says what was found. What a program reads stands alone.
fn print_check(report: &Report, format: Format, strict: bool, all: bool) -> ExitCode {
    // Without colours where nobody would see them, as in a file, and where NO_COLOR is set.
    anstream::print!("{}", print::findings(report, format, all));
    if matches!(format, Format::Human | Format::Plain) {
        println!("khabar: {} checked; {}", print::counted(report.n_articles, "article"), print::totals(report));
    }
    let is_wrong = report.n_of(Level::Error) > 0 || strict && report.n_of(Level::Warning) > 0;
    if is_wrong { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Says what was found and done. In development a mistake in the content does not stop the server: the page
/// itself shows what can be shown.
fn finish(report: &Report, is_strict: bool) -> ExitCode {
    eprint!("{}", print::findings(report, Format::Plain, false));
    println!(
        "khabar: {}; files: {} written, {} unchanged, {} removed; {}",
        print::counted(report.n_articles, "article"),
        report.n_written,
        report.n_unchanged,
        report.n_removed,
        print::totals(report),
    );
    if let Some(compressed) = &report.compressed {
        println!("khabar: {}", print::compressed(compressed));
    }
    if let Some(history) = &report.history {
        println!(
            "khabar: begun: {}, in which builds write down what was published; keep it with the content",
            history.display()
        );
    }
    if let Some(beside) = &report.beside {
        println!("khabar: for the host: {}", beside.display());
    }
    for AtRoot { url, file } in &report.at_root {
        println!("khabar: belongs at {url}, outside of this site: {}", file.display());
    }
    if let Some(due) = &report.due_words {
        println!("khabar: next due {due}");
    }
    if is_strict && report.is_incomplete { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn print_dates(content: PathBuf, now: Instant) -> ExitCode {
    let nowhere = PathBuf::new();
    let options = Options::plain(content, nowhere.clone(), nowhere, now);
    let mut report = Report::default();
    let mut checks = Checks::new(&options.content, now);
    let Some(site) = content::read_site(&options, &mut checks, &mut report) else {
        checks.report(&mut report);
        return finish(&report, true);
    };
    let mut text = String::new();
    if let Err(error) = std::io::stdin().read_to_string(&mut text) {
        eprintln!("standard input: error[read]: {error}");
        return ExitCode::FAILURE;
    }
    let edition = &site.context.site.edition;
    for line in text.lines() {
        match Instant::parse(line) {
            Some(instant) => {
                println!("{}\t{}", dates::machine_readable(edition, instant), dates::timestamp(edition, instant))
            }
            None => println!("-\t{line}"),
        }
    }
    ExitCode::SUCCESS
}
