use std::time::{SystemTime, UNIX_EPOCH};

use super::{Landing, PublishError, Published};
use crate::model::Instant;
use crate::repo::{Checkout, Pushed};

/// How our own commits on that branch begin.
const SUBJECT: &str = "Deploy the site of";

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
    let commit = checkout.empty_commit(&format!("{SUBJECT} {}\n\n{unique:09}", now.rfc3339()))?;
    let old = checkout.fetch(branch)?;
    // Whatever else somebody keeps there is not ours to throw away.
    let is_ours = |old: &str| checkout.subject(old).is_ok_and(|subject| subject.starts_with(SUBJECT));
    let reason = if old.as_deref().is_some_and(|old| !is_ours(old)) {
        "it holds something that allgreen did not put there".to_owned()
    } else {
        match checkout.push_over(old.as_deref(), &commit, branch)? {
            Pushed::Landed => return Ok((commit, None)),
            Pushed::Refused(reason) | Pushed::Failed(reason) => reason,
            Pushed::Behind => "somebody else pushes to it".to_owned(),
        }
    };
    let known = published.upstream.clone();
    Ok((known.map_or_else(|| checkout.head(), Ok)?, Some(reason)))
}
