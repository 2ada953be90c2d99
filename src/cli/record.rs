use clap::Args;

use super::{AnswerArgs, RepositoryArgs};

/// Append to the log the statuses that `status.yaml` declares
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen record              in a workflow, before `allgreen build`: records every commit since the last run
  allgreen record --dry-run    show the lines that would be appended")]
pub struct RecordArgs {
    #[command(flatten)]
    pub repository: RepositoryArgs,

    #[command(flatten)]
    pub answering: AnswerArgs,
}
