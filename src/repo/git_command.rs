use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use crate::diagnostic::{Failure, FailureKind};

/// A failure of the `git` program.
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

    /// Sets the hint, in place of an earlier one.
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
            GitError::NoProgram(_) => failure.hint("install git, or put it on the `PATH`"),
            GitError::Failed { hint, .. } => failure.maybe_hint(hint),
        }
    }
}

/// Settings that override the user's configuration, which would change the output of `git log` for root commits, merges
/// and signed commits.
const FIXED_CONFIG: [&str; 6] =
    ["-c", "log.showRoot=true", "-c", "log.diffMerges=separate", "-c", "log.showSignature=false"];

/// A call of the `git` program in a folder, without prompts and with English messages.
#[derive(Debug)]
pub(super) struct GitCommand(Command);

impl GitCommand {
    pub fn new(root: &Path, args: &[&str]) -> Self {
        let mut git = Command::new("git");
        git.arg("-C").arg(root).args(FIXED_CONFIG).args(args);
        git.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // In a git hook these variables would select another repository.
        for name in
            ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE"]
        {
            git.env_remove(name);
        }
        // Nobody can answer prompts in CI, and messages of git are only parsed in English.
        git.env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C");
        Self(git)
    }

    pub fn env(mut self, key: &str, value: &str) -> Self {
        self.0.env(key, value);
        self
    }

    /// Runs git and returns its output and exit status, even if it fails.
    pub fn output(mut self) -> Result<Output, GitError> {
        self.0.output().map_err(GitError::NoProgram)
    }

    /// Starts git with piped standard input and output.
    pub fn spawn(mut self) -> Result<Child, GitError> {
        self.0.stdin(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(GitError::NoProgram)
    }

    /// Runs git with `input` on its standard input and returns its output.
    pub fn run_with_input(mut self, doing: &str, input: &[u8]) -> Result<String, GitError> {
        let mut child = self.0.stdin(Stdio::piped()).spawn().map_err(GitError::NoProgram)?;
        if let Some(mut stdin) = child.stdin.take() {
            // If git exits early, its own message has the reason.
            let _ = stdin.write_all(input);
        }
        check_output(doing, &child.wait_with_output().map_err(GitError::NoProgram)?)
    }

    /// Runs git and returns its output without the final newline. `doing` follows "could not" in the error message.
    pub fn run(self, doing: &str) -> Result<String, GitError> {
        check_output(doing, &self.output()?)
    }
}

fn check_output(doing: &str, output: &Output) -> Result<String, GitError> {
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned());
    }
    Err(GitError::failed(doing, error_line(output)))
}

/// Returns the error message of git as one line, without git's hints.
pub(super) fn error_line(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("hint:"));
    let message = lines.collect::<Vec<_>>().join("; ");
    if message.is_empty() { format!("git exited with {}", output.status) } else { message }
}
