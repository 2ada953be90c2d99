use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::error::{During, WriteError};
use super::file::{FileRecord, SiteFile, Written};
use super::live_site::LiveSite;
use super::new_site::{self, NewSite};
use super::out_dir::{OutDir, absolute, look};
use super::path;
use crate::repo::Lock;

/// A site on its way into a folder. It takes files from many threads; visitors see none of them before
/// [`Draft::finish`].
///
/// A draft that is dropped leaves no trace. Two drafts for one folder wait for each other.
#[derive(Debug)]
pub struct Draft {
    out: PathBuf,
    strategy: Strategy,
    files: Mutex<Vec<SiteFile>>,
    /// Why [`Draft::clear`] failed.
    failed: Option<WriteError>,
    _lock: Lock,
}

#[derive(Debug)]
enum Strategy {
    New(NewSite),
    Live(LiveSite),
}

impl Draft {
    /// Starts to write into `out`.
    ///
    /// # Errors
    /// When `out` is a folder that something else has filled, or on an I/O error.
    pub fn begin(out: &Path) -> Result<Self, WriteError> {
        let out = absolute(out)?;
        // A first build replaces the folder itself, so the lock is on its parent.
        let around = out.parent().unwrap_or(&out);
        let lock = Lock::acquire(around).during("lock the folder", around)?;
        new_site::clear(&out)?;
        let strategy = match look(&out)? {
            OutDir::Missing => Strategy::New(NewSite::begin(&out)?),
            // A server may have the empty folder open, so it is not replaced.
            OutDir::Empty => Strategy::Live(LiveSite::empty(&out)),
            OutDir::Ours(manifest) => Strategy::Live(LiveSite::new(&out, manifest)),
            OutDir::Foreign => return Err(WriteError::Foreign { path: out }),
        };
        Ok(Self { out, strategy, files: Mutex::default(), failed: None, _lock: lock })
    }

    /// Keeps the file at `path`, if an earlier build made it from the same `mark` and nothing has changed it since.
    /// Returns whether it does.
    pub fn keep(&self, path: &str, mark: u64) -> bool {
        let Strategy::Live(live) = &self.strategy else { return false };
        let kept = live.unchanged(path, mark);
        if let Some(record) = kept {
            self.add(SiteFile { path: path.to_owned(), stage: 0, record, bytes: None });
        }
        kept.is_some()
    }

    /// Adds a file at `path`, which has `/` between its parts. `mark` is the fingerprint of what it was made from.
    /// Errors are returned by [`Draft::finish`].
    pub fn put(&self, path: String, bytes: Vec<u8>, stage: u8, mark: Option<u64>) {
        let record =
            mark.map_or_else(FileRecord::default, |mark| FileRecord { mark: Some(mark), length: bytes.len() as u64 });
        let bytes = match &self.strategy {
            Strategy::New(new) if path::is_safe(&path) => {
                new.put(&path, bytes);
                None
            }
            Strategy::Live(live) if path::is_safe(&path) && live.has(&path, &bytes) => None,
            _ => Some(bytes),
        };
        self.add(SiteFile { path, stage, record, bytes });
    }

    /// Removes all files of the draft. Errors are returned by [`Draft::finish`].
    pub fn clear(&mut self) {
        self.files.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
        if let Strategy::New(new) = &mut self.strategy {
            self.failed = new.clear().err();
        }
    }

    /// Writes the files of the draft into the folder. Files that allgreen did not create stay.
    ///
    /// # Errors
    /// When a path is not safe or is there twice, or on an I/O error now or before.
    pub fn finish(self) -> Result<Written, WriteError> {
        let mut files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        path::check(&files)?;
        if let Some(error) = self.failed {
            return Err(error);
        }
        match self.strategy {
            Strategy::New(new) => new.finish(&self.out, &files),
            Strategy::Live(live) => live.finish(&files),
        }
    }

    fn add(&self, file: SiteFile) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).push(file);
    }
}
