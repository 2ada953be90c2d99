use clap::{Args, Subcommand};

use super::incident::{parse_id, parse_template, parse_time, parse_title};
use super::{AnswerFormat, ChangeArgs, Repository};
use crate::model::UpdateEvery;

/// Tell visitors of planned work: plan, start and finish maintenance windows
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen maintenance plan 'Database upgrade' --starts '2026-12-01 22:00 UTC' --for 2h --affects api,web
  allgreen maintenance start -m 'We begin.'
  allgreen maintenance finish -m 'All went well.'")]
pub struct Maintenance {
    #[command(subcommand)]
    pub action: MaintenanceAction,
}

#[derive(Debug, Subcommand)]
pub enum MaintenanceAction {
    Plan(PlanMaintenance),
    /// Say that planned work has begun
    ///
    /// Without an id it is about the only window that is planned within a day. The page turns by itself when the
    /// time has come; this tells more, or begins earlier.
    #[command(after_help = "\
Example:
  allgreen maintenance start
  allgreen maintenance start 2026-12-01-database-upgrade -m 'Writes pause now.'")]
    Start(UpdateMaintenance),
    /// Say that planned work is done
    ///
    /// Without an id it is about the only window that is going on.
    #[command(after_help = "\
Example:
  allgreen maintenance finish -m 'All went well.'")]
    Finish(UpdateMaintenance),
    /// Say that planned work will not take place
    ///
    /// Without an id it is about the only window that is planned.
    #[command(after_help = "\
Example:
  allgreen maintenance cancel 2026-12-01-database-upgrade -m 'We found a better way.'")]
    Cancel(UpdateMaintenance),
    List(ListMaintenance),
}

/// Plan a maintenance window
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen maintenance plan 'Database upgrade' --starts '2026-12-01 22:00 UTC' --for 2h --affects api,web
  allgreen maintenance plan --template upgrade --starts '2026-12-01 22:00' --ends '2026-12-02 00:00'")]
pub struct PlanMaintenance {
    /// What visitors will read first
    #[arg(value_parser = parse_title, required_unless_present = "template")]
    pub title: Option<String>,

    /// When the work begins, such as `2026-12-01 22:00 UTC`; without a zone in the page's own
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub starts: String,

    /// When it ends
    #[arg(long, value_name = "TIME", value_parser = parse_time, required_unless_present = "duration", conflicts_with = "duration")]
    pub ends: Option<String>,

    /// How long it takes, such as `2h` or `1h 30m`
    #[arg(long = "for", id = "duration", value_name = "LENGTH", value_parser = parse_length)]
    pub duration: Option<u32>,

    /// The components that are worked on; may be repeated
    #[arg(long, value_name = "COMPONENT", value_delimiter = ',', value_parser = parse_component, required_unless_present = "template")]
    pub affects: Vec<String>,

    /// The window's address, instead of one made of date and title
    #[arg(long, value_parser = parse_id)]
    pub id: Option<String>,

    /// Take what is not typed from `templates/NAME.md`
    #[arg(long, value_name = "NAME", value_parser = parse_template)]
    pub template: Option<String>,

    #[command(flatten)]
    pub change: ChangeArgs,
}

#[derive(Debug, Args)]
pub struct UpdateMaintenance {
    /// Which window; none is needed while only one can be meant
    pub id: Option<String>,

    #[command(flatten)]
    pub change: ChangeArgs,
}

/// List the maintenance windows that are planned or going on
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen maintenance list
  allgreen maintenance list --all --format json")]
pub struct ListMaintenance {
    /// Those that are over too
    #[arg(long)]
    pub all: bool,

    /// How the answer is printed
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
    pub format: AnswerFormat,

    #[command(flatten)]
    pub repository: Repository,
}

#[expect(clippy::unnecessary_wraps, reason = "every parser of an argument has the same form")]
fn parse_component(text: &str) -> Result<String, String> {
    Ok(text.trim().to_owned())
}

fn parse_length(text: &str) -> Result<u32, String> {
    match UpdateEvery::parse(text) {
        Some(UpdateEvery::Seconds(seconds)) => Ok(seconds),
        _ => Err("it is no length of time; write `30m`, `2h` or `1h 30m`".to_owned()),
    }
}
