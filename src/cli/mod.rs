//! The command line: commands, arguments and their help. [`crate::cmd`] runs them.

mod build;
mod check;
mod completions;
#[cfg(feature = "net")]
mod deploy;
mod diff;
mod incident;
mod init;
mod maintenance;
mod manual;
mod message;
mod publish;
mod record;
mod refresh;
mod remind;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod set;
mod theme;

use std::path::PathBuf;
use std::sync::LazyLock;

use clap::{ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::model::{Instant, TZDB_VERSION, Url};
use crate::scaffold::COMMIT;

pub use build::{BuildArgs, SiteArgs};
pub use check::{CheckArgs, Format};
pub use completions::CompletionsArgs;
#[cfg(feature = "net")]
pub use deploy::{DeployArgs, DeployTarget, GithubPagesArgs};
pub use diff::{DiffArgs, DiffFormat};
pub use incident::{
    ComponentAndStatus, IncidentArgs, IncidentCommand, ListIncidentsArgs, OpenIncidentArgs, PostmortemArgs,
    ResolveIncidentArgs, UpdateIncidentArgs,
};
pub use init::InitArgs;
pub use maintenance::{ListWindowsArgs, MaintenanceArgs, MaintenanceCommand, PlanWindowArgs, UpdateWindowArgs};
pub use manual::ManualArgs;
pub use message::MessageArgs;
pub use publish::PublishArgs;
pub use record::RecordArgs;
pub use refresh::RefreshArgs;
pub use remind::RemindArgs;
pub use schema::{SchemaArgs, SchemaKind};
#[cfg(feature = "serve")]
pub use serve::ServeArgs;
pub use set::SetArgs;
pub use theme::{CopyThemeArgs, ListThemeArgs, ThemeArgs, ThemeCommand};

static VERSION: LazyLock<String> = LazyLock::new(|| {
    let commit = if COMMIT.is_empty() { String::new() } else { format!("commit {COMMIT}, ") };
    format!("{} ({commit}time zones of IANA's release {TZDB_VERSION})", env!("CARGO_PKG_VERSION"))
});

/// A status page from plain files: YAML, Markdown and an append-only log in; HTML, JSON and feeds out
#[derive(Debug, Parser)]
#[command(name = "allgreen", version = VERSION.as_str(), arg_required_else_help = true, after_help = AFTER_HELP)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,

    /// Whether the command was called with `--format json`.
    #[arg(skip)]
    pub json: bool,
}

impl Cli {
    /// Parses the command line. Exits the program if it is invalid, or if it asks for help or the version.
    pub fn read() -> Self {
        let matches = Self::command().get_matches();
        let cli = Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
        Self { json: has_json_format(&matches), ..cli }
    }
}

fn has_json_format(matches: &ArgMatches) -> bool {
    let has_format = |matches: &ArgMatches| {
        let mut values = matches.try_get_raw("format").ok().flatten().into_iter().flatten();
        values.any(|value| value == "json")
    };
    has_format(matches) || matches.subcommand().is_some_and(|(_, matches)| has_json_format(matches))
}

const AFTER_HELP: &str = "\
Exit codes:
  0  success
  1  errors; nothing was published
  2  invalid arguments
  3  published, but some files are invalid and not shown as written
  4  an update is overdue";

#[derive(Debug, Subcommand)]
pub enum Command {
    Init(InitArgs),
    Check(CheckArgs),
    Build(BuildArgs),
    #[cfg(feature = "serve")]
    Serve(ServeArgs),
    Set(SetArgs),
    Incident(IncidentArgs),
    Maintenance(MaintenanceArgs),
    Diff(DiffArgs),
    Remind(RemindArgs),
    Record(RecordArgs),
    Publish(PublishArgs),
    #[cfg(feature = "net")]
    Deploy(DeployArgs),
    Refresh(RefreshArgs),
    Theme(ThemeArgs),
    Schema(SchemaArgs),
    Completions(CompletionsArgs),
    Manual(ManualArgs),
}

/// The repository and the current time.
#[derive(Clone, Debug, Args)]
pub struct RepositoryArgs {
    /// Directory with `status.yaml`
    #[arg(long, value_name = "DIR", default_value = ".", value_parser = parse_folder)]
    pub source: PathBuf,

    /// Current time [default: SOURCE_DATE_EPOCH, or the clock]
    #[arg(long, value_name = "RFC3339", value_parser = parse_instant)]
    pub now: Option<Instant>,
}

/// Options of commands that change something.
#[derive(Clone, Copy, Debug, Args)]
pub struct AnswerArgs {
    /// Show what would change, without changing anything
    #[arg(long)]
    pub dry_run: bool,

    /// Output format
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
    pub format: AnswerFormat,
}

/// Whether a change is pushed.
#[derive(Clone, Copy, Debug, Args)]
pub struct PushArgs {
    /// Commit the change and push it on top of the newest commit of the remote branch
    #[arg(long)]
    pub push: bool,
}

/// The options of every command that adds an update to an incident or a maintenance window.
#[derive(Clone, Debug, Args)]
pub struct ChangeArgs {
    #[command(flatten)]
    pub message: MessageArgs,
    #[command(flatten)]
    pub push: PushArgs,
    #[command(flatten)]
    pub answering: AnswerArgs,
    #[command(flatten)]
    pub repository: RepositoryArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AnswerFormat {
    /// For people
    Text,
    /// For scripts: one JSON object
    Json,
}

fn parse_folder(text: &str) -> Result<PathBuf, String> {
    let folder = PathBuf::from(text);
    if folder.is_dir() { Ok(folder) } else { Err("no such directory; expected the one with `status.yaml`".to_owned()) }
}

fn parse_instant(text: &str) -> Result<Instant, String> {
    Instant::parse_rfc3339(text).ok_or_else(|| "expected a time in RFC 3339, such as `2026-11-22T12:00:00Z`".to_owned())
}

fn parse_url(text: &str) -> Result<Url, String> {
    match Url::parse(text) {
        Err(error) => Err(format!("it {error}; write it as `https://status.acme.example`")),
        Ok(url) if url.has_query_or_fragment() => {
            Err("the URL has a query or fragment; end it after the path".to_owned())
        }
        Ok(url) => Ok(url.without_trailing_slash()),
    }
}
