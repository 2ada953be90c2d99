use std::io;
use std::path::{Path, PathBuf};

/// Why the files could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The disk refused.
    #[error("could not {doing} `{}`", path.display())]
    Io { doing: &'static str, path: PathBuf, source: io::Error },
    /// The folder holds files of somebody else.
    #[error(
        "refusing to write into `{}`: it is not empty, and allgreen did not make it\n\
         hint: choose another folder with `--out`, one that is empty or does not exist yet",
        path.display()
    )]
    Foreign { path: PathBuf },
    /// Something that allgreen did not make stands in the way.
    #[error(
        "could not write `{}`: {what} that allgreen did not make stands in its place\n\
         hint: move it elsewhere, or choose another folder with `--out`",
        path.display()
    )]
    Obstacle { path: PathBuf, what: &'static str },
    /// The plan names a path that would not stay within the folder.
    #[error("could not write `{path}`: it is no path within the site")]
    Path { path: String },
    /// The plan needs one path for two things.
    #[error("could not write `{path}`: two files of the site need that path")]
    Twice { path: String },
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
