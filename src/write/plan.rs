use std::collections::HashSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::draft::Planned;
use super::error::{During, WriteError};
use super::folders::{Folders, Place};
use super::{Manifest, path};

/// What has to be done to a live folder. To make one changes nothing.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    /// What is missing or different, with the number of its wave: what is missing comes first, since no
    /// page that anybody reads links to it yet, then what is different, each in the order of stages.
    pub changed: Vec<(u16, &'a Planned)>,
    /// Files of ours that stand where folders are wanted, or the reverse.
    pub in_the_way: Vec<&'a str>,
    /// Files of ours that nobody wants any more.
    pub orphans: Vec<&'a str>,
}

impl<'a> Plan<'a> {
    /// # Errors
    /// When something that is not ours stands in the way.
    pub fn make(
        out: &Path,
        files: &'a [Planned],
        before: &'a Manifest,
        folders: &Folders<'a>,
    ) -> Result<Self, WriteError> {
        let wanted_folders: HashSet<_> = files.iter().flat_map(|file| path::folders(&file.path)).collect();
        for (name, place) in folders.iter().filter(|(name, _)| wanted_folders.contains(name)) {
            let what = match place {
                Place::File if !before.files.contains_key(name) => "a file",
                Place::Link => "a symbolic link",
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

/// What is at a file's place. Those that are the same came without what they hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    Nothing,
    Different,
    Same,
}

impl Found {
    /// When the file lands, if it has to.
    fn wave(self, file: &Planned) -> Option<(u16, &Planned)> {
        match self {
            Self::Nothing => Some((u16::from(file.stage), file)),
            Self::Different => Some((u16::from(file.stage) + 0x100, file)),
            Self::Same => None,
        }
    }
}

fn find(out: &Path, file: &Planned, before: &Manifest, folders: &Folders<'_>) -> Result<Found, WriteError> {
    if file.bytes.is_none() {
        return Ok(Found::Same);
    }
    if folders.around(&file.path) != Place::Folder {
        return Ok(Found::Nothing);
    }
    let place = out.join(&file.path);
    match fs::symlink_metadata(&place) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Found::Nothing),
        metadata => {
            let metadata = metadata.during("look at", &place)?;
            if metadata.is_dir() && !is_ours(&place, &file.path, before)? {
                return Err(WriteError::Obstacle { path: place, what: "a folder with files" });
            }
            if !metadata.is_dir() && !before.files.contains_key(&file.path) {
                return Err(WriteError::Obstacle { path: place, what: "a file" });
            }
            Ok(Found::Different)
        }
    }
}

/// Returns whether a folder holds only files that we made.
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
