//! The first build: everything aside, then into place in one step.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::error::{During, WriteError};
use super::{Entry, Manifest, Written, manifest, path};

/// Removes what a first build left behind when it was killed; what is not ours stays.
pub(super) fn clear(out: &Path) -> Result<(), WriteError> {
    let aside = aside(out);
    if Manifest::read(&aside)?.is_some() {
        return fs::remove_dir_all(&aside).during("remove", &aside);
    }
    // It may have been killed before it wrote anything.
    let _ = fs::remove_dir(&aside);
    Ok(())
}

/// Fills `out`, which is missing.
pub(super) fn write(out: &Path, files: &[Entry<'_>]) -> Result<Written, WriteError> {
    let aside = aside(out);
    fs::create_dir(&aside).during("create the folder", &aside)?;
    Manifest::default().write(&aside)?;
    fill(&aside, files)?;
    fs::rename(&aside, out).during("put in place", out)?;
    Ok(Written { written: files.len(), ..Written::default() })
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
