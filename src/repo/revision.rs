use std::collections::BTreeSet;
use std::path::Path;

use super::Git;
use super::blobs::{self, Blob};
use super::file_kind::FileKind;
use super::tree::{ReadError, SourceFile, SourceFiles};
use super::walk::DEEPEST;
use crate::diagnostic::{Context, Failure};
use crate::layout::{LOG_FILE, STATUS_FILE};

/// The files of a repository at a commit.
#[derive(Debug)]
pub struct Revision {
    /// The full hash of the commit.
    pub commit: String,
    pub files: SourceFiles,
}

/// Reads the files of the repository at `root` as of a revision. The same paths are read as in the work tree, but
/// symbolic links are not followed.
///
/// # Errors
/// When the commit does not exist in this clone, or git fails.
pub fn read_revision(root: &Path, revision: &str) -> Result<Revision, Failure> {
    let Some(git) = Git::find(root) else {
        let failure =
            Failure::not_found(format!("{}: {} is not in a git repository", unreadable(revision), root.display()));
        return Err(
            failure.hint("pass the folder of the repository with `--source DIR`, or create one with `git init`")
        );
    };
    let Some(commit) = git.resolve(revision) else { return Err(unknown(revision, &git)) };
    let names = git.top(&commit);
    let paths: Vec<_> = names.iter().map(String::as_str).filter(|name| kind(name).is_some()).collect();
    let entries = if paths.is_empty() { Ok(Vec::new()) } else { git.tree(&commit, &paths) };
    let sorted = EntriesByKind::new(entries.with_context(|| unreadable(revision))?);
    let blobs: Vec<_> = sorted.read.iter().map(|(kind, entry)| Blob { id: &entry.id, limit: kind.limit() }).collect();
    let contents = blobs::read_blobs(root, &blobs).with_context(|| unreadable(revision))?;
    Ok(Revision { commit, files: sorted.into_files(contents) })
}

fn unreadable(revision: &str) -> String {
    format!("could not read revision `{revision}`")
}

fn unknown(revision: &str, git: &Git) -> Failure {
    let hint = match revision {
        "HEAD" => "commit something first",
        _ if git.is_shallow() => {
            "this is a shallow clone: run `git fetch --unshallow` (in a workflow: set `fetch-depth: 0`)"
        }
        _ => "run `git fetch`, or check the spelling of the revision",
    };
    Failure::not_found(format!("{}: unknown commit", unreadable(revision))).hint(hint)
}

/// A file of a commit, as `git ls-tree` lists it.
#[derive(Debug)]
pub(super) struct TreeEntry {
    pub mode: Mode,
    /// The hash of the git object that this path refers to.
    pub id: String,
    /// The path relative to the folder with `status.yaml`.
    pub path: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    File,
    Link,
    Submodule,
}

impl TreeEntry {
    /// Parses a line of the output of `git ls-tree`: `100644 blob HASH<tab>PATH`.
    pub fn parse(line: &[u8]) -> Option<Self> {
        let line = String::from_utf8_lossy(line);
        let (head, path) = line.split_once('\t')?;
        let mut words = head.split(' ');
        let mode = match words.next()? {
            "120000" => Mode::Link,
            "160000" => Mode::Submodule,
            _ => Mode::File,
        };
        Some(Self { mode, id: words.nth(1)?.to_owned(), path: path.to_owned() })
    }

    /// Returns why the entry cannot be read, or `None` for a regular file.
    const fn read_error(&self) -> Option<ReadError> {
        match self.mode {
            Mode::File => None,
            Mode::Link => Some(ReadError::LinkInCommit),
            Mode::Submodule => Some(ReadError::Submodule),
        }
    }

    /// Whether this is a link or a submodule whose name has no extension, so that it may stand for a folder of files.
    fn may_be_a_folder(&self) -> bool {
        self.mode != Mode::File && !self.path.rsplit('/').next().unwrap_or_default().contains('.')
    }
}

/// The files of a commit by kind: those to read, and those that cannot be read.
#[derive(Debug, Default)]
struct EntriesByKind {
    read: Vec<(FileKind, TreeEntry)>,
    refused: Vec<(FileKind, SourceFile)>,
}

impl EntriesByKind {
    fn new(entries: Vec<TreeEntry>) -> Self {
        let mut sorted = Self::default();
        let mut too_deep = BTreeSet::new();
        for entry in entries {
            let Some(kind) = kind(&entry.path) else { continue };
            if entry.path == kind.folder() {
                let error = entry.read_error().unwrap_or(ReadError::NotAFolder);
                sorted.refused.push((kind, SourceFile { path: entry.path, content: Err(error) }));
            } else if !entry.path.split('/').skip(1).all(|name| kind.accepts_name(name)) {
                // Hidden files and drafts are ignored.
            } else if let Some(folder) = folder_below_limit(&entry.path) {
                if too_deep.insert(folder.clone()) {
                    sorted.refused.push((kind, SourceFile { path: folder, content: Err(ReadError::TooDeep) }));
                }
            } else if kind.accepts_path(&entry.path) || entry.may_be_a_folder() {
                match entry.read_error() {
                    Some(error) => sorted.refused.push((kind, SourceFile { path: entry.path, content: Err(error) })),
                    None => sorted.read.push((kind, entry)),
                }
            }
        }
        sorted.read.sort_by(|(_, a), (_, b)| (a.path == LOG_FILE, &a.path).cmp(&(b.path == LOG_FILE, &b.path)));
        sorted
    }

    /// Combines the paths with the contents. `contents` are those of the files in `read`, in the same order.
    fn into_files(self, contents: Vec<Result<Vec<u8>, ReadError>>) -> SourceFiles {
        let status = SourceFile { path: STATUS_FILE.to_owned(), content: Err(ReadError::Missing) };
        let mut files = SourceFiles { status, incidents: Vec::new(), logs: Vec::new(), theme: Vec::new() };
        let read = self.read.into_iter().zip(contents);
        let read = read.map(|((kind, entry), content)| (kind, SourceFile { path: entry.path, content }));
        for (kind, found) in self.refused.into_iter().chain(read) {
            match kind {
                FileKind::Status => files.status = found,
                FileKind::Incident => files.incidents.push(found),
                FileKind::Log => files.logs.push(found),
                FileKind::Theme => files.theme.push(found),
                // Templates are not part of the site.
                FileKind::Template => {}
            }
        }
        files
    }
}

fn kind(path: &str) -> Option<FileKind> {
    match path.split('/').next()? {
        STATUS_FILE if path == STATUS_FILE => Some(FileKind::Status),
        LOG_FILE if path == LOG_FILE => Some(FileKind::Log),
        folder => FileKind::WITH_FOLDER.into_iter().find(|kind| kind.is_folder(folder)),
    }
}

/// Returns the first folder in `path` that is nested too deep, if there is one.
fn folder_below_limit(path: &str) -> Option<String> {
    let (end, _) = path.match_indices('/').nth(DEEPEST + 1)?;
    Some(path[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(lines: &[&str]) -> (Vec<String>, Vec<String>) {
        let sorted = EntriesByKind::new(lines.iter().filter_map(|line| TreeEntry::parse(line.as_bytes())).collect());
        let refused = sorted.refused.iter().map(|(_, found)| match &found.content {
            Ok(_) => String::new(),
            Err(error) => format!("{}: {error}", found.path),
        });
        let refused = refused.collect();
        (sorted.read.into_iter().map(|(_, entry)| entry.path).collect(), refused)
    }

    #[test]
    fn drafts_and_hidden_files_in_commits_are_not_read() {
        let (read, refused) = sorted(&[
            "100644 blob 1\thistory.log",
            "100644 blob 1\thistory/2026.log",
            "100644 blob 1\thistory/old/2020.log",
            "100644 blob 1\tincidents/.hidden.md",
            "100644 blob 1\tincidents/2026/a.md",
            "100644 blob 1\tincidents/README.md",
            "100644 blob 1\tincidents/_drafts/b.md",
            "100644 blob 1\tincidents/a-b.md",
            "100644 blob 1\tincidents/graph.png",
            "100755 blob 1\tstatus.yaml",
        ]);
        assert_eq!(read, ["history/2026.log", "incidents/2026/a.md", "incidents/a-b.md", "status.yaml", "history.log"]);
        assert!(refused.is_empty(), "{refused:?}");
    }

    #[test]
    fn symlinks_and_deep_folders_in_commits_are_refused() {
        let deep = format!("100644 blob 1\tincidents/{}a.md", "x/".repeat(40));
        let (read, refused) = sorted(&[
            "120000 blob 1\tincidents/2025",
            "120000 blob 1\tincidents/a.md",
            "120000 blob 1\tincidents/graph.png",
            "160000 commit 1\tincidents/elsewhere",
            "100644 blob 1\thistory",
            &deep,
            &deep,
        ]);
        assert!(read.is_empty(), "{read:?}");
        let link = "symbolic links in commits are not followed";
        let deep = format!("incidents{}: folders are nested more than 32 levels deep", "/x".repeat(33));
        assert_eq!(
            refused,
            [
                format!("incidents/2025: {link}"),
                format!("incidents/a.md: {link}"),
                "incidents/elsewhere: submodules in commits are not read".to_owned(),
                "history: this is not a folder".to_owned(),
                deep,
            ]
        );
    }
}
