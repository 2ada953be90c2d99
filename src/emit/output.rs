use std::sync::{Mutex, PoisonError};

use super::File;

/// Where the files of a site go as they are made, from many threads at once.
pub trait Output: Sync {
    /// Keeps the file at `path` as an earlier build has left it, if that made it from what comes to the same `mark`.
    /// Returns whether it does.
    fn keep(&self, path: &str, mark: u64) -> bool;

    /// Takes a file. `mark` stands for all that it was made from, where that is known.
    fn put(&self, file: File, mark: Option<u64>);

    /// Forgets everything: the site is made anew.
    fn clear(&mut self);
}

/// Where files go of which only the problems count.
#[derive(Debug)]
pub struct Nowhere;

impl Output for Nowhere {
    fn keep(&self, _: &str, _: u64) -> bool {
        false
    }

    fn put(&self, _: File, _: Option<u64>) {}

    fn clear(&mut self) {}
}

/// All files, in no order.
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
