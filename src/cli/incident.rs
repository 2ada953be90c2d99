use clap::{Args, Subcommand};

use super::{AnswerFormat, ChangeArgs, RepositoryArgs};
use crate::check::typed;
use crate::diagnostic::Diagnostic;
use crate::model::{ComponentStatus, Impact, IncidentStatus, Zone};

/// Open, update and resolve incidents
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen incident open 'Card payments fail' --affects payments=major_outage -m 'We are looking into it.'
  allgreen incident update --status identified -m 'A bad deploy. We are rolling it back.'
  allgreen incident resolve -m 'Payments work again.'")]
pub struct IncidentArgs {
    #[command(subcommand)]
    pub action: IncidentCommand,
}

#[derive(Debug, Subcommand)]
pub enum IncidentCommand {
    Open(OpenIncidentArgs),
    Update(UpdateIncidentArgs),
    Resolve(ResolveIncidentArgs),
    /// Add a postmortem to a resolved incident
    ///
    /// Without an ID, adds it to the newest resolved incident without a postmortem.
    #[command(after_help = "\
Example:
  allgreen incident postmortem -F postmortem.md
  allgreen incident postmortem 2026-11-20-card-payments -m 'A disk was full.' --dry-run")]
    Postmortem(PostmortemArgs),
    List(ListIncidentsArgs),
}

/// Open an incident
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen incident open 'Card payments fail' --affects payments=major_outage,api=degraded_performance
  allgreen incident open 'Slow pages' --affects web=degraded_performance --started '2026-11-20 13:55' -F -
  allgreen incident open --template card-network    use templates/card-network.md")]
pub struct OpenIncidentArgs {
    /// Title of the incident
    #[arg(value_parser = parse_title, required_unless_present = "template")]
    pub title: Option<String>,

    /// Affected components and their status; may be repeated
    #[arg(long, value_name = "COMPONENT=STATUS", value_delimiter = ',', value_parser = parse_affected)]
    pub affects: Vec<ComponentAndStatus>,

    /// Status: investigating, identified, monitoring or resolved [default: from the template, or investigating]
    #[arg(long, value_parser = parse_first_status)]
    pub status: Option<IncidentStatus>,

    /// Impact: none, minor, major or critical [default: derived from the affected components]
    #[arg(long, value_parser = parse_impact)]
    pub impact: Option<Impact>,

    /// Start of the incident, such as `2026-11-20 13:55 UTC`; without a zone, in the time zone of the page
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub started: Option<String>,

    /// ID of the incident, which becomes part of its URL [default: date and title]
    #[arg(long, value_parser = parse_id)]
    pub id: Option<String>,

    /// Use the values of `templates/NAME.md` for all options and arguments that are not given
    #[arg(long, value_name = "NAME", value_parser = parse_template)]
    pub template: Option<String>,

    #[command(flatten)]
    pub change: ChangeArgs,
}

/// Post an update to an incident
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen incident update --status identified -m 'A bad deploy. We are rolling it back.'
  allgreen incident update --status monitoring --affects payments=operational,api=degraded_performance
  allgreen incident update 2026-11-20-card-payments -F -    read the text from standard input")]
pub struct UpdateIncidentArgs {
    /// ID of the incident; optional if only one is open
    pub id: Option<String>,

    /// New status: investigating, identified, monitoring, resolved or postmortem [default: unchanged]
    #[arg(long, value_parser = parse_status)]
    pub status: Option<IncidentStatus>,

    /// New status of components; may be repeated
    #[arg(long, value_name = "COMPONENT=STATUS", value_delimiter = ',', value_parser = parse_affected)]
    pub affects: Vec<ComponentAndStatus>,

    #[command(flatten)]
    pub change: ChangeArgs,
}

/// Resolve an incident
///
/// Without an ID, resolves the only open incident.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen incident resolve -m 'Payments work again.'
  allgreen incident resolve --ended '2026-11-20 14:40' -m 'Payments work again since 14:40.'
  allgreen incident resolve 2026-11-20-card-payments -F report.md")]
pub struct ResolveIncidentArgs {
    /// ID of the incident; optional if only one is open
    pub id: Option<String>,

    /// End of the incident, such as `2026-11-20 14:40 UTC`; without a zone, in the time zone of the page [default: now]
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub ended: Option<String>,

    #[command(flatten)]
    pub change: ChangeArgs,
}

#[derive(Debug, Args)]
pub struct PostmortemArgs {
    /// ID of the incident; optional if there is only one candidate
    pub id: Option<String>,

    #[command(flatten)]
    pub change: ChangeArgs,
}

/// List the open incidents
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen incident list
  allgreen incident list --all --format json")]
pub struct ListIncidentsArgs {
    /// Include incidents that are over
    #[arg(long)]
    pub all: bool,

    /// Output format
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
    pub format: AnswerFormat,

    #[command(flatten)]
    pub repository: RepositoryArgs,
}

/// A component and its status, from `COMPONENT=STATUS`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentAndStatus {
    pub component: String,
    pub status: ComponentStatus,
}

fn parse_affected(text: &str) -> Result<ComponentAndStatus, String> {
    let expected = || "expected a component and its status, such as `api=major_outage`".to_owned();
    let (component, status) =
        text.trim().split_once('=').filter(|(component, _)| !component.is_empty()).ok_or_else(expected)?;
    let status = typed::component_status(status).map_err(|problem| message_with_hint(&problem))?;
    Ok(ComponentAndStatus { component: component.to_owned(), status })
}

fn parse_status(text: &str) -> Result<IncidentStatus, String> {
    typed::incident_status(text).map_err(|problem| message_with_hint(&problem))
}

fn parse_first_status(text: &str) -> Result<IncidentStatus, String> {
    match parse_status(text)? {
        IncidentStatus::Postmortem => Err("an incident cannot be opened with a postmortem".to_owned()),
        status => Ok(status),
    }
}

fn parse_impact(text: &str) -> Result<Impact, String> {
    typed::impact(text).map_err(|problem| message_with_hint(&problem))
}

/// Parses a title and joins its lines with spaces.
pub(super) fn parse_title(text: &str) -> Result<String, String> {
    let title = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return Err("the title is empty".to_owned());
    }
    if title.chars().any(char::is_control) {
        return Err("the title contains a control character".to_owned());
    }
    Ok(title)
}

/// Checks the format of a time. Returns the text, since parsing it needs the time zone of the page.
pub(super) fn parse_time(text: &str) -> Result<String, String> {
    typed::instant(text, Zone::UTC).map(|_| text.to_owned()).map_err(|problem| message_with_hint(&problem))
}

pub(super) fn parse_id(text: &str) -> Result<String, String> {
    if is_name(text) {
        return Ok(text.to_owned());
    }
    Err("an ID has at most 100 lower-case letters, digits, `-` and `_`, and begins with a letter or digit".to_owned())
}

pub(super) fn parse_template(text: &str) -> Result<String, String> {
    if is_name(text) {
        return Ok(text.to_owned());
    }
    Err("expected the name of a file in `templates/` without `.md`: lower-case letters, digits, `-` and `_`".to_owned())
}

fn is_name(text: &str) -> bool {
    let first = |each: char| each.is_ascii_lowercase() || each.is_ascii_digit();
    text.len() <= 100 && text.starts_with(first) && text.chars().all(|each| first(each) || each == '-' || each == '_')
}

/// Returns the message of a diagnostic with its hint, on one line.
fn message_with_hint(problem: &Diagnostic) -> String {
    match &problem.hint {
        Some(hint) => format!("{}; {hint}", problem.message),
        None => problem.message.clone(),
    }
}
