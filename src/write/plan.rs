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

/// The changes to a live folder.
#[derive(Debug)]
pub(super) struct WritePlan<'a> {
    /// The new and changed files, each with the number of its wave. New files come first, because no live page links to
    /// them yet, then changed ones, both by stage.
    pub changed: Vec<(u16, &'a SiteFile)>,
    /// Files of earlier builds in the places of folders, or in folders in the places of files.
    pub in_the_way: Vec<&'a str>,
    /// Other files of earlier builds that are not in the site.
    pub orphans: Vec<&'a str>,
}

impl<'a> WritePlan<'a> {
    /// # Errors
    /// When a file of others is in the place of one of the site.
    pub fn make(
        out: &Path,
        files: &'a [SiteFile],
        before: &'a Manifest,
        folders: &Folders<'a>,
    ) -> Result<Self, WriteError> {
        let wanted_folders: HashSet<_> = files.iter().flat_map(|file| path::folders(&file.path)).collect();
        for (name, place) in folders.iter().filter(|(name, _)| wanted_folders.contains(name)) {
            let what = match place {
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

/// What is on disk at the path of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OnDisk {
    Missing,
    Different,
    Same,
}

impl OnDisk {
    /// Returns the wave in which the file is written, if it is.
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
    if folders.around(&file.path) != FolderState::Folder {
        return Ok(OnDisk::Missing);
    }
    let place = out.join(&file.path);
    match fs::symlink_metadata(&place) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(OnDisk::Missing),
        metadata => {
            let metadata = metadata.during("look at", &place)?;
            if metadata.is_dir() && !is_ours(&place, &file.path, before)? {
                return Err(WriteError::Obstacle { path: place, what: "a folder with files" });
            }
            if !metadata.is_dir() && !before.files.contains_key(&file.path) {
                return Err(WriteError::Obstacle { path: place, what: "a file" });
            }
            Ok(OnDisk::Different)
        }
    }
}

/// Returns whether a folder holds only files of earlier builds.
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
