use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::error::{During, WriteError};
use super::path;

/// What is on disk in the place of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FolderState {
    Missing,
    Folder,
    File,
    /// A symbolic link. Nothing is written or removed through it.
    Link,
}

/// The folders of some files, as they are on disk.
#[derive(Debug)]
pub(super) struct Folders<'a>(HashMap<&'a str, FolderState>);

impl<'a> Folders<'a> {
    /// Looks at every folder of `paths`.
    pub fn of(out: &Path, paths: impl Iterator<Item = &'a str>) -> Result<Self, WriteError> {
        // In order, so that a folder comes before its subfolders.
        let names: BTreeSet<_> = paths.flat_map(path::folders).collect();
        let mut folders = Self(HashMap::with_capacity(names.len()));
        for name in names {
            let place = match folders.around(name) {
                FolderState::Folder => look(&out.join(name))?,
                FolderState::Link => FolderState::Link,
                FolderState::Missing | FolderState::File => FolderState::Missing,
            };
            folders.0.insert(name, place);
        }
        Ok(folders)
    }

    /// Returns what is in the place of the folder of `path`.
    pub fn around(&self, path: &str) -> FolderState {
        let folder = path.rfind('/').map(|slash| &path[..slash]);
        folder.map_or(FolderState::Folder, |folder| self.0.get(folder).copied().unwrap_or(FolderState::Missing))
    }

    /// Returns every folder, outermost first.
    pub fn iter(&self) -> impl Iterator<Item = (&'a str, FolderState)> {
        let mut all: Vec<_> = self.0.iter().map(|(name, place)| (*name, *place)).collect();
        all.sort_unstable_by_key(|(name, _)| *name);
        all.into_iter()
    }
}

/// Looks at `path` without following a link.
pub(super) fn look(path: &Path) -> Result<FolderState, WriteError> {
    match fs::symlink_metadata(path) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(FolderState::Missing)
        }
        metadata => {
            let kind = metadata.during("look at", path)?.file_type();
            Ok(match () {
                () if kind.is_dir() => FolderState::Folder,
                () if kind.is_symlink() => FolderState::Link,
                () => FolderState::File,
            })
        }
    }
}
