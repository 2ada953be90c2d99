use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use rayon::prelude::*;

use super::file_kind::FileKind;
use super::walk::{self, DEEPEST, EntryType, Listing};
use crate::layout::{LOG_FILE, MISNAMED_STATUS_FILE, STATUS_FILE};

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("the file does not exist")]
    Missing,
    #[error("failed to read the file: {0}")]
    Io(#[from] io::Error),
    #[error("the file has {size} bytes, more than the limit of {limit}")]
    TooLarge { size: u64, limit: u64 },
    #[error("the symbolic link points outside the repository")]
    Outside,
    #[error("this is not a regular file")]
    NotAFile,
    #[error("this is not a folder")]
    NotAFolder,
    #[error("folders are nested more than {DEEPEST} levels deep")]
    TooDeep,
    #[error("symbolic links in commits are not followed")]
    LinkInCommit,
    #[error("submodules in commits are not read")]
    Submodule,
    #[error("git cannot find the content of the file")]
    Lost,
}

/// A file of the repository: its path, with `/` between its parts, and its content.
#[derive(Debug)]
pub struct SourceFile {
    pub path: String,
    pub content: Result<Vec<u8>, ReadError>,
}

/// The files that a site is made of.
#[derive(Debug)]
pub struct SourceFiles {
    pub status: SourceFile,
    /// The files in `incidents/`, sorted by path.
    pub incidents: Vec<SourceFile>,
    /// `history/*.log`, sorted by path, then `history.log`. They are concatenated in this order.
    pub logs: Vec<SourceFile>,
    /// The files in `theme/`, sorted by path.
    pub theme: Vec<SourceFile>,
}

/// Reads the files of the repository at `root` that a site is made of.
pub fn read(root: &Path) -> SourceFiles {
    let Ok(home) = root.canonicalize() else {
        let status = SourceFile { path: STATUS_FILE.to_owned(), content: Err(ReadError::Missing) };
        return SourceFiles { status, incidents: Vec::new(), logs: Vec::new(), theme: Vec::new() };
    };
    let tree = Tree { root: &home };
    SourceFiles {
        status: tree.status(),
        incidents: tree.all(FileKind::Incident),
        logs: tree.logs(),
        theme: tree.all(FileKind::Theme),
    }
}

/// Reads only `status.yaml`.
pub fn read_status(root: &Path) -> SourceFile {
    match root.canonicalize() {
        Ok(home) => Tree { root: &home }.status(),
        Err(_) => SourceFile { path: STATUS_FILE.to_owned(), content: Err(ReadError::Missing) },
    }
}

/// Reads only the files in `incidents/`, sorted by path.
pub fn read_incidents(root: &Path) -> Vec<SourceFile> {
    root.canonicalize().map(|home| Tree { root: &home }.all(FileKind::Incident)).unwrap_or_default()
}

/// Reads only the files of the log, in the order in which they are concatenated.
pub fn read_logs(root: &Path) -> Vec<SourceFile> {
    root.canonicalize().map(|home| Tree { root: &home }.logs()).unwrap_or_default()
}

/// Reads the templates for incidents and windows, `templates/*.md`, sorted by path.
pub fn read_templates(root: &Path) -> Vec<SourceFile> {
    root.canonicalize().map(|home| Tree { root: &home }.all(FileKind::Template)).unwrap_or_default()
}

/// Reads only the files in `theme/`, sorted by path.
pub fn read_theme(root: &Path) -> Vec<SourceFile> {
    root.canonicalize().map(|home| Tree { root: &home }.all(FileKind::Theme)).unwrap_or_default()
}

struct Tree<'a> {
    /// The path of the repository, without symbolic links.
    root: &'a Path,
}

impl Tree<'_> {
    fn status(&self) -> SourceFile {
        let status = self.read(STATUS_FILE.to_owned(), FileKind::Status);
        let is_misnamed = self.root.join(MISNAMED_STATUS_FILE).is_file();
        match status.content {
            Err(ReadError::Missing) if is_misnamed => self.read(MISNAMED_STATUS_FILE.to_owned(), FileKind::Status),
            _ => status,
        }
    }

    fn logs(&self) -> Vec<SourceFile> {
        let mut found = self.all(FileKind::Log);
        if self.root.join(LOG_FILE).symlink_metadata().is_ok() {
            found.push(self.read(LOG_FILE.to_owned(), FileKind::Log));
        }
        found
    }

    /// Returns an error for each folder that cannot be listed, then the files of this kind, sorted by path.
    fn all(&self, kind: FileKind) -> Vec<SourceFile> {
        let Listing { files, unreadable } = walk::list(self.root, kind);
        let unreadable = unreadable.into_iter().map(|(path, error)| SourceFile { path, content: Err(error) });
        let mut found: Vec<_> = unreadable.collect();
        found.par_extend(files.into_par_iter().map(|(path, entry_type)| self.read_listed(path, entry_type, kind)));
        found
    }

    fn read(&self, path: String, kind: FileKind) -> SourceFile {
        match fs::symlink_metadata(self.root.join(&path)) {
            Ok(metadata) => self.read_listed(path, metadata.file_type().into(), kind),
            Err(error) => SourceFile { path, content: Err(missing(error)) },
        }
    }

    /// Reads the file at `path`, whose `entry_type` the caller has already looked up.
    fn read_listed(&self, path: String, entry_type: EntryType, kind: FileKind) -> SourceFile {
        let full = self.root.join(&path);
        let content = self.require_regular_file(&full, entry_type).and_then(|()| read_bytes(&full, kind.limit()));
        SourceFile { path, content }
    }

    /// Fails unless the path is a regular file, or a link to one in the repository.
    fn require_regular_file(&self, path: &Path, entry_type: EntryType) -> Result<(), ReadError> {
        // Most files are regular: only the target of a link needs a system call.
        let entry_type = if entry_type == EntryType::Link {
            let target = path.canonicalize().map_err(missing)?;
            if !target.starts_with(self.root) {
                return Err(ReadError::Outside);
            }
            fs::metadata(target)?.file_type().into()
        } else {
            entry_type
        };
        if entry_type == EntryType::File { Ok(()) } else { Err(ReadError::NotAFile) }
    }
}

/// Reads a file that has at most `limit` bytes.
fn read_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
    let file = File::open(path).map_err(missing)?;
    let size = file.metadata()?.len();
    if size > limit {
        return Err(ReadError::TooLarge { size, limit });
    }
    // One byte more, so that reading the end of the file needs no reallocation.
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
    file.take(limit + 1).read_to_end(&mut bytes)?;
    // The file may have grown since its size was read.
    let size = bytes.len() as u64;
    if size > limit { Err(ReadError::TooLarge { size, limit }) } else { Ok(bytes) }
}

fn missing(error: io::Error) -> ReadError {
    if error.kind() == io::ErrorKind::NotFound { ReadError::Missing } else { ReadError::Io(error) }
}
