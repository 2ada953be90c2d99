#![expect(clippy::disallowed_methods, reason = "the only module that writes whole files of the repository")]

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::diagnostic::{Failure, FailureKind};

/// The error when a file of the repository cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("could not write `{}`", path.display())]
pub struct WriteFileError {
    path: PathBuf,
    source: io::Error,
}

impl From<WriteFileError> for Failure {
    fn from(error: WriteFileError) -> Self {
        Self::from_error(FailureKind::Io, &error)
    }
}

impl WriteFileError {
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self { path: path.to_owned(), source }
    }
}

/// Writes `bytes` to `path` in one step and creates missing parent folders.
///
/// Readers see the old file or the new one, even if the program is killed. The file keeps its permissions and is
/// synced to disk. If `path` is a symbolic link, its target is replaced and the link stays.
///
/// # Errors
/// When a folder or the file cannot be written.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<(), WriteFileError> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let write = || {
        let file = temporary_next_to(&target)?;
        if let Ok(metadata) = fs::metadata(&target) {
            file.as_file().set_permissions(metadata.permissions())?;
        }
        fill(file, bytes)?.persist(&target)?;
        Ok(())
    };
    write().map_err(WriteFileError::at(path))
}

/// Writes `bytes` to a new file in one step and creates missing parent folders. Returns `false` and changes nothing if
/// `path` exists.
///
/// # Errors
/// When a folder or the file cannot be written.
pub fn create_atomic(path: &Path, bytes: &[u8]) -> Result<bool, WriteFileError> {
    let create = || {
        fill(temporary_next_to(path)?, bytes)?.persist_noclobber(path)?;
        Ok(())
    };
    match create() {
        Ok(()) => Ok(true),
        Err(error) if io::Error::kind(&error) == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(WriteFileError::at(path)(error)),
    }
}

/// Replaces the file or link at `path` in one step: writes a new file with the name `temporary` in the same folder and
/// renames it to `path`. Fails if the folder already has a file with the name `temporary`.
///
/// Does not sync, so use it for files that can be created again.
///
/// # Errors
/// When the file cannot be written.
pub fn replace_atomic(path: &Path, temporary: &str, bytes: &[u8]) -> io::Result<()> {
    let mut file = create(Builder::new().prefix(temporary).rand_bytes(0), folder_of(path))?;
    file.as_file_mut().write_all(bytes)?;
    file.persist(path)?;
    Ok(())
}

/// Creates the folder of `path` and, in it, an empty temporary file with a unique name.
fn temporary_next_to(path: &Path) -> io::Result<NamedTempFile> {
    let folder = folder_of(path);
    fs::create_dir_all(folder)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    create(Builder::new().prefix(&format!(".{name}.")).suffix(".tmp"), folder)
}

/// Creates a temporary file with the usual permissions of new files. `tempfile` would let only the owner read it.
fn create(name: &Builder, folder: &Path) -> io::Result<NamedTempFile> {
    name.make_in(folder, |path| File::create_new(path))
}

/// Writes `bytes` to `file` and syncs it to disk.
fn fill(mut file: NamedTempFile, bytes: &[u8]) -> io::Result<NamedTempFile> {
    file.as_file_mut().write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn create_atomic_does_not_replace_existing_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("below/new.md");
        assert!(create_atomic(&path, b"one").unwrap());
        assert!(!create_atomic(&path, b"two").unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"one");
        let left = fs::read_dir(path.parent().unwrap()).unwrap().count();
        assert_eq!(left, 1, "temporary files are removed");
    }

    #[cfg(unix)]
    #[test]
    fn write_atomic_keeps_permissions_and_symlinks() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (ordinary, path, link) = (folder.path().join("o"), folder.path().join("a"), folder.path().join("l"));
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        fs::write(&ordinary, "").unwrap();
        write_atomic(&path, b"one").unwrap();
        assert_eq!(mode(&path), mode(&ordinary), "a new file gets the usual permissions");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink("a", &link).unwrap();
        write_atomic(&link, b"two").unwrap();
        assert!(link.is_symlink());
        assert_eq!((fs::read(&path).unwrap().as_slice(), mode(&path)), (&b"two"[..], 0o640));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "temporary files are removed");
    }
}
