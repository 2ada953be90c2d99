use super::Checkout;
use super::checkout::Token;
use super::git_command::{GitCommand, GitError, error_line};

/// The name of the remote.
const REMOTE: &str = "origin";

/// The result of a single `git push`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PushResult {
    Accepted,
    /// Another push was faster: the remote branch has commits that the checkout lacks.
    Outdated,
    /// The server refused the push for this reason. Trying again does not help.
    Refused(String),
    /// The push failed for this reason. Trying again may help.
    Failed(String),
}

/// Fetching from the remote repository and pushing to it.
impl Checkout {
    /// Whether git has a remote repository named `origin`, whether or not it can be reached.
    pub fn has_remote(&self) -> bool {
        self.git(&["remote", "get-url", REMOTE]).run("find the remote repository").is_ok()
    }

    /// Fetches a branch once. Returns its newest commit, or `None` if the remote repository has no such branch.
    ///
    /// # Errors
    /// When the remote repository does not answer.
    pub(super) fn fetch_once(&self, branch: &str) -> Result<Option<String>, GitError> {
        let doing = format!("fetch branch `{branch}`");
        let listed = self.remote(&["ls-remote", "--heads", REMOTE, &format!("refs/heads/{branch}")]).run(&doing)?;
        let Some(commit) = listed.split_whitespace().next() else { return Ok(None) };
        let spec = format!("+refs/heads/{branch}:refs/remotes/{REMOTE}/{branch}");
        self.remote(&["fetch", "--quiet", "--no-tags", REMOTE, &spec]).run(&doing)?;
        let newest = self.git(&["rev-parse", &format!("refs/remotes/{REMOTE}/{branch}")]).run(&doing);
        Ok(Some(newest.unwrap_or_else(|_| commit.to_owned())))
    }

    /// Returns the commit of the remote-tracking branch, as of the last fetch or push. `None` if there is none.
    pub fn tracked(&self, branch: &str) -> Option<String> {
        let tracking = format!("refs/remotes/{REMOTE}/{branch}");
        self.git(&["rev-parse", "--verify", "--quiet", &tracking]).run("find the remote branch").ok()
    }

    /// Moves the checkout to `newest`, the newest commit of its remote branch. Local commits on top of `newest` stay.
    /// `tracked` is the newest commit of the remote branch before the last fetch.
    ///
    /// # Errors
    /// When the local and the remote branch have diverged.
    pub(super) fn fast_forward(&self, newest: &str, tracked: Option<&str>) -> Result<(), GitError> {
        let Ok(head) = self.head() else { return Ok(()) };
        // A commit that somebody removed from the remote branch must not be pushed again.
        let has_own_commits = tracked.is_none_or(|tracked| !self.is_ancestor(tracked, &head));
        if head == newest || has_own_commits && self.is_ancestor(&head, newest) {
            return Ok(());
        }
        let doing = format!("update branch `{}`", self.branch);
        if self.is_ancestor(newest, &head) || !has_own_commits {
            return self.git(&["reset", "--quiet", "--keep", newest]).run(&doing).map(drop);
        }
        let diverged = GitError::failed(doing, "the local and the remote branch have diverged");
        Err(diverged.hint("run `git pull --rebase`, then try again"))
    }

    /// Whether `ancestor` is reachable from `commit`.
    pub(super) fn is_ancestor(&self, commit: &str, ancestor: &str) -> bool {
        let args = ["merge-base", "--is-ancestor", ancestor, commit];
        self.git(&args).output().is_ok_and(|output| output.status.success())
    }

    /// Pushes a commit to a branch of the remote.
    ///
    /// # Errors
    /// When git cannot be run.
    pub fn push(&self, commit: &str, branch: &str) -> Result<PushResult, GitError> {
        self.push_with(&["push", "--porcelain"], commit, branch)
    }

    /// Force-pushes a commit to a branch of the remote, provided that the branch is still at `old` or, if that is
    /// `None`, still does not exist.
    ///
    /// # Errors
    /// When git cannot be run.
    pub fn force_push(&self, old: Option<&str>, commit: &str, branch: &str) -> Result<PushResult, GitError> {
        let lease = format!("--force-with-lease=refs/heads/{branch}:{}", old.unwrap_or_default());
        self.push_with(&["push", "--porcelain", &lease], commit, branch)
    }

    fn push_with(&self, push: &[&str], commit: &str, branch: &str) -> Result<PushResult, GitError> {
        let spec = format!("{commit}:refs/heads/{branch}");
        let output = self.remote(&[push, &[REMOTE, &spec]].concat()).output()?;
        if output.status.success() {
            return Ok(PushResult::Accepted);
        }
        let report = String::from_utf8_lossy(&output.stdout);
        Ok(parse_push(&report, error_line(&output)))
    }

    /// Prepares a git command with credentials for the remote. The token is in the environment, because other
    /// processes can read arguments.
    fn remote(&self, args: &[&str]) -> GitCommand {
        const HELPER: &str =
            r#"!f() { test "$1" = get && printf 'username=%s\npassword=%s\n' "$ALLGREEN_USER" "$ALLGREEN_TOKEN"; }; f"#;
        let Some(Token { server, user, secret }) = &self.access.token else { return self.git(args) };
        let (reset, helper) = (format!("credential.{server}.helper="), format!("credential.{server}.helper={HELPER}"));
        let all: Vec<_> = ["-c", &reset, "-c", &helper].into_iter().chain(args.iter().copied()).collect();
        self.git(&all).env("ALLGREEN_USER", user).env("ALLGREEN_TOKEN", secret)
    }
}

/// Parses the output of `git push --porcelain` for a push that failed. `error_line` is the error message of git.
fn parse_push(report: &str, error_line: String) -> PushResult {
    let Some(line) = report.lines().find(|line| line.starts_with("!\t")) else { return PushResult::Failed(error_line) };
    let summary = line.rsplit('\t').next().unwrap_or(line).to_owned();
    if summary.starts_with("[rejected]") {
        return PushResult::Outdated;
    }
    // Concurrent pushes can cause these errors, which are temporary.
    let transient = ["cannot lock ref", "failed to update ref", "failed to lock", "incorrect old value"];
    if transient.iter().any(|reason| summary.contains(reason)) {
        return PushResult::Outdated;
    }
    if summary.starts_with("[remote rejected]") { PushResult::Refused(summary) } else { PushResult::Failed(error_line) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn push_error_is_classified_as_outdated_refused_or_failed() {
        let parse = |summary: &str| parse_push(&format!("To x\n!\tabc:refs/heads/main\t{summary}\nDone\n"), "x".into());
        assert_eq!(parse("[rejected] (fetch first)"), PushResult::Outdated);
        assert_eq!(parse("[remote rejected] (cannot lock ref 'refs/heads/main': …)"), PushResult::Outdated);
        let refused = "[remote rejected] (protected branch hook declined)";
        assert_eq!(parse(refused), PushResult::Refused(refused.to_owned()));
        assert_eq!(parse_push("", "no route to host".into()), PushResult::Failed("no route to host".into()));
    }
}
