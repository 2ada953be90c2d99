use clap::{Args, ValueEnum};

use super::Repository;

/// Say what visitors would see change between two revisions
///
/// Statuses, incidents, updates and numbers, not lines of files. Both sides are looked at as of the same instant. A side
/// with a broken file is taken as `build --keep-going` would publish it, and the answer says so.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen diff                  what is not committed yet
  allgreen diff HEAD~3 --to HEAD
  allgreen diff origin/main --format markdown >> \"$GITHUB_STEP_SUMMARY\"")]
pub struct Diff {
    #[command(flatten)]
    pub repository: Repository,

    /// The revision that visitors see now
    #[arg(value_name = "BASE", default_value = "HEAD")]
    pub base: String,

    /// The revision that they would see, instead of the work tree
    #[arg(long, value_name = "REV")]
    pub to: Option<String>,

    /// How the changes are printed
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub format: DiffFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people
    Text,
    /// For the summary of a job, or a comment on a pull request
    Markdown,
    /// For scripts: one object
    Json,
}
