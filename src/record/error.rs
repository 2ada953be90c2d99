use crate::diagnostic::{Failure, FailureKind};
use crate::repo::{GitError, ReadError, WriteFileError};

/// Why nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// A file of the log cannot be read, so what the log lacks is not known.
    #[error("could not read `{path}`: {why}")]
    Unreadable { path: String, why: String },
    #[error("could not append to the log: `{line}` is not a log line", line = .line.escape_debug())]
    IllFormed { line: String },
    #[error(transparent)]
    Git(#[from] GitError),
    #[error(transparent)]
    Put(#[from] WriteFileError),
}

impl From<RecordError> for Failure {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::Git(error) => error.into(),
            RecordError::Put(error) => error.into(),
            RecordError::Unreadable { .. } => {
                Self::from_error(FailureKind::Io, &error).hint("`allgreen check` shows how to fix it")
            }
            RecordError::IllFormed { .. } => {
                Self::from_error(FailureKind::Invalid, &error).hint("write it as `TIME COMPONENT STATUS [SOURCE]`")
            }
        }
    }
}

impl RecordError {
    pub(super) fn unreadable(path: &str, error: &ReadError) -> Self {
        Self::Unreadable { path: path.to_owned(), why: error.to_string() }
    }
}
