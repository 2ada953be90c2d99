use std::collections::HashSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::error::{During, WriteError};
use super::file::SiteFile;
use super::folders::{FolderState, Folders};
use super::manifest::Manifest;
use super::path;

/// The changes that turn an existing output folder into the new site.
#[derive(Debug)]
pub(super) struct WritePlan<'a> {
    /// The new and changed files, each with the number of its wave, sorted by it. The files of a wave are written in
    /// parallel. New files come before changed ones, because no page links to them yet; in both, each stage is a wave.
    pub changed: Vec<(u16, &'a SiteFile)>,
    /// Files of earlier builds to remove first: the new site has a folder at the same path, or a file at a parent path.
    pub in_the_way: Vec<&'a str>,
    /// Files of earlier builds to remove last: those that the new site does not have, except the ones in `in_the_way`.
    pub orphans: Vec<&'a str>,
}

impl<'a> WritePlan<'a> {
    /// # Errors
    /// When something that allgreen did not create has the path of a file or folder of the new site.
    pub fn make(
        out: &Path,
        files: &'a [SiteFile],
        before: &'a Manifest,
        folders: &Folders<'a>,
    ) -> Result<Self, WriteError> {
        let wanted_folders: HashSet<_> = files.iter().flat_map(|file| path::folders(&file.path)).collect();
        for (name, state) in folders.iter().filter(|(name, _)| wanted_folders.contains(name)) {
            let what = match state {
                FolderState::File if !before.files.contains_key(name) => "a file",
                FolderState::Link => "a symbolic link",
                _ => continue,
            };
            return Err(WriteError::Obstacle { path: out.join(name), what });
        }
        let found: Vec<_> = files.par_iter().map(|file| find(out, file, before, folders)).collect::<Result<_, _>>()?;
        let mut changed: Vec<_> = files.iter().zip(found).filter_map(|(file, found)| found.wave(file)).collect();
        changed.sort_by_key(|(wave, _)| *wave);

        let wanted: HashSet<_> = files.iter().map(|file| file.path.as_str()).collect();
        let gone = before.files.keys().map(String::as_str).filter(|path| !wanted.contains(path));
        let (in_the_way, orphans) = gone.partition(|gone| {
            wanted_folders.contains(gone) || path::folders(gone).any(|folder| wanted.contains(folder))
        });
        Ok(Self { changed, in_the_way, orphans })
    }
}

/// What is on disk at the path of a file of the new site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OnDisk {
    Missing,
    Different,
    Same,
}

impl OnDisk {
    /// Returns the file and the number of its wave, or `None` if it is unchanged. Waves are written one after another.
    fn wave(self, file: &SiteFile) -> Option<(u16, &SiteFile)> {
        match self {
            Self::Missing => Some((u16::from(file.stage), file)),
            Self::Different => Some((u16::from(file.stage) + 0x100, file)),
            Self::Same => None,
        }
    }
}

fn find(out: &Path, file: &SiteFile, before: &Manifest, folders: &Folders<'_>) -> Result<OnDisk, WriteError> {
    if file.bytes.is_none() {
        return Ok(OnDisk::Same);
    }
    if folders.parent_state(&file.path) != FolderState::Folder {
        return Ok(OnDisk::Missing);
    }
    let target = out.join(&file.path);
    match fs::symlink_metadata(&target) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(OnDisk::Missing),
        metadata => {
            let metadata = metadata.during("read the metadata of", &target)?;
            if metadata.is_dir() && !is_ours(&target, &file.path, before)? {
                return Err(WriteError::Obstacle { path: target, what: "a folder with files" });
            }
            if !metadata.is_dir() && !before.files.contains_key(&file.path) {
                return Err(WriteError::Obstacle { path: target, what: "a file" });
            }
            Ok(OnDisk::Different)
        }
    }
}

/// Returns whether all files in `folder` are files of earlier builds. `name` is its path in the output folder.
fn is_ours(folder: &Path, name: &str, ours: &Manifest) -> Result<bool, WriteError> {
    for entry in WalkDir::new(folder) {
        let entry = entry.map_err(io::Error::from).during("read the folder", folder)?;
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let name = format!("{name}/{}", path.to_string_lossy());
        if !entry.file_type().is_dir() && !ours.files.contains_key(&name) {
            return Ok(false);
        }
    }
    Ok(true)
}
