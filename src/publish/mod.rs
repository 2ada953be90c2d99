//! What happens to a repository before its page is built: headings dated `now` get their times, the log its lines,
//! and both reach the remote repository, whatever else happens there at the same time.
//!
//! A branch that refuses the push stops nothing: everything that would have been pushed can be worked out again
//! from the commits, and the lines of the log that cannot are kept for the next run.

mod deployed;
mod error;
mod message;
mod own_log;
mod settle;
mod tries;
mod unpushed;

use std::path::{Path, PathBuf};

pub use self::deployed::deployed_as;
pub use self::error::PublishError;
use self::message::Message;
pub use self::settle::{SettledHeading, settle};
use self::tries::Tries;
use crate::model::Instant;
use crate::record::{self, LogLine};
use crate::repo::{Checkout, GitError, Pushed};

/// Where the log is, unless it has a branch of its own.
const LOG: &str = "history.log";

/// A repository that is about to be published.
#[derive(Debug)]
pub struct Job<'a> {
    /// The folder with `status.yaml`.
    pub root: &'a Path,
    pub checkout: &'a Checkout,
    pub now: Instant,
    /// The branch that the log is kept on, where it is not the one that people work on.
    pub log_branch: Option<&'a str>,
    /// The folder with the lines that could not be pushed.
    pub unpushed: Option<&'a Path>,
    /// Whether commits leave this machine.
    pub push: bool,
}

/// What became of the repository.
#[derive(Debug, Default)]
pub struct Published {
    pub settled: Vec<SettledHeading>,
    pub recorded: Vec<LogLine>,
    /// Lines that an earlier run could not push.
    pub picked_up: Vec<String>,
    pub landing: Landing,
    /// The commit of the log's own branch, if it has grown.
    pub log_commit: Option<String>,
    /// Why the new lines are not in the remote repository, if they are not.
    pub refused: Option<String>,
    /// Where the lines that could not be pushed were put.
    pub kept: Option<PathBuf>,
    /// Whether older commits are missing here, so that not all changes could be seen.
    pub shallow: bool,
    /// The newest commit that the remote repository had.
    pub upstream: Option<String>,
    /// The commit to go back to once the site is built: what is on top of it was refused, and can be worked out
    /// again.
    pub take_back_to: Option<String>,
}

/// What became of the branch that people work on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Landing {
    /// There was nothing to push.
    #[default]
    Nothing,
    /// The remote repository has this commit.
    Landed(String),
    /// The remote repository does not want it, for this reason.
    Refused(String),
    /// It stays on this machine, as was asked for.
    Local(String),
}

impl Published {
    /// The new lines of the log, those of an earlier run first.
    fn lines(&self) -> Vec<String> {
        self.picked_up.iter().cloned().chain(self.recorded.iter().map(ToString::to_string)).collect()
    }
}

/// Brings a repository up to date, here and where it came from.
///
/// # Errors
/// When there are changes that are not committed, or git or the disk refuses. A refused push is no error.
pub fn publish(job: &Job<'_>) -> Result<Published, PublishError> {
    is_committed(job)?;
    let mut published = land(job)?;
    if let Some(branch) = job.log_branch {
        own_log::keep(job, branch, &mut published)?;
    } else if let Landing::Refused(reason) = &published.landing {
        published.refused = Some(reason.clone());
    }
    if published.refused.is_some()
        && let Some(folder) = job.unpushed
    {
        published.kept = unpushed::keep(folder, &published.lines())?;
    }
    Ok(published)
}

/// Refuses to publish what nobody has committed, and a log that never would be.
///
/// # Errors
/// When there is such a file, or git cannot be asked.
pub fn is_committed(job: &Job<'_>) -> Result<(), PublishError> {
    let mut paths = job.checkout.uncommitted()?;
    paths.extend(job.checkout.unknown(&["incidents", "theme"])?);
    if !paths.is_empty() {
        return Err(PublishError::Uncommitted { paths });
    }
    if job.log_branch.is_none() && job.checkout.ignores(LOG) {
        return Err(PublishError::IgnoredLog);
    }
    Ok(())
}

/// Works out what is new on top of the newest commit and pushes it, again from the start whenever somebody else was
/// faster.
fn land(job: &Job<'_>) -> Result<Published, PublishError> {
    let checkout = job.checkout;
    let mut tries = Tries::default();
    loop {
        let upstream = if job.push { patiently(|| checkout.catch_up())? } else { None };
        let before = checkout.head()?;
        let mut published = change(job)?;
        published.upstream.clone_from(&upstream);
        let head = commit(job, &published)?.unwrap_or_else(|| before.clone());
        if !job.push {
            if head != before {
                published.landing = Landing::Local(head);
            }
            return Ok(published);
        }
        if upstream.as_ref() == Some(&head) {
            return Ok(published);
        }
        match push(checkout, &head, checkout.branch(), &mut tries)? {
            Pushed::Landed => published.landing = Landing::Landed(head.clone()),
            Pushed::Behind if tries.again() => {
                checkout.take_back_to(&before)?;
                continue;
            }
            Pushed::Behind => published.landing = Landing::Refused("the branch moves faster than a push".to_owned()),
            Pushed::Refused(reason) | Pushed::Failed(reason) => published.landing = Landing::Refused(reason),
        }
        if matches!(published.landing, Landing::Refused(_)) && head != before {
            published.take_back_to = Some(before);
        }
        return Ok(published);
    }
}

/// Asks the remote repository, again where it did not answer.
fn patiently<T>(ask: impl Fn() -> Result<T, GitError>) -> Result<T, GitError> {
    let mut tries = Tries::of(4);
    loop {
        match ask() {
            Err(_) if tries.again() => {}
            answer => return answer,
        }
    }
}

/// Pushes, again where it went wrong without a reason that would last.
fn push(checkout: &Checkout, commit: &str, branch: &str, tries: &mut Tries) -> Result<Pushed, PublishError> {
    loop {
        match checkout.push(commit, branch)? {
            Pushed::Failed(_) if tries.again() => {}
            pushed => return Ok(pushed),
        }
    }
}

/// Changes the files: times of headings, and where the log is kept here, its lines.
fn change(job: &Job<'_>) -> Result<Published, PublishError> {
    let settled = settle(job.root, job.now, &|path, line| job.checkout.line_time(path, line), false)?;
    let mut published = Published { settled, ..Published::default() };
    if job.log_branch.is_none() {
        write_log(job, &mut published)?;
    }
    Ok(published)
}

/// Appends to the log what an earlier run could not push and what has changed since.
fn write_log(job: &Job<'_>, published: &mut Published) -> Result<(), PublishError> {
    if let Some(folder) = job.unpushed {
        published.picked_up = unpushed::pick_up(folder, job.root)?;
        record::append(job.root, &published.picked_up)?;
    }
    let recorded = record::record(job.root, job.now, false)?;
    published.recorded = recorded.lines;
    published.shallow = recorded.shallow;
    Ok(())
}

/// Commits what was changed; none if nothing was.
fn commit(job: &Job<'_>, published: &Published) -> Result<Option<String>, PublishError> {
    let mut paths = job.checkout.uncommitted()?;
    if job.log_branch.is_none() {
        // The first line of all makes a file that git does not know yet.
        paths.extend(job.checkout.unknown(&[LOG, "history"])?);
    }
    if paths.is_empty() {
        return Ok(None);
    }
    let message = Message { lines: &published.lines(), settled: &published.settled };
    job.checkout.commit(&paths, &message.to_string()).or_else(|error| {
        // What could not be committed is worked out again by the next run, which wants to find a clean checkout.
        job.checkout.restore(&paths)?;
        Err(error.into())
    })
}
