use std::fs::File;
use std::path::Path;

use super::WriteError;
use super::error::During;

/// Makes builds into one folder take turns, until it is dropped or the program ends in any way.
///
/// It is held on the folder around, since a first build replaces the folder itself.
#[derive(Debug)]
pub(super) struct Lock {
    _handle: Option<File>,
}

impl Lock {
    pub fn around(out: &Path) -> Result<Self, WriteError> {
        let folder = out.parent().unwrap_or(out);
        // Not every system opens folders, and not every disk knows locks; a build is better than none.
        let Ok(handle) = File::open(folder) else { return Ok(Self { _handle: None }) };
        match handle.lock() {
            Err(error) if error.kind() == std::io::ErrorKind::Unsupported => Ok(Self { _handle: None }),
            locked => locked.during("lock the folder", folder).map(|()| Self { _handle: Some(handle) }),
        }
    }
}
