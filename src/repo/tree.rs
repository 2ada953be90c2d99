use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use rayon::prelude::*;

use super::file_kind::FileKind;
use super::walk::{self, DEEPEST, EntryType, Listing};
use crate::layout::{LOG_FILE, STATUS_FILE};

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("the file does not exist")]
    Missing,
    #[error("the file cannot be read: {0}")]
    Io(#[from] io::Error),
    #[error("the file has {size} bytes, more than the {limit} that are read")]
    TooLarge { size: u64, limit: u64 },
    #[error("the symbolic link leads out of the repository")]
    Outside,
    #[error("this is no file")]
    NotAFile,
    #[error("this is no folder")]
    NotAFolder,
    #[error("folders nest more than {DEEPEST} levels deep")]
    TooDeep,
    #[error("a symbolic link is not followed within a commit")]
    LinkInCommit,
    #[error("the files of a submodule are not read from a commit")]
    Submodule,
    #[error("git has lost what the file held")]
    Lost,
}

/// A file of the repository: its path with `/` between its parts, and what it holds.
#[derive(Debug)]
pub struct Found {
    pub path: String,
    pub content: Result<Vec<u8>, ReadError>,
}

/// All files that make a site.
#[derive(Debug)]
pub struct Files {
    pub status: Found,
    /// By path.
    pub incidents: Vec<Found>,
    /// `history/*.log` by path, then `history.log`: in the order in which they are read as one.
    pub logs: Vec<Found>,
    /// What stands in `theme/`, by path.
    pub theme: Vec<Found>,
}

/// Reads the files of the repository at `root`.
pub fn read(root: &Path) -> Files {
    let Ok(home) = root.canonicalize() else {
        let status = Found { path: STATUS_FILE.to_owned(), content: Err(ReadError::Missing) };
        return Files { status, incidents: Vec::new(), logs: Vec::new(), theme: Vec::new() };
    };
    let tree = Tree { root: &home };
    Files {
        status: tree.status(),
        incidents: tree.all(FileKind::Incident),
        logs: tree.logs(),
        theme: tree.all(FileKind::Theme),
    }
}

/// Reads `status.yaml` alone.
pub fn read_status(root: &Path) -> Found {
    match root.canonicalize() {
        Ok(home) => Tree { root: &home }.status(),
        Err(_) => Found { path: STATUS_FILE.to_owned(), content: Err(ReadError::Missing) },
    }
}

/// Reads the files of `incidents/` alone, by path.
pub fn read_incidents(root: &Path) -> Vec<Found> {
    root.canonicalize().map(|home| Tree { root: &home }.all(FileKind::Incident)).unwrap_or_default()
}

/// Reads the files of the log alone, in the order in which they are read as one.
pub fn read_logs(root: &Path) -> Vec<Found> {
    root.canonicalize().map(|home| Tree { root: &home }.logs()).unwrap_or_default()
}

/// Reads the texts of incidents that come back, `templates/*.md`, by path.
pub fn read_templates(root: &Path) -> Vec<Found> {
    root.canonicalize().map(|home| Tree { root: &home }.all(FileKind::Template)).unwrap_or_default()
}

/// Reads the files of `theme/` alone, by path.
pub fn read_theme(root: &Path) -> Vec<Found> {
    root.canonicalize().map(|home| Tree { root: &home }.all(FileKind::Theme)).unwrap_or_default()
}

struct Tree<'a> {
    /// Without symbolic links.
    root: &'a Path,
}

impl Tree<'_> {
    fn status(&self) -> Found {
        self.read(STATUS_FILE.to_owned(), FileKind::Status)
    }

    fn logs(&self) -> Vec<Found> {
        let mut found = self.all(FileKind::Log);
        if self.root.join(LOG_FILE).symlink_metadata().is_ok() {
            found.push(self.read(LOG_FILE.to_owned(), FileKind::Log));
        }
        found
    }

    /// The files of a kind in its folder, by path, after those folders that cannot be listed.
    fn all(&self, kind: FileKind) -> Vec<Found> {
        let Listing { files, unreadable } = walk::list(self.root, kind);
        let unreadable = unreadable.into_iter().map(|(path, error)| Found { path, content: Err(error) });
        let mut found: Vec<_> = unreadable.collect();
        found.par_extend(files.into_par_iter().map(|(path, what)| self.read_listed(path, what, kind)));
        found
    }

    fn read(&self, path: String, kind: FileKind) -> Found {
        match fs::symlink_metadata(self.root.join(&path)) {
            Ok(metadata) => self.read_listed(path, metadata.file_type().into(), kind),
            Err(error) => Found { path, content: Err(missing(error)) },
        }
    }

    /// Reads a file of which it is known what it is.
    fn read_listed(&self, path: String, what: EntryType, kind: FileKind) -> Found {
        let full = self.root.join(&path);
        let content = self.look(&full, what).and_then(|()| read_bytes(&full, kind.limit()));
        Found { path, content }
    }

    /// Looks whether a file may be opened.
    fn look(&self, path: &Path, what: EntryType) -> Result<(), ReadError> {
        // Most files are plain: only a link needs its target looked up.
        let what = if what == EntryType::Link {
            let target = path.canonicalize().map_err(missing)?;
            if !target.starts_with(self.root) {
                return Err(ReadError::Outside);
            }
            fs::metadata(target)?.file_type().into()
        } else {
            what
        };
        if what == EntryType::File { Ok(()) } else { Err(ReadError::NotAFile) }
    }
}

/// Reads a file that has at most `limit` bytes.
fn read_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
    let file = File::open(path).map_err(missing)?;
    let size = file.metadata()?.len();
    if size > limit {
        return Err(ReadError::TooLarge { size, limit });
    }
    // One byte more, so that its end is found without asking for more room.
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
    file.take(limit + 1).read_to_end(&mut bytes)?;
    // It may have grown meanwhile.
    let size = bytes.len() as u64;
    if size > limit { Err(ReadError::TooLarge { size, limit }) } else { Ok(bytes) }
}

fn missing(error: io::Error) -> ReadError {
    if error.kind() == io::ErrorKind::NotFound { ReadError::Missing } else { ReadError::Io(error) }
}
