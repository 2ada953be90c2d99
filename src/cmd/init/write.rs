#![expect(clippy::disallowed_methods, reason = "the command removes what it created if it fails")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Context, Failure};
use crate::repo::{self, Lock};
use crate::scaffold::ScaffoldFile;

/// Writes all files, or none if one of them already exists or writing fails.
pub fn write(folder: &Path, files: &[ScaffoldFile]) -> Result<(), Failure> {
    let mut created = CreatedPaths::default();
    created.create_folder(folder).with_context(|| format!("could not create the folder {}", folder.display()))?;
    let _lock = Lock::acquire(folder).with_context(|| format!("could not lock {}", folder.display()))?;
    ensure_none_exists(folder, files)?;
    for file in files {
        let path = folder.join(&file.path);
        created
            .create_folder(path.parent().unwrap_or(folder))
            .with_context(|| format!("could not create the parent folder of {}", path.display()))?;
        created.files.push(path.clone());
        repo::write_atomic(&path, file.text.as_bytes())?;
    }
    created.is_complete = true;
    Ok(())
}

/// Fails if one of the files already exists.
pub fn ensure_none_exists(folder: &Path, files: &[ScaffoldFile]) -> Result<(), Failure> {
    let exists = |file: &&ScaffoldFile| fs::symlink_metadata(folder.join(&file.path)).is_ok();
    let existing: Vec<_> = files.iter().filter(exists).map(|file| format!("  {}", file.path)).collect();
    if existing.is_empty() {
        return Ok(());
    }
    let files = existing.join("\n");
    let failure = Failure::conflict(format!(
        "could not create a status page in {}: these files already exist\n{files}",
        folder.display()
    ));
    Err(failure.hint("move these files, or choose another folder; nothing was written"))
}

/// The folders and files that this run has created. They are removed on drop unless `is_complete` is set.
#[derive(Default)]
struct CreatedPaths {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
    is_complete: bool,
}

impl CreatedPaths {
    /// Creates a folder and its parents.
    fn create_folder(&mut self, folder: &Path) -> io::Result<()> {
        let missing: Vec<_> =
            folder.ancestors().take_while(|each| !each.as_os_str().is_empty() && !each.exists()).collect();
        for each in missing.into_iter().rev() {
            fs::create_dir(each)?;
            self.folders.push(each.to_owned());
        }
        Ok(())
    }
}

impl Drop for CreatedPaths {
    fn drop(&mut self) {
        if self.is_complete {
            return;
        }
        // Errors are ignored: the failure that led here is the one to report.
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
