use clap::Args;

use super::RepositoryArgs;

/// Preview the site on this machine and rebuild it when a file changes
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen serve
  allgreen serve --source ../status --port 8000")]
pub struct ServeArgs {
    #[command(flatten)]
    pub repository: RepositoryArgs,

    /// Port to listen on, on the loopback interface; 0 picks a free one
    #[arg(long, default_value_t = 4280)]
    pub port: u16,
}
