use crate::change::{NewIncident, incident_template};
use crate::check::IncidentTemplate;
use crate::cli::OpenIncidentArgs;
use crate::cmd::Outcome;
use crate::cmd::change::{self, Verb};
use crate::diagnostic::Failure;
use crate::model::IncidentStatus;

const OPEN: Verb = Verb { infinitive: "open", past: "opened" };

pub fn run(args: &OpenIncidentArgs) -> Result<Outcome, Failure> {
    let template = incident_template(&args.change.repository.source, args.template.as_deref())?;
    let incident = incident(args, &template)?;
    change::run(&args.change, OPEN, &template.text, &|workspace, text| {
        incident.plan(workspace, text.unwrap_or_default())
    })
}

/// Returns the incident to open: the arguments, or else the values of the template.
fn incident(args: &OpenIncidentArgs, template: &IncidentTemplate) -> Result<NewIncident, Failure> {
    let title = args.title.as_ref().or(template.title.as_ref());
    let typed = args.affects.iter().map(|each| (each.component.clone(), each.status));
    Ok(NewIncident {
        id: args.id.clone(),
        title: title.cloned().ok_or_else(change::no_title)?,
        affects: if args.affects.is_empty() { template.affects.clone() } else { typed.collect() },
        status: args.status.or(template.status).unwrap_or(IncidentStatus::Investigating),
        impact: args.impact.or(template.impact),
        started: args.started.clone(),
        update_every: template.update_every.clone(),
    })
}
