use std::path::Path;
use std::thread;
use std::time::Duration;

use backon::{BackoffBuilder, BlockingRetryable, ExponentialBackoff, ExponentialBuilder};

use super::remote::PushResult;
use super::{Checkout, GitError, Lock};

/// How often a commit is created again because another push came first.
const ATTEMPTS: usize = 8;
/// How often the remote repository is asked before a network error counts.
const NETWORK_ATTEMPTS: usize = 4;
const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// What became of a commit that was to be pushed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PushOutcome {
    /// There was nothing to push.
    #[default]
    Nothing,
    /// The remote branch has this commit.
    Pushed { commit: String },
    /// The commit stays on this machine, as was asked for.
    Local { commit: String },
    /// The commit is on this machine only: the remote repository refused it, or did not answer.
    Refused { commit: String, reason: String },
}

impl PushOutcome {
    /// The commit that the remote branch has now.
    pub fn pushed(&self) -> Option<&str> {
        match self {
            Self::Pushed { commit } => Some(commit),
            _ => None,
        }
    }

    /// Why the commit was not pushed.
    pub fn refused(&self) -> Option<&str> {
        match self {
            Self::Refused { reason, .. } => Some(reason),
            _ => None,
        }
    }
}

impl Checkout {
    /// Makes a commit on top of the newest one of a remote branch and pushes it: fetches, calls `prepare`, pushes,
    /// and starts again when another push was faster. Network errors are tried again after a pause.
    ///
    /// `prepare` is given the newest commit of the branch, `None` if there is no such branch, and returns the commit
    /// to push, if any. If the branch is the one that is checked out, the checkout is moved to that commit first,
    /// and back before the next attempt. A refused commit stays where it is.
    ///
    /// # Errors
    /// The errors of `prepare`, or when the remote repository cannot be fetched from, or the branches have diverged.
    pub fn transact<T, E: From<GitError>>(
        &self,
        branch: &str,
        mut prepare: impl FnMut(Option<&str>) -> Result<(T, Option<String>), E>,
    ) -> Result<(T, PushOutcome), E> {
        let _lock = self.lock()?;
        let is_checked_out = branch == self.branch();
        let (mut attempts, mut tries) = (pauses(ATTEMPTS).build(), pauses(NETWORK_ATTEMPTS).build());
        loop {
            let tracked = self.tracked(branch);
            let newest = self.fetch(branch)?;
            if let Some(newest) = newest.as_deref().filter(|_| is_checked_out) {
                self.fast_forward(newest, tracked.as_deref())?;
            }
            let before = self.head()?;
            let (value, commit) = prepare(newest.as_deref())?;
            let Some(commit) = commit.filter(|commit| newest.as_ref() != Some(commit)) else {
                return Ok((value, PushOutcome::Nothing));
            };
            let reason = match self.push_patiently(&commit, branch, &mut tries)? {
                PushResult::Accepted => return Ok((value, PushOutcome::Pushed { commit })),
                PushResult::Outdated if self.is_pushed(&commit, branch)? => {
                    return Ok((value, PushOutcome::Pushed { commit }));
                }
                PushResult::Outdated => match attempts.next() {
                    Some(pause) => {
                        if is_checked_out {
                            self.take_back_to(&before)?;
                        }
                        thread::sleep(pause);
                        continue;
                    }
                    None => format!("another push to `{branch}` came first, {ATTEMPTS} times in a row"),
                },
                PushResult::Refused(reason) | PushResult::Failed(reason) => reason,
            };
            return Ok((value, PushOutcome::Refused { commit, reason }));
        }
    }

    /// Fetches a branch, several times if the remote repository does not answer. Returns its newest commit, or `None` if
    /// there is no such branch.
    ///
    /// # Errors
    /// When the remote repository does not answer.
    pub fn fetch(&self, branch: &str) -> Result<Option<String>, GitError> {
        (|| self.fetch_once(branch))
            .retry(pauses(NETWORK_ATTEMPTS))
            .when(|error| matches!(error, GitError::Failed { .. }))
            .call()
    }

    /// Pushes a commit, and again after each of the `pauses` if the push fails for a reason that may pass.
    fn push_patiently(
        &self,
        commit: &str,
        branch: &str,
        pauses: &mut ExponentialBackoff,
    ) -> Result<PushResult, GitError> {
        loop {
            match self.push(commit, branch)? {
                PushResult::Failed(reason) => match pauses.next() {
                    Some(pause) => thread::sleep(pause),
                    None => return Ok(PushResult::Failed(reason)),
                },
                result => return Ok(result),
            }
        }
    }

    /// Whether the remote branch has a commit. A push may succeed although git reports an error.
    fn is_pushed(&self, commit: &str, branch: &str) -> Result<bool, GitError> {
        Ok(self.fetch(branch)?.is_some_and(|newest| self.is_ancestor(&newest, commit)))
    }

    /// Makes other programs that push from this repository wait.
    fn lock(&self) -> Result<Lock, GitError> {
        let action = "lock the repository";
        let folder = self.git(&["rev-parse", "--absolute-git-dir"]).run(action)?;
        Lock::acquire(Path::new(&folder)).map_err(|error| GitError::failed(action, error.to_string()))
    }
}

/// Pauses between attempts: each twice as long as the one before and up to as long again at random, so that two
/// programs do not collide twice.
fn pauses(attempts: usize) -> ExponentialBuilder {
    ExponentialBuilder::default().with_min_delay(FIRST_PAUSE).with_jitter().with_max_times(attempts - 1)
}
