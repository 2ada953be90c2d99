use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::error::{During, WriteError};
use super::fresh::Fresh;
use super::manifest::{self, Made, Manifest};
use super::{State, Written, absolute, fresh, look, path, update};
use crate::repo::Lock;

/// A site on its way into a folder: it takes files from many threads as they are made, and visitors see nothing of
/// them before [`Draft::finish`].
///
/// A new folder is filled aside meanwhile; of a live one only what is different is kept until then. One that is
/// dropped leaves no trace. Two drafts for one folder take turns.
#[derive(Debug)]
pub struct Draft {
    out: PathBuf,
    way: Way,
    files: Mutex<Vec<Planned>>,
    /// Why it could not begin anew.
    failed: Option<WriteError>,
    _lock: Lock,
}

#[derive(Debug)]
enum Way {
    /// `out` is missing.
    Fresh(Fresh),
    /// `out` is there, with the files that the manifest names, which was written then.
    Live(Manifest, Option<SystemTime>),
}

/// One file that the folder is to hold.
#[derive(Debug)]
pub(super) struct Planned {
    pub path: String,
    /// Among the files that are new, and then among those that change, a lower stage lands first.
    pub stage: u8,
    pub made: Made,
    /// What it holds, unless that is on disk already.
    pub bytes: Option<Vec<u8>>,
}

impl Draft {
    /// Begins to make `out` hold other files.
    ///
    /// # Errors
    /// When `out` is a folder that something else has filled, or when the disk refuses.
    pub fn begin(out: &Path) -> Result<Self, WriteError> {
        let out = absolute(out)?;
        // A first build replaces the folder itself, so the lock is on the one around it.
        let around = out.parent().unwrap_or(&out);
        let lock = Lock::acquire(around).during("lock the folder", around)?;
        fresh::clear(&out)?;
        let way = match look(&out)? {
            State::Missing => Way::Fresh(Fresh::begin(&out)?),
            // Somebody may stand in the folder or serve it: it stays the one that it is.
            State::Empty => Way::Live(Manifest::default(), None),
            State::Ours(manifest) => {
                Way::Live(manifest, fs::metadata(out.join(manifest::NAME)).ok().as_ref().and_then(changed))
            }
            State::Foreign => return Err(WriteError::Foreign { path: out }),
        };
        Ok(Self { out, way, files: Mutex::default(), failed: None, _lock: lock })
    }

    /// Keeps the file at `path` as it is, if an earlier build made it from what comes to the same `mark` and nobody
    /// has touched it since. Returns whether it does.
    pub fn keep(&self, path: &str, mark: u64) -> bool {
        let Way::Live(before, Some(written)) = &self.way else { return false };
        let made = before.files.get(path).filter(|made| before.complete && made.mark == Some(mark));
        let kept = made.filter(|made| is_untouched(&self.out.join(path), made, *written));
        if let Some(made) = kept {
            self.plan(Planned { path: path.to_owned(), stage: 0, made: *made, bytes: None });
        }
        kept.is_some()
    }

    /// Takes a file for `path`, which has `/` between its parts. `mark` stands for all that it was made from. What
    /// goes wrong is told by [`Draft::finish`].
    pub fn put(&self, path: String, bytes: Vec<u8>, stage: u8, mark: Option<u64>) {
        let made = mark.map_or_else(Made::default, |mark| Made { mark: Some(mark), length: bytes.len() as u64 });
        let bytes = match &self.way {
            Way::Fresh(fresh) if path::is_safe(&path) => {
                fresh.put(&path, bytes);
                None
            }
            Way::Live(..) if path::is_safe(&path) && holds(&self.out.join(&path), &bytes) => None,
            _ => Some(bytes),
        };
        self.plan(Planned { path, stage, made, bytes });
    }

    /// Begins anew. What goes wrong is told by [`Draft::finish`].
    pub fn clear(&mut self) {
        self.files.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
        if let Way::Fresh(fresh) = &mut self.way {
            self.failed = fresh.clear().err();
        }
    }

    /// Makes the folder hold exactly the files that were taken and kept, beside what others have put there.
    ///
    /// # Errors
    /// When one has a path that is no path or that another has too, or when the disk refuses or has refused.
    pub fn finish(self) -> Result<Written, WriteError> {
        let mut files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        path::check(&files)?;
        if let Some(error) = self.failed {
            return Err(error);
        }
        match self.way {
            Way::Fresh(fresh) => fresh.finish(&self.out, &files),
            Way::Live(before, _) => update::write(&self.out, &files, &before),
        }
    }

    fn plan(&self, file: Planned) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).push(file);
    }
}

/// Whether a file holds these bytes already.
fn holds(file: &Path, bytes: &[u8]) -> bool {
    let alike = fs::symlink_metadata(file).is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64);
    alike && fs::read(file).is_ok_and(|there| there == bytes)
}

/// Whether a file is the one that was made before the manifest was `written`. Its length and its times tell, as they
/// tell git: to read it would take longer than all the rest.
fn is_untouched(file: &Path, made: &Made, written: SystemTime) -> bool {
    let metadata = fs::symlink_metadata(file).ok().filter(|found| found.is_file() && found.len() == made.length);
    metadata.as_ref().and_then(changed).is_some_and(|changed| changed <= written)
}

/// When a file was last changed in any way. One that was put back with its old time, from a copy, was changed then.
fn changed(metadata: &Metadata) -> Option<SystemTime> {
    let modified = metadata.modified().ok()?;
    Some(put_in_place(metadata).map_or(modified, |placed| placed.max(modified)))
}

#[cfg(unix)]
fn put_in_place(metadata: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt;
    let (seconds, nanoseconds) = (metadata.ctime().try_into().ok()?, metadata.ctime_nsec().try_into().ok()?);
    SystemTime::UNIX_EPOCH.checked_add(Duration::new(seconds, nanoseconds))
}

#[cfg(not(unix))]
fn put_in_place(_: &Metadata) -> Option<SystemTime> {
    None
}
