use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::error::{During, WriteError};

/// What a file is called until it is whole. It stands beside its place, so that it is on the same disk.
pub(super) fn temporary_name(name: &str) -> String {
    format!(".{name}.allgreen-tmp")
}

/// The same for a path with `/` between its parts.
pub(super) fn temporary_path(path: &str) -> String {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    format!("{}{}", &path[..name], temporary_name(&path[name..]))
}

/// Puts `bytes` at `path` in `out`, in one step: readers see the old file or the new one.
pub(super) fn file(out: &Path, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
    let (temporary, place) = (out.join(temporary_path(path)), out.join(path));
    // Something else may stand there, even a link to somewhere else.
    remove(&temporary)?;
    fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, &place)).during("write", &place).inspect_err(
        |_| {
            // The first failure is the one to tell of.
            let _ = fs::remove_file(&temporary);
        },
    )
}

/// Removes a file or a link, if there is one. Returns whether there was.
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
    fn a_file_grows_beside_its_place() {
        assert_eq!(temporary_path("index.html"), ".index.html.allgreen-tmp");
        assert_eq!(temporary_path("a/b/c"), "a/b/.c.allgreen-tmp");
    }
}
