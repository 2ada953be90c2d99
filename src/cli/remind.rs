use clap::Args;

use super::{Format, RepositoryArgs};

/// List open incidents whose next update is overdue
///
/// An open incident needs an update every 30 minutes, or at the interval of `incidents.update_every` or its own
/// `update_every`; `never` disables the reminder. If an update is overdue, the exit code is 4. If a file in
/// `incidents/` is invalid, it is read part by part; if nothing in it can be read, the exit code is 1.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen remind
  allgreen remind --format github    in a workflow that runs every few minutes")]
pub struct RemindArgs {
    #[command(flatten)]
    pub repository: RepositoryArgs,

    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}
