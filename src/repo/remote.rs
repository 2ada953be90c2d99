use super::Checkout;
use super::checkout::Token;
use super::program::{GitError, Program, complaint};

/// The remote repository that a checkout belongs to.
const REMOTE: &str = "origin";

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

/// The way to the remote repository and back.
impl Checkout {
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

    /// Asks the remote repository for the newest commit of this branch and moves the checkout there, if nothing but
    /// what the remote repository had is left behind. Commits of one's own stay on top of what they were made on.
    /// Returns the newest commit; none if the remote repository has no such branch.
    ///
    /// # Errors
    /// When it does not answer, or both sides have commits that the other does not have.
    pub fn catch_up(&self) -> Result<Option<String>, GitError> {
        let tracking = format!("refs/remotes/{REMOTE}/{}", self.branch);
        let known = self.git(&["rev-parse", "--verify", "--quiet", &tracking]).run("find the remote branch").ok();
        let Some(newest) = self.fetch(&self.branch)? else { return Ok(None) };
        let Ok(head) = self.head() else { return Ok(Some(newest)) };
        // What was taken out of the remote branch must not come back through us.
        let is_own = known.as_ref().is_none_or(|known| !self.holds(known, &head));
        if self.holds(&head, &newest) {
            return Ok(Some(newest));
        }
        let doing = format!("bring branch `{}` up to date", self.branch);
        if self.holds(&newest, &head) || !is_own {
            self.git(&["reset", "--quiet", "--keep", &newest]).run(&doing)?;
            return Ok(Some(newest));
        }
        let said = "it and the remote branch have gone apart\nhint: bring them together with `git pull --rebase`, then try again";
        Err(GitError::Failed { doing, said: said.to_owned() })
    }

    /// Whether a commit holds another one among those before it.
    fn holds(&self, commit: &str, other: &str) -> bool {
        let args = ["merge-base", "--is-ancestor", other, commit];
        self.git(&args).output().is_ok_and(|output| output.status.success())
    }

    /// Pushes a commit to a branch of the remote repository.
    ///
    /// # Errors
    /// When git cannot be run at all.
    pub fn push(&self, commit: &str, branch: &str) -> Result<Pushed, GitError> {
        self.push_with(&["push", "--porcelain"], commit, branch)
    }

    /// Pushes a commit over whatever a branch of the remote repository holds, as long as that is `old`, or as there
    /// is no such branch.
    ///
    /// # Errors
    /// When git cannot be run at all.
    pub fn push_over(&self, old: Option<&str>, commit: &str, branch: &str) -> Result<Pushed, GitError> {
        let lease = format!("--force-with-lease=refs/heads/{branch}:{}", old.unwrap_or_default());
        self.push_with(&["push", "--porcelain", &lease], commit, branch)
    }

    fn push_with(&self, push: &[&str], commit: &str, branch: &str) -> Result<Pushed, GitError> {
        let spec = format!("{commit}:refs/heads/{branch}");
        let output = self.remote(&[push, &[REMOTE, &spec]].concat()).output()?;
        if output.status.success() {
            return Ok(Pushed::Landed);
        }
        let told = String::from_utf8_lossy(&output.stdout);
        Ok(verdict(&told, complaint(&output)))
    }

    /// Git with what opens the remote repository. The token itself is in no argument, where other programs of the
    /// machine could read it.
    fn remote(&self, args: &[&str]) -> Program {
        const ANSWER: &str =
            r#"!f() { test "$1" = get && printf 'username=%s\npassword=%s\n' "$ALLGREEN_USER" "$ALLGREEN_TOKEN"; }; f"#;
        let Some(Token { server, user, secret }) = &self.access.token else { return self.git(args) };
        let (forget, answer) = (format!("credential.{server}.helper="), format!("credential.{server}.helper={ANSWER}"));
        let all: Vec<_> = ["-c", &forget, "-c", &answer].into_iter().chain(args.iter().copied()).collect();
        self.git(&all).env("ALLGREEN_USER", user).env("ALLGREEN_TOKEN", secret)
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
