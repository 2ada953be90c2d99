use std::path::{Path, PathBuf};

use super::program::{GitError, Program, complaint};

/// The remote repository that a checkout belongs to.
const REMOTE: &str = "origin";

/// A branch of a repository, checked out, that commits and pushes through the `git` program.
#[derive(Debug)]
pub struct Checkout {
    root: PathBuf,
    branch: String,
    access: Access,
}

/// Who commits and what opens the remote repository, where git itself does not know.
#[derive(Clone, Debug, Default)]
pub struct Access {
    /// The name and the address of whoever commits, where git has none of its own.
    pub identity: Option<(String, String)>,
    /// The address of a server, and the token that it takes for a password.
    pub token: Option<(String, String)>,
}

/// What became of a push.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pushed {
    Landed,
    /// Somebody else was faster: the remote branch holds commits that are not here.
    Behind,
    /// The server takes no such push, now or later, for this reason.
    Refused(String),
    /// It went wrong for this reason, and may go right the next time.
    Failed(String),
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
        let hint = format!("hint: `git switch {branch}`, or name another with `--branch`");
        Err(GitError::Failed { doing, said: format!("branch `{}` is checked out\n{hint}", checkout.branch) })
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
            let said = "no branch is checked out\nhint: `git switch main`".to_owned();
            return Err(GitError::Failed { doing, said });
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
        let args = ["diff", "--name-only", "--relative", "HEAD", "--", "."];
        let names = self.git(&args).run("look for changes that are not committed")?;
        Ok(names.lines().map(str::to_owned).collect())
    }

    /// The files at these paths that git does not know, and that are not to be ignored.
    ///
    /// # Errors
    /// When git cannot be asked.
    pub fn unknown(&self, paths: &[&str]) -> Result<Vec<String>, GitError> {
        let args = [&["ls-files", "--others", "--exclude-standard", "--"], paths].concat();
        let names = self.git(&args).run("look for new files")?;
        Ok(names.lines().map(str::to_owned).collect())
    }

    /// Whether there is a remote repository to push to.
    pub fn has_remote(&self) -> bool {
        self.git(&["remote", "get-url", REMOTE]).run("find the remote repository").is_ok()
    }

    /// Asks the remote repository for the newest commit of a branch; none if it has no such branch.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn fetch(&self, branch: &str) -> Result<Option<String>, GitError> {
        let doing = format!("fetch branch `{branch}`");
        let listed = self.remote(&["ls-remote", "--heads", REMOTE, &format!("refs/heads/{branch}")]).run(&doing)?;
        let Some(commit) = listed.split_whitespace().next() else { return Ok(None) };
        let spec = format!("+refs/heads/{branch}:refs/remotes/{REMOTE}/{branch}");
        self.remote(&["fetch", "--quiet", "--no-tags", REMOTE, &spec]).run(&doing)?;
        let newest = self.git(&["rev-parse", &format!("refs/remotes/{REMOTE}/{branch}")]).run(&doing);
        Ok(Some(newest.unwrap_or_else(|_| commit.to_owned())))
    }

    /// Puts the commits of this checkout that the remote branch does not have on top of it.
    ///
    /// # Errors
    /// When they do not fit on top of it; then all is as before.
    pub fn catch_up(&self, onto: &str) -> Result<(), GitError> {
        let doing = format!("bring branch `{}` up to date", self.branch);
        let moved = self.commit_env(self.git(&["rebase", "--quiet", "--autostash", onto])).run(&doing);
        if moved.is_err() {
            // What stands in the way is told by the first failure.
            let _ = self.git(&["rebase", "--abort"]).output();
        }
        moved.map(drop)
    }

    /// Commits these files and folders as they are, and nothing else. None where they are committed already. What is
    /// not there, or is not for git, is passed over.
    ///
    /// # Errors
    /// When git refuses.
    pub fn commit(&self, paths: &[String], message: &str) -> Result<Option<String>, GitError> {
        let doing = "commit";
        let wanted: Vec<_> = paths.iter().map(String::as_str).collect();
        let args = [&["ls-files", "--cached", "--others", "--exclude-standard", "--"][..], &wanted].concat();
        let paths: Vec<_> = self.git(&args).run(doing)?.lines().map(str::to_owned).collect();
        if paths.is_empty() {
            return Ok(None);
        }
        let with_paths = |args: &[&str]| {
            let all: Vec<_> = args.iter().copied().chain(paths.iter().map(String::as_str)).collect();
            self.commit_env(self.git(&all))
        };
        with_paths(&["add", "--"]).run(doing)?;
        if with_paths(&["diff", "--cached", "--quiet", "--"]).output()?.status.success() {
            return Ok(None);
        }
        with_paths(&["commit", "--quiet", "--message", message, "--"]).run(doing)?;
        self.head().map(Some)
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

    /// Makes a commit that holds one file and that no branch holds, behind `parent`.
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
        let blob = self.git(&["hash-object", "-w", "--stdin"]).feed(&doing, bytes)?;
        let tree = self.git(&["mktree"]).feed(&doing, format!("100644 blob {blob}\t{name}\n").as_bytes())?;
        let mut args = vec!["commit-tree", &tree, "-m", message];
        args.extend(parent.into_iter().flat_map(|parent| ["-p", parent]));
        self.commit_env(self.git(&args)).run(&doing)
    }

    /// Whether git knows a file here, by its path.
    pub fn has_file(&self, path: &str) -> bool {
        self.git(&["ls-files", "--error-unmatch", "--", path]).run("look for a file").is_ok()
    }

    /// What a file at the top of a commit holds; nothing if it is not there.
    ///
    /// # Errors
    /// When git cannot be run at all.
    pub fn file_of(&self, commit: &str, name: &str) -> Result<Vec<u8>, GitError> {
        let output = self.git(&["cat-file", "blob", &format!("{commit}:{name}")]).output()?;
        Ok(if output.status.success() { output.stdout } else { Vec::new() })
    }

    /// Commits these files and pushes the branch, on top of whatever others have pushed meanwhile.
    ///
    /// # Errors
    /// When git refuses, or when what others have pushed does not go together with it.
    pub fn land(&self, paths: &[String], message: &str) -> Result<Pushed, GitError> {
        const MOST: u32 = 5;
        self.commit(paths, message)?;
        let mut pushed = self.push(&self.head()?, &self.branch, false)?;
        for _ in 0..MOST {
            if pushed != Pushed::Behind {
                break;
            }
            if let Some(upstream) = self.fetch(&self.branch)? {
                self.catch_up(&upstream)?;
            }
            pushed = self.push(&self.head()?, &self.branch, false)?;
        }
        Ok(pushed)
    }

    /// Pushes a commit to a branch of the remote repository.
    ///
    /// # Errors
    /// When git cannot be run at all.
    pub fn push(&self, commit: &str, branch: &str, force: bool) -> Result<Pushed, GitError> {
        let sign = if force { "+" } else { "" };
        let spec = format!("{sign}{commit}:refs/heads/{branch}");
        let output = self.remote(&["push", "--porcelain", REMOTE, &spec]).output()?;
        if output.status.success() {
            return Ok(Pushed::Landed);
        }
        let told = String::from_utf8_lossy(&output.stdout);
        Ok(verdict(&told, complaint(&output)))
    }

    /// When a line of a file was committed, in seconds since 1970, as the main line tells. None for one that is
    /// not committed.
    pub fn line_time(&self, path: &str, line: usize) -> Option<i64> {
        let range = format!("{line},{line}");
        let args = ["blame", "--first-parent", "--porcelain", "-L", &range, "HEAD", "--", path];
        let told = self.git(&args).run("find when a line was committed").ok()?;
        told.lines().find_map(|line| line.strip_prefix("committer-time ")).and_then(|time| time.parse().ok())
    }

    fn git(&self, args: &[&str]) -> Program {
        Program::new(&self.root, args)
    }

    /// Git with whoever commits, where it knows nobody.
    fn commit_env(&self, program: Program) -> Program {
        let Some((name, email)) = &self.access.identity else { return program };
        if self.git(&["-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT"]).run("find who commits").is_ok() {
            return program;
        }
        let keys = ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|key| (key, name));
        let mails = ["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|key| (key, email));
        keys.into_iter().chain(mails).fold(program, |program, (key, value)| program.env(key, value))
    }

    /// Git with what opens the remote repository. The token itself is in no argument, where other programs of the
    /// machine could read it.
    fn remote(&self, args: &[&str]) -> Program {
        const ANSWER: &str =
            r#"!f() { test "$1" = get && printf 'username=x-access-token\npassword=%s\n' "$ALLGREEN_TOKEN"; }; f"#;
        let Some((server, token)) = &self.access.token else { return self.git(args) };
        let (forget, answer) = (format!("credential.{server}.helper="), format!("credential.{server}.helper={ANSWER}"));
        let all: Vec<_> = ["-c", &forget, "-c", &answer].into_iter().chain(args.iter().copied()).collect();
        self.git(&all).env("ALLGREEN_TOKEN", token)
    }
}

/// What became of a push, by what `git push --porcelain` tells on its two outputs.
fn verdict(told: &str, complaint: String) -> Pushed {
    let Some(line) = told.lines().find(|line| line.starts_with("!\t")) else { return Pushed::Failed(complaint) };
    let summary = line.rsplit('\t').next().unwrap_or(line).to_owned();
    if summary.starts_with("[rejected]") {
        return Pushed::Behind;
    }
    // Two pushes at one time may get into each other's way, which is over a moment later.
    let passing = ["cannot lock ref", "failed to update ref", "failed to lock", "incorrect old value"];
    if passing.iter().any(|reason| summary.contains(reason)) {
        return Pushed::Behind;
    }
    if summary.starts_with("[remote rejected]") { Pushed::Refused(summary) } else { Pushed::Failed(complaint) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_became_of_a_push_is_told_apart() {
        let told = |summary: &str| verdict(&format!("To x\n!\tabc:refs/heads/main\t{summary}\nDone\n"), "x".into());
        assert_eq!(told("[rejected] (fetch first)"), Pushed::Behind);
        assert_eq!(told("[remote rejected] (cannot lock ref 'refs/heads/main': …)"), Pushed::Behind);
        let refused = "[remote rejected] (protected branch hook declined)";
        assert_eq!(told(refused), Pushed::Refused(refused.to_owned()));
        assert_eq!(verdict("", "no route to host".into()), Pushed::Failed("no route to host".into()));
    }
}
