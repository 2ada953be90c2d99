use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Why a file of the repository cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("could not write `{}`", path.display())]
pub struct PutError {
    path: PathBuf,
    source: io::Error,
}

impl PutError {
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self { path: path.to_owned(), source }
    }
}

/// Puts `bytes` at `path` in one step, with the folders that it needs: whoever reads meanwhile, and whatever kills
/// the program, there is the old file or the new one. What a link leads to is replaced, not the link.
///
/// # Errors
/// When the disk refuses.
pub fn put(path: &Path, bytes: &[u8]) -> Result<(), PutError> {
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    replace(&place, bytes).map_err(PutError::at(path))
}

fn replace(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = place.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    // Two programs must not write the same half file.
    let temporary = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let written = fill(&temporary, place, bytes).and_then(|()| fs::rename(&temporary, place));
    if written.is_err() {
        // The first failure is the one to tell of.
        let _ = fs::remove_file(&temporary);
    }
    written
}

fn fill(temporary: &Path, place: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(temporary)?;
    if let Ok(metadata) = fs::metadata(place) {
        file.set_permissions(metadata.permissions())?;
    }
    file.write_all(bytes)?;
    file.sync_all()
}
