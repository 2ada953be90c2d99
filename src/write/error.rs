use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Failure, FailureKind};

/// Why the files could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The disk refused.
    #[error("could not {doing} `{}`", path.display())]
    Io { doing: &'static str, path: PathBuf, source: io::Error },
    /// The folder holds files of somebody else.
    #[error("refusing to write into `{}`: it is not empty, and allgreen did not create it", path.display())]
    Foreign { path: PathBuf },
    /// Something that allgreen did not make stands in the way.
    #[error("could not write `{}`: {what} that allgreen did not create is in its place", path.display())]
    Obstacle { path: PathBuf, what: &'static str },
    /// The plan names a path that would not stay within the folder.
    #[error("could not write `{path}`: it is no path within the site")]
    Path { path: String },
    /// The plan needs one path for two things.
    #[error("could not write `{path}`: two files of the site need that path")]
    Twice { path: String },
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        let (kind, hint) = match &error {
            WriteError::Io { .. } => (FailureKind::Io, None),
            WriteError::Foreign { .. } => (FailureKind::Conflict, Some("choose an empty or new folder with `--out`")),
            WriteError::Obstacle { .. } => {
                (FailureKind::Conflict, Some("move it elsewhere, or choose another folder with `--out`"))
            }
            WriteError::Path { .. } | WriteError::Twice { .. } => (FailureKind::Internal, None),
        };
        Self::from_error(kind, &error).maybe_hint(hint.map(str::to_owned))
    }
}

/// Says what was being done to which path when the disk refused.
pub(super) trait During<T> {
    fn during(self, doing: &'static str, path: &Path) -> Result<T, WriteError>;
}

impl<T> During<T> for io::Result<T> {
    fn during(self, doing: &'static str, path: &Path) -> Result<T, WriteError> {
        self.map_err(|source| WriteError::Io { doing, path: path.to_owned(), source })
    }
}
