use clap::Args;

use super::{Answering, Repository};

/// Append the statuses that `status.yaml` declares to the log
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen record              in a workflow, before `allgreen build`: records every commit since the last run
  allgreen record --dry-run    show the lines that would be appended")]
pub struct Record {
    #[command(flatten)]
    pub repository: Repository,

    #[command(flatten)]
    pub answering: Answering,
}
