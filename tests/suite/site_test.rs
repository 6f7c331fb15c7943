//! A site in a temporary folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use khabar::model::Instant;
use khabar::pages::{Context, Page};
use khabar::prerender::{Audience, Host, Options, Report, build};
use khabar::source::page_data::{read_page_data, read_site_data};

/// The repository's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A small site: every test adds what it is about.
pub const SITE: &str = r#"{
  "version": 1,
  "base_url": "https://news.example/",
  "publisher": { "name": "أخبار" },
  "default_edition": "ar",
  "editions": { "ar": {
    "language": "ar-KW", "time_zone": "Asia/Kuwait", "name": "أخبار",
    "sections": [{ "slug": "sport", "name": "رياضة" }]
  } }
}"#;

/// An article with some fields of the test's own, which may be its identifier and its date.
pub fn article(fields: &str) -> String {
    let id = if fields.contains("\"id\"") { "" } else { "\"id\": \"a\", " };
    let separator = if fields.is_empty() { "" } else { "," };
    let date =
        if fields.contains("\"date_published\"") { "" } else { "\"date_published\": \"2026-01-07T09:40:00+03:00\", " };
    format!(r#"{{ "version": 1, {id}{date}"headline": "خبر"{separator} {fields} }}"#)
}

pub struct SiteTest {
    folder: tempfile::TempDir,
    now: Instant,
    audience: Audience,
    host: Host,
    compress: Option<u32>,
    keep_assets: u32,
    cache: Option<PathBuf>,
}

impl SiteTest {
    pub fn new() -> Self {
        let test = Self {
            folder: tempfile::tempdir().unwrap(),
            now: Instant::parse("2026-01-15T22:12:24+03:00").unwrap(),
            audience: Audience::Readers,
            host: Host::Any,
            compress: None,
            keep_assets: 7,
            cache: None,
        };
        fs::create_dir_all(test.path("app")).unwrap();
        fs::create_dir_all(test.path("public/articles")).unwrap();
        fs::copy(root().join("index.html"), test.path("app/index.html")).unwrap();
        test.file("app/khabar.js", "x.innerHTML = getStringFromWasm0(a, b);")
            .file("app/khabar_bg.wasm", "wasm")
            .file("app/khabar.css", "@layer tokens;")
            .file("public/site.json", SITE)
    }

    pub fn file(self, path: &str, text: &str) -> Self {
        let target = self.path(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, text).unwrap();
        self
    }

    /// With an article, whose `id` is its slug where the test names no other.
    pub fn article(self, slug: &str, fields: &str) -> Self {
        let separator = if fields.is_empty() { "" } else { ", " };
        let id = if fields.contains("\"id\"") { String::new() } else { format!("\"id\": \"{slug}\"{separator}") };
        self.file(&format!("public/articles/{slug}.json"), &article(&format!("{id}{fields}")))
    }

    pub fn at(mut self, now: &str) -> Self {
        self.now = Instant::parse(now).unwrap();
        self
    }

    pub fn for_newsroom(mut self, base: &str) -> Self {
        self.audience = Audience::Newsroom { base: base.to_owned() };
        self
    }

    pub fn on(mut self, host: Host) -> Self {
        self.host = host;
        self
    }

    pub fn compressed(mut self, level: u32) -> Self {
        self.compress = Some(level);
        self
    }

    pub fn keeping_assets(mut self, days: u32) -> Self {
        self.keep_assets = days;
        self
    }

    /// What is made of pictures is kept in this site's own folder, from where nothing was made before.
    pub fn keeping_pictures(mut self) -> Self {
        self.cache = Some(self.path("cache"));
        self
    }

    pub fn uncompressed(mut self) -> Self {
        self.compress = None;
        self
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn build(&self) -> Report {
        self.build_from(&self.path("public"))
    }

    pub fn build_from(&self, content: &Path) -> Report {
        build(&Options {
            content: content.to_owned(),
            app: self.path("app"),
            out: self.path("dist"),
            now: self.now,
            audience: self.audience.clone(),
            host: self.host,
            compress: self.compress,
            keep_assets: self.keep_assets,
            is_watched: false,
            history: None,
            makes_pictures: self.cache.is_some(),
            // What was set once for a test is not set again.
            cache: Some(self.cache.clone().unwrap_or_else(|| root().join("target/cache"))),
        })
    }

    pub fn built(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.path("dist").join(path)).ok()
    }

    /// The files of the built site, sorted.
    pub fn built_files(&self) -> Vec<String> {
        fn walk(folder: &Path, root: &Path, files: &mut Vec<String>) {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                match entry.path().is_dir() {
                    true => walk(&entry.path(), root, files),
                    false => files.push(entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned()),
                }
            }
        }
        let mut files = Vec::new();
        walk(&self.path("dist"), &self.path("dist"), &mut files);
        files.sort();
        files
    }

    /// What every page of the built site shares.
    pub fn context(&self) -> Context {
        let document = self.built("index.html").unwrap();
        let (_, rest) = document.split_once("id=\"site-data\">").unwrap();
        let (data, _) = rest.split_once("</script>").unwrap();
        Context::new(read_site_data(data).value.unwrap(), "/").unwrap()
    }

    /// What a reader sees at an address of the built site, as HTML.
    pub fn page(&self, path: &str) -> String {
        let data = self.built(&format!("{path}page.v1.json")).unwrap();
        let context = self.context();
        let data = Arc::new(read_page_data(&data).value.unwrap());
        let page = Page::from_data(&context, data).unwrap();
        let mut html = String::new();
        page.view(&context, self.now).write_html(&mut html);
        html
    }
}

/// Whether a run does without a program of others, because `KHABAR_SKIP` says so; where it does not, a test that lacks
/// the program fails. `scripts/test` sets it for what it could not install.
pub fn is_left_out(program: &str) -> bool {
    let is_named = std::env::var("KHABAR_SKIP").is_ok_and(|names| names.split_whitespace().any(|name| name == program));
    if is_named {
        println!("skipped: KHABAR_SKIP names {program}");
    }
    is_named
}

/// The messages of a report, each on its line, without the temporary folder.
pub fn messages(test: &SiteTest, report: &Report) -> String {
    let folder = format!("{}/", test.path("").display());
    let lines: Vec<String> = report.findings.iter().map(|finding| finding.to_string().replace(&folder, "")).collect();
    lines.join("\n").replace(test.path("").to_str().unwrap(), "")
}
