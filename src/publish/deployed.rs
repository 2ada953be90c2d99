use super::Published;
use crate::diagnostic::Failure;
use crate::model::Instant;
use crate::repo::{Checkout, PushResult};

/// The start of the subject of every commit that allgreen makes on the deploy branch.
const SUBJECT: &str = "Deploy the site of";

/// Returns the commit that identifies the deployment: GitHub has it, and no earlier deployment used it.
///
/// This is the commit that was just pushed. If there is none, it is a new empty commit, which is pushed to the deploy
/// branch `branch`. If that push fails, it is the newest commit of the published branch, and the reason is returned as
/// well. `nonce` differs between two runs in one second, which would otherwise create the same commit.
///
/// # Errors
/// When git cannot create a commit.
pub fn deployed_as(
    checkout: &Checkout,
    published: &Published,
    branch: &str,
    now: Instant,
    nonce: u32,
) -> Result<(String, Option<String>), Failure> {
    if let Some(commit) = published.outcome.pushed().or(published.log_commit.as_deref()) {
        return Ok((commit.to_owned(), None));
    }
    let commit = checkout.empty_commit(&format!("{SUBJECT} {}\n\n{nonce:09}", now.rfc3339()))?;
    let old = checkout.fetch(branch)?;
    // Commits that allgreen did not create must not be overwritten.
    let is_ours = |old: &str| checkout.subject(old).is_ok_and(|subject| subject.starts_with(SUBJECT));
    let reason = if old.as_deref().is_some_and(|old| !is_ours(old)) {
        "it has commits that allgreen did not create".to_owned()
    } else {
        match checkout.force_push(old.as_deref(), &commit, branch)? {
            PushResult::Accepted => return Ok((commit, None)),
            PushResult::Refused(reason) | PushResult::Failed(reason) => reason,
            PushResult::Outdated => "another job pushed to it at the same time".to_owned(),
        }
    };
    let known = published.upstream.clone();
    Ok((known.map_or_else(|| checkout.head(), Ok)?, Some(reason)))
}
