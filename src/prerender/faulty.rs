//! While developing, a page at the address of an article or page that can't be shown: it says why. Readers get none.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use serde_json::json;

use super::Report;
use super::content::SiteContent;
use crate::address::{Address, Permalink};
use crate::model::Slug;
use crate::source::Level;
use crate::source::page_data::FORMAT;

/// The data of each such page, by its path, for files of `content` that the report blames. `pages` are those that
/// can be shown.
pub(super) fn pages(
    content: &Path,
    site: &SiteContent,
    pages: &[(String, String)],
    report: &Report,
) -> Vec<(String, String)> {
    let shown: HashSet<&str> = pages.iter().map(|(path, _)| path.as_str()).collect();
    let mut faulty: BTreeMap<&Path, Vec<String>> = BTreeMap::new();
    for finding in report.findings.iter().filter(|finding| finding.level == Level::Error) {
        faulty.entry(&finding.file).or_default().push(finding.to_string());
    }
    let page = |(file, faults): (&Path, Vec<String>)| {
        let path = path(site, file.strip_prefix(content).ok()?).filter(|path| !shown.contains(path.as_str()))?;
        // Inline code, since it breaks where the line ends: a block of it would hide the end of each message.
        let paragraph = |fault| json!({ "type": "paragraph", "text": [{ "type": "code", "text": fault }] });
        let body: Vec<_> = faults.into_iter().map(paragraph).collect();
        let page = json!({
            "version": 1,
            "headline": file.strip_prefix(content).unwrap_or(file).display().to_string(),
            "language": "en",
            "body": body,
        });
        let data = json!({ "format": FORMAT, "kind": "page", "path": path, "page": page });
        Some((path, data.to_string()))
    };
    faulty.into_iter().filter_map(page).collect()
}

/// Where the file would be shown, as far as its name tells: a permalink may ask for more.
fn path(site: &SiteContent, file: &Path) -> Option<String> {
    let slug = Slug::new(file.file_stem()?.to_str()?)?;
    let addresses = &site.context.addresses;
    match file.parent()?.to_str()? {
        "articles" => {
            let permalink = Permalink { slug: Some(slug), ..Permalink::default() };
            let permalink = Some(permalink).filter(|permalink| addresses.lacks(permalink).is_none())?;
            addresses.path(&Address::Article(permalink))
        }
        "pages" => addresses.page(&slug),
        _ => None,
    }
}
