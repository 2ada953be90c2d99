//! Records the statuses that `status.yaml` declares as lines of `history.log`.
//!
//! `replay` computes which lines are missing, without using git or the disk. [`record`] reads the commits and the work
//! tree, and appends the lines.

mod commits;
mod declared;
mod line;
mod replay;

use std::fmt::Display;
use std::path::Path;

use crate::check::LogFields;
use crate::diagnostic::{Diagnostic, Failure, FailureKind, render::plain};
use crate::layout::STATUS_FILE;
use crate::model::{Instant, Source};
use crate::repo::{self, LogFile, NewLogLine, SourceFile};
use crate::source::LogLines;

use commits::StatusCommits;
pub use line::LogLine;
use replay::Replay;

/// The result of [`record`] or [`preview`].
#[derive(Debug, Default)]
pub struct RecordOutcome {
    /// The appended lines, in order.
    pub lines: Vec<LogLine>,
    /// The paths of log files whose last line had to be repaired, because it had no newline.
    pub repaired_files: Vec<String>,
    /// Whether the clone is shallow, so that the statuses in older commits are unknown.
    pub shallow: bool,
    /// The errors in the work tree's `status.yaml` that prevented a status from being recorded.
    pub problems: Vec<Diagnostic>,
}

/// Appends missing statuses to the log: those that the commits and the work tree of the repository at `root` declare.
///
/// # Errors
/// If the log or the commits cannot be read, or the log cannot be written.
pub fn record(root: &Path, now: Instant) -> Result<RecordOutcome, Failure> {
    let log = LogFile::open(root)?;
    let recorded = missing(root, now, &log, &repo::read_status(root), &[])?;
    log.repair(is_whole)?;
    log.append(&recorded.lines.iter().map(entry).collect::<Vec<_>>())?;
    Ok(recorded)
}

/// Returns what [`record`] would append if the log also had the lines `appended`. If `status` is not `None`, it is used
/// as the content of `status.yaml`. Writes nothing.
///
/// # Errors
/// If the log or the commits cannot be read.
pub fn preview(
    root: &Path,
    now: Instant,
    status: Option<Vec<u8>>,
    appended: &[LogLine],
) -> Result<RecordOutcome, Failure> {
    let status = match status {
        Some(bytes) => SourceFile { path: STATUS_FILE.to_owned(), content: Ok(bytes) },
        None => repo::read_status(root),
    };
    missing(root, now, &LogFile::open(root)?, &status, appended)
}

/// Appends the lines to the log as they are. Before that, repairs each log file whose last line has no newline, and
/// returns the paths of the repaired files.
///
/// # Errors
/// If a text is not a valid log line, in which case nothing is appended, or if the log cannot be written.
pub fn append(root: &Path, lines: &[impl Display]) -> Result<Vec<String>, Failure> {
    let mut entries = Vec::new();
    for text in lines.iter().map(ToString::to_string) {
        match LogLine::parse_text(&text) {
            Some(line) => entries.push(NewLogLine { text, ..entry(&line) }),
            None => {
                let failure =
                    Failure::invalid(format!("could not append to the log: invalid log line `{}`", plain(&text)));
                return Err(failure.hint("write it as `TIME COMPONENT STATUS [SOURCE]`"));
            }
        }
    }
    let log = LogFile::open(root)?;
    let repaired_files = log.unterminated_files();
    log.repair(is_whole)?;
    log.append(&entries)?;
    Ok(repaired_files)
}

fn missing(
    root: &Path,
    now: Instant,
    log: &LogFile,
    status: &SourceFile,
    appended: &[LogLine],
) -> Result<RecordOutcome, Failure> {
    let mut lines = lines_of_people(log)?;
    lines.extend(appended.iter().filter(|line| matches!(line.source, Source::Manual | Source::Override)).cloned());
    let (tree, problems) = declared::in_tree(status);
    let mut replay = Replay::new(&lines, now);
    let commits = StatusCommits::list(root)?;
    // Most runs find no new status and need not read old commits.
    let all = tree.as_ref().is_some_and(|tree| replay.differs_from(tree));
    commits.replay(&mut replay, all)?;
    let lines = replay.finish(tree.as_ref());
    Ok(RecordOutcome { lines, repaired_files: log.unterminated_files(), shallow: commits.is_shallow(), problems })
}

/// Returns the log lines that people caused, not monitors: those with the source `manual` or `*`.
fn lines_of_people(log: &LogFile) -> Result<Vec<LogLine>, Failure> {
    let mut lines = Vec::new();
    for found in log.files() {
        let bytes = found.content.as_ref().map_err(|error| {
            let failure = Failure::new(FailureKind::Io, format!("could not read `{}`: {error}", found.path));
            failure.hint("run `allgreen check` to see how to fix the file")
        })?;
        let all = LogLines::new(bytes).filter_map(|line| LogFields::parse(line).ok());
        lines.extend(all.filter(|fields| matches!(fields.source, "manual" | "*")).map(LogLine::from));
    }
    Ok(lines)
}

/// Whether the last line of a file is a valid line that only lacks its newline.
fn is_whole(fragment: &[u8]) -> bool {
    LogLines::new(fragment).next().is_none_or(|raw| LogLine::parse(raw).is_some())
}

fn entry(line: &LogLine) -> NewLogLine {
    let text = line.to_string();
    NewLogLine { year: text.chars().take(4).collect(), text }
}
