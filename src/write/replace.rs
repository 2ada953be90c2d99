#![expect(clippy::disallowed_methods, reason = "it removes files of the site")]

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::error::{During, WriteError};
use crate::repo;

/// The name of a file until it is complete. It is in the same folder, so that it is on the same disk.
pub(super) fn temporary_name(name: &str) -> String {
    format!(".{name}.allgreen-tmp")
}

/// The path of a file until it is complete, with `/` between its parts.
pub(super) fn temporary_path(path: &str) -> String {
    let (folder, name) = path.split_at(name_start(path));
    format!("{folder}{}", temporary_name(name))
}

fn name_start(path: &str) -> usize {
    path.rfind('/').map_or(0, |slash| slash + 1)
}

/// Writes `bytes` to `path` in `out` in one step: readers see the old file or the new one.
pub(super) fn file(out: &Path, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
    let place = out.join(path);
    let name = temporary_name(&path[name_start(path)..]);
    // A build that was killed may have left one, and anything may have that name, even a link to another folder.
    remove(&place.with_file_name(&name))?;
    repo::replace_atomic(&place, &name, bytes).during("write", &place)
}

/// Removes a file or a link. Returns `false` if there is none.
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
    fn temporary_file_is_beside_its_target() {
        assert_eq!(temporary_path("index.html"), ".index.html.allgreen-tmp");
        assert_eq!(temporary_path("a/b/c"), "a/b/.c.allgreen-tmp");
    }
}
