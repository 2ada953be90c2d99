use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{LOG, PublishError};
use crate::record::LogLine;
use crate::repo;
use crate::source::LogLines;

/// The lines that an earlier run could not push and that the log does not have yet.
pub(super) fn pick_up(folder: &Path, root: &Path) -> Result<Vec<String>, PublishError> {
    let path = folder.join(LOG);
    let bytes = match fs::read(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        read => read.map_err(|source| PublishError::Read { path: path.display().to_string(), source })?,
    };
    let logs: Vec<_> = repo::read_logs(root).into_iter().filter_map(|log| log.content.ok()).collect();
    Ok(missing(&bytes, &logs.join(&b'\n')))
}

/// The lines of one log that another does not have, each once.
pub(super) fn missing(lines: &[u8], log: &[u8]) -> Vec<String> {
    let mut known: HashSet<&[u8]> = LogLines::new(log).map(|line| line.bytes).collect();
    // Whatever is no line would only be one more to complain about.
    let whole = LogLines::new(lines).filter(|line| line.ended && LogLine::parse(*line).is_some());
    let new = whole.filter(|line| known.insert(line.bytes));
    new.map(|line| String::from_utf8_lossy(line.bytes).into_owned()).collect()
}

/// Puts lines where the next run looks for them. Returns the file, unless there are none.
pub(super) fn keep(folder: &Path, lines: &[String]) -> Result<Option<PathBuf>, PublishError> {
    if lines.is_empty() {
        return Ok(None);
    }
    let path = folder.join(LOG);
    let text: String = lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
    repo::put(&path, text.as_bytes())?;
    Ok(Some(path))
}
