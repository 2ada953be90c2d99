use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Context, Failure};
use crate::repo::{self, Lock};
use crate::scaffold::File;

/// Writes all the files, or none if one of them is there already or the disk refuses.
pub fn write(folder: &Path, files: &[File]) -> Result<(), Failure> {
    let mut made = Made::default();
    made.folders(folder).with_context(|| format!("could not make the folder {}", folder.display()))?;
    let _lock = Lock::on(folder).with_context(|| format!("could not lock {}", folder.display()))?;
    refuse_to_overwrite(folder, files)?;
    for file in files {
        let path = folder.join(&file.path);
        made.folders(path.parent().unwrap_or(folder))
            .with_context(|| format!("could not make the folder of {}", path.display()))?;
        made.files.push(path.clone());
        repo::write_atomic(&path, file.text.as_bytes())?;
    }
    made.stays = true;
    Ok(())
}

/// Nothing of anybody's is ever replaced.
pub fn refuse_to_overwrite(folder: &Path, files: &[File]) -> Result<(), Failure> {
    let is_there = |file: &&File| fs::symlink_metadata(folder.join(&file.path)).is_ok();
    let there: Vec<_> = files.iter().filter(is_there).map(|file| format!("  {}", file.path)).collect();
    if there.is_empty() {
        return Ok(());
    }
    let files = there.join("\n");
    let failure = Failure::conflict(format!(
        "could not create a status page in {}: these files exist\n{files}",
        folder.display()
    ));
    Err(failure.hint("move them, or choose another folder; nothing was written"))
}

/// What this run has made. All of it goes again, unless it is said to stay.
#[derive(Default)]
struct Made {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
    stays: bool,
}

impl Made {
    /// Makes a folder with those that it lies in.
    fn folders(&mut self, folder: &Path) -> io::Result<()> {
        let missing: Vec<_> =
            folder.ancestors().take_while(|each| !each.as_os_str().is_empty() && !each.exists()).collect();
        for each in missing.into_iter().rev() {
            fs::create_dir(each)?;
            self.folders.push(each.to_owned());
        }
        Ok(())
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        if self.stays {
            return;
        }
        // What cannot be removed is left; the failure that led here is the one to tell of.
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
