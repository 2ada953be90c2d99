use std::path::PathBuf;

use clap::Args;

use super::{Answering, parse_instant, parse_url};
use crate::check;
use crate::diagnostic::nearest;
use crate::model::{Instant, Url, Zone};
use crate::scaffold::{Component, Host, Repository};

/// Write the files of a new status page, with what publishes it
///
/// Where a page is already, `--host` adds the files that publish it there, and leaves all others as they are.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen init status --name Acme --url https://status.acme.example
  allgreen init --repository acme/status --component api=API --component web=\"Main website\" --timezone Europe/Berlin
  allgreen init --host cloudflare --url https://status.acme.example
  allgreen init --dry-run")]
pub struct Init {
    /// The folder that the files are written into; other things may stand in it
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,

    /// What the page is called, instead of as its repository or folder
    #[arg(long, value_parser = parse_name)]
    pub name: Option<String>,

    /// Where the page will stand, instead of where GitHub Pages puts it
    #[arg(long, value_name = "URL", value_parser = parse_url)]
    pub url: Option<Url>,

    /// Where the page is published; GitHub Pages unless told otherwise
    #[arg(long)]
    pub host: Option<Host>,

    /// A component of the page; may be given more than once
    #[arg(long = "component", value_name = "ID=NAME", value_parser = parse_component)]
    pub components: Vec<Component>,

    /// Where days begin and end
    #[arg(long, value_name = "ZONE", default_value = "UTC", value_parser = parse_zone)]
    pub timezone: Zone,

    /// The repository on GitHub, instead of what the remote `origin` says
    #[arg(long, value_name = "OWNER/REPO", value_parser = parse_repository)]
    pub repository: Option<Repository>,

    /// Keep the log on a branch of its own, for a `main` that no job may push to
    #[arg(long)]
    pub log_branch: bool,

    /// Take this instant for now, instead of SOURCE_DATE_EPOCH or the clock
    #[arg(long, value_name = "RFC3339", value_parser = parse_instant)]
    pub now: Option<Instant>,

    #[command(flatten)]
    pub answering: Answering,
}

fn parse_name(text: &str) -> Result<String, String> {
    if text.trim().is_empty() {
        Err("it is empty; write what visitors call you".to_owned())
    } else if text.chars().any(char::is_control) {
        Err("it holds a control character; write it in one line".to_owned())
    } else {
        Ok(text.trim().to_owned())
    }
}

fn parse_component(text: &str) -> Result<Component, String> {
    let Some((id, name)) = text.split_once('=') else {
        return Err("it has no `=`; write an id and a name, such as `api=API`".to_owned());
    };
    match check::id_problem(id) {
        Some(hint) => Err(format!("`{id}` is no id: {hint}")),
        None => Ok(Component { id: id.to_owned(), name: parse_name(name)? }),
    }
}

fn parse_zone(text: &str) -> Result<Zone, String> {
    Zone::named(text).ok_or_else(|| match nearest(text, Zone::names()) {
        Some(near) => format!("it is unknown; did you mean `{near}`?"),
        None => "it is unknown; use a name of the IANA time zone database, such as `Europe/Berlin`".to_owned(),
    })
}

fn parse_repository(text: &str) -> Result<Repository, String> {
    Repository::named(text)
        .ok_or_else(|| "it is no repository on GitHub; write owner and name, such as `acme/status`".to_owned())
}
