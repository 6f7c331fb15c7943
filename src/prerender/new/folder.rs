//! A folder that is made whole or not at all.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// How the folder is called in which a new one is made ready, with that one's name behind it where it lies beside it.
/// What a run that was ended left there is in nobody's way: the next one takes it.
const STAGE: &str = ".khabar-new";

/// Refuses a folder that somebody uses already.
pub(super) fn must_be_free(folder: &Path) -> Result<(), String> {
    if folder.exists() && !folder.is_dir() {
        return Err(format!("{} is a file; name a new folder", folder.display()));
    }
    let mut entries = fs::read_dir(folder).into_iter().flatten().flatten();
    match entries.any(|entry| entry.file_name() != STAGE) {
        true => Err(format!("{} is not empty; name a new folder", folder.display())),
        false => Ok(()),
    }
}

/// Lets `fill` write into a folder that nobody knows, and gives it its name once all of it is there. After an error,
/// which names what could not be written, everything is as it was before.
pub(super) fn make(folder: &Path, fill: impl FnOnce(&Path) -> Result<(), (PathBuf, io::Error)>) -> Result<(), String> {
    let failed = |path: &Path, error: &io::Error| format!("{} can't be written: {error}", folder.join(path).display());
    let is_there = folder.is_dir();
    // Beside it, so that one step names it; within, where the folder is there and may be where somebody stands.
    let home = if is_there { folder } else { folder.parent().unwrap_or("".as_ref()) };
    let parents = Parents::make(home).map_err(|error| format!("{} can't be made: {error}", home.display()))?;
    let name = folder.file_name().filter(|_| !is_there).map(|name| format!("-{}", name.to_string_lossy()));
    let stage = Stage(home.join(format!("{STAGE}{}", name.unwrap_or_default())));
    let _ = fs::remove_dir_all(&stage.0);
    fs::create_dir(&stage.0).map_err(|error| failed("".as_ref(), &error))?;
    fill(&stage.0).map_err(|(path, error)| failed(&path, &error))?;
    match is_there {
        true => hand_over(&stage.0, folder),
        false => fs::rename(&stage.0, folder),
    }
    .map_err(|error| failed("".as_ref(), &error))?;
    parents.keep();
    Ok(())
}

/// Moves what lies in one folder into another; what was moved is taken away again where the rest can't be.
fn hand_over(stage: &Path, folder: &Path) -> io::Result<()> {
    let mut moved: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(stage)? {
        let result = entry.and_then(|entry| {
            let target = folder.join(entry.file_name());
            fs::rename(entry.path(), &target).map(|()| target)
        });
        match result {
            Ok(target) => moved.push(target),
            Err(error) => {
                moved.iter().for_each(|path| drop(fs::remove_dir_all(path).or_else(|_| fs::remove_file(path))));
                return Err(error);
            }
        }
    }
    Ok(())
}

/// Goes with whatever is left in it.
struct Stage(PathBuf);

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The folders above that had to be made, the outermost first.
struct Parents(Vec<PathBuf>);

impl Parents {
    fn make(home: &Path) -> io::Result<Self> {
        let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
        let mut missing: Vec<PathBuf> = home.ancestors().take_while(is_missing).map(Path::to_owned).collect();
        missing.reverse();
        let parents = Self(missing);
        fs::create_dir_all(home)?;
        Ok(parents)
    }

    fn keep(mut self) {
        self.0.clear();
    }
}

impl Drop for Parents {
    fn drop(&mut self) {
        // Only what is empty goes.
        self.0.iter().rev().for_each(|folder| drop(fs::remove_dir(folder)));
    }
}
