use clap::{Args, Subcommand};

use super::{AnswerFormat, ChangeArgs, Repository};
use crate::check::typed;
use crate::diagnostic::Diagnostic;
use crate::model::{ComponentStatus, Impact, IncidentStatus, Zone};

/// Tell visitors what is broken: open, update and resolve incidents
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen incident open 'Card payments fail' --affects payments=major_outage -m 'We are looking into it.'
  allgreen incident update --status identified -m 'A bad deploy. We are rolling it back.'
  allgreen incident resolve -m 'Payments work again.'")]
pub struct Incident {
    #[command(subcommand)]
    pub action: IncidentAction,
}

#[derive(Debug, Subcommand)]
pub enum IncidentAction {
    Open(OpenIncident),
    Update(UpdateIncident),
    /// Say that an incident is over
    #[command(after_help = "\
Example:
  allgreen incident resolve -m 'Payments work again.'
  allgreen incident resolve 2026-11-20-card-payments -F report.md")]
    Resolve(EndIncident),
    /// Say after an incident what happened, why, and what was changed
    ///
    /// Without an id it is about the newest incident that is resolved and has none.
    #[command(after_help = "\
Example:
  allgreen incident postmortem -F postmortem.md
  allgreen incident postmortem 2026-11-20-card-payments -m 'A disk was full.' --dry-run")]
    Postmortem(EndIncident),
    List(ListIncidents),
}

/// Open an incident
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen incident open 'Card payments fail' --affects payments=major_outage,api=degraded_performance
  allgreen incident open 'Slow pages' --affects web=degraded_performance --started '2026-11-20 13:55' -F -
  allgreen incident open --template card-network    with what templates/card-network.md says")]
pub struct OpenIncident {
    /// What visitors will read first
    #[arg(value_parser = parse_title, required_unless_present = "template")]
    pub title: Option<String>,

    /// What a component is doing; may be repeated
    #[arg(long, value_name = "COMPONENT=STATUS", value_delimiter = ',', value_parser = parse_affected)]
    pub affects: Vec<Affected>,

    /// investigating, identified, monitoring or resolved; else the template's, else investigating
    #[arg(long, value_parser = parse_first_status)]
    pub status: Option<IncidentStatus>,

    /// none, minor, major or critical, if it is not as bad as its components are
    #[arg(long, value_parser = parse_impact)]
    pub impact: Option<Impact>,

    /// When the trouble began, such as `2026-11-20 13:55 UTC`; without a zone in the page's own
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub started: Option<String>,

    /// The incident's address, instead of one made of date and title
    #[arg(long, value_parser = parse_id)]
    pub id: Option<String>,

    /// Take what is not typed from `templates/NAME.md`
    #[arg(long, value_name = "NAME", value_parser = parse_template)]
    pub template: Option<String>,

    #[command(flatten)]
    pub change: ChangeArgs,
}

/// Say what is new of an incident
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  allgreen incident update --status identified -m 'A bad deploy. We are rolling it back.'
  allgreen incident update --status monitoring --affects payments=operational,api=degraded_performance
  allgreen incident update 2026-11-20-card-payments -F -    with the text from standard input")]
pub struct UpdateIncident {
    /// Which incident; none is needed while only one is open
    pub id: Option<String>,

    /// investigating, identified, monitoring, resolved or postmortem; else the one that it has
    #[arg(long, value_parser = parse_status)]
    pub status: Option<IncidentStatus>,

    /// What a component is doing from now on; may be repeated
    #[arg(long, value_name = "COMPONENT=STATUS", value_delimiter = ',', value_parser = parse_affected)]
    pub affects: Vec<Affected>,

    #[command(flatten)]
    pub change: ChangeArgs,
}

#[derive(Debug, Args)]
pub struct EndIncident {
    /// Which incident; none is needed while only one can be meant
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
pub struct ListIncidents {
    /// Those that are over too
    #[arg(long)]
    pub all: bool,

    /// How the answer is printed
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
    pub format: AnswerFormat,

    #[command(flatten)]
    pub repository: Repository,
}

/// What a component is doing, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Affected {
    pub component: String,
    pub status: ComponentStatus,
}

fn parse_affected(text: &str) -> Result<Affected, String> {
    let form = || "write a component and what it is doing, such as `api=major_outage`".to_owned();
    let (component, status) =
        text.trim().split_once('=').filter(|(component, _)| !component.is_empty()).ok_or_else(form)?;
    let status = typed::component_status(status).map_err(|problem| told(&problem))?;
    Ok(Affected { component: component.to_owned(), status })
}

fn parse_status(text: &str) -> Result<IncidentStatus, String> {
    typed::incident_status(text).map_err(|problem| told(&problem))
}

fn parse_first_status(text: &str) -> Result<IncidentStatus, String> {
    match parse_status(text)? {
        IncidentStatus::Postmortem => Err("a postmortem comes after an incident, not first".to_owned()),
        status => Ok(status),
    }
}

fn parse_impact(text: &str) -> Result<Impact, String> {
    typed::impact(text).map_err(|problem| told(&problem))
}

/// A title on one line.
pub(super) fn parse_title(text: &str) -> Result<String, String> {
    let title = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return Err("it says nothing".to_owned());
    }
    if title.chars().any(char::is_control) {
        return Err("it holds a control character".to_owned());
    }
    Ok(title)
}

/// A time in the right form. What it means without a zone, only `status.yaml` tells.
pub(super) fn parse_time(text: &str) -> Result<String, String> {
    typed::instant(text, Zone::UTC).map(|_| text.to_owned()).map_err(|problem| told(&problem))
}

pub(super) fn parse_id(text: &str) -> Result<String, String> {
    if is_name(text) {
        return Ok(text.to_owned());
    }
    Err("an id has at most 100 lower-case letters, digits, `-` and `_`, and begins with a letter or a digit".to_owned())
}

pub(super) fn parse_template(text: &str) -> Result<String, String> {
    if is_name(text) {
        return Ok(text.to_owned());
    }
    Err("type the name of a file in `templates/` without its `.md`: lower-case letters, digits, `-` and `_`".to_owned())
}

fn is_name(text: &str) -> bool {
    let first = |each: char| each.is_ascii_lowercase() || each.is_ascii_digit();
    text.len() <= 100 && text.starts_with(first) && text.chars().all(|each| first(each) || each == '-' || each == '_')
}

fn told(problem: &Diagnostic) -> String {
    match &problem.hint {
        Some(hint) => format!("{}; {hint}", problem.message),
        None => problem.message.clone(),
    }
}
