use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Failure, FailureKind};

/// Why a site could not be written into an output folder.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// An I/O error.
    #[error("could not {doing} `{}`", path.display())]
    Io { doing: &'static str, path: PathBuf, source: io::Error },
    /// The output folder has files that allgreen did not create.
    #[error("refusing to write into `{}`: it is not empty, and allgreen did not create it", path.display())]
    Foreign { path: PathBuf },
    /// At the path of a file or folder of the site, there is something that allgreen did not create.
    #[error("could not write `{}`: {what} that allgreen did not create is already there", path.display())]
    Obstacle { path: PathBuf, what: &'static str },
    /// The path of a file leads out of the output folder.
    #[error("could not write `{path}`: the path is not inside the site")]
    Path { path: String },
    /// Two files have the same path, or a file has the path of a folder.
    #[error("could not write `{path}`: the site has another file or folder with this path")]
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

/// Adds to an I/O error what was being done (`doing`) and to which path.
pub(super) trait During<T> {
    fn during(self, doing: &'static str, path: &Path) -> Result<T, WriteError>;
}

impl<T> During<T> for io::Result<T> {
    fn during(self, doing: &'static str, path: &Path) -> Result<T, WriteError> {
        self.map_err(|source| WriteError::Io { doing, path: path.to_owned(), source })
    }
}
