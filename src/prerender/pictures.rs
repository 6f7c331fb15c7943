//! What the pictures of the content become: smaller ones in better formats, which pages choose from, and the crops that
//! machines ask for. Where that can't be, a picture is delivered as it is, and the report says why.

mod cache;
mod colour;
mod container;
mod encode;
mod original;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cache::{Entry, Facts};
use encode::{Encoded, RECIPE, Use, Wishes};
use original::AsItIs;
pub(super) use original::{MOST_BYTES, MOST_PIXELS};
use serde_json::Value;

use super::app_files::HASHED;
use super::check::rules;
use super::claim::Claim;
use super::content::{ArticleContent, PageContent, SiteContent};
use super::kept::{self, Store};
use super::output::{Contents, Files, Role};
use super::progress::Progress;
use super::{Finding, Options, Report, cores, output};
use crate::edition::PictureFormat;
use crate::model::{Focus, Source};
use crate::source::Level;

/// The endings of files that browsers show as pictures.
const ENDINGS: [&str; 9] = ["jpg", "jpeg", "png", "webp", "gif", "avif", "heic", "heif", "svg"];

/// A file made of a picture: it lies in the site under a name that is its bytes'.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Still {
    /// Below the root of the site, without a slash in front: `site.href` makes an address of it.
    pub(super) path: String,
    /// In pixels.
    pub(super) width: u32,
    /// In pixels.
    pub(super) height: u32,
    /// Its media type.
    pub(super) media_type: &'static str,
}

/// What became of the pictures of a site.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    by_url: BTreeMap<String, Picture>,
}

/// What became of a picture.
#[derive(Clone, Debug, Default)]
struct Picture {
    /// What page data says of it, see [`crate::model::Picture`]; nothing where it is shown as it is.
    made: Option<[String; 4]>,
    share: Option<Still>,
    crops: Vec<Still>,
    /// Its files below the root of the site, with what is in them.
    files: Vec<(String, Kept)>,
}

/// What is in a file, once it is where the build keeps it.
#[derive(Clone, Debug)]
enum Kept {
    Bytes(Arc<[u8]>),
    Staged(PathBuf, u64),
    Same(u64),
}

impl Pictures {
    /// What others show beside a link to a story with this lead picture: a JPEG of 1200 × 630, smaller only where the
    /// picture is, and below 300 kB. `None` where the picture is none of the site's own, or can't be read.
    pub(super) fn share(&self, lead: &Source) -> Option<&Still> {
        self.by_url.get(lead.as_str())?.share.as_ref()
    }

    /// A lead picture in 16:9, 4:3 and 1:1, as search engines ask for it; nothing where there is no [`Self::share`].
    pub(super) fn crops(&self, lead: &Source) -> &[Still] {
        self.by_url.get(lead.as_str()).map(|picture| picture.crops.as_slice()).unwrap_or_default()
    }

    /// The page's data with what became of the pictures that it names, for whoever draws it.
    pub(super) fn told(&self, data: &str) -> Option<String> {
        let mut told: Vec<&str> = Vec::new();
        let mut seen = BTreeSet::new();
        for piece in data.split("\"url\":\"").skip(1) {
            let url = piece.split('"').next().unwrap_or_default();
            if let Some((url, made)) =
                self.by_url.get_key_value(url).and_then(|(url, picture)| Some((url, picture.made.as_ref()?)))
                && seen.insert(url)
            {
                told.push(url);
                told.extend(made.iter().map(String::as_str));
            }
        }
        (!told.is_empty()).then(|| data.replacen('{', &format!("{{\"pictures\":{},", Value::from(told)), 1))
    }

    /// Adds the files to those of the site.
    pub(super) fn add(&self, files: &mut Files) {
        for (path, kept) in self.by_url.values().flat_map(|picture| &picture.files) {
            let contents = match kept {
                Kept::Bytes(bytes) => Contents::Bytes(bytes.to_vec()),
                Kept::Staged(staged, n_bytes) => Contents::Staged(staged.clone(), *n_bytes),
                Kept::Same(n_bytes) => Contents::Same(*n_bytes),
            };
            files.add_as(Role::Asset, path.clone(), contents);
        }
    }
}

/// Where a picture is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Shown {
    is_lead: bool,
    focus: Option<Focus>,
}

/// Makes what pages show of the pictures that the content names; what was made before is not made again. `None` where
/// the disk takes no more.
pub(super) fn make(
    options: &Options,
    site: &SiteContent,
    articles: &[ArticleContent],
    static_pages: &[PageContent],
    claim: Option<&Claim>,
    report: &mut Report,
) -> Option<Pictures> {
    let mut shown: BTreeMap<String, Shown> = BTreeMap::new();
    for content in articles {
        named(&content.json, &mut shown);
        if let Some(lead) = &content.article.lead_image {
            let shown = shown.entry(lead.url.as_str().to_owned()).or_default();
            shown.is_lead = true;
            shown.focus = shown.focus.or(lead.focus);
        }
    }
    for content in static_pages {
        named(&content.json, &mut shown);
    }
    let shown: Vec<(String, PathBuf, Shown)> = shown
        .into_iter()
        .filter_map(|(url, shown)| file_of(&options.content, &url).map(|file| (url, file, shown)))
        .collect();
    let cache = Store::of(&kept::folder(options), "pictures");
    let progress = Progress::new("pictures", shown.len(), options.is_watched);
    let made = cores::each(shown.len(), |index| {
        let (_, file, shown) = &shown[index];
        let made = one(site, &cache, file, *shown, claim);
        progress.step();
        made
    });
    drop(progress);
    cache.tidy();
    let mut by_url = BTreeMap::new();
    let mut unkept = None;
    for ((url, file, _), made) in shown.into_iter().zip(made) {
        let Made { picture, fault, cache_error } = match made {
            Ok(made) => made,
            Err(error) => {
                report.error("write", &options.out, format!("can't be written: {error}"));
                return None;
            }
        };
        unkept = unkept.or(cache_error);
        if let Some(message) = fault {
            warn(&rules::PICTURE_AS_IT_IS, &file, message, report);
        }
        by_url.insert(url, picture);
    }
    if let Some(error) = unkept {
        let message = format!("can't be written, so the pictures are made anew by each build: {error}");
        warn(&rules::PICTURE_CACHE, &cache.folder, message, report);
    }
    Some(Pictures { by_url })
}

fn warn(rule: &'static rules::Rule, file: &Path, message: String, report: &mut Report) {
    report.findings.push(Finding {
        level: Level::Warning,
        rule: rule.id,
        file: file.to_owned(),
        place: None,
        span: 0..0,
        path: String::new(),
        message,
        mend: rule.mend.to_owned(),
        fix: None,
    });
}

/// The addresses of pictures of the site's own that a file names.
fn named(json: &Value, shown: &mut BTreeMap<String, Shown>) {
    match json {
        Value::Array(items) => items.iter().for_each(|item| named(item, shown)),
        Value::Object(fields) => {
            let source = fields.get("url").and_then(Value::as_str).and_then(Source::new);
            if let Some(path) = source.as_ref().and_then(Source::site_path) {
                let name = path.split(['?', '#']).next().unwrap_or_default();
                let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
                if ENDINGS.contains(&ending.as_str()) {
                    shown.entry(path.to_owned()).or_default();
                }
            }
            fields.values().for_each(|field| named(field, shown));
        }
        _ => {}
    }
}

/// The file of an address, if it is one that the site has: no way leads out of the content folder, over a link or else.
fn file_of(content: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let path = percent_decoded(path.strip_prefix('/')?)?;
    let mut file = content.to_owned();
    for segment in path.split('/') {
        let is_left_out = segment.is_empty() || segment.starts_with('.') || segment.contains(['\\', '\0']);
        file.push(segment);
        if is_left_out || fs::symlink_metadata(&file).ok()?.is_symlink() {
            return None;
        }
    }
    file.is_file().then_some(file)
}

fn percent_decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match (first, digits.and_then(|digits| u8::from_str_radix(digits, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

/// What came of one picture.
struct Made {
    picture: Picture,
    /// What is wrong with its file.
    fault: Option<String>,
    /// Why it could not be kept for the next build.
    cache_error: Option<io::Error>,
}

fn one(site: &SiteContent, cache: &Store, file: &Path, shown: Shown, claim: Option<&Claim>) -> io::Result<Made> {
    let plain = |fault: Option<String>| Made { picture: Picture::default(), fault, cache_error: None };
    // Unread: one such file must not take the memory of the whole build, and the checks named it. Of one that can't be
    // read, its copy says so.
    let n_bytes = fs::metadata(file).map_or(0, |metadata| metadata.len());
    if n_bytes > MOST_BYTES {
        return Ok(plain(None));
    }
    let Ok(bytes) = fs::read(file) else { return Ok(plain(None)) };
    let wishes = Wishes { format: site.picture_format, with_credit: site.keeps_credit };
    let Shown { is_lead, focus } = shown;
    let point = focus.filter(|_| is_lead).map_or([255, 255], |focus| [focus.x, focus.y]);
    let key = kept::key(&[
        RECIPE.as_bytes(),
        &bytes,
        &[u8::from(is_lead), u8::from(wishes.with_credit), wishes.format as u8],
        &point,
    ]);
    let (entry, cache_error) = match cache.get(&key).and_then(|bytes| cache::read(&bytes)) {
        Some(entry) => (entry, None),
        None => {
            let entry = entry(&bytes, is_lead, focus, wishes);
            let error = cache::written(&entry).and_then(|bytes| cache.put(&key, &bytes)).err();
            (entry, error)
        }
    };
    let Entry { facts: Facts { as_it_is, is_broken, tone }, files } = entry;
    let name = key.get(..12).unwrap_or_default();
    let mut picture = Picture::default();
    let mut sets = [String::new(), String::new()];
    let (ending, modern_type) = match wishes.format {
        PictureFormat::WebP => ("webp", "image/webp"),
        PictureFormat::Avif => ("avif", "image/avif"),
    };
    let most = files.iter().filter(|file| file.used == Use::Modern).map(|file| file.width).max().unwrap_or_default();
    for Encoded { used, width, height, bytes } in files {
        let (path, media_type) = match used {
            Use::Modern => (format!("{HASHED}/{name}.{width}.{ending}"), modern_type),
            Use::Jpeg => (format!("{HASHED}/{name}.{width}.jpg"), "image/jpeg"),
            Use::Share => (format!("{HASHED}/{name}.share.jpg"), "image/jpeg"),
            Use::Crop => (format!("{HASHED}/{name}.{width}x{height}.jpg"), "image/jpeg"),
        };
        let still = Still { path: path.clone(), width, height, media_type };
        match used {
            Use::Share => picture.share = Some(still),
            Use::Crop => picture.crops.push(still),
            Use::Modern | Use::Jpeg => {
                let choice = format!("{} {width}w", site.context.site.href(&path));
                let [modern, jpeg] = &mut sets;
                // A browser that knows the better format knows JPEG, and looks at the file and not at the announced type.
                let into = [(modern, used == Use::Modern || width > most), (jpeg, used == Use::Jpeg)];
                for (set, _) in into.into_iter().filter(|(_, is_offered)| *is_offered) {
                    if !set.is_empty() {
                        set.push(',');
                    }
                    *set += &choice;
                }
            }
        }
        // Two crops of a picture of a few pixels can be the same.
        if picture.files.iter().any(|(other, _)| *other == path) {
            continue;
        }
        let kept = match output::staged(claim, &path, bytes)? {
            Contents::Bytes(bytes) => Kept::Bytes(bytes.into()),
            Contents::Staged(staged, n_bytes) => Kept::Staged(staged, n_bytes),
            Contents::Same(n_bytes) => Kept::Same(n_bytes),
            Contents::CopyOf(_) => continue,
        };
        picture.files.push((path, kept));
    }
    if as_it_is.is_none() {
        let [modern, jpeg] = sets;
        picture.made = Some([modern_type.to_owned(), modern, jpeg, tone]);
    }
    Ok(Made { picture, fault: as_it_is.filter(|_| is_broken), cache_error })
}

fn entry(bytes: &[u8], is_lead: bool, focus: Option<Focus>, wishes: Wishes) -> Entry {
    let made = cores::caught(|| {
        let original = original::read(bytes)?;
        let files = encode::encode(&original, is_lead, focus, wishes).map_err(AsItIs::Broken)?;
        let as_it_is = original.is_transparent.then(|| "what shines through stays as it is".to_owned());
        let facts = Facts { as_it_is, is_broken: false, tone: encode::tone(&original.picture) };
        Ok::<_, AsItIs>(Entry { facts, files })
    });
    // A panic of a decoder is a fault of its file to whoever must mend it.
    let made = made.unwrap_or_else(|fault| Err(AsItIs::Broken(format!("can't be read as a picture: {fault}"))));
    made.unwrap_or_else(|reason| {
        let (reason, is_broken) = match reason {
            AsItIs::Kind(reason) => (reason.to_owned(), false),
            AsItIs::Broken(reason) => (reason, true),
        };
        Entry { facts: Facts { as_it_is: Some(reason), is_broken, tone: String::new() }, files: Vec::new() }
    })
}

/// A file of the publisher's without what it says of place, time and people, where it is a picture that says such things.
pub(super) fn without_metadata(file: &Path, with_credit: bool) -> Option<Vec<u8>> {
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    if !ENDINGS.contains(&ending.as_str()) || fs::metadata(file).ok()?.len() > MOST_BYTES {
        return None;
    }
    container::without_metadata(&fs::read(file).ok()?, with_credit)
}
