use clap::Args;

use super::Repository;

/// Show the site on this machine, and build it again when a file changes
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen serve
  allgreen serve --source ../status --port 8000")]
pub struct Serve {
    #[command(flatten)]
    pub repository: Repository,

    /// The port to listen on, on loopback; 0 takes any that is free
    #[arg(long, default_value_t = 4280)]
    pub port: u16,
}
