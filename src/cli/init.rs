use std::path::PathBuf;

use clap::Args;

use super::{AnswerArgs, parse_instant, parse_url};
use crate::check;
use crate::diagnostic::nearest;
use crate::model::{Instant, Url, Zone};
use crate::scaffold::{Host, NewComponent, Repository};

/// Create the files of a new status page
///
/// In a directory that already has a page, `--host` adds the files that publish it on another host. Existing files are
/// never changed.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen init status --name Acme --url https://status.acme.example
  allgreen init --repository acme/status --component api=API --component web=\"Main website\" --timezone Europe/Berlin
  allgreen init --host cloudflare --url https://status.acme.example
  allgreen init --dry-run")]
pub struct InitArgs {
    /// Directory to create the files in; it need not be empty
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,

    /// Name of the page [default: the name of the repository or directory]
    #[arg(long, value_parser = parse_name)]
    pub name: Option<String>,

    /// URL of the page [default: its URL on GitHub Pages]
    #[arg(long, value_name = "URL", value_parser = parse_url)]
    pub url: Option<Url>,

    /// Host that publishes the page [default: github]
    #[arg(long)]
    pub host: Option<Host>,

    /// Component of the page; may be repeated
    #[arg(long = "component", value_name = "ID=NAME", value_parser = parse_component)]
    pub components: Vec<NewComponent>,

    /// Time zone of the page, in which days begin and end
    #[arg(long, value_name = "ZONE", default_value = "UTC", value_parser = parse_zone)]
    pub timezone: Zone,

    /// Repository on GitHub [default: from the URL of the remote `origin`]
    #[arg(long, value_name = "OWNER/REPO", value_parser = parse_repository)]
    pub repository: Option<Repository>,

    /// Keep the log on a separate branch, if jobs may not push to `main`
    #[arg(long)]
    pub log_branch: bool,

    /// Current time [default: SOURCE_DATE_EPOCH, or the clock]
    #[arg(long, value_name = "RFC3339", value_parser = parse_instant)]
    pub now: Option<Instant>,

    #[command(flatten)]
    pub answering: AnswerArgs,
}

fn parse_name(text: &str) -> Result<String, String> {
    if text.trim().is_empty() {
        Err("the name is empty".to_owned())
    } else if text.chars().any(char::is_control) {
        Err("the name contains a control character".to_owned())
    } else {
        Ok(text.trim().to_owned())
    }
}

fn parse_component(text: &str) -> Result<NewComponent, String> {
    let Some((id, name)) = text.split_once('=') else {
        return Err("expected an ID and a name, such as `api=API`".to_owned());
    };
    match check::id_problem(id) {
        Some(hint) => Err(format!("invalid ID `{id}`: {hint}")),
        None => Ok(NewComponent { id: id.to_owned(), name: parse_name(name)? }),
    }
}

fn parse_zone(text: &str) -> Result<Zone, String> {
    Zone::named(text).ok_or_else(|| match nearest(text, Zone::names()) {
        Some(near) => format!("unknown time zone; did you mean `{near}`?"),
        None => "unknown time zone; use a name of the IANA database, such as `Europe/Berlin`".to_owned(),
    })
}

fn parse_repository(text: &str) -> Result<Repository, String> {
    Repository::named(text)
        .ok_or_else(|| "expected owner and name of a repository on GitHub, such as `acme/status`".to_owned())
}
