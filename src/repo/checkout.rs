use std::fmt;
use std::path::{Path, PathBuf};

use super::git_command::{GitCommand, GitError, error_line};

/// What `git blame` calls a line that is in no commit.
const NOT_COMMITTED: &str = "0000000000000000000000000000000000000000";

/// A branch of a repository, checked out, that commits and pushes through the `git` program.
#[derive(Debug)]
pub struct Checkout {
    root: PathBuf,
    pub(super) branch: String,
    pub(super) access: Access,
}

/// Who commits and what opens the remote repository, where git itself does not know.
#[derive(Clone, Debug, Default)]
pub struct Access {
    /// The name and the address of whoever commits, where git has none of its own.
    pub identity: Option<(String, String)>,
    pub token: Option<Token>,
}

/// What a server takes for a password.
#[derive(Clone)]
pub struct Token {
    /// The address of the server: nobody else is told.
    pub server: String,
    /// The name that it is given under.
    pub user: String,
    pub secret: String,
}

/// Without the secret: what is printed to look for a mistake is often kept, and read by others.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { server, user, secret: _ } = self;
        f.debug_struct("Token").field("server", server).field("user", user).finish_non_exhaustive()
    }
}

impl Checkout {
    /// The checkout that `root` lies in, which must be on `branch`.
    ///
    /// # Errors
    /// When there is no git repository, or another branch is checked out.
    pub fn open(root: &Path, branch: &str, access: Access) -> Result<Self, GitError> {
        let checkout = Self::current(root, access)?;
        if checkout.branch == branch {
            return Ok(checkout);
        }
        let doing = format!("find branch `{branch}` in {}", root.display());
        let wrong = GitError::failed(doing, format!("branch `{}` is checked out", checkout.branch));
        Err(wrong.hint(format!("run `git switch {branch}`, or name another branch with `--branch`")))
    }

    /// The checkout that `root` lies in, on whatever branch it is.
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

    /// The commit that is checked out.
    ///
    /// # Errors
    /// When there is none yet.
    pub fn head(&self) -> Result<String, GitError> {
        self.git(&["rev-parse", "--verify", "HEAD^{commit}"]).run("find the commit that is checked out")
    }

    /// The files that git knows and that differ from what is committed.
    ///
    /// # Errors
    /// When git cannot be asked.
    pub fn uncommitted(&self) -> Result<Vec<String>, GitError> {
        let args = ["diff", "--name-only", "--relative", "-z", "HEAD", "--", "."];
        Ok(names(&self.git(&args).run("look for changes that are not committed")?))
    }

    /// The files at these paths that git does not know, and that are not to be ignored.
    ///
    /// # Errors
    /// When git cannot be asked.
    pub fn unknown(&self, paths: &[&str]) -> Result<Vec<String>, GitError> {
        let args = [&["--literal-pathspecs", "ls-files", "--others", "--exclude-standard", "-z", "--"], paths].concat();
        Ok(names(&self.git(&args).run("look for new files")?))
    }

    /// Whether git passes over a file that it does not know, as a `.gitignore` told it to.
    pub fn ignores(&self, path: &str) -> bool {
        self.git(&["check-ignore", "--quiet", "--", path]).output().is_ok_and(|output| output.status.success())
    }

    /// Commits these files and folders as they are, and nothing else. None where they are committed already. What is
    /// not there, or is not for git, is passed over.
    ///
    /// # Errors
    /// When git refuses.
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
            // The files keep their changes; the error says that they are not committed.
            let _ = with_paths(&["reset", "--quiet", "--"]).output();
            return Err(error.hint("`git commit` shows more; usually a hook or the signing of commits fails"));
        }
        self.head().map(Some)
    }

    /// Puts files back to what is committed. Those that git does not know stay.
    ///
    /// # Errors
    /// When git refuses.
    pub fn restore(&self, paths: &[String]) -> Result<(), GitError> {
        let known: Vec<_> = paths.iter().map(String::as_str).filter(|path| self.has_file(path)).collect();
        if known.is_empty() {
            return Ok(());
        }
        let args = [&["--literal-pathspecs", "checkout", "--quiet", "HEAD", "--"][..], &known].concat();
        self.git(&args).run("put files back").map(drop)
    }

    /// Takes back what was committed since `commit`. Changes that are not committed stay.
    ///
    /// # Errors
    /// When such a change is in the way.
    pub fn take_back_to(&self, commit: &str) -> Result<(), GitError> {
        self.git(&["reset", "--quiet", "--keep", commit]).run("take back a commit").map(drop)
    }

    /// Makes a commit that changes nothing and that no branch holds, behind the one that is checked out.
    ///
    /// # Errors
    /// When git refuses.
    pub fn empty_commit(&self, message: &str) -> Result<String, GitError> {
        let args = ["commit-tree", "HEAD^{tree}", "-p", "HEAD", "-m", message];
        self.commit_env(self.git(&args)).run("make a commit")
    }

    /// Makes a commit that no branch holds, behind `parent`, with one file other than there.
    ///
    /// # Errors
    /// When git refuses.
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

    /// Whether git knows a file here, by its path.
    pub fn has_file(&self, path: &str) -> bool {
        self.git(&["--literal-pathspecs", "ls-files", "--error-unmatch", "--", path]).run("look for a file").is_ok()
    }

    /// What a plain file at the top of a commit holds; none if it is not there.
    ///
    /// # Errors
    /// When something else has its name, or git cannot be asked.
    pub fn file_of(&self, commit: &str, name: &str) -> Result<Option<Vec<u8>>, GitError> {
        let doing = format!("read `{name}` of commit {commit}");
        let entry = self.git(&["--literal-pathspecs", "ls-tree", "--full-tree", commit, "--", name]).run(&doing)?;
        if entry.is_empty() {
            return Ok(None);
        }
        if !entry.starts_with("100") {
            return Err(GitError::failed(doing, "it is not a regular file").hint("replace it with a regular file"));
        }
        let output = self.git(&["cat-file", "blob", &format!("{commit}:{name}")]).output()?;
        if output.status.success() {
            return Ok(Some(output.stdout));
        }
        Err(GitError::failed(doing, error_line(&output)))
    }

    /// The first line of what a commit says.
    ///
    /// # Errors
    /// When there is no such commit.
    pub fn subject(&self, commit: &str) -> Result<String, GitError> {
        self.git(&["log", "--max-count=1", "--format=%s", "--end-of-options", commit]).run("read a commit")
    }

    /// When a line of a file was committed, in seconds since 1970, as the main line tells. None for one that is
    /// not committed.
    pub fn line_time(&self, path: &str, line: usize) -> Option<i64> {
        let range = format!("{line},{line}");
        // People tell git elsewhere which commits to look through; here each counts.
        let plainly = ["-c", "blame.ignoreRevsFile=", "blame", "--first-parent", "--porcelain", "-L", &range];
        let told = self.git(&[&plainly[..], &["--", path]].concat()).run("find when a line was committed").ok()?;
        if told.starts_with(NOT_COMMITTED) {
            return None;
        }
        told.lines().find_map(|line| line.strip_prefix("committer-time ")).and_then(|time| time.parse().ok())
    }

    pub(super) fn git(&self, args: &[&str]) -> GitCommand {
        GitCommand::new(&self.root, args)
    }

    /// Git with whoever commits, where it knows nobody.
    fn commit_env(&self, program: GitCommand) -> GitCommand {
        let Some((name, email)) = &self.access.identity else { return program };
        if self.git(&["-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT"]).run("find who commits").is_ok() {
            return program;
        }
        let keys = ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|key| (key, name));
        let mails = ["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|key| (key, email));
        keys.into_iter().chain(mails).fold(program, |program, (key, value)| program.env(key, value))
    }
}

/// The paths that git ends with a NUL each.
fn names(listed: &str) -> Vec<String> {
    listed.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_reads_a_secret_in_what_is_printed() {
        let token = Token { server: "https://a.example".to_owned(), user: "u".to_owned(), secret: "s3cret".to_owned() };
        let printed = format!("{:?}", Access { identity: None, token: Some(token) });
        assert!(printed.contains("https://a.example") && !printed.contains("s3cret"), "{printed}");
    }
}
