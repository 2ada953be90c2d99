use std::path::Path;
use std::thread;
use std::time::Duration;

use backon::{BackoffBuilder, BlockingRetryable, ExponentialBackoff, ExponentialBuilder};

use super::remote::PushResult;
use super::{Checkout, GitError, Lock};

/// The maximum number of attempts to create and push a commit, if other pushes are faster.
const ATTEMPTS: usize = 8;
/// The maximum number of attempts of a fetch or push, if the network fails.
const NETWORK_ATTEMPTS: usize = 4;
const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// What happened to a commit that was to be pushed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PushOutcome {
    /// There was nothing to push.
    #[default]
    Nothing,
    /// The remote branch has this commit.
    Pushed { commit: String },
    /// The commit is on this machine only, because no push was requested.
    Local { commit: String },
    /// The commit is on this machine only: the remote repository refused it, or did not answer.
    Refused { commit: String, reason: String },
}

impl PushOutcome {
    /// Returns the commit if it was pushed.
    pub fn pushed(&self) -> Option<&str> {
        match self {
            Self::Pushed { commit } => Some(commit),
            _ => None,
        }
    }

    /// Returns the reason if the commit was refused.
    pub fn refused(&self) -> Option<&str> {
        match self {
            Self::Refused { reason, .. } => Some(reason),
            _ => None,
        }
    }
}

impl Checkout {
    /// Creates a commit on top of the newest commit of a remote branch and pushes it: fetches, calls `prepare`, pushes,
    /// and starts again if another push was faster. After a network error, it pauses and tries again.
    ///
    /// `prepare` gets the newest commit of the remote branch, or `None` if there is no such branch. It returns the
    /// commit to push, if any. If `branch` is checked out, the checkout is moved to the newest commit first, and the
    /// commit of `prepare` is undone before the next attempt. A refused commit stays in the checkout.
    ///
    /// # Errors
    /// When `prepare` or a fetch fails, or when the local and the remote branch have diverged.
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
            let reason = match self.push_with_retries(&commit, branch, &mut tries)? {
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

    /// Fetches a branch, and tries again if the remote repository does not answer. Returns the newest commit of the
    /// branch, or `None` if there is no such branch.
    ///
    /// # Errors
    /// When the remote repository does not answer.
    pub fn fetch(&self, branch: &str) -> Result<Option<String>, GitError> {
        (|| self.fetch_once(branch))
            .retry(pauses(NETWORK_ATTEMPTS))
            .when(|error| matches!(error, GitError::Failed { .. }))
            .call()
    }

    /// Pushes a commit. If the push fails for a temporary reason, tries again after each of the `pauses`.
    fn push_with_retries(
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

    /// Whether the remote branch contains `commit`. A push may succeed although git reports an error.
    fn is_pushed(&self, commit: &str, branch: &str) -> Result<bool, GitError> {
        Ok(self.fetch(branch)?.is_some_and(|newest| self.is_ancestor(&newest, commit)))
    }

    /// Locks the repository, so that other processes wait before they push from it.
    fn lock(&self) -> Result<Lock, GitError> {
        let action = "lock the repository";
        let folder = self.git(&["rev-parse", "--absolute-git-dir"]).run(action)?;
        Lock::acquire(Path::new(&folder)).map_err(|error| GitError::failed(action, error.to_string()))
    }
}

/// Returns the pauses between attempts. Each is twice as long as the one before, plus a random time of up to the same
/// length, so that two processes do not collide again.
fn pauses(attempts: usize) -> ExponentialBuilder {
    ExponentialBuilder::default().with_min_delay(FIRST_PAUSE).with_jitter().with_max_times(attempts - 1)
}
