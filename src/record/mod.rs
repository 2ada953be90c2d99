//! Records what `status.yaml` declares as lines of `history.log`.
//!
//! `replay` works out which lines are missing, without using git or the disk. [`record`] reads the commits and the work tree, and
//! appends the lines.

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

/// What was recorded.
#[derive(Debug, Default)]
pub struct RecordOutcome {
    /// The appended lines, in order.
    pub lines: Vec<LogLine>,
    /// The files of the log whose last line had no newline.
    pub repaired_files: Vec<String>,
    /// Whether the clone is shallow, so that what older commits declared is not known.
    pub shallow: bool,
    /// What keeps a status in the `status.yaml` of the work tree from being recorded.
    pub problems: Vec<Diagnostic>,
}

/// Appends to the log what the commits of the repository at `root` and its work tree declare and the log lacks.
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

/// Returns what [`record`] would append if the log had the lines `appended` as well and, unless `status` is `None`, if
/// these were the bytes of `status.yaml`. Changes nothing.
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

/// Appends lines unchanged. Returns the files whose last line had no newline and was fixed first.
///
/// # Errors
/// If one of them is no line of the log, in which case none is appended, or if the log cannot be written.
pub fn append(root: &Path, lines: &[impl Display]) -> Result<Vec<String>, Failure> {
    let mut entries = Vec::new();
    for text in lines.iter().map(ToString::to_string) {
        match LogLine::parse_text(&text) {
            Some(line) => entries.push(NewLogLine { text, ..entry(&line) }),
            None => {
                let failure =
                    Failure::invalid(format!("could not append to the log: `{}` is not a log line", plain(&text)));
                return Err(failure.hint("write it as `TIME COMPONENT STATUS [SOURCE]`"));
            }
        }
    }
    let log = LogFile::open(root)?;
    let torn = log.unterminated_files();
    log.repair(is_whole)?;
    log.append(&entries)?;
    Ok(torn)
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
    // Most runs find nothing new, so that old commits need not be read.
    let all = tree.as_ref().is_some_and(|tree| replay.differs_from(tree));
    commits.replay(&mut replay, all)?;
    let lines = replay.finish(tree.as_ref());
    Ok(RecordOutcome { lines, repaired_files: log.unterminated_files(), shallow: commits.is_shallow(), problems })
}

/// Returns the lines of people: those of `status.yaml` and overrides.
fn lines_of_people(log: &LogFile) -> Result<Vec<LogLine>, Failure> {
    let mut lines = Vec::new();
    for found in log.files() {
        let bytes = found.content.as_ref().map_err(|error| {
            let failure = Failure::new(FailureKind::Io, format!("could not read `{}`: {error}", found.path));
            failure.hint("`allgreen check` shows how to fix it")
        })?;
        let all = LogLines::new(bytes).filter_map(|line| LogFields::parse(line).ok());
        lines.extend(all.filter(|fields| matches!(fields.source, "manual" | "*")).map(LogLine::from));
    }
    Ok(lines)
}

/// Whether a last line without a newline is complete.
fn is_whole(fragment: &[u8]) -> bool {
    LogLines::new(fragment).next().is_none_or(|raw| LogLine::parse(raw).is_some())
}

fn entry(line: &LogLine) -> NewLogLine {
    let text = line.to_string();
    NewLogLine { year: text.chars().take(4).collect(), text }
}
