use clap::Args;

use super::{Format, Repository};

/// Name the open incidents whose next update is overdue
///
/// An incident that is open has a word at least every half hour, or as often as `incidents.update_every` or its own
/// `update_every` says; `never` promises nothing. Where one is overdue, the exit code is 4. A file of
/// `incidents/` that is broken counts as it was when it was last right; where it never was, the exit code is 1.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen remind
  allgreen remind --format github    in a workflow that runs every few minutes")]
pub struct Remind {
    #[command(flatten)]
    pub repository: Repository,

    /// How overdue updates are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}
