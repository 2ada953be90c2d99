//! What `status.yaml` declares becomes memory: lines of `history.log`.
//!
//! [`Recorder`] says which lines are missing and knows neither git nor disk; [`record`] asks the commits and the work
//! tree, and appends.

mod declared;
mod error;
mod line;
mod past;
mod recorder;

use std::fmt::Display;
use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::model::{Instant, Source};
use crate::repo::{self, Entry, Found, LogFile};
use crate::source::LogLines;

pub use declared::{Declared, Statuses};
pub use error::RecordError;
pub use line::Line;
use past::Past;
pub use recorder::Recorder;

/// What was recorded.
#[derive(Debug, Default)]
pub struct Recorded {
    /// The lines that were appended, in this order.
    pub lines: Vec<Line>,
    /// The files of the log whose last line had no newline.
    pub mended: Vec<String>,
    /// Whether older commits were left on the server, so that what they declared is not known.
    pub shallow: bool,
    /// What kept something in the `status.yaml` of the work tree from being recorded.
    pub problems: Vec<Diagnostic>,
}

/// Appends what the commits of the repository at `root` and its work tree declare and the log does not have yet.
///
/// # Errors
/// When the log or the commits cannot be read, or the disk refuses.
pub fn record(root: &Path, now: Instant) -> Result<Recorded, RecordError> {
    let log = LogFile::hold(root)?;
    let recorded = missing(root, now, &log, &repo::read_status(root), &[])?;
    log.mend(is_whole)?;
    log.append(&recorded.lines.iter().map(entry).collect::<Vec<_>>())?;
    Ok(recorded)
}

/// Returns what [`record`] would append if the log had the lines `appended` as well and, unless `status` is `None`, if
/// these were the bytes of `status.yaml`. Nothing is changed.
///
/// # Errors
/// When the log or the commits cannot be read.
pub fn preview(root: &Path, now: Instant, status: Option<Vec<u8>>, appended: &[Line]) -> Result<Recorded, RecordError> {
    let status = match status {
        Some(bytes) => Found { path: "status.yaml".to_owned(), content: Ok(bytes) },
        None => repo::read_status(root),
    };
    missing(root, now, &LogFile::hold(root)?, &status, appended)
}

/// Appends lines as they are, and returns the files whose last line had to be mended first.
///
/// # Errors
/// When one of them is no line of the log, then none is appended; or when the disk refuses.
pub fn append(root: &Path, lines: &[impl Display]) -> Result<Vec<String>, RecordError> {
    let mut entries = Vec::new();
    for text in lines.iter().map(ToString::to_string) {
        match Line::read(&text) {
            Some(line) => entries.push(Entry { text, ..entry(&line) }),
            None => return Err(RecordError::IllFormed { line: text }),
        }
    }
    let log = LogFile::hold(root)?;
    let torn = log.torn();
    log.mend(is_whole)?;
    log.append(&entries)?;
    Ok(torn)
}

fn missing(
    root: &Path,
    now: Instant,
    log: &LogFile,
    status: &Found,
    appended: &[Line],
) -> Result<Recorded, RecordError> {
    let mut lines = by_people(log)?;
    lines.extend_from_slice(appended);
    let (tree, problems) = declared::in_tree(status);
    let mut recorder = Recorder::new(&lines, now);
    let past = Past::of(root)?;
    // Most runs find nothing new, and old commits need not be read to learn when something became so.
    let all = tree.as_ref().is_some_and(|tree| recorder.differs_from(tree));
    past.tell(&mut recorder, all)?;
    let lines = recorder.finish(tree.as_ref());
    Ok(Recorded { lines, mended: log.torn(), shallow: past.is_shallow(), problems })
}

/// The lines in which people speak.
fn by_people(log: &LogFile) -> Result<Vec<Line>, RecordError> {
    let mut lines = Vec::new();
    for found in log.files() {
        let bytes = found.content.as_ref().map_err(|error| RecordError::unreadable(&found.path, error))?;
        let all = LogLines::new(bytes).filter_map(Line::parse);
        lines.extend(all.filter(|line| matches!(line.source, Source::Manual | Source::Override)));
    }
    Ok(lines)
}

/// Whether the last line of a file says all it was meant to say, though no newline ends it.
fn is_whole(fragment: &[u8]) -> bool {
    LogLines::new(fragment).next().is_none_or(|raw| Line::parse(raw).is_some())
}

fn entry(line: &Line) -> Entry {
    let text = line.to_string();
    Entry { year: text.chars().take(4).collect(), text }
}
