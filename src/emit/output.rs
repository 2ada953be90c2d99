use std::sync::{Mutex, PoisonError};

use super::File;

/// Where the files of a site are written, from many threads at once.
pub trait Output: Sync {
    /// Keeps the file at `path` if an earlier build has written it with the same `fingerprint`. Returns whether the file was kept.
    fn keep(&self, path: &str, fingerprint: u64) -> bool;

    /// Writes a file. `fingerprint` is the hash of everything that it is made of, if that is known.
    fn put(&self, file: File, fingerprint: Option<u64>);

    /// Discards all files, because the site is rendered again.
    fn clear(&mut self);
}

/// An output that discards all files, for checking whether they can be rendered.
#[derive(Debug)]
pub struct Nowhere;

impl Output for Nowhere {
    fn keep(&self, _: &str, _: u64) -> bool {
        false
    }

    fn put(&self, _: File, _: Option<u64>) {}

    fn clear(&mut self) {}
}

/// Collects all files, in no particular order.
impl Output for Mutex<Vec<File>> {
    fn keep(&self, _: &str, _: u64) -> bool {
        false
    }

    fn put(&self, file: File, _: Option<u64>) {
        self.lock().unwrap_or_else(PoisonError::into_inner).push(file);
    }

    fn clear(&mut self) {
        self.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
