use std::sync::{Mutex, PoisonError};

use super::File;

/// Receives the files of a site, from many threads at once.
pub trait Output: Sync {
    /// Keeps the file at `path` if an earlier build wrote it with the same `fingerprint`. Returns whether it is kept.
    fn keep(&self, path: &str, fingerprint: u64) -> bool;

    /// Writes a file. `fingerprint` is the hash of everything that the file is made of, if that is known.
    fn put(&self, file: File, fingerprint: Option<u64>);

    /// Discards all files, before the site is rendered again without a template that failed.
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
