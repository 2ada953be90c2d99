use clap::{Args, Subcommand};

use super::incident::{parse_id, parse_template, parse_time, parse_title};
use super::{AnswerFormat, ChangeArgs, RepositoryArgs};
use crate::model::UpdateEvery;

/// Plan, start and finish maintenance windows
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen maintenance plan 'Database upgrade' --starts '2026-12-01 22:00 UTC' --for 2h --affects api,web
  allgreen maintenance start -m 'We begin.'
  allgreen maintenance finish -m 'All went well.'")]
pub struct MaintenanceArgs {
    #[command(subcommand)]
    pub action: MaintenanceCommand,
}

#[derive(Debug, Subcommand)]
pub enum MaintenanceCommand {
    Plan(PlanWindowArgs),
    /// Start a maintenance window early, or post an update at its start
    ///
    /// Without an ID, starts the only window whose planned start is within a day. A window also starts automatically at
    /// its planned time.
    #[command(after_help = "\
Example:
  allgreen maintenance start
  allgreen maintenance start 2026-12-01-database-upgrade -m 'Writes pause now.'")]
    Start(UpdateWindowArgs),
    /// Finish a maintenance window
    ///
    /// Without an ID, finishes the only window in progress.
    #[command(after_help = "\
Example:
  allgreen maintenance finish -m 'All went well.'")]
    Finish(UpdateWindowArgs),
    /// Cancel a planned maintenance window
    ///
    /// Without an ID, cancels the only planned window.
    #[command(after_help = "\
Example:
  allgreen maintenance cancel 2026-12-01-database-upgrade -m 'We found a better way.'")]
    Cancel(UpdateWindowArgs),
    List(ListWindowsArgs),
}

/// Plan a maintenance window
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen maintenance plan 'Database upgrade' --starts '2026-12-01 22:00 UTC' --for 2h --affects api,web
  allgreen maintenance plan --template upgrade --starts '2026-12-01 22:00' --ends '2026-12-02 00:00'")]
pub struct PlanWindowArgs {
    /// Title of the maintenance window
    #[arg(value_parser = parse_title, required_unless_present = "template")]
    pub title: Option<String>,

    /// Start, such as `2026-12-01 22:00 UTC`; without a zone, in the time zone of the page
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub starts: String,

    /// End, in the format of `--starts`
    #[arg(long, value_name = "TIME", value_parser = parse_time, required_unless_present = "duration", conflicts_with = "duration")]
    pub ends: Option<String>,

    /// Duration, such as `2h` or `1h 30m`
    #[arg(long = "for", id = "duration", value_name = "LENGTH", value_parser = parse_length)]
    pub duration: Option<u32>,

    /// Affected components; may be repeated
    #[arg(long, value_name = "COMPONENT", value_delimiter = ',', value_parser = parse_component, required_unless_present = "template")]
    pub affects: Vec<String>,

    /// ID of the window, which becomes part of its URL [default: date and title]
    #[arg(long, value_parser = parse_id)]
    pub id: Option<String>,

    /// Use the values of `templates/NAME.md` for all options and arguments that are not given
    #[arg(long, value_name = "NAME", value_parser = parse_template)]
    pub template: Option<String>,

    #[command(flatten)]
    pub change: ChangeArgs,
}

#[derive(Debug, Args)]
pub struct UpdateWindowArgs {
    /// ID of the window; optional if only one window can be meant
    pub id: Option<String>,

    #[command(flatten)]
    pub change: ChangeArgs,
}

/// List the maintenance windows that are planned or in progress
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen maintenance list
  allgreen maintenance list --all --format json")]
pub struct ListWindowsArgs {
    /// Include windows that are over
    #[arg(long)]
    pub all: bool,

    /// Output format
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
    pub format: AnswerFormat,

    #[command(flatten)]
    pub repository: RepositoryArgs,
}

#[expect(clippy::unnecessary_wraps, reason = "clap expects a `Result` from every parser")]
fn parse_component(text: &str) -> Result<String, String> {
    Ok(text.trim().to_owned())
}

fn parse_length(text: &str) -> Result<u32, String> {
    match UpdateEvery::parse(text) {
        Some(UpdateEvery::Seconds(seconds)) => Ok(seconds),
        _ => Err("expected a duration, such as `30m`, `2h` or `1h 30m`".to_owned()),
    }
}
