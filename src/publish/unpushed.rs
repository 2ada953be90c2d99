use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::unreadable;
use crate::diagnostic::Failure;
use crate::layout::LOG_FILE;
use crate::record::LogLine;
use crate::repo;
use crate::source::LogLines;

/// Returns the log lines that an earlier run could not push and that the log still lacks.
pub(super) fn read(folder: &Path, root: &Path) -> Result<Vec<String>, Failure> {
    let path = folder.join(LOG_FILE);
    let bytes = match fs::read(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        read => read.map_err(|error| unreadable(&path, &error))?,
    };
    let logs: Vec<_> = repo::read_logs(root).into_iter().filter_map(|log| log.content.ok()).collect();
    Ok(missing(&bytes, &logs.join(&b'\n')))
}

/// Returns the valid lines in `lines` that `log` does not have, each once.
pub(super) fn missing(lines: &[u8], log: &[u8]) -> Vec<String> {
    let mut known: HashSet<&[u8]> = LogLines::new(log).map(|line| line.bytes).collect();
    // An invalid line would only cause another diagnostic.
    let valid = LogLines::new(lines).filter(|line| line.ended && LogLine::parse(*line).is_some());
    let new = valid.filter(|line| known.insert(line.bytes));
    new.map(|line| String::from_utf8_lossy(line.bytes).into_owned()).collect()
}

/// Saves unpushed log lines in a file in `folder`, for the next run. Returns its path, or `None` if there are no lines.
pub(super) fn keep(folder: &Path, lines: &[String]) -> Result<Option<PathBuf>, Failure> {
    if lines.is_empty() {
        return Ok(None);
    }
    let path = folder.join(LOG_FILE);
    let text: String = lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
    repo::write_atomic(&path, text.as_bytes())?;
    Ok(Some(path))
}
