use std::path::{Path, PathBuf};

use super::blobs::{self, Blob};
use super::file_kind::MAX_FILE_SIZE;
use super::git_command::{GitCommand, GitError, error_line};
use super::revision::TreeEntry;

/// A git repository whose history is read through the `git` program.
#[derive(Debug)]
pub struct Git {
    pub(super) root: PathBuf,
}

/// A commit that changed a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileCommit {
    /// The full hash of the commit.
    pub id: String,
    /// The committer time, in seconds since 1970.
    pub time: i64,
    /// The path of the file at that commit.
    pub path: String,
}

impl Git {
    /// Returns the git repository that contains `root`, if there is one.
    ///
    /// # Errors
    /// When there is a `.git`, but git cannot read the repository.
    pub fn open(root: &Path) -> Result<Option<Self>, GitError> {
        let git = Self::find(root);
        let folder = root.canonicalize().unwrap_or_default();
        if git.is_none() && folder.ancestors().any(|each| each.join(".git").exists()) {
            let doing = format!("read the commits of {}", root.display());
            let hint = "`git -C DIR log` shows why; often git is not installed, or the folder belongs to another user";
            return Err(GitError::failed(doing, "git cannot read the repository").hint(hint));
        }
        Ok(git)
    }

    /// Returns the git repository that contains `root`, or `None` if there is none or `git` cannot be run.
    pub fn find(root: &Path) -> Option<Self> {
        let git = Self { root: root.to_owned() };
        let inside = git.run(&["rev-parse", "--is-inside-work-tree"])?;
        inside.starts_with(b"true").then_some(git)
    }

    /// Returns at most `max` commits in the first-parent history of `HEAD` that changed a file, newest first. Follows
    /// renames.
    pub fn commits(&self, path: &str, max: usize) -> Vec<FileCommit> {
        self.commits_until("HEAD", path, max)
    }

    /// Like [`Git::commits`], but in the history of `commit` instead of `HEAD`.
    pub fn commits_until(&self, commit: &str, path: &str, max: usize) -> Vec<FileCommit> {
        let max = format!("--max-count={max}");
        let format = ["--format=%x01%H %ct", "--name-only", "--relative", "-z"];
        let args = [&["log", "--first-parent", "--follow", &max][..], &format, &[commit, "--", path]].concat();
        let output = self.run(&args).unwrap_or_default();
        let text = String::from_utf8_lossy(&output);
        let commits = text.split('\u{1}').filter_map(|commit| {
            let (head, name) = commit.split_once('\0')?;
            let (id, time) = head.split_once(' ')?;
            let path = name.trim_matches(['\0', '\n']).to_owned();
            Some(FileCommit { id: id.to_owned(), time: time.parse().ok()?, path })
        });
        commits.collect()
    }

    /// Returns all commits of the first-parent history that changed a file, oldest first. Does not follow renames.
    ///
    /// # Errors
    /// When git fails.
    pub fn file_commits(&self, path: &str) -> Result<Vec<FileCommit>, GitError> {
        if Self::head(&self.root).is_none() {
            return Ok(Vec::new());
        }
        let args = ["rev-list", "--first-parent", "--reverse", "--timestamp", "HEAD", "--", path];
        let text = GitCommand::new(&self.root, &args).run(&format!("read the commits that changed `{path}`"))?;
        let commits = text.lines().filter_map(|line| {
            let (time, id) = line.split_once(' ')?;
            Some(FileCommit { id: id.to_owned(), time: time.parse().ok()?, path: path.to_owned() })
        });
        Ok(commits.collect())
    }

    /// Returns the content of the file at each of `commits`, in the same order. It is `None` if the file is missing or
    /// larger than [`MAX_FILE_SIZE`].
    ///
    /// # Errors
    /// When git cannot be run.
    pub fn file_versions(&self, commits: &[&FileCommit]) -> Result<Vec<Option<Vec<u8>>>, GitError> {
        let names: Vec<_> = commits.iter().map(|commit| format!("{}:./{}", commit.id, commit.path)).collect();
        let blobs: Vec<_> = names.iter().map(|id| Blob { id, limit: MAX_FILE_SIZE }).collect();
        Ok(blobs::read_blobs(&self.root, &blobs)?.into_iter().map(Result::ok).collect())
    }

    /// Returns the content of a file at a revision, if it exists there.
    pub fn show(&self, revision: &str, path: &str) -> Option<Vec<u8>> {
        self.run(&["show", "--end-of-options", &format!("{revision}:./{path}")])
    }

    /// Returns the paths of the files below `folder` at a revision.
    pub fn list(&self, revision: &str, folder: &str) -> Vec<String> {
        let args = ["ls-tree", "-r", "-z", "--name-only", revision, "--", folder];
        let output = self.run(&args).unwrap_or_default();
        let names = output.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        names.map(|name| String::from_utf8_lossy(name).into_owned()).collect()
    }

    /// Returns the names of the files and folders next to `status.yaml` at a revision.
    pub(super) fn top(&self, revision: &str) -> Vec<String> {
        let output = self.run(&["ls-tree", "-z", "--name-only", revision]).unwrap_or_default();
        let names = output.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        names.map(|name| String::from_utf8_lossy(name).into_owned()).collect()
    }

    /// Returns the commit that is checked out at `root`; `None` without git, or before the first commit.
    pub fn head(root: &Path) -> Option<String> {
        let id = Self { root: root.to_owned() }.run(&["rev-parse", "--verify", "--quiet", "HEAD"])?;
        Some(String::from_utf8_lossy(&id).trim().to_owned())
    }

    /// Returns the URL of the remote `origin`, if there is one.
    pub fn origin_url(&self) -> Option<String> {
        let url = self.run(&["remote", "get-url", "origin"])?;
        Some(String::from_utf8_lossy(&url).trim().to_owned())
    }

    /// Whether this is a shallow clone, which lacks older commits.
    pub fn is_shallow(&self) -> bool {
        self.run(&["rev-parse", "--is-shallow-repository"]).is_some_and(|answer| answer.starts_with(b"true"))
    }

    /// Returns the path of `root` relative to the top of the repository: empty, or with a trailing slash.
    pub fn prefix(&self) -> String {
        let prefix = self.run(&["rev-parse", "--show-prefix"]).unwrap_or_default();
        String::from_utf8_lossy(&prefix).trim_end_matches('\n').to_owned()
    }

    /// Whether `revision` names a commit.
    pub fn has(&self, revision: &str) -> bool {
        self.resolve(revision).is_some()
    }

    /// Returns the full hash of the commit that `revision` names, if it exists.
    pub fn resolve(&self, revision: &str) -> Option<String> {
        let commit = format!("{revision}^{{commit}}");
        let id = self.run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
        Some(String::from_utf8_lossy(&id).trim().to_owned())
    }

    /// Returns the files of a commit at and below these paths.
    pub(super) fn tree(&self, commit: &str, paths: &[&str]) -> Result<Vec<TreeEntry>, GitError> {
        let args = [&["ls-tree", "-r", "-z", commit, "--"], paths].concat();
        let output = GitCommand::new(&self.root, &args).output()?;
        if !output.status.success() {
            return Err(GitError::failed("list its files", error_line(&output)));
        }
        Ok(output.stdout.split(|byte| *byte == 0).filter_map(TreeEntry::parse).collect())
    }

    /// Runs git and returns its output; `None` if it fails.
    pub(super) fn run(&self, args: &[&str]) -> Option<Vec<u8>> {
        let output = GitCommand::new(&self.root, args).output().ok()?;
        output.status.success().then_some(output.stdout)
    }
}
