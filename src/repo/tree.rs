use std::collections::HashSet;
use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::file_kind::{FileKind, HISTORY, STATUS};

/// The deepest folder of incidents that is looked into.
pub(super) const DEEPEST: usize = 32;

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
        let status = Found { path: STATUS.to_owned(), content: Err(ReadError::Missing) };
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
        Err(_) => Found { path: STATUS.to_owned(), content: Err(ReadError::Missing) },
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
        self.read(STATUS.to_owned(), FileKind::Status)
    }

    fn logs(&self) -> Vec<Found> {
        let mut found = self.all(FileKind::Log);
        if self.root.join(HISTORY).symlink_metadata().is_ok() {
            found.push(self.read(HISTORY.to_owned(), FileKind::Log));
        }
        found
    }

    /// The files of a kind in its folder, by path, after those folders that cannot be listed.
    fn all(&self, kind: FileKind) -> Vec<Found> {
        let listed = self.list(kind);
        let refused = listed.refused.into_iter().map(|(path, error)| Found { path, content: Err(error) });
        let mut found: Vec<_> = refused.collect();
        let files = listed.files.into_par_iter();
        found.par_extend(files.map(|(path, what)| self.read_listed(path, what, kind)));
        found
    }

    fn read(&self, path: String, kind: FileKind) -> Found {
        match fs::symlink_metadata(self.root.join(&path)) {
            Ok(metadata) => self.read_listed(path, metadata.file_type(), kind),
            Err(error) => Found { path, content: Err(missing(error)) },
        }
    }

    /// Reads a file of which it is known what it is.
    fn read_listed(&self, path: String, what: FileType, kind: FileKind) -> Found {
        let full = self.root.join(&path);
        let content = self.look(&full, what).and_then(|()| read_bytes(&full, kind.limit()));
        Found { path, content }
    }

    /// Looks whether a file may be opened.
    fn look(&self, path: &Path, what: FileType) -> Result<(), ReadError> {
        // Most files are plain: only a link needs its target looked up.
        let what = if what.is_symlink() {
            let target = path.canonicalize().map_err(missing)?;
            if !target.starts_with(self.root) {
                return Err(ReadError::Outside);
            }
            fs::metadata(target)?.file_type()
        } else {
            what
        };
        if what.is_file() { Ok(()) } else { Err(ReadError::NotAFile) }
    }

    /// The files of a kind in its folder, by path, and the folders that cannot be listed.
    fn list(&self, kind: FileKind) -> Listed {
        let mut listed = Listed::default();
        let mut seen = HashSet::new();
        let mut left = vec![(kind.folder().to_owned(), 0)];
        while let Some((folder, depth)) = left.pop() {
            let names = match self.names(&folder, depth, &mut seen) {
                Ok(names) => names,
                // That there is no such folder is no problem.
                Err(ReadError::Missing) => continue,
                Err(error) => {
                    listed.refused.push((folder, error));
                    continue;
                }
            };
            for (name, what) in names.into_iter().filter(|(name, _)| kind.accepts_name(name)) {
                let path = format!("{folder}/{name}");
                if what.is_dir() || what.is_symlink() && is_folder(&self.root.join(&path)) {
                    left.push((path, depth + 1));
                } else if kind.accepts_path(&path) {
                    listed.files.push((path, what));
                }
            }
        }
        listed.files.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        listed
    }

    /// What stands in a folder, and what each is; nothing in one that was `seen` before, through another link.
    fn names(
        &self,
        folder: &str,
        depth: usize,
        seen: &mut HashSet<PathBuf>,
    ) -> Result<Vec<(String, FileType)>, ReadError> {
        let full = self.root.join(folder);
        if fs::symlink_metadata(&full).is_err() {
            return Err(ReadError::Missing);
        }
        let home = full.canonicalize()?;
        if !home.starts_with(self.root) {
            return Err(ReadError::Outside);
        }
        if !home.is_dir() {
            return Err(ReadError::NotAFolder);
        }
        if depth > DEEPEST {
            return Err(ReadError::TooDeep);
        }
        if !seen.insert(home) {
            return Ok(Vec::new());
        }
        let mut names = Vec::new();
        for entry in fs::read_dir(&full)? {
            let entry = entry?;
            names.push((entry.file_name().to_string_lossy().into_owned(), entry.file_type()?));
        }
        Ok(names)
    }
}

/// What a folder holds.
#[derive(Default)]
struct Listed {
    /// By path, each with what it is, links not followed.
    files: Vec<(String, FileType)>,
    /// The folders that cannot be listed, and why.
    refused: Vec<(String, ReadError)>,
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

fn is_folder(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

fn missing(error: io::Error) -> ReadError {
    if error.kind() == io::ErrorKind::NotFound { ReadError::Missing } else { ReadError::Io(error) }
}
