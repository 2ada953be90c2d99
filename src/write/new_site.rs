//! The strategy for a folder that does not exist: fills a folder aside and renames it.
#![expect(clippy::disallowed_methods, reason = "it writes the files of the site")]

use std::collections::HashSet;
use std::fs;
use std::mem;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use super::error::{During, WriteError};
use super::file::{SiteFile, Written};
use super::manifest::Manifest;
use super::{path, replace};

/// Removes the folder aside of a first build that was killed. Folders of others stay.
pub(super) fn clear(out: &Path) -> Result<(), WriteError> {
    let aside = aside(out);
    if Manifest::read(&aside)?.is_some() {
        return fs::remove_dir_all(&aside).during("remove", &aside);
    }
    // It may have been killed while it wrote its manifest.
    let _ = fs::remove_file(aside.join(replace::temporary_name(path::MANIFEST)));
    let _ = fs::remove_dir(&aside);
    Ok(())
}

/// How many files are sent to the writer at a time. Waking it for each file costs as much as writing it.
const BATCH_SIZE: usize = 32;

/// How many batches may wait for each of the two writer threads.
const MAX_BATCHES: usize = 4;

/// Files to be written, by path.
type Batch = Vec<(String, Vec<u8>)>;

/// A folder beside `out` that is being filled. Dropping it removes the folder, unless it was finished.
///
/// One thread creates the folders and a second one writes the files: several threads that create entries in one folder
/// only wait for each other.
#[derive(Debug)]
pub(super) struct NewSite {
    aside: PathBuf,
    next: Mutex<Batch>,
    taken: Option<SyncSender<Batch>>,
    writers: Vec<JoinHandle<Result<(), WriteError>>>,
}

impl NewSite {
    pub fn begin(out: &Path) -> Result<Self, WriteError> {
        let aside = aside(out);
        // Fails if it exists: another program may have created it.
        fs::create_dir(&aside).during("create the folder", &aside)?;
        let mut site = Self { aside, next: Mutex::default(), taken: None, writers: Vec::new() };
        site.start()?;
        Ok(site)
    }

    fn start(&mut self) -> Result<(), WriteError> {
        Manifest::default().write(&self.aside)?;
        let (taken, waiting) = mpsc::sync_channel(MAX_BATCHES);
        let (ready, with_folders) = mpsc::sync_channel(MAX_BATCHES);
        let (above, around) = (self.aside.clone(), self.aside.clone());
        self.taken = Some(taken);
        self.writers = vec![
            thread::spawn(move || make_folders(&above, &waiting, &ready)),
            thread::spawn(move || write_files(&around, &with_folders)),
        ];
        Ok(())
    }

    /// Queues a file. Errors are returned by [`NewSite::finish`].
    pub fn put(&self, path: &str, bytes: Vec<u8>) {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        next.push((path.to_owned(), bytes));
        if next.len() == BATCH_SIZE {
            let batch = mem::take(&mut *next);
            drop(next);
            self.send(batch);
        }
    }

    fn send(&self, batch: Batch) {
        // Fails only after a writer has stopped with an error, which `finish` returns.
        let _ = self.taken.as_ref().map(|taken| taken.send(batch));
    }

    /// Removes all files.
    pub fn clear(&mut self) -> Result<(), WriteError> {
        // Errors of the removed files do not matter.
        let _ = self.wait();
        fs::remove_dir_all(&self.aside).during("remove", &self.aside)?;
        fs::create_dir(&self.aside).during("create the folder", &self.aside)?;
        self.start()
    }

    /// Renames the folder to `out`.
    pub fn finish(mut self, out: &Path, files: &[SiteFile]) -> Result<Written, WriteError> {
        self.wait()?;
        Manifest::of(files).write(&self.aside)?;
        fs::rename(&self.aside, out).during("put in place", out)?;
        Ok(Written { written: files.len(), ..Written::default() })
    }

    /// Waits until all queued files are written.
    fn wait(&mut self) -> Result<(), WriteError> {
        let last = mem::take(self.next.get_mut().unwrap_or_else(PoisonError::into_inner));
        self.send(last);
        self.taken = None;
        // Wait for both threads before returning an error: the caller may remove the folder.
        let ended: Vec<_> = self.writers.drain(..).map(JoinHandle::join).collect();
        ended.into_iter().try_for_each(|written| written.unwrap_or_else(|panic| resume_unwind(panic)))
    }
}

/// Creates the folders of files and passes the files on, until the channel is closed or an error occurs.
fn make_folders(aside: &Path, taken: &Receiver<Batch>, ready: &SyncSender<Batch>) -> Result<(), WriteError> {
    let mut made = HashSet::new();
    for batch in taken {
        for name in batch.iter().flat_map(|(path, _)| path::folders(path)) {
            if !made.contains(name) {
                let folder = aside.join(name);
                fs::create_dir(&folder).during("create the folder", &folder)?;
                made.insert(name.to_owned());
            }
        }
        if ready.send(batch).is_err() {
            break; // The other thread has the error.
        }
    }
    Ok(())
}

fn write_files(aside: &Path, ready: &Receiver<Batch>) -> Result<(), WriteError> {
    for (path, bytes) in ready.iter().flatten() {
        let place = aside.join(&path);
        fs::write(&place, bytes).during("write", &place)?;
    }
    Ok(())
}

impl Drop for NewSite {
    fn drop(&mut self) {
        // If this fails, the next build does it.
        let _ = self.wait();
        let _ = fs::remove_dir_all(&self.aside);
    }
}

/// Returns the folder beside `out` that is filled first.
fn aside(out: &Path) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".{name}.allgreen-new"))
}
