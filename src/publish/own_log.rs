use std::fs;

use super::message::Message;
use super::tries::Tries;
use super::{Job, LOG, PublishError, Published, push, write_log};
use crate::repo::{self, Pushed};

/// Keeps the log on a branch of its own, where no rule for the branch that people work on refuses its lines. Here it
/// is a file that git does not know.
pub(super) fn keep(job: &Job<'_>, branch: &str, published: &mut Published) -> Result<(), PublishError> {
    let checkout = job.checkout;
    if checkout.has_file(LOG) {
        return Err(PublishError::TwoLogs { branch: branch.to_owned() });
    }
    let place = job.root.join(LOG);
    let mut tries = Tries::default();
    loop {
        let tip = if job.push { checkout.fetch(branch)? } else { None };
        if let Some(tip) = &tip {
            repo::put(&place, &checkout.file_of(tip, LOG)?)?;
        }
        write_log(job, published)?;
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
