#![expect(clippy::disallowed_methods, reason = "it removes files of the site")]

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::error::{During, WriteError};
use crate::repo;

/// Returns the name of the temporary file for writing `name`. Both are in one folder, so that the rename is atomic.
pub(super) fn temporary_name(name: &str) -> String {
    format!(".{name}.allgreen-tmp")
}

/// Returns the temporary path of the file at `path` while it is written. Both have `/` as the separator.
pub(super) fn temporary_path(path: &str) -> String {
    let (folder, name) = path.split_at(name_start(path));
    format!("{folder}{}", temporary_name(name))
}

fn name_start(path: &str) -> usize {
    path.rfind('/').map_or(0, |slash| slash + 1)
}

/// Writes `bytes` to `path` in `out` atomically: readers see the old file or the new one.
pub(super) fn file(out: &Path, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
    let target = out.join(path);
    let name = temporary_name(&path[name_start(path)..]);
    // A build that was killed may have left a temporary file, and even a link to another folder may have its name.
    remove(&target.with_file_name(&name))?;
    repo::replace_atomic(&target, &name, bytes).during("write", &target)
}

/// Removes a file or a symbolic link. Returns `false` if there is none.
pub(super) fn remove(file: &Path) -> Result<bool, WriteError> {
    match fs::remove_file(file) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(false),
        removed => removed.during("remove", file).map(|()| true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn temporary_file_is_in_folder_of_its_target() {
        assert_eq!(temporary_path("index.html"), ".index.html.allgreen-tmp");
        assert_eq!(temporary_path("a/b/c"), "a/b/.c.allgreen-tmp");
    }
}
