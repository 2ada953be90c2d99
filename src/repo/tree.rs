use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

/// The largest file that people write: far more than anybody does.
const LARGEST: u64 = 8 << 20;
/// The largest log; a forge takes no file of over 100 MB.
const LARGEST_LOG: u64 = 1 << 30;
/// The deepest folder of incidents that is looked into.
const DEEPEST: usize = 32;

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
        let status = Found { path: "status.yaml".to_owned(), content: Err(ReadError::Missing) };
        return Files { status, incidents: Vec::new(), logs: Vec::new(), theme: Vec::new() };
    };
    let tree = Tree { root: &home };
    let is_incident = |path: &str| has_ending(path, "md");
    let incidents = tree.list("incidents", &|name| !is_hidden(name) && name != "README.md", &is_incident);
    let theme = tree.list("theme", &|name| !name.starts_with('.'), &|_| true);
    Files {
        status: tree.status(),
        incidents: tree.read_all(incidents, LARGEST),
        logs: tree.logs(),
        theme: tree.read_all(theme, LARGEST),
    }
}

/// Reads `status.yaml` alone.
pub fn read_status(root: &Path) -> Found {
    match root.canonicalize() {
        Ok(home) => Tree { root: &home }.status(),
        Err(_) => Found { path: "status.yaml".to_owned(), content: Err(ReadError::Missing) },
    }
}

/// Reads the files of the log alone, in the order in which they are read as one.
pub fn read_logs(root: &Path) -> Vec<Found> {
    root.canonicalize().map(|home| Tree { root: &home }.logs()).unwrap_or_default()
}

fn has_ending(path: &str, ending: &str) -> bool {
    path.rsplit('.').next() == Some(ending)
}

fn is_hidden(name: &str) -> bool {
    name.starts_with(['.', '_'])
}

struct Tree<'a> {
    /// Without symbolic links.
    root: &'a Path,
}

impl Tree<'_> {
    fn status(&self) -> Found {
        self.read("status.yaml".to_owned(), LARGEST)
    }

    fn logs(&self) -> Vec<Found> {
        let is_log = |path: &str| has_ending(path, "log") && path.matches('/').count() == 1;
        let mut logs = self.list("history", &|name| !is_hidden(name), &is_log);
        if self.root.join("history.log").symlink_metadata().is_ok() {
            logs.paths.push("history.log".to_owned());
        }
        self.read_all(logs, LARGEST_LOG)
    }

    fn read_all(&self, listed: Listed, limit: u64) -> Vec<Found> {
        let mut found = listed.refused;
        found.par_extend(listed.paths.into_par_iter().map(|path| self.read(path, limit)));
        found
    }

    fn read(&self, path: String, limit: u64) -> Found {
        let content = self.content(&self.root.join(&path), limit);
        Found { path, content }
    }

    fn content(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        // Most files are plain: only a link needs its target looked up.
        let metadata = fs::symlink_metadata(path).map_err(missing)?;
        let metadata = if metadata.is_symlink() {
            let target = path.canonicalize().map_err(missing)?;
            if !target.starts_with(self.root) {
                return Err(ReadError::Outside);
            }
            fs::metadata(target)?
        } else {
            metadata
        };
        if !metadata.is_file() {
            return Err(ReadError::NotAFile);
        }
        if metadata.len() > limit {
            return Err(ReadError::TooLarge { size: metadata.len(), limit });
        }
        Ok(fs::read(path)?)
    }

    /// The files below a folder that are `kept`, by path, and the folders that cannot be listed. What is not
    /// `wanted` by its name is not looked at.
    fn list(&self, folder: &str, wanted: &dyn Fn(&str) -> bool, kept: &dyn Fn(&str) -> bool) -> Listed {
        let mut listed = Listed::default();
        let mut seen = HashSet::new();
        let mut left = vec![(folder.to_owned(), 0)];
        while let Some((folder, depth)) = left.pop() {
            let names = match self.names(&folder, depth, &mut seen) {
                Ok(names) => names,
                // That there is no such folder is no problem.
                Err(ReadError::Missing) => continue,
                Err(error) => {
                    listed.refused.push(Found { path: folder, content: Err(error) });
                    continue;
                }
            };
            for name in names.into_iter().filter(|name| wanted(name)) {
                let path = format!("{folder}/{name}");
                if is_folder(&self.root.join(&path)) {
                    left.push((path, depth + 1));
                } else if kept(&path) {
                    listed.paths.push(path);
                }
            }
        }
        listed.paths.sort_unstable();
        listed
    }

    /// What stands in a folder; nothing in one that was `seen` before, through another link.
    fn names(&self, folder: &str, depth: usize, seen: &mut HashSet<PathBuf>) -> Result<Vec<String>, ReadError> {
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
            names.push(entry?.file_name().to_string_lossy().into_owned());
        }
        Ok(names)
    }
}

/// What a folder holds.
#[derive(Default)]
struct Listed {
    paths: Vec<String>,
    /// The folders that cannot be listed, and why.
    refused: Vec<Found>,
}

fn is_folder(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

fn missing(error: io::Error) -> ReadError {
    if error.kind() == io::ErrorKind::NotFound { ReadError::Missing } else { ReadError::Io(error) }
}
