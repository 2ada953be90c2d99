use clap::{Args, ValueEnum};

use super::Repository;
use crate::diagnostic::Code;

/// List every problem of every file
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen check
  allgreen check --format github --base origin/main    in a workflow of a pull request
  allgreen check --explain AG203")]
pub struct Check {
    #[command(flatten)]
    pub repository: Repository,

    /// How problems are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,

    /// Take warnings for errors
    #[arg(long)]
    pub strict: bool,

    /// Report the lines of the log that were removed since this revision
    #[arg(long, value_name = "REV")]
    pub base: Option<String>,

    /// Explain one code at length, and check nothing
    #[arg(long, value_name = "CODE", value_parser = parse_code)]
    pub explain: Option<Code>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: each problem with its line
    Text,
    /// For programs: one object
    Json,
    /// For GitHub: annotations at the lines of a pull request
    Github,
}

fn parse_code(text: &str) -> Result<Code, String> {
    Code::from_id(text).ok_or_else(|| {
        let (first, last) = (Code::ALL.first(), Code::ALL.last());
        let id = |code: Option<&Code>| code.map_or("", |code| code.id());
        format!("there is no such code; they go from {} to {}", id(first), id(last))
    })
}
