use clap::Args;

use super::{Answering, Repository};

/// Append to the log what `status.yaml` declares
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen record              in a workflow, before `allgreen build`; every commit since the last run counts
  allgreen record --dry-run    show the lines that would be appended")]
pub struct Record {
    #[command(flatten)]
    pub repository: Repository,

    #[command(flatten)]
    pub answering: Answering,
}
