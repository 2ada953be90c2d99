//! The first build: everything aside, then into place in one step.

use std::collections::HashSet;
use std::fs;
use std::mem;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use super::draft::Planned;
use super::error::{During, WriteError};
use super::{Manifest, Written, manifest, path, replace};

/// Removes what a first build left behind when it was killed; what is not ours stays.
pub(super) fn clear(out: &Path) -> Result<(), WriteError> {
    let aside = aside(out);
    if Manifest::read(&aside)?.is_some() {
        return fs::remove_dir_all(&aside).during("remove", &aside);
    }
    // It may have been killed before it wrote anything but half of its manifest.
    let _ = fs::remove_file(aside.join(replace::temporary_name(manifest::NAME)));
    let _ = fs::remove_dir(&aside);
    Ok(())
}

/// How many files are handed over at a time: to wake the writer for each would cost as much as to write it.
const AT_ONCE: usize = 32;

/// How many times as many may wait for each of the two that write.
const WAITING: usize = 4;

/// Files to be written, by path.
type Batch = Vec<(String, Vec<u8>)>;

/// The folder beside one that is missing, while it is filled. It goes again with this, unless it was finished.
///
/// While others make files, one thread makes the folders and a second writes what is in them: threads that make folders
/// in one folder only wait for each other, and the system has them do so busily.
#[derive(Debug)]
pub(super) struct Fresh {
    aside: PathBuf,
    next: Mutex<Batch>,
    taken: Option<SyncSender<Batch>>,
    writers: Vec<JoinHandle<Result<(), WriteError>>>,
}

impl Fresh {
    pub fn begin(out: &Path) -> Result<Self, WriteError> {
        let aside = aside(out);
        // One of somebody else is not ours to remove.
        fs::create_dir(&aside).during("create the folder", &aside)?;
        let mut fresh = Self { aside, next: Mutex::default(), taken: None, writers: Vec::new() };
        fresh.start()?;
        Ok(fresh)
    }

    fn start(&mut self) -> Result<(), WriteError> {
        Manifest::default().write(&self.aside)?;
        let (taken, waiting) = mpsc::sync_channel(WAITING);
        let (ready, with_folders) = mpsc::sync_channel(WAITING);
        let (above, around) = (self.aside.clone(), self.aside.clone());
        self.taken = Some(taken);
        self.writers = vec![
            thread::spawn(move || make_folders(&above, &waiting, &ready)),
            thread::spawn(move || write_files(&around, &with_folders)),
        ];
        Ok(())
    }

    /// Has a file written, with the folders that it stands in. What goes wrong is told at the end.
    pub fn put(&self, path: &str, bytes: Vec<u8>) {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        next.push((path.to_owned(), bytes));
        if next.len() == AT_ONCE {
            let batch = mem::take(&mut *next);
            drop(next);
            self.hand_over(batch);
        }
    }

    fn hand_over(&self, batch: Batch) {
        // Nobody is there to take it any more where another could not be written.
        let _ = self.taken.as_ref().map(|taken| taken.send(batch));
    }

    /// Empties it.
    pub fn clear(&mut self) -> Result<(), WriteError> {
        // What could not be written is not wanted any more.
        let _ = self.written();
        fs::remove_dir_all(&self.aside).during("remove", &self.aside)?;
        fs::create_dir(&self.aside).during("create the folder", &self.aside)?;
        self.start()
    }

    /// Puts it in place as `out`.
    pub fn finish(mut self, out: &Path, files: &[Planned]) -> Result<Written, WriteError> {
        self.written()?;
        Manifest::of(files).write(&self.aside)?;
        fs::rename(&self.aside, out).during("put in place", out)?;
        Ok(Written { written: files.len(), ..Written::default() })
    }

    /// Waits until all that was put is written.
    fn written(&mut self) -> Result<(), WriteError> {
        let last = mem::take(self.next.get_mut().unwrap_or_else(PoisonError::into_inner));
        self.hand_over(last);
        self.taken = None;
        // All of them have come to an end before anybody hears of a problem, and may remove what they were writing.
        let ended: Vec<_> = self.writers.drain(..).map(JoinHandle::join).collect();
        ended.into_iter().try_for_each(|written| written.unwrap_or_else(|panic| resume_unwind(panic)))
    }
}

/// Makes the folders that files stand in, and hands these on, until nothing more comes or something cannot be written.
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
            break; // The other thread says why.
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

impl Drop for Fresh {
    fn drop(&mut self) {
        // Where that fails, the next build does it.
        let _ = self.written();
        let _ = fs::remove_dir_all(&self.aside);
    }
}

/// The folder beside `out` that is filled first.
fn aside(out: &Path) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".{name}.allgreen-new"))
}
