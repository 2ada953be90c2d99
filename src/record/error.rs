use crate::repo::{GitError, PutError, ReadError};

/// Why nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// A file of the log cannot be read, so what the log lacks is not known.
    #[error("could not read `{path}`: {why}\nhint: `allgreen check` says how to fix it")]
    Unreadable { path: String, why: String },
    #[error("could not append to the log: `{line}` is no line of a log\nhint: write it as `TIME COMPONENT STATUS [SOURCE]`", line = .line.escape_debug())]
    IllFormed { line: String },
    #[error(transparent)]
    Git(#[from] GitError),
    #[error(transparent)]
    Put(#[from] PutError),
}

impl RecordError {
    pub(super) fn unreadable(path: &str, error: &ReadError) -> Self {
        Self::Unreadable { path: path.to_owned(), why: error.to_string() }
    }
}
