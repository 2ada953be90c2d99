use std::time::{SystemTime, UNIX_EPOCH};

use super::{Landing, PublishError, Published};
use crate::model::Instant;
use crate::repo::{Checkout, Pushed};

/// The commit that a site is deployed under: GitHub has it, and no site was deployed under it before.
///
/// A commit that was pushed just now is one. Where there is none, an empty commit is pushed to a branch that serves
/// nothing else. Where even that is refused there is only the commit that is checked out, and a reason.
///
/// # Errors
/// When git refuses to make a commit.
pub fn deployed_as(
    checkout: &Checkout,
    published: &Published,
    branch: &str,
    now: Instant,
) -> Result<(String, Option<String>), PublishError> {
    if let Landing::Landed(commit) = &published.landing {
        return Ok((commit.clone(), None));
    }
    if let Some(commit) = &published.log_commit {
        return Ok((commit.clone(), None));
    }
    // Two runs of the same second would otherwise make the same commit, and a commit is deployed once.
    let unique = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().subsec_nanos();
    let commit = checkout.empty_commit(&format!("Deploy the site of {}\n\n{unique:09}", now.rfc3339()))?;
    match checkout.push(&commit, branch, true)? {
        Pushed::Landed => Ok((commit, None)),
        Pushed::Refused(reason) | Pushed::Failed(reason) => Ok((checkout.head()?, Some(reason))),
        Pushed::Behind => Ok((checkout.head()?, Some(format!("branch `{branch}` is in use")))),
    }
}
