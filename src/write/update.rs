//! Later builds: only what changed, in a folder that visitors read from.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::draft::Planned;
use super::error::{During, WriteError};
use super::folders::{Folders, Place, look};
use super::plan::Plan;
use super::{Manifest, Written, manifest, path, replace};

/// Makes `out`, whose files of ours are those of `before`, hold `files`.
pub(super) fn write(out: &Path, files: &[Planned], before: &Manifest) -> Result<Written, WriteError> {
    if before.is_of(files) && files.iter().all(|file| file.bytes.is_none()) {
        return Ok(Written { unchanged: files.len(), ..Written::default() });
    }
    let after = Manifest::of(files);
    let taken = files.iter().filter(|file| file.bytes.is_some()).map(|file| file.path.as_str());
    // A build that was stopped may have left something half done beside any file.
    let gone = before.files.keys().filter(|path| !before.complete || !after.files.contains_key(*path));
    let gone = gone.map(String::as_str);
    let folders = Folders::of(out, taken.chain(gone))?;
    if !before.complete {
        sweep(out, before, &folders)?;
    }
    let plan = Plan::make(out, files, before, &folders)?;
    let unchanged = files.len() - plan.changed.len();

    // Whatever happens from here on, the manifest knows of every file that may be there.
    before.between(&after).write(out)?;
    let mut removed = remove(out, &plan.in_the_way, &folders)?;
    clear_the_way(out, &plan)?;
    create_folders(out, &plan.changed)?;
    for wave in plan.changed.chunk_by(|(a, _), (b, _)| a == b) {
        wave.par_iter()
            .try_for_each(|(_, file)| replace::file(out, &file.path, file.bytes.as_deref().unwrap_or_default()))?;
    }
    removed += remove(out, &plan.orphans, &folders)?;
    after.write(out)?;
    Ok(Written { written: plan.changed.len(), unchanged, removed })
}

/// Removes the files that were not yet whole when the build before was stopped.
fn sweep(out: &Path, before: &Manifest, folders: &Folders<'_>) -> Result<(), WriteError> {
    replace::remove(&out.join(replace::temporary_name(manifest::NAME)))?;
    let reachable = before.files.par_iter().map(|(path, _)| path).filter(|path| folders.around(path) == Place::Folder);
    reachable.try_for_each(|path| replace::remove(&out.join(replace::temporary_path(path))).map(|_| ()))
}

/// Removes files of ours, and the folders that they leave empty. Returns how many there were.
fn remove(out: &Path, paths: &[&str], folders: &Folders<'_>) -> Result<usize, WriteError> {
    let reachable = paths.par_iter().filter(|path| folders.around(path) == Place::Folder);
    let removed: Vec<bool> = reachable
        .map(|path| {
            let file = out.join(path);
            // What became a folder since is not what we made.
            if look(&file)? == Place::Folder { Ok(false) } else { replace::remove(&file) }
        })
        .collect::<Result<_, WriteError>>()?;
    let left: BTreeSet<_> = paths.iter().flat_map(|path| path::folders(path)).collect();
    // Innermost first. A folder that is not empty stays.
    for folder in left.into_iter().rev().filter(|folder| folders.around(folder) == Place::Folder) {
        let _ = fs::remove_dir(out.join(folder));
    }
    Ok(removed.into_iter().filter(|removed| *removed).count())
}

/// Removes the empty folders that stand where files are wanted.
fn clear_the_way(out: &Path, plan: &Plan<'_>) -> Result<(), WriteError> {
    for (_, file) in &plan.changed {
        let place = out.join(&file.path);
        if look(&place)? == Place::Folder {
            remove_empty(&place)?;
        }
    }
    Ok(())
}

/// Removes a folder of empty folders.
fn remove_empty(folder: &Path) -> Result<(), WriteError> {
    for entry in WalkDir::new(folder).contents_first(true) {
        let entry = entry.map_err(io::Error::from).during("read the folder", folder)?;
        fs::remove_dir(entry.path()).during("remove the folder", entry.path())?;
    }
    Ok(())
}

fn create_folders(out: &Path, files: &[(u16, &Planned)]) -> Result<(), WriteError> {
    let wanted: BTreeSet<_> = files.iter().flat_map(|(_, file)| path::folders(&file.path)).collect();
    // One that was there may have gone with what stood in the way, so those are tried as well.
    for name in wanted {
        let folder = out.join(name);
        match fs::create_dir(&folder) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            made => made.during("create the folder", &folder)?,
        }
    }
    Ok(())
}
