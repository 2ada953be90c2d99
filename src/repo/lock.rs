use std::fs::File;
use std::io;
use std::path::Path;

/// Makes programs that change the same files take turns, until it is dropped or the program ends in any way.
///
/// It is held on a folder, since files are replaced and the folder stays.
#[derive(Debug)]
pub struct Lock {
    _handle: Option<File>,
}

impl Lock {
    /// Waits until nobody else holds the lock on `folder`.
    ///
    /// # Errors
    /// When the system refuses. One that knows no locks on folders is no failure: work is better than none.
    pub fn on(folder: &Path) -> io::Result<Self> {
        // Not every system opens folders, and not every disk knows locks.
        let Ok(handle) = File::open(folder) else { return Ok(Self { _handle: None }) };
        match handle.lock() {
            Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(Self { _handle: None }),
            locked => locked.map(|()| Self { _handle: Some(handle) }),
        }
    }
}
