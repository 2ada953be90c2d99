//! What can be typed. What it means is for [`crate::cmd`].

use std::path::PathBuf;
use std::sync::LazyLock;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::diagnostic::Code;
use crate::model::{Instant, TZDB_VERSION};

static VERSION: LazyLock<String> =
    LazyLock::new(|| format!("{} (time zones of IANA's release {TZDB_VERSION})", env!("CARGO_PKG_VERSION")));

/// A status page from plain files: YAML, Markdown and an append-only log in; HTML, JSON and feeds out
#[derive(Debug, Parser)]
#[command(name = "allgreen", version = VERSION.as_str(), arg_required_else_help = true, after_help = AFTER_HELP)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

const AFTER_HELP: &str = "\
Exit codes:
  0  all is well
  1  there are problems; nothing was published
  2  the command was not understood
  3  published, but not all of it as written";

#[derive(Debug, Subcommand)]
pub enum Command {
    Build(Build),
    Check(Check),
    #[cfg(feature = "serve")]
    Serve(Serve),
    Completions(Completions),
}

/// Which repository, and when
#[derive(Clone, Debug, Args)]
pub struct Repository {
    /// The folder with `status.yaml`
    #[arg(long, value_name = "DIR", default_value = ".", value_parser = parse_folder)]
    pub source: PathBuf,

    /// Take this instant for now, instead of SOURCE_DATE_EPOCH or the clock
    #[arg(long, value_name = "RFC3339", value_parser = parse_instant)]
    pub now: Option<Instant>,
}

/// Build the site
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen build --out public
  allgreen build --keep-going    in a workflow: a slip of the pen never takes the page down")]
pub struct Build {
    #[command(flatten)]
    pub repository: Repository,

    /// The folder that the site is written into
    #[arg(long, value_name = "DIR", default_value = "public")]
    pub out: PathBuf,

    /// Where the site will stand, instead of `page.url`
    #[arg(long, value_name = "URL", value_parser = parse_url)]
    pub base_url: Option<String>,

    /// Take warnings for errors, which keep the site from being built unless with --keep-going
    #[arg(long)]
    pub strict: bool,

    /// Publish what is right: a file with an error counts as it was in the newest commit without one
    #[arg(long)]
    pub keep_going: bool,
}

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

/// Show the site on this machine, and build it again when a file changes
#[cfg(feature = "serve")]
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen serve
  allgreen serve --source ../status --port 8000")]
pub struct Serve {
    #[command(flatten)]
    pub repository: Repository,

    /// The port to listen on, on loopback; 0 takes any that is free
    #[arg(long, default_value_t = 4280)]
    pub port: u16,
}

/// Print the completions of a shell
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen completions bash > ~/.local/share/bash-completion/completions/allgreen")]
pub struct Completions {
    #[arg(value_enum)]
    pub shell: Shell,
}

fn parse_folder(text: &str) -> Result<PathBuf, String> {
    let folder = PathBuf::from(text);
    if folder.is_dir() { Ok(folder) } else { Err("it is no folder; name the one that holds `status.yaml`".to_owned()) }
}

fn parse_instant(text: &str) -> Result<Instant, String> {
    Instant::parse_rfc3339(text).ok_or_else(|| "it is no RFC 3339 time; write it as `2026-11-22T12:00:00Z`".to_owned())
}

fn parse_url(text: &str) -> Result<String, String> {
    match crate::check::address_problem(text) {
        Some(problem) => Err(format!("it {problem}; write it as `https://status.acme.example`")),
        None if text.contains(['?', '#']) => Err("it has a query or an anchor; end it behind the path".to_owned()),
        None => Ok(text.trim_end_matches('/').to_owned()),
    }
}

fn parse_code(text: &str) -> Result<Code, String> {
    Code::from_id(text).ok_or_else(|| {
        let (first, last) = (Code::ALL.first(), Code::ALL.last());
        let id = |code: Option<&Code>| code.map_or("", |code| code.id());
        format!("there is no such code; they go from {} to {}", id(first), id(last))
    })
}
