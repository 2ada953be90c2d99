use clap::Args;

use super::{AnswerArgs, PushArgs, RepositoryArgs};

/// Set the status of a component in `status.yaml`
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen set payments major_outage
  allgreen set payments operational --override    ignore a monitor that is stuck
  allgreen set payments major_outage --dry-run    show the line that would change")]
pub struct SetArgs {
    /// ID of the component
    pub component: String,

    /// Status: `operational`, `under_maintenance`, `degraded_performance`, `partial_outage` or `major_outage`
    pub status: String,

    /// Append the change to the log now, like `allgreen record`
    #[arg(long)]
    pub record: bool,

    /// Override each monitor until its reported status changes
    #[arg(long = "override")]
    pub override_monitors: bool,

    #[command(flatten)]
    pub push: PushArgs,

    #[command(flatten)]
    pub repository: RepositoryArgs,

    #[command(flatten)]
    pub answering: AnswerArgs,
}
