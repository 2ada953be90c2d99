use std::fs::File;
use std::io;
use std::path::Path;

/// An exclusive lock between processes. It is released on drop and when the process ends.
///
/// The lock is on a folder, because a lock on a file would be lost when the file is replaced.
#[derive(Debug)]
pub struct Lock {
    _handle: Option<File>,
}

impl Lock {
    /// Waits for the lock on `folder`. On systems and file systems without such locks, returns without one.
    ///
    /// # Errors
    /// When the system call fails.
    pub fn acquire(folder: &Path) -> io::Result<Self> {
        // Windows cannot open folders, and some network file systems have no locks.
        let Ok(handle) = File::open(folder) else { return Ok(Self { _handle: None }) };
        match handle.lock() {
            Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(Self { _handle: None }),
            locked => locked.map(|()| Self { _handle: Some(handle) }),
        }
    }
}
