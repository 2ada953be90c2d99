use std::fs;
use std::io::ErrorKind;

use super::message::CommitMessage;
use super::{LogChanges, PublishRequest, Published, record_changes, unpushed, unreadable};
use crate::diagnostic::Failure;
use crate::layout::{LOG_FILE, LOG_FOLDER};
use crate::record;
use crate::repo;

/// Publishes the log on a branch of its own, because the published branch is protected against pushes. In the checkout,
/// the log is a file that git ignores.
pub(super) fn publish(request: &PublishRequest<'_>, branch: &str, published: &mut Published) -> Result<(), Failure> {
    let checkout = request.checkout;
    if checkout.has_file(LOG_FILE) || checkout.has_file(LOG_FOLDER) {
        return Err(two_logs(branch));
    }
    if request.dry_run {
        published.log = record_on_top_of(checkout.tracked(branch).as_deref(), request, branch)?;
        return Ok(());
    }
    if !request.push {
        // Reading the branch needs no permission to push.
        let newest = if checkout.has_remote() { checkout.fetch(branch)? } else { None };
        published.log = record_on_top_of(newest.as_deref(), request, branch)?;
        return Ok(());
    }
    let (changes, outcome) = checkout.transact(branch, |newest| {
        let changes = record_on_top_of(newest, request, branch)?;
        let lines = changes.lines();
        if lines.is_empty() {
            return Ok((changes, None));
        }
        let path = request.root.join(LOG_FILE);
        let bytes = fs::read(&path).map_err(|error| unreadable(&path, &error))?;
        let message = CommitMessage { lines: &lines, dated: &[] };
        let commit = checkout.commit_of_one_file(LOG_FILE, &bytes, newest, &message.to_string())?;
        Ok::<_, Failure>((changes, Some(commit)))
    })?;
    published.log = changes;
    published.log_commit = outcome.pushed().map(str::to_owned);
    published.refused = outcome.refused().map(str::to_owned);
    Ok(())
}

/// Updates the log file to its content in `newest`, the newest commit of the log branch, and appends the new lines.
fn record_on_top_of(newest: Option<&str>, request: &PublishRequest<'_>, branch: &str) -> Result<LogChanges, Failure> {
    let checkout = request.checkout;
    let pushed = match newest {
        Some(newest) if checkout.file_of(newest, LOG_FOLDER).is_err() => return Err(split_log(branch)),
        Some(newest) => checkout.file_of(newest, LOG_FILE)?,
        None => None,
    };
    let path = request.root.join(LOG_FILE);
    let local = match fs::read(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        read => read.map_err(|error| unreadable(&path, &error))?,
    };
    let unpushed = unpushed::missing(&local, pushed.as_deref().unwrap_or_default());
    let mut missing = Vec::new();
    if let Some(pushed) = &pushed {
        if request.dry_run {
            missing = unpushed::missing(pushed, &local);
        } else {
            repo::write_atomic(&path, pushed)?;
            record::append(request.root, &unpushed)?;
        }
    }
    let mut changes = record_changes(request, &missing)?;
    changes.recovered.splice(0..0, unpushed);
    Ok(changes)
}

fn split_log(branch: &str) -> Failure {
    Failure::invalid(format!("could not keep the log on branch `{branch}`: it is split into files in `history/` there"))
        .hint(format!("on branch `{branch}`, move all lines of `history/` to the single file `history.log`"))
}

fn two_logs(branch: &str) -> Failure {
    Failure::invalid(format!(
        "could not keep the log on branch `{branch}`: `history.log` is on the published branch as well"
    ))
    .hint(format!(
        "move it to that branch and add it to `.gitignore` here; see {}/blob/main/docs/publishing.md#a-protected-main",
        env!("CARGO_PKG_REPOSITORY")
    ))
}
