//! The strategy for an output folder that exists: replaces changed files one by one.
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
use super::folders::{FolderState, Folders, state_of};
use super::manifest::Manifest;
use super::plan::WritePlan;
use super::{path, replace};

/// An existing output folder, from which visitors may be reading.
#[derive(Debug)]
pub(super) struct LiveSite {
    out: PathBuf,
    /// The files that an earlier build wrote.
    manifest: Manifest,
    /// When the manifest file was written; `None` if there is no such file or its time is unknown.
    written: Option<SystemTime>,
}

impl LiveSite {
    /// Returns the live site for an empty folder.
    pub fn empty(out: &Path) -> Self {
        Self { out: out.to_owned(), manifest: Manifest::default(), written: None }
    }

    /// Returns the live site in the folder `out`, where an earlier build left this manifest.
    pub fn new(out: &Path, manifest: Manifest) -> Self {
        let written = fs::metadata(out.join(path::MANIFEST)).ok().as_ref().and_then(changed);
        Self { out: out.to_owned(), manifest, written }
    }

    /// Returns the record of the file at `path` if it has this `fingerprint` and was not changed after it was written.
    pub fn unchanged(&self, path: &str, fingerprint: u64) -> Option<FileRecord> {
        let is_same = |record: &&FileRecord| self.manifest.complete && record.fingerprint == Some(fingerprint);
        let record = self.manifest.files.get(path).filter(is_same)?;
        is_untouched(&self.out.join(path), record, self.written?).then_some(*record)
    }

    /// Whether the file at `path` contains exactly `bytes`.
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
    let written = files.iter().filter(|file| file.bytes.is_some()).map(|file| file.path.as_str());
    // A build that was killed may have left a temporary file next to any file.
    let removed = before.files.keys().filter(|path| !before.complete || !after.files.contains_key(*path));
    let removed = removed.map(String::as_str);
    let folders = Folders::of(out, written.chain(removed))?;
    if !before.complete {
        remove_temporary_files(out, before, &folders)?;
    }
    let plan = WritePlan::make(out, files, before, &folders)?;
    let unchanged = files.len() - plan.changed.len();

    // From here on the manifest names every file that may exist, even if the program is killed.
    before.between(&after).write(out)?;
    let mut removed = remove(out, &plan.in_the_way, &folders)?;
    remove_empty_folders(out, &plan)?;
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
fn remove_temporary_files(out: &Path, before: &Manifest, folders: &Folders<'_>) -> Result<(), WriteError> {
    replace::remove(&out.join(replace::temporary_name(path::MANIFEST)))?;
    let reachable =
        before.files.par_iter().map(|(path, _)| path).filter(|path| folders.parent_state(path) == FolderState::Folder);
    reachable.try_for_each(|path| replace::remove(&out.join(replace::temporary_path(path))).map(|_| ()))
}

/// Removes files that an earlier build wrote, and folders that become empty. Returns the number of removed files.
fn remove(out: &Path, paths: &[&str], folders: &Folders<'_>) -> Result<usize, WriteError> {
    let reachable = paths.par_iter().filter(|path| folders.parent_state(path) == FolderState::Folder);
    let removed: Vec<bool> = reachable
        .map(|path| {
            let file = out.join(path);
            // A folder at the path of a file was not created by allgreen.
            if state_of(&file)? == FolderState::Folder { Ok(false) } else { replace::remove(&file) }
        })
        .collect::<Result<_, WriteError>>()?;
    let parents: BTreeSet<_> = paths.iter().flat_map(|path| path::folders(path)).collect();
    // Inner folders first. A folder that is not empty is kept.
    for folder in parents.into_iter().rev().filter(|folder| folders.parent_state(folder) == FolderState::Folder) {
        let _ = fs::remove_dir(out.join(folder));
    }
    Ok(removed.into_iter().filter(|removed| *removed).count())
}

/// Removes the empty folders at the paths of files that will be written.
fn remove_empty_folders(out: &Path, plan: &WritePlan<'_>) -> Result<(), WriteError> {
    for (_, file) in &plan.changed {
        let target = out.join(&file.path);
        if state_of(&target)? == FolderState::Folder {
            remove_empty(&target)?;
        }
    }
    Ok(())
}

/// Removes a folder and all folders below it, which must not contain any files.
fn remove_empty(folder: &Path) -> Result<(), WriteError> {
    for entry in WalkDir::new(folder).contents_first(true) {
        let entry = entry.map_err(io::Error::from).during("read the folder", folder)?;
        fs::remove_dir(entry.path()).during("remove the folder", entry.path())?;
    }
    Ok(())
}

fn create_folders(out: &Path, files: &[(u16, &SiteFile)]) -> Result<(), WriteError> {
    let wanted: BTreeSet<_> = files.iter().flat_map(|(_, file)| path::folders(&file.path)).collect();
    // `remove` may have removed folders that existed before, so try to create all of them.
    for name in wanted {
        let folder = out.join(name);
        match fs::create_dir(&folder) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            made => made.during("create the folder", &folder)?,
        }
    }
    Ok(())
}

/// Whether a file has not changed since `written`, the time of the manifest. Compares length and times, as git does,
/// because reading all files would take longer than the rest of the build.
fn is_untouched(file: &Path, record: &FileRecord, written: SystemTime) -> bool {
    let metadata = fs::symlink_metadata(file).ok().filter(|found| found.is_file() && found.len() == record.length);
    metadata.as_ref().and_then(changed).is_some_and(|changed| changed <= written)
}

/// Returns the later of a file's modification time and its change time, which programs that copy files cannot set.
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
