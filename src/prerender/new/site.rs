//! `khabar new site`: a folder that checks and builds as it is.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use serde_json::json;

use super::headline::{cleaned, slug};
use super::next_steps::{NextSteps, next_steps};
use super::questions::Questions;
use super::{folder, regions};
use crate::edition::{Slugs, Zone};
use crate::model::{Instant, Language};
use crate::prerender::check::base_path;
use crate::prerender::command_line::Now;
use crate::prerender::machine_text::rfc_3339;
use crate::prerender::{schema, zones};

/// What `khabar new site` is told.
#[derive(clap::Args)]
pub(in crate::prerender) struct SiteArguments {
    /// The new folder; one that is there must be empty
    folder: PathBuf,
    /// The paper's name
    #[arg(long)]
    name: Option<String>,
    /// Its language, as in ar or ar-KW; ar if absent
    #[arg(long)]
    language: Option<String>,
    /// Its country, as in KW: decides the time zone and the names of months
    #[arg(long)]
    region: Option<String>,
    /// Where readers will read it, as in https://news.example/
    #[arg(long)]
    address: Option<String>,
    /// Its time zone, as in Asia/Kuwait; that of the country if absent
    #[arg(long)]
    time_zone: Option<String>,
    /// Without sample articles, pages and pictures
    #[arg(long)]
    empty: bool,
    #[command(flatten)]
    now: Now,
}

/// What a site is made of.
struct Settings {
    name: String,
    language: Language,
    region: String,
    address: String,
    time_zone: String,
}

impl Settings {
    /// Whether Khabar has words in the site's language. Where not, those of its own are English, as on its pages.
    fn has_words(&self) -> bool {
        matches!(self.language.primary(), "ar" | "en")
    }
}

struct Sample {
    /// The article's headline, which names its file.
    headline: &'static str,
    /// How many minutes before "now" it came out.
    age: i64,
    text: &'static str,
}

macro_rules! sample {
    ($language:literal $name:literal) => {
        include_str!(concat!("sample/", $language, "/", $name, ".json"))
    };
}

macro_rules! bytes {
    ($path:literal) => {
        ($path, include_bytes!(concat!("../../../public/", $path)).as_slice())
    };
}

const ARABIC: [Sample; 4] = [
    Sample {
        headline: "مكتبة المدينة تفتح أبوابها حتى العاشرة", age: 35, text: sample!("ar" "library")
    },
    Sample { headline: "رافعتان جديدتان في الميناء", age: 150, text: sample!("ar" "port") },
    Sample { headline: "تعادل في افتتاح دوري الأحياء", age: 600, text: sample!("ar" "match") },
    Sample { headline: "معرض صغير للخط العربي", age: 1900, text: sample!("ar" "calligraphy") },
];

const ENGLISH: [Sample; 4] = [
    Sample { headline: "City library open until ten", age: 35, text: sample!("en" "library") },
    Sample { headline: "Two new cranes in the port", age: 150, text: sample!("en" "port") },
    Sample { headline: "Neighbourhood league opens", age: 600, text: sample!("en" "match") },
    Sample { headline: "A small show of calligraphy", age: 1900, text: sample!("en" "calligraphy") },
];

/// What every site needs: the faces that the sheet names, with their licences, and an icon.
const FILES: [(&str, &[u8]); 6] = [
    bytes!("fonts/markazi-text.woff2"),
    bytes!("fonts/markazi-text-latin-ext.woff2"),
    bytes!("fonts/markazi-text.OFL.txt"),
    bytes!("fonts/vazirmatn.woff2"),
    bytes!("fonts/vazirmatn.OFL.txt"),
    bytes!("icons/favicon.svg"),
];

const PICTURES: [(&str, &[u8]); 3] =
    [bytes!("media/bookshelves.jpg"), bytes!("media/port-cranes.jpg"), bytes!("media/football-pitch.jpg")];

/// Makes a site; an error is a sentence.
pub(super) fn site(arguments: &SiteArguments) -> Result<(), String> {
    let now = arguments.now.instant();
    let folder = &arguments.folder;
    folder::must_be_free(folder)?;
    let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let mut questions = Questions::new(terminal.then(|| (io::stdin().lock(), io::stdout())));
    let Some(settings) = settings(arguments, &mut questions)? else {
        return Err(questions.missing().unwrap_or_default());
    };
    let files = files(&settings, arguments.empty, now)?;
    folder::make(folder, |stage| {
        for (path, bytes) in &files {
            let target = stage.join(path);
            let made = fs::create_dir_all(target.parent().unwrap_or(stage)).and_then(|()| fs::write(&target, bytes));
            made.map_err(|error| (PathBuf::from(path), error))?;
        }
        schema::write(&stage.join("schemas")).map_err(|error| (PathBuf::from("schemas"), error))?;
        for empty in ["public/articles", "drafts"] {
            fs::create_dir_all(stage.join(empty)).map_err(|error| (PathBuf::from(empty), error))?;
        }
        Ok(())
    })?;
    let is_sample = |path: &&str| !arguments.empty && (path.contains("/articles/") || path.contains("/media/"));
    print!(
        "{}",
        next_steps(&NextSteps {
            folder,
            samples: files.iter().map(|(path, _)| path.as_str()).filter(is_sample).collect(),
            without_words: (!settings.has_words()).then(|| settings.language.primary()),
        })
    );
    Ok(())
}

/// What was said or answered; `None` where something is missing and there is nobody to ask.
fn settings<R: io::BufRead, W: io::Write>(
    arguments: &SiteArguments,
    questions: &mut Questions<R, W>,
) -> Result<Option<Settings>, String> {
    let name =
        questions.ask("name", "The paper's name (اسم الصحيفة)", None, arguments.name.as_deref(), |name| {
            cleaned(name).map(|(name, _)| name).ok_or_else(|| "a paper has a name".to_owned())
        })?;
    let language = questions.ask("language", "Its language", Some("ar"), arguments.language.as_deref(), |tag| {
        let language = Language::new(tag).map(|language| language.as_str().to_owned());
        language.ok_or_else(|| format!("\"{tag}\" is not a language tag, as in ar or ar-KW"))
    })?;
    let own_region = language.as_deref().and_then(|tag| tag.rsplit_once('-')).map(|(_, region)| region.to_owned());
    let own_region = own_region.filter(|region| region.len() == 2);
    let given = arguments.region.as_deref().or(own_region.as_deref());
    let region = questions.ask("region", "Its country, as in KW", None, given, |region| {
        let code = region.to_ascii_uppercase();
        match regions::is_country(&code) {
            true => Ok(code),
            false => Err(format!(
                "\"{region}\" is not a country's code of ISO 3166, two letters as in KW; of these the time zone is \
                 known as well: {}",
                regions::with_zone()
            )),
        }
    })?;
    let usual = region.as_deref().and_then(regions::time_zone);
    let given = arguments.time_zone.as_deref();
    if let (Some(region), None, None) = (&region, usual, given) {
        questions.note(format!("{region} has several time zones, or one that khabar does not know"));
    }
    let time_zone = match (&region, usual, given) {
        // What the country decides is not asked, and without a country its zone is not missed.
        (None, _, None) => Some(String::new()),
        (_, Some(usual), None) => Some(usual.to_owned()),
        _ => questions.ask("time-zone", "Its time zone, as in Asia/Kuwait", usual, given, |name| {
            let is_known = zones::names().iter().any(|known| known == name);
            is_known.then(|| name.to_owned()).ok_or_else(|| format!("\"{name}\" is not a zone of the IANA database"))
        })?,
    };
    let address = questions.ask(
        "address",
        "Where readers will read it, as in https://news.example/",
        None,
        arguments.address.as_deref(),
        |url| {
            let whole = if url.contains("://") { url.to_owned() } else { format!("https://{url}") };
            let whole = format!("{}/", whole.trim_end_matches('/'));
            let is_whole = base_path(&whole).is_some() && !url.is_empty();
            is_whole
                .then_some(whole)
                .ok_or_else(|| format!("\"{url}\" is not a whole address, as in https://news.example/"))
        },
    )?;
    let (Some(name), Some(language), Some(region), Some(time_zone), Some(address)) =
        (name, language.as_deref().and_then(Language::new), region, time_zone, address)
    else {
        return Ok(None);
    };
    let language = match (language.as_str().contains('-'), region.as_str()) {
        (false, region) => Language::new(&format!("{}-{region}", language.as_str())).unwrap_or(language),
        _ => language,
    };
    Ok(Some(Settings { name, language, region, address, time_zone }))
}

/// All files of the site but the schemas, by their path.
fn files(settings: &Settings, is_empty: bool, now: Instant) -> Result<Vec<(String, Vec<u8>)>, String> {
    let is_arabic = settings.language.primary() == "ar";
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let table = zones::table(&settings.time_zone, now).ok_or("the time zone has no table")?;
    let zone = Zone::new(table);
    files.push(("public/site.json".to_owned(), site_json(settings, is_empty, &zone, now).into_bytes()));
    files.push((".gitignore".to_owned(), b"/dist/\n/dist.*\n/public.cache/\n/target/\n".to_vec()));
    let own: &[_] = if is_empty { &[] } else { &PICTURES };
    files.extend(FILES.iter().chain(own).map(|(path, bytes)| (format!("public/{path}"), bytes.to_vec())));
    if is_empty {
        return Ok(files);
    }
    for sample in if is_arabic { ARABIC } else { ENGLISH } {
        let at = Instant::from_millis((now.seconds() - sample.age * 60) * 1000);
        let slug = slug(sample.headline, Slugs::AsWritten).ok_or("a sample has no name")?;
        let text = sample.text.replace("@ID@", &identifier(&zone, at)).replace("@DATE@", &rfc_3339(&zone, at));
        files.push((format!("public/articles/{slug}.json"), own_language(settings, &text).into_bytes()));
    }
    let pages = if is_arabic {
        [("about", sample!("ar" "about")), ("corrections", sample!("ar" "corrections"))]
    } else {
        [("about", sample!("en" "about")), ("corrections", sample!("en" "corrections"))]
    };
    files.extend(
        pages.map(|(name, text)| (format!("public/pages/{name}.json"), own_language(settings, text).into_bytes())),
    );
    Ok(files)
}

/// A sample that says its language, where it is not the site's.
fn own_language(settings: &Settings, text: &str) -> String {
    match settings.has_words() {
        true => text.to_owned(),
        false => text.replacen("\"version\": 1,", "\"version\": 1,\n  \"language\": \"en\",", 1),
    }
}

/// An identifier of the second in which an article was begun: nobody else has to be asked for it, and none comes twice.
pub(super) fn identifier(zone: &Zone, now: Instant) -> String {
    let civil = zone.civil(now);
    format!(
        "{:04}{:02}{:02}-{:02}{:02}{:02}",
        civil.year, civil.month, civil.day, civil.hour, civil.minute, civil.second
    )
}

fn site_json(settings: &Settings, is_empty: bool, zone: &Zone, now: Instant) -> String {
    let Settings { name, language, region, address, time_zone } = settings;
    let is_arabic = language.primary() == "ar";
    let key = language.primary();
    let sections = match (is_empty, is_arabic) {
        (true, _) => String::new(),
        (false, true) => {
            section_list(&[("local", "محليات"), ("economy", "اقتصاد"), ("sport", "رياضة"), ("culture", "ثقافة")])
        }
        (false, false) => {
            section_list(&[("local", "Local"), ("economy", "Economy"), ("sport", "Sport"), ("culture", "Culture")])
        }
    };
    let policies = if is_empty { "" } else { ",\n    \"policies\": { \"corrections\": \"corrections\" }" };
    let copyright = match key {
        "ar" => format!("حقوق النشر محفوظة لـ {name}"),
        "en" => format!("All rights reserved, {name}"),
        // The sign and the years stand behind it.
        _ => name.clone(),
    };
    let (name, address, copyright) = (json!(name), json!(address), json!(copyright));
    let (digits, year) = (regions::digits(key), zone.civil(now).year);
    format!(
        r#"{{
  "$schema": "../schemas/site.schema.json",
  "version": 1,
  "base_url": {address},
  "source": {{ "kind": "files" }},
  "publisher": {{
    "name": {name}{policies}
  }},
  "default_edition": "{key}",
  "editions": {{
    "{key}": {{
      "language": "{language}",
      "region": "{region}",
      "time_zone": "{time_zone}",
      "digits": "{digits}",
      "name": {name},
      "permalink": "/article/{{slug}}/",
      "slugs": "as_written",
      "sections": [{sections}],
      "footer": {{ "copyright": {copyright}, "since": {year} }}
    }}
  }}
}}
"#,
        language = language.as_str(),
    )
}

fn section_list(sections: &[(&str, &str)]) -> String {
    let lines: Vec<String> = sections
        .iter()
        .map(|(slug, name)| format!("        {{ \"slug\": \"{slug}\", \"name\": \"{name}\" }}"))
        .collect();
    format!("\n{}\n      ", lines.join(",\n"))
}
