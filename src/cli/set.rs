use clap::Args;

use super::{Answering, Repository};

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

    /// Speak over all alerts: each is silent until it says something else than it said last
    #[arg(long = "override")]
    pub over_all: bool,

    #[command(flatten)]
    pub repository: Repository,

    #[command(flatten)]
    pub answering: Answering,
}
