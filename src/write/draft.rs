use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::error::{During, WriteError};
use super::file::{FileRecord, SiteFile, Written};
use super::live_site::LiveSite;
use super::new_site::{self, NewSite};
use super::out_dir::{OutDir, absolute, inspect};
use super::path;
use crate::repo::Lock;

/// A site that is being written into an output folder. Many threads can add files at once. Visitors see none of them
/// before [`Draft::finish`].
///
/// A draft that is dropped leaves no files. A second draft for the same folder waits for the first one to end.
#[derive(Debug)]
pub struct Draft {
    out: PathBuf,
    strategy: Strategy,
    files: Mutex<Vec<SiteFile>>,
    /// The error of [`Draft::clear`], if it failed.
    failed: Option<WriteError>,
    _lock: Lock,
}

#[derive(Debug)]
enum Strategy {
    New(NewSite),
    Live(LiveSite),
}

impl Draft {
    /// Starts a draft for the output folder `out`.
    ///
    /// # Errors
    /// When `out` has files and no manifest of an earlier build, or on an I/O error.
    pub fn begin(out: &Path) -> Result<Self, WriteError> {
        let out = absolute(out)?;
        // A first build creates the folder by renaming another one, so the lock is on the parent.
        let parent = out.parent().unwrap_or(&out);
        let lock = Lock::acquire(parent).during("lock the folder", parent)?;
        new_site::remove_leftovers(&out)?;
        let strategy = match inspect(&out)? {
            OutDir::Missing => Strategy::New(NewSite::begin(&out)?),
            // A web server may have the empty folder open, so it is filled and not replaced.
            OutDir::Empty => Strategy::Live(LiveSite::empty(&out)),
            OutDir::Ours(manifest) => Strategy::Live(LiveSite::new(&out, manifest)),
            OutDir::Foreign => return Err(WriteError::Foreign { path: out }),
        };
        Ok(Self { out, strategy, files: Mutex::default(), failed: None, _lock: lock })
    }

    /// Keeps the file at `path` if an earlier build wrote it with the same `fingerprint` and it has not changed since.
    /// Returns whether the file was kept.
    pub fn keep(&self, path: &str, fingerprint: u64) -> bool {
        let Strategy::Live(live) = &self.strategy else { return false };
        let kept = live.unchanged(path, fingerprint);
        if let Some(record) = kept {
            self.add(SiteFile { path: path.to_owned(), stage: 0, record, bytes: None });
        }
        kept.is_some()
    }

    /// Adds a file. `path` is relative to the output folder, with `/` as the separator; files of a lower `stage` are
    /// written first. Errors are returned by [`Draft::finish`].
    pub fn put(&self, path: String, bytes: Vec<u8>, stage: u8, fingerprint: Option<u64>) {
        let length = bytes.len() as u64;
        let record = fingerprint.map_or_else(FileRecord::default, |_| FileRecord { fingerprint, length });
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

    /// Discards all files of the draft. Errors are returned by [`Draft::finish`].
    pub fn clear(&mut self) {
        self.files.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
        if let Strategy::New(new) = &mut self.strategy {
            self.failed = new.clear().err();
        }
    }

    /// Writes the files of the draft into the output folder. Files that allgreen did not create are kept.
    ///
    /// # Errors
    /// When a path is unsafe or occurs twice, or on an I/O error, including those of earlier calls.
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
