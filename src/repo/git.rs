use std::path::{Path, PathBuf};

use super::blobs::{self, Blob};
use super::kind::LARGEST;
use super::program::{GitError, Program, complaint};
use super::revision::Entry;

/// The history of the repository, read through the `git` program.
#[derive(Debug)]
pub struct Git {
    pub(super) root: PathBuf,
}

/// A commit that changed a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// The whole hash.
    pub id: String,
    /// When it was committed, in seconds since 1970.
    pub time: i64,
    /// What the file was called then.
    pub path: String,
}

impl Git {
    /// The git repository that `root` lies in; none where there is none.
    ///
    /// # Errors
    /// When there seems to be one, and git cannot be asked.
    pub fn open(root: &Path) -> Result<Option<Self>, GitError> {
        let git = Self::of(root);
        let folder = root.canonicalize().unwrap_or_default();
        if git.is_none() && folder.ancestors().any(|each| each.join(".git").exists()) {
            let doing = format!("read the commits of {}", root.display());
            let hint = "`git -C DIR log` shows why; usually git is missing, or the folder belongs to another user";
            return Err(GitError::failed(doing, "git cannot read the repository").hint(hint));
        }
        Ok(git)
    }

    /// The git repository that `root` lies in; none without one, or without the program.
    pub fn of(root: &Path) -> Option<Self> {
        let git = Self { root: root.to_owned() };
        let inside = git.run(&["rev-parse", "--is-inside-work-tree"])?;
        inside.starts_with(b"true").then_some(git)
    }

    /// The commits of the main line that changed a file, newest first, at most `most` of them. A file that
    /// was renamed is followed to its older names.
    pub fn commits(&self, path: &str, most: usize) -> Vec<Commit> {
        self.commits_until("HEAD", path, most)
    }

    /// The same up to a commit.
    pub fn commits_until(&self, commit: &str, path: &str, most: usize) -> Vec<Commit> {
        let most = format!("--max-count={most}");
        let format = ["--format=%x01%H %ct", "--name-only", "--relative", "-z"];
        let args = [&["log", "--first-parent", "--follow", &most][..], &format, &[commit, "--", path]].concat();
        let output = self.run(&args).unwrap_or_default();
        let text = String::from_utf8_lossy(&output);
        let commits = text.split('\u{1}').filter_map(|commit| {
            let (head, name) = commit.split_once('\0')?;
            let (id, time) = head.split_once(' ')?;
            let path = name.trim_matches(['\0', '\n']).to_owned();
            Some(Commit { id: id.to_owned(), time: time.parse().ok()?, path })
        });
        commits.collect()
    }

    /// All commits of the main line that changed a file under this very name, oldest first.
    ///
    /// # Errors
    /// When git does not tell them.
    pub fn changes(&self, path: &str) -> Result<Vec<Commit>, GitError> {
        if Self::head(&self.root).is_none() {
            return Ok(Vec::new());
        }
        let args = ["rev-list", "--first-parent", "--reverse", "--timestamp", "HEAD", "--", path];
        let text = Program::new(&self.root, &args).run(&format!("read the commits that changed `{path}`"))?;
        let commits = text.lines().filter_map(|line| {
            let (time, id) = line.split_once(' ')?;
            Some(Commit { id: id.to_owned(), time: time.parse().ok()?, path: path.to_owned() })
        });
        Ok(commits.collect())
    }

    /// What files held at many commits, in their order, none where one was not there or is larger than any that is
    /// read.
    ///
    /// # Errors
    /// When git cannot be run.
    pub fn forms(&self, commits: &[&Commit]) -> Result<Vec<Option<Vec<u8>>>, GitError> {
        let names: Vec<_> = commits.iter().map(|commit| format!("{}:./{}", commit.id, commit.path)).collect();
        let blobs: Vec<_> = names.iter().map(|id| Blob { id, limit: LARGEST }).collect();
        Ok(blobs::read(&self.root, &blobs)?.into_iter().map(Result::ok).collect())
    }

    /// What a file held at a revision; none if it was not there.
    pub fn show(&self, revision: &str, path: &str) -> Option<Vec<u8>> {
        self.run(&["show", "--end-of-options", &format!("{revision}:./{path}")])
    }

    /// The files below `folder` at a revision, by path.
    pub fn list(&self, revision: &str, folder: &str) -> Vec<String> {
        let args = ["ls-tree", "-r", "-z", "--name-only", revision, "--", folder];
        let output = self.run(&args).unwrap_or_default();
        let names = output.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        names.map(|name| String::from_utf8_lossy(name).into_owned()).collect()
    }

    /// The commit that `root` was checked out from; none without git, or before the first commit.
    pub fn head(root: &Path) -> Option<String> {
        let id = Self { root: root.to_owned() }.run(&["rev-parse", "--verify", "--quiet", "HEAD"])?;
        Some(String::from_utf8_lossy(&id).trim().to_owned())
    }

    /// Where the remote `origin` lies; none where there is no such remote.
    pub fn origin(&self) -> Option<String> {
        let url = self.run(&["remote", "get-url", "origin"])?;
        Some(String::from_utf8_lossy(&url).trim().to_owned())
    }

    /// Whether older commits were left on the server.
    pub fn is_shallow(&self) -> bool {
        self.run(&["rev-parse", "--is-shallow-repository"]).is_some_and(|answer| answer.starts_with(b"true"))
    }

    /// The way from the top of the repository to `root`: empty, or with a slash at its end.
    pub fn prefix(&self) -> String {
        let prefix = self.run(&["rev-parse", "--show-prefix"]).unwrap_or_default();
        String::from_utf8_lossy(&prefix).trim_end_matches('\n').to_owned()
    }

    /// Whether `revision` names a commit.
    pub fn has(&self, revision: &str) -> bool {
        self.resolve(revision).is_some()
    }

    /// The whole hash of the commit that `revision` names; none if it names none.
    pub fn resolve(&self, revision: &str) -> Option<String> {
        let commit = format!("{revision}^{{commit}}");
        let id = self.run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
        Some(String::from_utf8_lossy(&id).trim().to_owned())
    }

    /// The files of a commit at these paths and below them.
    pub(super) fn tree(&self, commit: &str, paths: &[&str]) -> Result<Vec<Entry>, GitError> {
        let args = [&["ls-tree", "-r", "-z", commit, "--"], paths].concat();
        let output = Program::new(&self.root, &args).output()?;
        if !output.status.success() {
            return Err(GitError::failed("list its files", complaint(&output)));
        }
        Ok(output.stdout.split(|byte| *byte == 0).filter_map(Entry::parse).collect())
    }

    /// What git prints, if it succeeds.
    pub(super) fn run(&self, args: &[&str]) -> Option<Vec<u8>> {
        let output = Program::new(&self.root, args).output().ok()?;
        output.status.success().then_some(output.stdout)
    }
}
