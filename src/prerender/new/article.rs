//! `khabar new article`: a file that checks as it is, under a name that nobody has.

use std::collections::HashSet;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::headline::{cleaned, slug};
use super::site::identifier;
use crate::address::Permalink;
use crate::model::Slug;
use crate::prerender::check::{Checks, is_own};
use crate::prerender::command_line::Now;
use crate::prerender::machine_text::rfc_3339;
use crate::prerender::report::print::{self, Format};
use crate::prerender::twins::twin_key;
use crate::prerender::{Options, Report, content};

/// What `khabar new article` is told.
#[derive(clap::Args)]
pub(in crate::prerender) struct ArticleArguments {
    /// The headline
    headline: String,
    /// The publisher's folder
    #[arg(long, env = "KHABAR_CONTENT", default_value = "public")]
    content: PathBuf,
    /// The slug of its section
    #[arg(long)]
    section: Option<String>,
    /// Who wrote it, by name or by the slug of an author of other articles; may be given several times
    #[arg(long)]
    author: Vec<String>,
    /// The name of its file; else it is made of the headline
    #[arg(long)]
    slug: Option<String>,
    /// Write it into drafts/ beside the content, where no build sees it
    #[arg(long)]
    draft: bool,
    /// Open it in $VISUAL or $EDITOR
    #[arg(long)]
    edit: bool,
    #[command(flatten)]
    now: Now,
}

/// What the articles that are there have taken or can tell.
#[derive(Default)]
struct Known {
    names: HashSet<String>,
    ids: HashSet<String>,
    authors: Vec<Value>,
}

/// Makes an article; an error is a sentence.
pub(super) fn article(arguments: &ArticleArguments) -> Result<(), String> {
    let now = arguments.now.instant();
    let editor = if arguments.edit { Some(editor()?) } else { None };
    let (headline, is_changed) = cleaned(&arguments.headline).ok_or("a headline has letters")?;
    if is_changed {
        eprintln!("khabar: invisible controls were taken out of the headline");
    }
    if arguments.author.iter().any(|author| cleaned(author).is_none()) {
        return Err("--author: an author has a name".to_owned());
    }
    let content = &arguments.content;
    if content::is_elsewhere(content) {
        return Err(format!("{} is not there; {}", content.join("site.json").display(), content::WHERE_TO_GO));
    }
    let options = Options::plain(content.clone(), PathBuf::new(), PathBuf::new(), now);
    let (mut report, mut checks) = (Report::default(), Checks::new(content, now));
    let Some(site) = content::read_site(&options, &mut checks, &mut report) else {
        checks.report(&mut report);
        let findings = print::findings(&report, Format::Plain, false);
        return Err(format!("site.json can't be used; mend it first\n{}", findings.trim_end()));
    };
    let edition = &site.context.site.edition;
    let sections: Vec<&str> = edition.file.sections.iter().map(|section| section.slug.as_str()).collect();
    if let Some(section) = arguments.section.as_deref().filter(|section| !sections.contains(section)) {
        return Err(match sections.is_empty() {
            true => format!("there is no section \"{section}\": add it to \"sections\" in site.json"),
            false => format!("there is no section \"{section}\"; the sections are {}", sections.join(", ")),
        });
    }
    let permalink = edition.file.permalink.as_deref().unwrap_or_default();
    if permalink.contains("{section}") && arguments.section.is_none() {
        return Err(format!(
            "the addresses of this site name a section: say --section, one of {}",
            sections.join(", ")
        ));
    }
    let drafts = super::drafts(content);
    let known = Known::read(content, &drafts);
    let id = numbered(&identifier(&edition.zone, now), |id| !known.ids.contains(id));
    let is_own = |name: &str| {
        let slug = Slug::new(name);
        let section = arguments.section.as_deref().and_then(Slug::new);
        let civil = edition.zone.civil(now);
        let permalink = Permalink {
            slug,
            id: Slug::new(&id),
            section,
            year: u16::try_from(civil.year).ok(),
            month: Some(civil.month),
            day: Some(civil.day),
        };
        is_own(&site.context.addresses, &site.context.site.base, &permalink)
    };
    // No slug helps where it is not the slug that makes it one.
    if is_own("20260115-221224-2") {
        return Err("its address would be one of the site's own, whatever its name; choose another \"permalink\", or another slug for the section".to_owned());
    }
    let is_free = |name: &str| !known.names.contains(&twin_key(name)) && !is_own(name);
    let name = match &arguments.slug {
        Some(given) => {
            let given = Slug::new(given).ok_or_else(|| {
                format!("\"{given}\" is no slug: letters, digits, hyphens and underscores only, and at most 200 bytes")
            })?;
            if is_own(given.as_str()) {
                return Err(format!("the address of \"{given}\" is one of the site's own; give it another --slug"));
            }
            Some(given.to_string()).filter(|name| is_free(name)).ok_or("an article or a page has this slug already")?
        }
        // A headline without letters lends no name, and the identifier is one.
        None => {
            let name = slug(&headline, edition.file.slugs.unwrap_or_default());
            numbered(name.as_ref().map_or(&id, Slug::as_str), is_free)
        }
    };
    let folder = if arguments.draft { drafts } else { content.join("articles") };
    let schema = if arguments.draft { "../schemas/article.schema.json" } else { "../../schemas/article.schema.json" };
    let mut lines = Vec::new();
    if folder.join(schema).exists() || fs::canonicalize(&folder).is_ok_and(|folder| folder.join(schema).exists()) {
        lines.push(format!("\"$schema\": \"{schema}\""));
    }
    lines.extend([String::from("\"version\": 1"), format!("\"id\": {}", json!(id))]);
    if arguments.draft {
        lines.push("\"status\": \"draft\"".to_owned());
    }
    lines.push(format!("\"headline\": {}", json!(headline)));
    lines.extend(arguments.section.iter().map(|section| format!("\"article_section\": {}", json!(section))));
    if !arguments.author.is_empty() {
        let authors: Vec<String> = arguments.author.iter().map(|author| known.author(author)).collect();
        lines.push(format!("\"authors\": [{}]", authors.join(", ")));
    }
    lines.push(format!("\"date_published\": {}", json!(rfc_3339(&edition.zone, now))));
    lines.push("\"body\": [\n    \"\"\n  ]".to_owned());
    let text = format!("{{\n  {}\n}}\n", lines.join(",\n  "));
    let file = folder.join(format!("{name}.json"));
    fs::create_dir_all(&folder).map_err(|error| format!("{} can't be made: {error}", folder.display()))?;
    let mut open = OpenOptions::new().write(true).create_new(true).open(&file).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => format!("{} is there already", file.display()),
        _ => format!("{} can't be written: {error}", file.display()),
    })?;
    open.write_all(text.as_bytes()).map_err(|error| format!("{} can't be written: {error}", file.display()))?;
    println!("{}", file.display());
    // Standard output is the file's name alone.
    match arguments.draft {
        true => eprintln!("khabar: no build sees it; when it is written: khabar publish {name}"),
        false => eprintln!("khabar: the next build publishes it as it is; --draft lets it wait"),
    }
    editor.map_or(Ok(()), |editor| edit(&editor, &file))
}

impl Known {
    fn read(content: &Path, drafts: &Path) -> Self {
        let mut known = Self::default();
        let files = |folder: &Path| {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
            entries.filter(|path| path.extension().is_some_and(|extension| extension == "json")).collect::<Vec<_>>()
        };
        for file in
            [content.join("articles"), content.join("pages"), drafts.to_owned()].iter().flat_map(|folder| files(folder))
        {
            known.names.extend(file.file_stem().and_then(|stem| stem.to_str()).map(twin_key));
            // What can't be read is the check's to say; its name is taken all the same.
            let text = fs::read_to_string(&file).unwrap_or_default();
            let Ok(json) = serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}')) else { continue };
            known.ids.extend(json["id"].as_str().map(str::to_owned));
            let former = json["former_slugs"].as_array().into_iter().flatten();
            known.names.extend(former.filter_map(Value::as_str).map(twin_key));
            for author in json["authors"].as_array().into_iter().flatten() {
                if !known.authors.contains(author) {
                    known.authors.push(author.clone());
                }
            }
        }
        known.authors.sort_by_key(|author| author["name"].as_str().unwrap_or_default().to_owned());
        known
    }

    /// An author as other articles name them, or the name alone.
    fn author(&self, given: &str) -> String {
        let found = self.authors.iter().find(|author| {
            ["slug", "name"].iter().any(|field| author[field].as_str().is_some_and(|value| value == given))
        });
        let name = cleaned(given).map_or_else(|| given.to_owned(), |(name, _)| name);
        let only_name = json!({ "name": name });
        let fields = found.unwrap_or(&only_name);
        let fields = ["name", "slug", "role"]
            .iter()
            .filter_map(|field| fields[field].as_str().map(|value| format!("\"{field}\": {}", json!(value))));
        format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
    }
}

/// A name, or the first one with a number that is free.
fn numbered(name: &str, is_free: impl Fn(&str) -> bool) -> String {
    let mut numbered = name.to_owned();
    let mut number = 1;
    while !is_free(&numbered) {
        number += 1;
        numbered = format!("{name}-{number}");
    }
    numbered
}

fn editor() -> Result<String, String> {
    let set = |name| std::env::var(name).ok().filter(|editor| !editor.trim().is_empty());
    set("VISUAL").or_else(|| set("EDITOR")).ok_or_else(|| "--edit needs an editor: set VISUAL or EDITOR".to_owned())
}

/// Opens a file in an editor, whose setting may have options of its own.
fn edit(editor: &str, file: &Path) -> Result<(), String> {
    let status = Command::new("sh").arg("-c").arg(format!("{editor} \"$1\"")).arg("sh").arg(file).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{editor}: {status}; the article is in {}", file.display())),
        Err(error) => Err(format!("{editor} can't be run: {error}; the article is in {}", file.display())),
    }
}
