use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::error::{During, WriteError};
use super::path;

/// What is on disk at the path of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FolderState {
    Missing,
    Folder,
    File,
    /// A symbolic link. Nothing is written or removed through it.
    Link,
}

/// The state on disk of all folders that a set of files is in.
#[derive(Debug)]
pub(super) struct Folders<'a>(HashMap<&'a str, FolderState>);

impl<'a> Folders<'a> {
    /// Reads the state of every folder that contains one of `paths`, which are relative to the output folder `out`.
    pub fn of(out: &Path, paths: impl Iterator<Item = &'a str>) -> Result<Self, WriteError> {
        // In order, so that a folder comes before its subfolders.
        let names: BTreeSet<_> = paths.flat_map(path::folders).collect();
        let mut folders = Self(HashMap::with_capacity(names.len()));
        for name in names {
            let state = match folders.parent_state(name) {
                FolderState::Folder => state_of(&out.join(name))?,
                FolderState::Link => FolderState::Link,
                FolderState::Missing | FolderState::File => FolderState::Missing,
            };
            folders.0.insert(name, state);
        }
        Ok(folders)
    }

    /// Returns the state of the folder that `path` is in.
    pub fn parent_state(&self, path: &str) -> FolderState {
        let folder = path.rfind('/').map(|slash| &path[..slash]);
        folder.map_or(FolderState::Folder, |folder| self.0.get(folder).copied().unwrap_or(FolderState::Missing))
    }

    /// Returns every folder and its state, outer folders before inner ones.
    pub fn iter(&self) -> impl Iterator<Item = (&'a str, FolderState)> {
        let mut all: Vec<_> = self.0.iter().map(|(name, state)| (*name, *state)).collect();
        all.sort_unstable_by_key(|(name, _)| *name);
        all.into_iter()
    }
}

/// Returns what is on disk at `path`. Does not follow a symbolic link.
pub(super) fn state_of(path: &Path) -> Result<FolderState, WriteError> {
    match fs::symlink_metadata(path) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(FolderState::Missing)
        }
        metadata => {
            let kind = metadata.during("read the metadata of", path)?.file_type();
            Ok(match () {
                () if kind.is_dir() => FolderState::Folder,
                () if kind.is_symlink() => FolderState::Link,
                () => FolderState::File,
            })
        }
    }
}
