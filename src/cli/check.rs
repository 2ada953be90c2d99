use clap::{Args, ValueEnum};

use super::RepositoryArgs;
use crate::diagnostic::Code;

/// Check all files and list every problem
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen check
  allgreen check --format github --base origin/main    in a workflow for pull requests
  allgreen check --explain AG203")]
pub struct CheckArgs {
    #[command(flatten)]
    pub repository: RepositoryArgs,

    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,

    /// Treat warnings as errors
    #[arg(long)]
    pub strict: bool,

    /// Also report lines that were removed from the log since this revision
    #[arg(long, value_name = "REV")]
    pub base: Option<String>,

    /// Explain a code, such as AG203, instead of checking
    #[arg(long, value_name = "CODE", value_parser = parse_code)]
    pub explain: Option<Code>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: each problem with the line that causes it
    Text,
    /// For programs: one JSON object
    Json,
    /// For GitHub Actions: annotations on the lines of a pull request
    Github,
}

fn parse_code(text: &str) -> Result<Code, String> {
    Code::from_id(text).ok_or_else(|| {
        let (first, last) = (Code::ALL.first(), Code::ALL.last());
        let id = |code: Option<&Code>| code.map_or("", |code| code.id());
        format!("unknown code; codes range from {} to {}", id(first), id(last))
    })
}
