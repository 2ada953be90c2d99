use clap::{Args, ValueEnum};

use super::RepositoryArgs;

/// Show what changes for visitors between two revisions
///
/// Compares statuses, incidents, updates and uptime, not lines of files. Both revisions are evaluated at the same instant.
/// A revision with an invalid file is compared as `build --keep-going` would publish it, and the output says so.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen diff                  show uncommitted changes
  allgreen diff HEAD~3 --to HEAD
  allgreen diff origin/main --format markdown >> \"$GITHUB_STEP_SUMMARY\"")]
pub struct DiffArgs {
    #[command(flatten)]
    pub repository: RepositoryArgs,

    /// Git revision of the site that visitors see now
    #[arg(value_name = "BASE", default_value = "HEAD")]
    pub base: String,

    /// Revision to compare BASE with [default: the work tree]
    #[arg(long, value_name = "REV")]
    pub to: Option<String>,

    /// Output format
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub format: DiffFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people
    Text,
    /// For a job summary or a comment on a pull request
    Markdown,
    /// For scripts: one JSON object
    Json,
}
