//! The strategy for an output folder that does not exist: fills a temporary folder and renames it.
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

/// Removes the temporary folder of a first build that was killed. Keeps a folder that allgreen did not create.
pub(super) fn remove_leftovers(out: &Path) -> Result<(), WriteError> {
    let folder = temporary_folder(out);
    if Manifest::read(&folder)?.is_some() {
        return fs::remove_dir_all(&folder).during("remove", &folder);
    }
    // The build may have been killed while it wrote its manifest.
    let _ = fs::remove_file(folder.join(replace::temporary_name(path::MANIFEST)));
    let _ = fs::remove_dir(&folder);
    Ok(())
}

/// How many files are sent to the writer threads at a time. Waking a thread costs as much as writing a file.
const BATCH_SIZE: usize = 32;

/// How many batches may wait for each of the two writer threads.
const MAX_BATCHES: usize = 4;

/// The paths and contents of files to be written.
type Batch = Vec<(String, Vec<u8>)>;

/// A temporary folder that is being filled. Dropping a `NewSite` that is not finished removes the folder.
///
/// One thread creates folders and another one writes files. More threads would not help: threads that create files in
/// the same folder wait for each other.
#[derive(Debug)]
pub(super) struct NewSite {
    folder: PathBuf,
    next: Mutex<Batch>,
    queue: Option<SyncSender<Batch>>,
    writers: Vec<JoinHandle<Result<(), WriteError>>>,
}

impl NewSite {
    pub fn begin(out: &Path) -> Result<Self, WriteError> {
        let folder = temporary_folder(out);
        // Fails if the folder exists, because another program may have created it.
        fs::create_dir(&folder).during("create the folder", &folder)?;
        let mut site = Self { folder, next: Mutex::default(), queue: None, writers: Vec::new() };
        site.start()?;
        Ok(site)
    }

    fn start(&mut self) -> Result<(), WriteError> {
        Manifest::default().write(&self.folder)?;
        let (queue, queued) = mpsc::sync_channel(MAX_BATCHES);
        let (ready, with_folders) = mpsc::sync_channel(MAX_BATCHES);
        let (folder, same_folder) = (self.folder.clone(), self.folder.clone());
        self.queue = Some(queue);
        self.writers = vec![
            thread::spawn(move || create_folders(&folder, &queued, &ready)),
            thread::spawn(move || write_files(&same_folder, &with_folders)),
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
        let _ = self.queue.as_ref().map(|queue| queue.send(batch));
    }

    /// Removes all files from the temporary folder, so that it can be filled again.
    pub fn clear(&mut self) -> Result<(), WriteError> {
        // Errors do not matter, because the files are removed.
        let _ = self.wait();
        fs::remove_dir_all(&self.folder).during("remove", &self.folder)?;
        fs::create_dir(&self.folder).during("create the folder", &self.folder)?;
        self.start()
    }

    /// Waits until the queued files are written, and renames the temporary folder to `out`. `files` lists all of them.
    pub fn finish(mut self, out: &Path, files: &[SiteFile]) -> Result<Written, WriteError> {
        self.wait()?;
        Manifest::of(files).write(&self.folder)?;
        fs::rename(&self.folder, out).during("rename the new site to", out)?;
        Ok(Written { written: files.len(), ..Written::default() })
    }

    /// Waits until all queued files are written.
    fn wait(&mut self) -> Result<(), WriteError> {
        let last = mem::take(self.next.get_mut().unwrap_or_else(PoisonError::into_inner));
        self.send(last);
        self.queue = None;
        // Wait for both threads before returning an error: the caller may remove the folder.
        let ended: Vec<_> = self.writers.drain(..).map(JoinHandle::join).collect();
        ended.into_iter().try_for_each(|written| written.unwrap_or_else(|panic| resume_unwind(panic)))
    }
}

/// Creates the folders of queued files and passes the files on, until the channel is closed or an error occurs.
fn create_folders(root: &Path, queued: &Receiver<Batch>, ready: &SyncSender<Batch>) -> Result<(), WriteError> {
    let mut created = HashSet::new();
    for batch in queued {
        for name in batch.iter().flat_map(|(path, _)| path::folders(path)) {
            if !created.contains(name) {
                let folder = root.join(name);
                fs::create_dir(&folder).during("create the folder", &folder)?;
                created.insert(name.to_owned());
            }
        }
        if ready.send(batch).is_err() {
            break; // The other thread has failed and returns its error.
        }
    }
    Ok(())
}

fn write_files(root: &Path, ready: &Receiver<Batch>) -> Result<(), WriteError> {
    for (path, bytes) in ready.iter().flatten() {
        let target = root.join(&path);
        fs::write(&target, bytes).during("write", &target)?;
    }
    Ok(())
}

impl Drop for NewSite {
    fn drop(&mut self) {
        // If this fails, the next build removes the folder.
        let _ = self.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Returns the temporary folder next to `out` that is filled and then renamed to `out`.
fn temporary_folder(out: &Path) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".{name}.allgreen-new"))
}
