use anyhow::{Context, bail};

use crate::check::typed;
use crate::cli::OpenIncident;
use crate::cmd::Outcome;
use crate::cmd::event::{Change, Deed, Events, IncidentTemplate, Order, make};
use crate::cmd::report;
use crate::edit::{Affects, Front, Heading, Statuses, moment, written};
use crate::model::{Incident, IncidentStatus, Instant};

const OPEN: Deed = Deed { to_do: "open", done: "opened" };

pub fn run(args: &OpenIncident) -> anyhow::Result<Outcome> {
    let template = IncidentTemplate::read(&args.repository.source, args.template.as_deref())?;
    let order = Order { repository: &args.repository, message: &args.message, answering: args.answering };
    make(order, &template.text, &|events, text| plan(args, &template, events, text.unwrap_or_default()))
}

fn plan(args: &OpenIncident, template: &IncidentTemplate, events: &Events, text: &str) -> anyhow::Result<Change> {
    let no_title = "the template has no title\nhint: type one";
    let title = args.title.as_ref().or(template.title.as_ref()).context(no_title)?;
    let affects = affects(args, template, events)?;
    let started = args.started.as_ref().map(|text| started(text, events)).transpose()?;
    let status = args.status.or(template.status).unwrap_or(IncidentStatus::Investigating);
    let front = Front {
        title: title.clone(),
        affects: Affects::Statuses(affects.clone()),
        started: started.map(written),
        impact: args.impact.or(template.impact).map(|impact| impact.word().to_owned()),
        update_every: template.update_every.clone(),
        maintenance: None,
    };
    let heading = Heading { at: moment(events.now, started), status: status.word(), sets: Statuses::default() };
    let id = events.free_id::<Incident>(args.id.as_deref(), title, events.now)?;
    Change::open(id, &front, heading, affects, text, OPEN)
}

/// What was typed, else what the template says.
fn affects(args: &OpenIncident, template: &IncidentTemplate, events: &Events) -> anyhow::Result<Statuses> {
    if args.affects.is_empty() {
        return events.statuses(template.affects.iter().map(|(component, status)| (component.as_str(), *status)));
    }
    events.statuses(args.affects.iter().map(|each| (each.component.as_str(), each.status)))
}

fn started(text: &str, events: &Events) -> anyhow::Result<Instant> {
    let at = typed::instant(text, events.site.page.zone).map_err(|problem| report::refusal("--started", &problem))?;
    if at > events.now {
        bail!("`--started` lies in the future: it is {}, and now it is {}", written(at), written(events.now));
    }
    Ok(at)
}
