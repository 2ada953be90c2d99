//! The first build: everything aside, then into place in one step.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::error::{During, WriteError};
use super::{Entry, Manifest, Written, manifest, path, update};

/// Removes what a first build left behind when it was killed.
pub(super) fn clear(out: &Path) -> Result<(), WriteError> {
    let aside = aside(out);
    match fs::remove_dir_all(&aside) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed.during("remove", &aside),
    }
}

/// Fills `out`, which is missing or empty.
pub(super) fn write(out: &Path, files: &[Entry<'_>]) -> Result<Written, WriteError> {
    let aside = aside(out);
    match fs::create_dir(&aside) {
        // An empty folder may be ours to fill although the one around it is not.
        Err(error) if may_fill(out, &error) => return update::write(out, files, &Manifest::default()),
        made => made.during("create the folder", &aside)?,
    }
    fill(&aside, files)?;
    // The folder that people made may be open to others, such as a web server.
    if let Ok(metadata) = fs::metadata(out) {
        fs::set_permissions(&aside, metadata.permissions()).during("set the permissions of", &aside)?;
    }
    if fs::rename(&aside, out).is_ok() {
        return Ok(Written { written: files.len(), ..Written::default() });
    }
    // A mount point cannot be replaced, and some systems replace no folder at all.
    clear(out)?;
    update::write(out, files, &Manifest::default())
}

fn may_fill(out: &Path, error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) && out.is_dir()
}

fn fill(folder: &Path, files: &[Entry<'_>]) -> Result<(), WriteError> {
    let folders: BTreeSet<_> = files.iter().flat_map(|file| path::folders(file.path)).collect();
    let mut folders: Vec<_> = folders.into_iter().collect();
    let depth = |name: &str| name.matches('/').count();
    folders.sort_by_key(|name| depth(name));
    // Each folder is made before those in it.
    for level in folders.chunk_by(|a, b| depth(a) == depth(b)) {
        level.par_iter().try_for_each(|name| {
            let folder = folder.join(name);
            fs::create_dir(&folder).during("create the folder", &folder)
        })?;
    }
    files.par_iter().try_for_each(|file| {
        let place = folder.join(file.path);
        fs::write(&place, file.bytes).during("write", &place)
    })?;
    let paths = files.iter().map(|file| file.path.to_owned()).collect();
    let place = folder.join(manifest::NAME);
    fs::write(&place, Manifest { complete: true, paths }.render()).during("write", &place)
}

/// The folder beside `out` that is filled first.
fn aside(out: &Path) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".{name}.allgreen-new"))
}
