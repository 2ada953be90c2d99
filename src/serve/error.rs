use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Why there is no preview.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error(
        "refusing to listen on `{address}`: the preview is for this machine alone\n\
         hint: use a loopback address such as `127.0.0.1`"
    )]
    NotLoopback { address: SocketAddr },
    #[error("could not listen on `{address}`: {source}\nhint: choose another port with `--port`")]
    Listen { address: SocketAddr, source: io::Error },
    #[error("could not watch `{}`: {source}", path.display())]
    Watch { path: PathBuf, source: notify::Error },
    #[error("could not run the preview server: {source}")]
    Runtime { source: io::Error },
}
