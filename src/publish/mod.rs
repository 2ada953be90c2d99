//! Updates a repository before its page is built: replaces `now` in headings by times, appends new lines to the log,
//! and pushes both to the remote repository.
//!
//! A refused push does not stop the build. The next run computes the same changes again from the commits. Log lines are
//! also saved in a file for the next run, because some of them cannot be computed again.

mod date_headings;
mod deployed;
mod log_branch;
mod message;
mod unpushed;

use std::path::{Path, PathBuf};

pub use self::date_headings::DatedHeading;
pub use self::deployed::deployed_as;
use self::message::CommitMessage;
use crate::diagnostic::{Failure, FailureKind};
use crate::layout::{INCIDENTS_FOLDER, LOG_FILE, LOG_FOLDER, THEME_FOLDER};
use crate::model::Instant;
use crate::record::{self, LogLine};
use crate::repo::{Checkout, PushOutcome};

/// The arguments of [`publish`].
#[derive(Debug)]
pub struct PublishRequest<'a> {
    /// The folder with `status.yaml`.
    pub root: &'a Path,
    pub checkout: &'a Checkout,
    pub now: Instant,
    /// The branch of the log, if the log is not on the published branch.
    pub log_branch: Option<&'a str>,
    /// The folder in which log lines are saved if they cannot be pushed.
    pub unpushed: Option<&'a Path>,
    /// Whether commits are pushed.
    pub push: bool,
    /// Whether the changes are only computed: nothing is written or committed, and the network is not used.
    pub dry_run: bool,
}

/// What [`publish`] changed, or with `dry_run` would change.
#[derive(Debug, Default)]
pub struct Published {
    pub dated: Vec<DatedHeading>,
    pub log: LogChanges,
    /// Whether the commit on the published branch was pushed.
    pub outcome: PushOutcome,
    /// The commit that was pushed to the separate branch of the log; `None` without such a branch or new log lines.
    pub log_commit: Option<String>,
    /// Why the push to the branch with the log was refused; `None` if it was accepted, or nothing was pushed.
    pub refused: Option<String>,
    /// The file in which the log lines that could not be pushed were saved; `None` if none were saved.
    pub unpushed_file: Option<PathBuf>,
    /// The newest commit of the remote branch before this run; `None` if there was no such branch or nothing is pushed.
    pub upstream: Option<String>,
    /// If the push was refused: the commit to reset the branch to after the build, so that the next run commits again.
    pub take_back_to: Option<String>,
}

/// The lines that a run of `allgreen publish` appends to the log.
#[derive(Debug, Default)]
pub struct LogChanges {
    pub recorded: Vec<LogLine>,
    /// The log lines that an earlier run could not push.
    pub recovered: Vec<String>,
    /// Whether the clone is shallow, so that changes in older commits are unknown.
    pub shallow: bool,
}

impl LogChanges {
    /// Returns the new lines of the log, starting with the lines that an earlier run could not push.
    fn lines(&self) -> Vec<String> {
        self.recovered.iter().cloned().chain(self.recorded.iter().map(ToString::to_string)).collect()
    }
}

/// Replaces `now` in headings by the time, appends missing lines to the log, commits the changes and pushes the commit.
///
/// # Errors
/// When there are uncommitted changes, git fails, or a file cannot be written. A refused push is not an error.
pub fn publish(request: &PublishRequest<'_>) -> Result<Published, Failure> {
    require_committed(request)?;
    let mut published = publish_branch(request)?;
    if let Some(branch) = request.log_branch {
        let publish = log_branch::publish(request, branch, &mut published);
        if let (Err(_), Some(before)) = (&publish, &published.take_back_to) {
            // The refused commit can be computed again and must not stay on the branch.
            request.checkout.take_back_to(before)?;
        }
        publish?;
    } else {
        published.refused = published.outcome.refused().map(str::to_owned);
    }
    if published.refused.is_some()
        && let Some(folder) = request.unpushed
    {
        published.unpushed_file = unpushed::keep(folder, &published.log.lines())?;
    }
    Ok(published)
}

/// Fails if there are uncommitted changes, or if git ignores the log on the published branch.
fn require_committed(request: &PublishRequest<'_>) -> Result<(), Failure> {
    let mut paths = request.checkout.uncommitted()?;
    paths.extend(request.checkout.unknown(&[INCIDENTS_FOLDER, THEME_FOLDER])?);
    if !paths.is_empty() {
        let failure = Failure::conflict(format!("cannot publish: there are uncommitted changes: {}", paths.join(", ")));
        return Err(failure.hint("only committed files are published: commit them, or run `git stash`"));
    }
    if request.log_branch.is_none() && request.checkout.ignores(LOG_FILE) {
        let failure = Failure::invalid("`history.log` is ignored by git, so its lines would be lost");
        return Err(failure.hint("remove the log from `.gitignore`, or keep it on its own branch with `--log-branch`"));
    }
    Ok(())
}

/// Changes the files of the published branch, commits and pushes them.
fn publish_branch(request: &PublishRequest<'_>) -> Result<Published, Failure> {
    if request.dry_run {
        return change_files(request);
    }
    if !request.push {
        let (mut published, head) = commit_changes(request)?;
        if published.take_back_to.take().is_some() {
            published.outcome = PushOutcome::Local { commit: head };
        }
        return Ok(published);
    }
    let (mut published, outcome) = request.checkout.transact(request.checkout.branch(), |newest| {
        let (mut published, head) = commit_changes(request)?;
        published.upstream = newest.map(str::to_owned);
        Ok::<_, Failure>((published, Some(head)))
    })?;
    published.outcome = outcome;
    if published.outcome.refused().is_none() {
        published.take_back_to = None;
    }
    Ok(published)
}

/// Changes the files and commits the changes. Returns what changed and the hash of the new commit, or the hash of the
/// newest existing commit if nothing changed.
fn commit_changes(request: &PublishRequest<'_>) -> Result<(Published, String), Failure> {
    let before = request.checkout.head()?;
    let mut published = change_files(request)?;
    let Some(head) = commit(request, &published)? else { return Ok((published, before)) };
    published.take_back_to = Some(before);
    Ok((published, head))
}

/// Replaces `now` in headings. If the log is on the published branch, also appends the new lines to the log.
fn change_files(request: &PublishRequest<'_>) -> Result<Published, Failure> {
    let line_time = |path: &str, line| request.checkout.line_time(path, line);
    let dated = date_headings::date_headings(request.root, request.now, &line_time, request.dry_run)?;
    let mut published = Published { dated, ..Published::default() };
    if request.log_branch.is_none() {
        published.log = record_changes(request, &[])?;
    }
    Ok(published)
}

/// Appends lines to the log: first those that an earlier run could not push, then new status changes. `missing` has the
/// lines of the log branch that the local log lacks: none except in a dry run, which leaves the local log as it is.
fn record_changes(request: &PublishRequest<'_>, missing: &[String]) -> Result<LogChanges, Failure> {
    let mut recovered = match request.unpushed {
        Some(folder) => unpushed::read(folder, request.root)?,
        None => Vec::new(),
    };
    recovered.retain(|line| !missing.contains(line));
    let outcome = if request.dry_run {
        let appended = missing.iter().chain(&recovered).filter_map(|line| LogLine::parse_text(line));
        record::preview(request.root, request.now, None, &appended.collect::<Vec<_>>())?
    } else {
        record::append(request.root, &recovered)?;
        record::record(request.root, request.now)?
    };
    Ok(LogChanges { recovered, recorded: outcome.lines, shallow: outcome.shallow })
}

/// Commits the files that this run has changed. Returns the hash of the commit, or `None` if no file has changed.
fn commit(request: &PublishRequest<'_>, published: &Published) -> Result<Option<String>, Failure> {
    let checkout = request.checkout;
    let mut paths = checkout.uncommitted()?;
    if request.log_branch.is_none() {
        // The first line of a log creates a file that git does not track yet.
        paths.extend(checkout.unknown(&[LOG_FILE, LOG_FOLDER])?);
    }
    if paths.is_empty() {
        return Ok(None);
    }
    let message = CommitMessage { lines: &published.log.lines(), dated: &published.dated };
    checkout.commit(&paths, &message.to_string()).or_else(|error| {
        // The next run computes the same changes again and needs a clean checkout.
        checkout.restore(&paths)?;
        Err(error.into())
    })
}

/// Returns the failure for a file that cannot be read.
fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(FailureKind::Io, format!("could not read `{}`: {error}", path.display()))
}
