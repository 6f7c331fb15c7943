//! `khabar publish`: a draft becomes an article, if the check has nothing against it.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use serde_json::json;

use super::check::Checks;
use super::command_line::Now;
use super::machine_text::rfc_3339;
use super::new::drafts;
use super::report::Finding;
use super::report::print::{self, Format};
use super::{Options, Report, check_all, content};
use crate::edition::Zone;
use crate::model::{Instant, Slug};
use crate::source::Level;
use crate::source::contract::read_article;
use crate::source::json::Node;

/// What `khabar publish` is told.
#[derive(clap::Args)]
pub(super) struct Publish {
    /// The draft: a file, or its name in drafts/ or articles/
    file: PathBuf,
    /// The publisher's folder
    #[arg(long, env = "KHABAR_CONTENT", default_value = "public")]
    content: PathBuf,
    #[command(flatten)]
    now: Now,
}

/// Publishes, and says what happens next.
pub(super) fn run(publish: &Publish) -> ExitCode {
    match published(publish) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error[publish]: {message}");
            ExitCode::FAILURE
        }
    }
}

fn published(Publish { file, content, now }: &Publish) -> Result<(), String> {
    let now = now.instant();
    let from = found(file, content)?;
    let articles = content.join("articles");
    let name = from.file_name().ok_or("an article's file has a name")?;
    if Path::new(name).extension().is_none_or(|extension| extension != "json") {
        return Err(format!("{} is no article: its name does not end in .json", from.display()));
    }
    let to = articles.join(name);
    let is_moved = !is_same(&from, &to);
    if is_moved && fs::symlink_metadata(&to).is_ok() {
        return Err(format!("{} is there already; give the draft another name", to.display()));
    }
    let text = fs::read_to_string(&from).map_err(|error| format!("{} can't be read: {error}", from.display()))?;
    let zone = zone(content, now)?;
    let (after, date) = rewritten(&from, &articles, &text, &zone, now, is_moved)?;
    let report = judged(content, &to, &after, now)?;
    fs::create_dir_all(&articles).map_err(|error| format!("{} can't be made: {error}", articles.display()))?;
    put(&from, &to, &after, is_moved)?;
    eprint!("{}", print::findings(&report, Format::Plain, true));
    println!("{}", to.display());
    match date > now {
        true => eprintln!("khabar: scheduled; it appears with the first build after {}", rfc_3339(&zone, date)),
        false => eprintln!("khabar: it appears with the next build"),
    }
    Ok(())
}

/// The file that is meant: as it is named, or in one of the folders of articles.
fn found(file: &Path, content: &Path) -> Result<PathBuf, String> {
    let named = |folder: PathBuf| [folder.join(file), folder.join(format!("{}.json", file.display()))];
    let mut places = vec![file.to_owned()];
    places.extend(named(drafts(content)));
    places.extend(named(content.join("articles")));
    places
        .into_iter()
        .find(|place| place.is_file())
        .ok_or_else(|| format!("there is no {}, neither here nor in {}", file.display(), drafts(content).display()))
}

fn is_same(one: &Path, other: &Path) -> bool {
    fs::canonicalize(one).ok().zip(fs::canonicalize(other).ok()).is_some_and(|(one, other)| one == other)
}

fn zone(content: &Path, now: Instant) -> Result<Zone, String> {
    let options = Options::plain(content.to_owned(), PathBuf::new(), PathBuf::new(), now);
    let (mut report, mut checks) = (Report::default(), Checks::new(content, now));
    match content::read_site(&options, &mut checks, &mut report) {
        Some(site) => Ok(site.context.site.edition.zone.clone()),
        None => {
            checks.report(&mut report);
            let findings = print::findings(&report, Format::Plain, false);
            Err(format!("site.json can't be used; mend it first\n{}", findings.trim_end()))
        }
    }
}

/// The text of the article as it is published, and when that is. Nothing changes but what has to.
fn rewritten(
    from: &Path,
    articles: &Path,
    text: &str,
    zone: &Zone,
    now: Instant,
    is_moved: bool,
) -> Result<(String, Instant), String> {
    let reading = read_article(text);
    let Some(tree) = reading.tree else {
        let why = reading.problems.first().map(|problem| problem.message.as_str()).unwrap_or_default();
        return Err(format!("{} is no JSON: {why}", from.display()));
    };
    let member = |name: &str| tree.member(name).and_then(|node| Some((node, node.as_text()?)));
    let status = member("status");
    match status.map(|(_, status)| status) {
        Some("withdrawn") => return Err(format!("{} was withdrawn: readers are told so", from.display())),
        Some("draft") => {}
        _ if !is_moved => return Err(format!("{} is no draft: it is published already", from.display())),
        _ => {}
    }
    let mut edits: Vec<(&Node, String)> = Vec::new();
    edits.extend(status.filter(|(_, status)| *status == "draft").map(|(node, _)| (node, "published".to_owned())));
    let planned = member("date_published").map(|(node, date)| (node, Instant::parse(date)));
    let date = match planned {
        Some((_, Some(date))) if date > now => date,
        Some((node, _)) => {
            edits.push((node, rfc_3339(zone, now)));
            now
        }
        None => return Err(format!("{} has no \"date_published\": add it, its value does not matter", from.display())),
    };
    if let (true, Some((node, schema))) = (is_moved, member("$schema")) {
        edits.extend(moved(schema, from, articles).map(|schema| (node, schema)));
    }
    edits.sort_by_key(|(node, _)| std::cmp::Reverse(node.at));
    let mut after = text.to_owned();
    for (node, value) in edits {
        after.replace_range(node.at..node.end, &json!(value).to_string());
    }
    Ok((after, date))
}

/// A relative path to a file as it is seen from the folder of articles, where there is such a file.
fn moved(schema: &str, from: &Path, articles: &Path) -> Option<String> {
    let folder = fs::canonicalize(from).ok()?.parent()?.to_owned();
    let target = fs::canonicalize(folder.join(schema)).ok().filter(|_| !schema.contains(':'))?;
    let articles = fs::canonicalize(articles).ok()?;
    let (to, of): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (target.components().collect(), articles.components().collect());
    let n_same = to.iter().zip(&of).take_while(|(one, other)| one == other).count();
    let up = of.iter().skip(n_same).map(|_| "..".to_owned());
    let down = to.iter().skip(n_same).map(|part| part.as_os_str().to_string_lossy().into_owned());
    Some(up.chain(down).collect::<Vec<_>>().join("/"))
}

/// What the check says of the article in its place; what it calls an error is a reason not to publish, also where it
/// is another file that would break.
fn judged(content: &Path, to: &Path, text: &str, now: Instant) -> Result<Report, String> {
    let slug = to.file_stem().and_then(|stem| stem.to_str()).and_then(Slug::new);
    slug.ok_or("its name is no slug: letters, digits, hyphens and underscores only, and at most 200 bytes")?;
    let before = check_all(content, None, None, None, now);
    let mut after = check_all(content, None, None, Some((to.to_owned(), text.to_owned())), now);
    let is_own = |finding: &Finding| finding.file == to;
    let is_known = |finding: &Finding| {
        let is_same = |other: &&Finding| {
            (other.rule, &other.message, &other.file) == (finding.rule, &finding.message, &finding.file)
        };
        before.findings.iter().find(is_same).is_some()
    };
    after.findings.retain(|finding| is_own(finding) || finding.level == Level::Error && !is_known(finding));
    if after.n_of(Level::Error) > 0 {
        after.findings.retain(|finding| finding.level == Level::Error);
        let findings = print::findings(&after, Format::Plain, true);
        return Err(format!("nothing was changed; mend first, with the lines of the draft:\n{}", findings.trim_end()));
    }
    Ok(after)
}

/// Lets the article take its place, whole or not at all, and nobody else's; then takes the draft away.
fn put(from: &Path, to: &Path, text: &str, is_moved: bool) -> Result<(), String> {
    let fault = |error: std::io::Error| match error.kind() {
        ErrorKind::AlreadyExists => format!("{} is there already; give the draft another name", to.display()),
        _ => format!("{} can't be written: {error}", to.display()),
    };
    // Behind a link is the file that is meant.
    let place = if is_moved { to.to_owned() } else { fs::canonicalize(to).map_err(fault)? };
    let folder = place.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(fault)?;
    file.write_all(text.as_bytes()).map_err(fault)?;
    let permissions = fs::metadata(from).map_err(fault)?.permissions();
    fs::set_permissions(file.path(), permissions).map_err(fault)?;
    if is_moved {
        file.persist_noclobber(&place).map_err(|error| fault(error.error))?;
        fs::remove_file(from).map_err(|error| {
            format!("{} is published, and {} could not be taken away: {error}", to.display(), from.display())
        })?;
    } else {
        file.persist(&place).map_err(|error| fault(error.error))?;
    }
    Ok(())
}
