use std::fs;

use super::message::Message;
use super::tries::Tries;
use super::{Job, LOG, PublishError, Published, patiently, push, unpushed, write_log};
use crate::record;
use crate::repo::{self, Pushed};

/// Keeps the log on a branch of its own, where no rule for the branch that people work on refuses its lines. Here it
/// is a file that git does not know.
pub(super) fn keep(job: &Job<'_>, branch: &str, published: &mut Published) -> Result<(), PublishError> {
    let checkout = job.checkout;
    if checkout.has_file(LOG) || checkout.has_file("history") {
        return Err(PublishError::TwoLogs { branch: branch.to_owned() });
    }
    let place = job.root.join(LOG);
    let mut tries = Tries::default();
    loop {
        // To look at the branch needs no leave to push.
        let tip = if checkout.has_remote() { patiently(|| checkout.fetch(branch))? } else { None };
        let kept = match &tip {
            Some(tip) if checkout.file_of(tip, "history").is_err() => {
                return Err(PublishError::SplitLog { branch: branch.to_owned() });
            }
            Some(tip) => checkout.file_of(tip, LOG)?,
            None => None,
        };
        let here = unpushed::missing(&fs::read(&place).unwrap_or_default(), kept.as_deref().unwrap_or_default());
        if let Some(kept) = &kept {
            repo::put(&place, kept)?;
            record::append(job.root, &here)?;
        }
        write_log(job, published)?;
        published.picked_up.splice(0..0, here);
        let lines = published.lines();
        if lines.is_empty() || !job.push {
            return Ok(());
        }
        let bytes = fs::read(&place).map_err(|source| PublishError::Read { path: LOG.to_owned(), source })?;
        let message = Message { lines: &lines, settled: &[] };
        let commit = checkout.commit_of_one_file(LOG, &bytes, tip.as_deref(), &message.to_string())?;
        match push(checkout, &commit, branch, &mut tries)? {
            Pushed::Landed => published.log_commit = Some(commit),
            Pushed::Behind if tries.again() => continue,
            Pushed::Behind => published.refused = Some("the log's branch moves faster than a push".to_owned()),
            Pushed::Refused(reason) | Pushed::Failed(reason) => published.refused = Some(reason),
        }
        return Ok(());
    }
}
