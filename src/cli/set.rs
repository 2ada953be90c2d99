use clap::Args;

use super::{Answering, Push, Repository};

/// Declare what a component is doing, in `status.yaml`
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen set payments major_outage
  allgreen set payments operational --override    a person knows better than a stuck alert
  allgreen set payments major_outage --dry-run    show the line that would change")]
pub struct Set {
    /// The id of the component
    pub component: String,

    /// Its status: `operational`, `under_maintenance`, `degraded_performance`, `partial_outage` or `major_outage`
    pub status: String,

    /// Append the change to the log at once, as `allgreen record` would
    #[arg(long)]
    pub record: bool,

    /// Override all monitors until each one reports a different status
    #[arg(long = "override")]
    pub override_monitors: bool,

    #[command(flatten)]
    pub push: Push,

    #[command(flatten)]
    pub repository: Repository,

    #[command(flatten)]
    pub answering: Answering,
}
