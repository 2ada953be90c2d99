use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use crate::diagnostic::{Failure, FailureKind};

/// Why there is no preview.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error("refusing to listen on `{address}`: the preview is for this machine only")]
    NotLoopback { address: SocketAddr },
    #[error("could not listen on `{address}`: {source}")]
    Listen { address: SocketAddr, source: io::Error },
    #[error("could not watch `{}`: {source}", path.display())]
    Watch { path: PathBuf, source: notify::Error },
    #[error("could not run the preview server: {source}")]
    Runtime { source: io::Error },
}

impl From<ServeError> for Failure {
    fn from(error: ServeError) -> Self {
        let (kind, hint) = match &error {
            ServeError::NotLoopback { .. } => {
                (FailureKind::Invalid, Some("use a loopback address such as `127.0.0.1`"))
            }
            ServeError::Listen { .. } => (FailureKind::Io, Some("choose another port with `--port`")),
            ServeError::Watch { .. } | ServeError::Runtime { .. } => (FailureKind::Io, None),
        };
        Self::new(kind, error.to_string()).maybe_hint(hint.map(str::to_owned))
    }
}
