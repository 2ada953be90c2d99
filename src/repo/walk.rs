use std::collections::HashSet;
use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::ReadError;
use super::file_kind::FileKind;

/// The most levels of folders that are read below a folder such as `incidents/`.
pub(super) const DEEPEST: usize = 32;

/// The type of the file at a path. Links are not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryType {
    File,
    Link,
    /// A device, a pipe, a socket; or a folder where a file should be.
    Other,
}

impl From<FileType> for EntryType {
    fn from(file_type: FileType) -> Self {
        match file_type {
            file if file.is_file() => Self::File,
            link if link.is_symlink() => Self::Link,
            _ => Self::Other,
        }
    }
}

/// The files of one [`FileKind`] in a repository.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// The paths and types of the files, sorted by path, with `/` between the parts of a path.
    pub files: Vec<(String, EntryType)>,
    /// The folders that could not be listed.
    pub unreadable: Vec<(String, ReadError)>,
}

/// Lists the files of `kind` in the repository at `root`, a path without symbolic links.
///
/// Follows symbolic links that stay in the repository, and lists each folder once, even if several links lead to it. If
/// the folder of `kind` is missing, there are no files.
pub(super) fn list(root: &Path, kind: FileKind) -> Listing {
    let mut walk = Walk { root, kind, seen: HashSet::new(), listing: Listing::default() };
    for folder in folders(root, kind) {
        walk.list(&folder);
    }
    walk.listing.files.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    walk.listing
}

/// Returns the folders with files of `kind`: its own, and those with a name that is likely meant.
fn folders(root: &Path, kind: FileKind) -> Vec<PathBuf> {
    let own = root.join(kind.folder());
    let entries = fs::read_dir(root).into_iter().flatten().flatten();
    let meant = entries.filter(|entry| kind.is_folder(&entry.file_name().to_string_lossy())).map(|entry| entry.path());
    let mut folders: Vec<_> = meant.filter(|path| *path != own && path.is_dir()).collect();
    folders.push(own);
    folders
}

/// Whether a file begins like front matter.
fn is_fenced(path: &Path) -> bool {
    let mut start = [0; 3];
    File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == *b"---"
}

struct Walk<'a> {
    root: &'a Path,
    kind: FileKind,
    /// The folders that are listed already, as paths without symbolic links.
    seen: HashSet<PathBuf>,
    listing: Listing,
}

impl Walk<'_> {
    fn list(&mut self, folder: &Path) {
        let kind = self.kind;
        let wants =
            move |entry: &DirEntry| entry.depth() == 0 || kind.accepts_name(&entry.file_name().to_string_lossy());
        let mut entries = WalkDir::new(folder).follow_links(true).into_iter().filter_entry(wants);
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {
                    if !self.enter(&entry) {
                        entries.skip_current_dir();
                    }
                }
                Ok(entry) => self.add_file(&entry),
                Err(error) => self.add_error(error),
            }
        }
    }

    /// Returns whether to list a folder. Records folders that cannot be listed.
    fn enter(&mut self, folder: &DirEntry) -> bool {
        let entered = match folder.path().canonicalize() {
            Err(error) => Err(error.into()),
            Ok(target) if !target.starts_with(self.root) => Err(ReadError::Outside),
            Ok(_) if folder.depth() > DEEPEST => Err(ReadError::TooDeep),
            Ok(target) => Ok(self.seen.insert(target)),
        };
        entered.unwrap_or_else(|error| {
            self.add_unreadable(folder.path(), error);
            false
        })
    }

    fn add_file(&mut self, entry: &DirEntry) {
        if entry.depth() == 0 {
            return self.add_unreadable(entry.path(), ReadError::NotAFolder);
        }
        let kind = if entry.path_is_symlink() { EntryType::Link } else { entry.file_type().into() };
        self.add(entry.path(), kind);
    }

    fn add(&mut self, path: &Path, kind: EntryType) {
        let name = self.relative(path);
        let is_misnamed = || self.kind == FileKind::Incident && kind == EntryType::File && is_fenced(path);
        if self.kind.accepts_path(&name) || is_misnamed() {
            self.listing.files.push((name, kind));
        }
    }

    fn add_error(&mut self, error: walkdir::Error) {
        // A link to a folder that contains it; that folder is listed already.
        if error.loop_ancestor().is_some() {
            return;
        }
        let depth = error.depth();
        let path = error.path().map_or_else(|| self.root.join(self.kind.folder()), Path::to_owned);
        let found = path.symlink_metadata();
        match found {
            Err(_) if depth == 0 => {}
            // A broken link counts as a file, so that reading it reports the error.
            Ok(found) if depth > 0 && found.is_symlink() => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                if self.kind.accepts_name(&name) {
                    self.add(&path, EntryType::Link);
                }
            }
            _ => self.add_unreadable(&path, io::Error::from(error).into()),
        }
    }

    fn add_unreadable(&mut self, folder: &Path, error: ReadError) {
        self.listing.unreadable.push((self.relative(folder), error));
    }

    /// Returns the path relative to the repository, with `/` between its parts.
    fn relative(&self, path: &Path) -> String {
        let path = path.strip_prefix(self.root).unwrap_or(path).to_string_lossy();
        if MAIN_SEPARATOR == '/' { path.into_owned() } else { path.replace(MAIN_SEPARATOR, "/") }
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    /// Lists `incidents/` of a repository that `fill` creates. Returns the files and the errors.
    fn listed(fill: impl FnOnce(&Path)) -> (Vec<String>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir(root.join("incidents")).unwrap();
        fill(&root);
        let Listing { files, unreadable } = list(&root, FileKind::Incident);
        let unreadable = unreadable.into_iter().map(|(path, error)| format!("{path}: {error}")).collect();
        (files.into_iter().map(|(path, _)| path).collect(), unreadable)
    }

    #[test]
    fn files_are_sorted_and_ignored_names_are_left_out() {
        let (files, unreadable) = listed(|root| {
            fs::create_dir(root.join("incidents/a")).unwrap();
            for name in ["b.md", "a/z.md", "a.md", "README.md", "_draft.md", "a/graph.png", ".hidden.md"] {
                fs::write(root.join("incidents").join(name), "").unwrap();
            }
        });
        assert_eq!(files, ["incidents/a.md", "incidents/a/z.md", "incidents/b.md"]);
        assert!(unreadable.is_empty(), "{unreadable:?}");
    }

    #[test]
    fn symlinks_are_followed_once_and_only_within_the_repository() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret.md"), "").unwrap();
        let (files, unreadable) = listed(|root| {
            let incidents = root.join("incidents");
            fs::create_dir(root.join("more")).unwrap();
            fs::write(root.join("more/one.md"), "").unwrap();
            symlink("../more", incidents.join("first")).unwrap();
            symlink("../more", incidents.join("second")).unwrap();
            symlink(".", incidents.join("loop")).unwrap();
            symlink("nothing.md", incidents.join("dead.md")).unwrap();
            symlink("nothing", incidents.join(".dead")).unwrap();
            symlink(outside.path(), incidents.join("outside")).unwrap();
        });
        let [dead, one] = files.as_slice() else { panic!("{files:?}") };
        assert_eq!(dead, "incidents/dead.md");
        assert!(["incidents/first/one.md", "incidents/second/one.md"].contains(&one.as_str()), "{one}");
        assert_eq!(unreadable, ["incidents/outside: the symbolic link points outside the repository"]);
    }

    #[test]
    fn folder_that_cannot_be_listed_is_reported_unless_it_is_missing() {
        let deepest = "d/".repeat(DEEPEST);
        let (files, unreadable) = listed(|root| {
            let folder = root.join("incidents").join(&deepest);
            fs::create_dir_all(folder.join("d")).unwrap();
            fs::write(folder.join("a.md"), "").unwrap();
            fs::write(folder.join("d/b.md"), "").unwrap();
        });
        assert_eq!(files, [format!("incidents/{deepest}a.md")]);
        assert_eq!(unreadable, [format!("incidents/{deepest}d: folders are nested more than 32 levels deep")]);
        assert_eq!(listed(|root| fs::remove_dir(root.join("incidents")).unwrap()), (vec![], vec![]));
        let (files, unreadable) = listed(|root| {
            fs::remove_dir(root.join("incidents")).unwrap();
            fs::write(root.join("incidents"), "").unwrap();
        });
        assert!(files.is_empty());
        assert_eq!(unreadable, ["incidents: this is not a folder"]);
    }
}
