use std::fmt;
use std::path::{Path, PathBuf};

use super::git_command::{GitCommand, GitError, error_line};

/// The hash that `git blame` prints for a line that is not committed.
const NOT_COMMITTED: &str = "0000000000000000000000000000000000000000";

/// A checked-out branch. Commits and pushes through the `git` program.
#[derive(Debug)]
pub struct Checkout {
    root: PathBuf,
    pub(super) branch: String,
    pub(super) access: Access,
}

/// The identity of the committer and the credentials for the remote repository.
#[derive(Clone, Debug, Default)]
pub struct Access {
    /// Name and email address of the committer, used if git has none configured.
    pub identity: Option<(String, String)>,
    pub token: Option<Token>,
}

/// The credentials for one git server.
#[derive(Clone)]
pub struct Token {
    /// The URL of the server. The secret is sent to no other server.
    pub server: String,
    /// The user name that belongs to the secret.
    pub user: String,
    pub secret: String,
}

/// Omits the secret, because debug output often ends up in logs.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { server, user, secret: _ } = self;
        f.debug_struct("Token").field("server", server).field("user", user).finish_non_exhaustive()
    }
}

impl Checkout {
    /// Opens the checkout that contains `root`, which must be on `branch`.
    ///
    /// # Errors
    /// When there is no git repository, or another branch is checked out.
    pub fn open(root: &Path, branch: &str, access: Access) -> Result<Self, GitError> {
        let checkout = Self::current(root, access)?;
        if checkout.branch == branch {
            return Ok(checkout);
        }
        let doing = format!("publish branch `{branch}` from {}", root.display());
        let why = format!("branch `{}` is checked out, but the site is published from `{branch}`", checkout.branch);
        let wrong = GitError::failed(doing, why);
        Err(wrong.hint(format!("run `git switch {branch}`, or name another branch with `--branch`")))
    }

    /// Opens the checkout that contains `root`, on any branch.
    ///
    /// # Errors
    /// When there is no git repository, or no branch is checked out.
    pub fn current(root: &Path, access: Access) -> Result<Self, GitError> {
        let mut checkout = Self { root: root.to_owned(), branch: String::new(), access };
        let doing = format!("find the branch of {}", root.display());
        checkout.git(&["rev-parse", "--git-dir"]).run(&doing)?;
        let head = checkout.git(&["symbolic-ref", "--short", "--quiet", "HEAD"]).output()?;
        String::from_utf8_lossy(&head.stdout).trim().clone_into(&mut checkout.branch);
        if checkout.branch.is_empty() {
            return Err(GitError::failed(doing, "no branch is checked out").hint("run `git switch main`"));
        }
        Ok(checkout)
    }

    pub fn branch(&self) -> &str {
        &self.branch
    }

    /// Returns the full hash of the current commit.
    ///
    /// # Errors
    /// When there is no commit.
    pub fn head(&self) -> Result<String, GitError> {
        self.git(&["rev-parse", "--verify", "HEAD^{commit}"]).run("find the commit that is checked out")
    }

    /// Returns the tracked files that differ from the current commit.
    ///
    /// # Errors
    /// When git fails.
    pub fn uncommitted(&self) -> Result<Vec<String>, GitError> {
        let args = ["diff", "--name-only", "--relative", "-z", "HEAD", "--", "."];
        Ok(names(&self.git(&args).run("list uncommitted changes")?))
    }

    /// Returns the untracked files at and below these paths, without ignored ones.
    ///
    /// # Errors
    /// When git fails.
    pub fn unknown(&self, paths: &[&str]) -> Result<Vec<String>, GitError> {
        let args = [&["--literal-pathspecs", "ls-files", "--others", "--exclude-standard", "-z", "--"], paths].concat();
        Ok(names(&self.git(&args).run("list untracked files")?))
    }

    /// Whether git ignores the file at `path`. Git never ignores a tracked file.
    pub fn ignores(&self, path: &str) -> bool {
        self.git(&["check-ignore", "--quiet", "--", path]).output().is_ok_and(|output| output.status.success())
    }

    /// Commits these files and folders, and nothing else. Skips missing and ignored paths. Returns the full hash of the
    /// commit, or `None` if nothing has changed.
    ///
    /// # Errors
    /// When git fails.
    pub fn commit(&self, paths: &[String], message: &str) -> Result<Option<String>, GitError> {
        let doing = "commit";
        let wanted: Vec<_> = paths.iter().map(String::as_str).collect();
        let list = ["--literal-pathspecs", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--"];
        let paths = names(&self.git(&[&list[..], &wanted].concat()).run(doing)?);
        if paths.is_empty() {
            return Ok(None);
        }
        let with_paths = |args: &[&str]| {
            let args = ["--literal-pathspecs"].into_iter().chain(args.iter().copied());
            let all: Vec<_> = args.chain(paths.iter().map(String::as_str)).collect();
            self.commit_env(self.git(&all))
        };
        with_paths(&["add", "--"]).run(doing)?;
        if with_paths(&["diff", "--cached", "--quiet", "--"]).output()?.status.success() {
            return Ok(None);
        }
        let committed = with_paths(&["commit", "--quiet", "--message", message, "--"]).run(doing);
        if let Err(error) = committed {
            // The files keep their changes, and the error reports that they are not committed.
            let _ = with_paths(&["reset", "--quiet", "--"]).output();
            return Err(error.hint("run `git commit` for details; often a hook or commit signing fails"));
        }
        self.head().map(Some)
    }

    /// Restores tracked files from the current commit. Untracked files stay unchanged.
    ///
    /// # Errors
    /// When git fails.
    pub fn restore(&self, paths: &[String]) -> Result<(), GitError> {
        let known: Vec<_> = paths.iter().map(String::as_str).filter(|path| self.has_file(path)).collect();
        if known.is_empty() {
            return Ok(());
        }
        let args = [&["--literal-pathspecs", "checkout", "--quiet", "HEAD", "--"][..], &known].concat();
        self.git(&args).run("restore files").map(drop)
    }

    /// Undoes the commits since `commit`. Uncommitted changes stay.
    ///
    /// # Errors
    /// When an uncommitted change conflicts.
    pub fn take_back_to(&self, commit: &str) -> Result<(), GitError> {
        self.git(&["reset", "--quiet", "--keep", commit]).run("undo a commit").map(drop)
    }

    /// Creates a commit without changes on top of the current one, on no branch. Returns its full hash.
    ///
    /// # Errors
    /// When git fails.
    pub fn empty_commit(&self, message: &str) -> Result<String, GitError> {
        let args = ["commit-tree", "HEAD^{tree}", "-p", "HEAD", "-m", message];
        self.commit_env(self.git(&args)).run("create a commit")
    }

    /// Creates a commit on top of `parent`, on no branch, that sets the content of one file at the top level. Returns
    /// the full hash of the commit.
    ///
    /// # Errors
    /// When git fails.
    pub fn commit_of_one_file(
        &self,
        name: &str,
        bytes: &[u8],
        parent: Option<&str>,
        message: &str,
    ) -> Result<String, GitError> {
        let doing = format!("commit `{name}`");
        let blob = self.git(&["hash-object", "-w", "--stdin"]).run_with_input(&doing, bytes)?;
        let mut entries = format!("100644 blob {blob}\t{name}\0");
        if let Some(parent) = parent {
            let others = self.git(&["ls-tree", "-z", "--full-tree", parent]).run(&doing)?;
            let is_other = |entry: &&str| entry.split_once('\t').is_some_and(|(_, path)| path != name);
            entries.extend(others.split('\0').filter(is_other).flat_map(|entry| [entry, "\0"]));
        }
        let tree = self.git(&["mktree", "-z"]).run_with_input(&doing, entries.as_bytes())?;
        let mut args = vec!["commit-tree", &tree, "-m", message];
        args.extend(parent.into_iter().flat_map(|parent| ["-p", parent]));
        self.commit_env(self.git(&args)).run(&doing)
    }

    /// Whether git tracks a file.
    pub fn has_file(&self, path: &str) -> bool {
        self.git(&["--literal-pathspecs", "ls-files", "--error-unmatch", "--", path]).run("find a file").is_ok()
    }

    /// Returns the content of a regular file at the top level of a commit, if it exists.
    ///
    /// # Errors
    /// When it is not a regular file, or git fails.
    pub fn file_of(&self, commit: &str, name: &str) -> Result<Option<Vec<u8>>, GitError> {
        let doing = format!("read `{name}` of commit {commit}");
        let entry = self.git(&["--literal-pathspecs", "ls-tree", "--full-tree", commit, "--", name]).run(&doing)?;
        if entry.is_empty() {
            return Ok(None);
        }
        if !entry.starts_with("100") {
            let wrong = GitError::failed(doing, "it is not a regular file");
            return Err(wrong.hint(format!("replace `{name}` with a regular file")));
        }
        let output = self.git(&["cat-file", "blob", &format!("{commit}:{name}")]).output()?;
        if output.status.success() {
            return Ok(Some(output.stdout));
        }
        Err(GitError::failed(doing, error_line(&output)))
    }

    /// Returns the first line of the message of a commit.
    ///
    /// # Errors
    /// When there is no such commit.
    pub fn subject(&self, commit: &str) -> Result<String, GitError> {
        self.git(&["log", "--max-count=1", "--format=%s", "--end-of-options", commit]).run("read a commit")
    }

    /// Returns the committer time of the commit that added a line to a file, in seconds since 1970, or `None` if the
    /// line is not committed. `line` counts from 1. Follows first parents.
    pub fn line_time(&self, path: &str, line: usize) -> Option<i64> {
        let range = format!("{line},{line}");
        // The configuration may exclude commits from blame; here, each one counts.
        let args = ["-c", "blame.ignoreRevsFile=", "blame", "--first-parent", "--porcelain", "-L", &range];
        let blame = self.git(&[&args[..], &["--", path]].concat()).run("find the commit of a line").ok()?;
        if blame.starts_with(NOT_COMMITTED) {
            return None;
        }
        blame.lines().find_map(|line| line.strip_prefix("committer-time ")).and_then(|time| time.parse().ok())
    }

    pub(super) fn git(&self, args: &[&str]) -> GitCommand {
        GitCommand::new(&self.root, args)
    }

    /// Sets the committer of a git command if none is configured.
    fn commit_env(&self, program: GitCommand) -> GitCommand {
        let Some((name, email)) = &self.access.identity else { return program };
        if self
            .git(&["-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT"])
            .run("find the identity of the committer")
            .is_ok()
        {
            return program;
        }
        let keys = ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|key| (key, name));
        let mails = ["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|key| (key, email));
        keys.into_iter().chain(mails).fold(program, |program, (key, value)| program.env(key, value))
    }
}

/// Splits the output of git into paths, each terminated by NUL.
fn names(listed: &str) -> Vec<String> {
    listed.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_output_does_not_contain_the_token() {
        let token = Token { server: "https://a.example".to_owned(), user: "u".to_owned(), secret: "s3cret".to_owned() };
        let printed = format!("{:?}", Access { identity: None, token: Some(token) });
        assert!(printed.contains("https://a.example") && !printed.contains("s3cret"), "{printed}");
    }
}
