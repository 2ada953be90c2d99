use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Failure, FailureKind};

/// Why a file of the repository cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("could not write `{}`", path.display())]
pub struct PutError {
    path: PathBuf,
    source: io::Error,
}

impl From<PutError> for Failure {
    fn from(error: PutError) -> Self {
        Self::from_error(FailureKind::Io, &error)
    }
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

/// Puts `bytes` at `path` in one step, with the folders that it needs, unless something has that name already. Says
/// whether the name was free.
///
/// # Errors
/// When the disk refuses.
pub fn put_new(path: &Path, bytes: &[u8]) -> Result<bool, PutError> {
    match create(path, bytes) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(PutError::at(path)(error)),
    }
}

fn create(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = temporary_beside(place)?;
    let written = fill(&temporary, place, bytes).and_then(|()| match fs::hard_link(&temporary, place) {
        // Not every disk knows links. There a kill may leave a part of the file, but nothing of anybody's is lost.
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            let mut file = File::create_new(place)?;
            file.write_all(bytes)?;
            file.sync_all()
        }
        linked => linked,
    });
    // Whether it stands or falls, the file has its name by now.
    let _ = fs::remove_file(&temporary);
    written
}

/// A name for a half file, in the folder of the whole one, which is made if it is missing.
fn temporary_beside(place: &Path) -> io::Result<PathBuf> {
    let folder = place.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    // Two programs must not write the same half file.
    Ok(folder.join(format!(".{name}.{}.tmp", std::process::id())))
}

fn replace(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = temporary_beside(place)?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_takes_no_name_that_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("below/new.md");
        assert!(put_new(&path, b"one").unwrap());
        assert!(!put_new(&path, b"two").unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"one");
        let left = fs::read_dir(path.parent().unwrap()).unwrap().count();
        assert_eq!(left, 1, "half files are taken away");
    }
}
