use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use crate::diagnostic::{Failure, FailureKind};

/// Why the `git` program did not do what it was asked to.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    #[error("could not run `git`")]
    NoProgram(#[source] std::io::Error),
    #[error("could not {action}: {reason}")]
    Failed { action: String, reason: String, hint: Option<String> },
}

impl GitError {
    pub(super) fn failed(action: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Failed { action: action.into(), reason: reason.into(), hint: None }
    }

    /// Puts a hint in the place of the one it has.
    pub(super) fn hint(self, text: impl Into<String>) -> Self {
        match self {
            Self::Failed { action, reason, .. } => Self::Failed { action, reason, hint: Some(text.into()) },
            Self::NoProgram(error) => Self::NoProgram(error),
        }
    }
}

impl From<GitError> for Failure {
    fn from(error: GitError) -> Self {
        let failure = Self::from_error(FailureKind::Git, &error);
        match error {
            GitError::NoProgram(_) => failure.hint("install it, or put it on the `PATH`"),
            GitError::Failed { hint, .. } => failure.maybe_hint(hint),
        }
    }
}

/// What a person's own configuration of git must not decide: whether the first commit tells what it holds, merges what
/// they brought, and signed commits anything besides.
const PLAINLY: [&str; 6] =
    ["-c", "log.showRoot=true", "-c", "log.diffMerges=separate", "-c", "log.showSignature=false"];

/// A call of the `git` program in a folder.
#[derive(Debug)]
pub(super) struct Program(Command);

impl Program {
    pub fn new(root: &Path, args: &[&str]) -> Self {
        let mut git = Command::new("git");
        git.arg("-C").arg(root).args(PLAINLY).args(args);
        git.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // Whatever calls us from a hook must not decide which repository is read.
        for name in
            ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE"]
        {
            git.env_remove(name);
        }
        // Nobody sits before the terminal of a workflow, and messages are read by us.
        git.env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C");
        Self(git)
    }

    pub fn env(mut self, key: &str, value: &str) -> Self {
        self.0.env(key, value);
        self
    }

    /// What git prints and how it ends, whether or not it succeeds.
    pub fn output(mut self) -> Result<Output, GitError> {
        self.0.output().map_err(GitError::NoProgram)
    }

    /// Git at work, which reads from us and prints for us.
    pub fn start(mut self) -> Result<Child, GitError> {
        self.0.stdin(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(GitError::NoProgram)
    }

    /// What git prints, with `input` on its standard input.
    pub fn feed(mut self, doing: &str, input: &[u8]) -> Result<String, GitError> {
        let mut child = self.0.stdin(Stdio::piped()).spawn().map_err(GitError::NoProgram)?;
        if let Some(mut stdin) = child.stdin.take() {
            // A git that ends early says why itself.
            let _ = stdin.write_all(input);
        }
        finish(doing, &child.wait_with_output().map_err(GitError::NoProgram)?)
    }

    /// What git prints, without the newline at its end.
    pub fn run(self, doing: &str) -> Result<String, GitError> {
        finish(doing, &self.output()?)
    }
}

fn finish(doing: &str, output: &Output) -> Result<String, GitError> {
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned());
    }
    Err(GitError::failed(doing, complaint(output)))
}

/// What git says went wrong, on one line.
pub(super) fn complaint(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("hint:"));
    let said = lines.collect::<Vec<_>>().join("; ");
    if said.is_empty() { format!("git ended with {}", output.status) } else { said }
}
