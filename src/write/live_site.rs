//! The strategy for a folder that exists: replaces changed files one by one.
#![expect(clippy::disallowed_methods, reason = "it changes the files of the site")]

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::error::{During, WriteError};
use super::file::{FileRecord, SiteFile, Written};
use super::folders::{FolderState, Folders, look};
use super::manifest::Manifest;
use super::plan::WritePlan;
use super::{path, replace};

/// A folder that exists.
#[derive(Debug)]
pub(super) struct LiveSite {
    out: PathBuf,
    /// The files that an earlier build wrote.
    manifest: Manifest,
    /// When the manifest was written.
    written: Option<SystemTime>,
}

impl LiveSite {
    /// An empty folder.
    pub fn empty(out: &Path) -> Self {
        Self { out: out.to_owned(), manifest: Manifest::default(), written: None }
    }

    /// A folder that an earlier build wrote.
    pub fn new(out: &Path, manifest: Manifest) -> Self {
        let written = fs::metadata(out.join(path::MANIFEST)).ok().as_ref().and_then(changed);
        Self { out: out.to_owned(), manifest, written }
    }

    /// Returns the record of the file at `path`, if it was made from the same `mark` and has not been changed since.
    pub fn unchanged(&self, path: &str, mark: u64) -> Option<FileRecord> {
        let record =
            self.manifest.files.get(path).filter(|record| self.manifest.complete && record.mark == Some(mark))?;
        is_untouched(&self.out.join(path), record, self.written?).then_some(*record)
    }

    /// Whether the file at `path` has these bytes.
    pub fn has(&self, path: &str, bytes: &[u8]) -> bool {
        let file = self.out.join(path);
        let has_length =
            fs::symlink_metadata(&file).is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64);
        has_length && fs::read(&file).is_ok_and(|content| content == bytes)
    }

    /// Writes `files`, which are ordered by path.
    pub fn finish(&self, files: &[SiteFile]) -> Result<Written, WriteError> {
        write(&self.out, files, &self.manifest)
    }
}

fn write(out: &Path, files: &[SiteFile], before: &Manifest) -> Result<Written, WriteError> {
    if before.is_of(files) && files.iter().all(|file| file.bytes.is_none()) {
        return Ok(Written { unchanged: files.len(), ..Written::default() });
    }
    let after = Manifest::of(files);
    let taken = files.iter().filter(|file| file.bytes.is_some()).map(|file| file.path.as_str());
    // A build that was killed may have left a temporary file beside any file.
    let removed = before.files.keys().filter(|path| !before.complete || !after.files.contains_key(*path));
    let removed = removed.map(String::as_str);
    let folders = Folders::of(out, taken.chain(removed))?;
    if !before.complete {
        sweep(out, before, &folders)?;
    }
    let plan = WritePlan::make(out, files, before, &folders)?;
    let unchanged = files.len() - plan.changed.len();

    // From here on the manifest names every file that may exist, even if the program is killed.
    before.between(&after).write(out)?;
    let mut removed = remove(out, &plan.in_the_way, &folders)?;
    clear_the_way(out, &plan)?;
    create_folders(out, &plan.changed)?;
    for wave in plan.changed.chunk_by(|(a, _), (b, _)| a == b) {
        wave.par_iter()
            .try_for_each(|(_, file)| replace::file(out, &file.path, file.bytes.as_deref().unwrap_or_default()))?;
    }
    removed += remove(out, &plan.orphans, &folders)?;
    after.write(out)?;
    Ok(Written { written: plan.changed.len(), unchanged, removed })
}

/// Removes the temporary files of a build that was killed.
fn sweep(out: &Path, before: &Manifest, folders: &Folders<'_>) -> Result<(), WriteError> {
    replace::remove(&out.join(replace::temporary_name(path::MANIFEST)))?;
    let reachable =
        before.files.par_iter().map(|(path, _)| path).filter(|path| folders.around(path) == FolderState::Folder);
    reachable.try_for_each(|path| replace::remove(&out.join(replace::temporary_path(path))).map(|_| ()))
}

/// Removes files that an earlier build wrote, and the folders that become empty. Returns the number of files.
fn remove(out: &Path, paths: &[&str], folders: &Folders<'_>) -> Result<usize, WriteError> {
    let reachable = paths.par_iter().filter(|path| folders.around(path) == FolderState::Folder);
    let removed: Vec<bool> = reachable
        .map(|path| {
            let file = out.join(path);
            // allgreen did not create a folder in the place of the file.
            if look(&file)? == FolderState::Folder { Ok(false) } else { replace::remove(&file) }
        })
        .collect::<Result<_, WriteError>>()?;
    let left: BTreeSet<_> = paths.iter().flat_map(|path| path::folders(path)).collect();
    // Innermost first. A folder that is not empty stays.
    for folder in left.into_iter().rev().filter(|folder| folders.around(folder) == FolderState::Folder) {
        let _ = fs::remove_dir(out.join(folder));
    }
    Ok(removed.into_iter().filter(|removed| *removed).count())
}

/// Removes empty folders in the places of files.
fn clear_the_way(out: &Path, plan: &WritePlan<'_>) -> Result<(), WriteError> {
    for (_, file) in &plan.changed {
        let place = out.join(&file.path);
        if look(&place)? == FolderState::Folder {
            remove_empty(&place)?;
        }
    }
    Ok(())
}

/// Removes a folder of empty folders.
fn remove_empty(folder: &Path) -> Result<(), WriteError> {
    for entry in WalkDir::new(folder).contents_first(true) {
        let entry = entry.map_err(io::Error::from).during("read the folder", folder)?;
        fs::remove_dir(entry.path()).during("remove the folder", entry.path())?;
    }
    Ok(())
}

fn create_folders(out: &Path, files: &[(u16, &SiteFile)]) -> Result<(), WriteError> {
    let wanted: BTreeSet<_> = files.iter().flat_map(|(_, file)| path::folders(&file.path)).collect();
    // An existing folder may have been removed with the files in the way, so try all.
    for name in wanted {
        let folder = out.join(name);
        match fs::create_dir(&folder) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            made => made.during("create the folder", &folder)?,
        }
    }
    Ok(())
}

/// Whether a file has not been changed since the manifest was `written`. Compares length and times, as git does: reading
/// all files would take longer than the rest of the build.
fn is_untouched(file: &Path, record: &FileRecord, written: SystemTime) -> bool {
    let metadata = fs::symlink_metadata(file).ok().filter(|found| found.is_file() && found.len() == record.length);
    metadata.as_ref().and_then(changed).is_some_and(|changed| changed <= written)
}

/// Returns when a file was last changed in any way. A copy that keeps the modification time has a new change time.
fn changed(metadata: &Metadata) -> Option<SystemTime> {
    let modified = metadata.modified().ok()?;
    Some(change_time(metadata).map_or(modified, |changed| changed.max(modified)))
}

#[cfg(unix)]
fn change_time(metadata: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt;
    let (seconds, nanoseconds) = (metadata.ctime().try_into().ok()?, metadata.ctime_nsec().try_into().ok()?);
    SystemTime::UNIX_EPOCH.checked_add(Duration::new(seconds, nanoseconds))
}

#[cfg(not(unix))]
fn change_time(_: &Metadata) -> Option<SystemTime> {
    None
}
