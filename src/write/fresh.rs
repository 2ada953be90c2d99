//! The first build: everything aside, then into place in one step.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::draft::Planned;
use super::error::{During, WriteError};
use super::{Manifest, Written, manifest, path, replace};

/// Removes what a first build left behind when it was killed; what is not ours stays.
pub(super) fn clear(out: &Path) -> Result<(), WriteError> {
    let aside = aside(out);
    if Manifest::read(&aside)?.is_some() {
        return fs::remove_dir_all(&aside).during("remove", &aside);
    }
    // It may have been killed before it wrote anything but half of its manifest.
    let _ = fs::remove_file(aside.join(replace::temporary_name(manifest::NAME)));
    let _ = fs::remove_dir(&aside);
    Ok(())
}

/// The folder beside one that is missing, while it is filled. It goes again with this, unless it was finished.
#[derive(Debug)]
pub(super) struct Fresh {
    aside: PathBuf,
    /// Those that were made in it. Threads that make folders in one folder only wait for each other, and the system
    /// has them do so busily.
    folders: Mutex<HashSet<String>>,
}

impl Fresh {
    pub fn begin(out: &Path) -> Result<Self, WriteError> {
        let aside = aside(out);
        fs::create_dir(&aside).during("create the folder", &aside)?;
        Manifest::default().write(&aside)?;
        Ok(Self { aside, folders: Mutex::default() })
    }

    /// Writes a file, with the folders that it stands in.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let place = self.aside.join(path);
        self.make_folders(path)?;
        fs::write(&place, bytes).during("write", &place)
    }

    fn make_folders(&self, path: &str) -> Result<(), WriteError> {
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let missing: Vec<_> = path::folders(path).filter(|name| !folders.contains(*name)).collect();
        for name in missing {
            let folder = self.aside.join(name);
            fs::create_dir(&folder).during("create the folder", &folder)?;
            folders.insert(name.to_owned());
        }
        Ok(())
    }

    /// Empties it.
    pub fn clear(&mut self) -> Result<(), WriteError> {
        fs::remove_dir_all(&self.aside).during("remove", &self.aside)?;
        self.folders.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
        fs::create_dir(&self.aside).during("create the folder", &self.aside)?;
        Manifest::default().write(&self.aside)
    }

    /// Puts it in place as `out`.
    pub fn finish(self, out: &Path, files: &[Planned]) -> Result<Written, WriteError> {
        Manifest::of(files).write(&self.aside)?;
        fs::rename(&self.aside, out).during("put in place", out)?;
        Ok(Written { written: files.len(), ..Written::default() })
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        // Where that fails, the next build does it.
        let _ = fs::remove_dir_all(&self.aside);
    }
}

/// The folder beside `out` that is filled first.
fn aside(out: &Path) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".{name}.allgreen-new"))
}
