//! What `check --fix` writes: the mends that change no meaning, and nothing else of a file.
//!
//! A mend replaces the bytes of its place in the file's own text, so formatting, order and escapes stay. What a mend
//! uncovers is mended in the same go, so that a second run finds nothing to do.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};

use similar::TextDiff;

use super::check::Mender;
use super::cores;

/// How often a file is looked at again after its mends.
const MOST_ROUNDS: usize = 8;

/// A file as it is, and as it is when it is mended.
pub(super) struct Mended {
    /// The file.
    pub(super) file: PathBuf,
    before: String,
    after: String,
    /// How many places differ.
    pub(super) n_mends: usize,
}

/// What would be mended in a publisher's folder, file by file.
pub(super) fn mends(content: &Path) -> Vec<Mended> {
    let site = content.join("site.json");
    let mender = Mender::new(fs::read_to_string(&site).unwrap_or_default());
    let mut files = vec![(site, "SiteFile")];
    for (folder, root) in [("articles", "Article"), ("pages", "StaticPage")] {
        let entries = fs::read_dir(content.join(folder)).into_iter().flatten().flatten().map(|entry| entry.path());
        let json = entries.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
        files.extend(json.map(|path| (path, root)));
    }
    files.sort();
    let mended = cores::each(files.len(), |index| {
        let (file, root) = &files[index];
        // What can't be read is named by the check.
        let before = fs::read_to_string(file).ok()?;
        let (after, n_mends) = mend(&mender, file, root, &before);
        (n_mends > 0).then(|| Mended { file: file.clone(), before, after, n_mends })
    });
    mended.into_iter().flatten().collect()
}

fn mend(mender: &Mender, file: &Path, root: &'static str, before: &str) -> (String, usize) {
    let mut text = before.to_owned();
    let mut n_mends = 0;
    for _ in 0..MOST_ROUNDS {
        let fixes = mender.fixes(file, root, &text);
        if fixes.is_empty() {
            break;
        }
        let (next, n_made) = replaced(&text, fixes);
        n_mends += n_made;
        text = next;
    }
    (text, n_mends)
}

/// A text with some places replaced; of two that overlap, the first one.
fn replaced(text: &str, mut fixes: Vec<(Range<usize>, String)>) -> (String, usize) {
    fixes.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut after = String::with_capacity(text.len());
    let (mut from, mut n_made) = (0, 0);
    for (span, fix) in fixes {
        if let Some(kept) = text.get(from..span.start) {
            after.push_str(kept);
            after.push_str(&fix);
            from = span.end;
            n_made += 1;
        }
    }
    after.push_str(text.get(from..).unwrap_or_default());
    (after, n_made)
}

/// What would change, line by line.
pub(super) fn difference(mended: &[Mended]) -> String {
    let mut text = String::new();
    for Mended { file, before, after, .. } in mended {
        let name = file.display().to_string();
        let diff = TextDiff::from_lines(before.as_str(), after.as_str());
        let _ = write!(text, "{}", diff.unified_diff().context_radius(0).header(&name, &name));
    }
    text
}

/// Writes the files: each takes its place whole, or stays as it was. One that was changed since it was read stays.
pub(super) fn write(mended: &[Mended]) -> io::Result<()> {
    for Mended { file, before, after, .. } in mended {
        // Behind a link is the file that is meant.
        let target = fs::canonicalize(file)?;
        if fs::read_to_string(&target)? != *before {
            return Err(io::Error::other(format!("{} was changed meanwhile; run it again", file.display())));
        }
        let folder = target.parent().unwrap_or(Path::new("."));
        let mut temporary = tempfile::NamedTempFile::new_in(folder)?;
        temporary.write_all(after.as_bytes())?;
        fs::set_permissions(temporary.path(), fs::metadata(&target)?.permissions())?;
        temporary.persist(&target)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_places_that_overlap_the_first_is_mended() {
        let fixes = vec![(2..4, "x".to_owned()), (3..5, "y".to_owned()), (0..1, String::new())];
        assert_eq!(replaced("abcdef", fixes), ("bxef".to_owned(), 2));
    }
}
