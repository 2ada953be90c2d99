use anyhow::bail;

use crate::cli::{Affected, SayOfIncident, UpdateIncident};
use crate::cmd::Outcome;
use crate::cmd::event::{Change, Deed, Events, Order, make};
use crate::edit::written;
use crate::model::{Incident, IncidentStatus};

const UPDATE: Deed = Deed { to_do: "update", done: "updated" };
const RESOLVE: Deed = Deed { to_do: "resolve", done: "resolved" };
const POSTMORTEM: Deed = Deed { to_do: "add a postmortem to", done: "added a postmortem to" };

/// What is to be said of which incident.
struct Say<'a> {
    id: Option<&'a str>,
    /// None where it stays as it is.
    status: Option<IncidentStatus>,
    affects: &'a [Affected],
    deed: Deed,
}

pub fn update(args: &UpdateIncident) -> anyhow::Result<Outcome> {
    let say = Say { id: args.id.as_deref(), status: args.status, affects: &args.affects, deed: UPDATE };
    let order = Order { repository: &args.repository, message: &args.message, answering: args.answering };
    make(order, "", &|events, text| plan(&say, events, text))
}

pub fn resolve(args: &SayOfIncident) -> anyhow::Result<Outcome> {
    end(args, IncidentStatus::Resolved, RESOLVE)
}

pub fn postmortem(args: &SayOfIncident) -> anyhow::Result<Outcome> {
    end(args, IncidentStatus::Postmortem, POSTMORTEM)
}

fn end(args: &SayOfIncident, status: IncidentStatus, deed: Deed) -> anyhow::Result<Outcome> {
    let say = Say { id: args.id.as_deref(), status: Some(status), affects: &[], deed };
    let order = Order { repository: &args.repository, message: &args.message, answering: args.answering };
    make(order, "", &|events, text| plan(&say, events, text))
}

fn plan(say: &Say<'_>, events: &Events, text: Option<&str>) -> anyhow::Result<Change> {
    let incident = meant(say, events)?;
    let status = say.status.unwrap_or_else(|| incident.status(events.now));
    make_sense(incident, status, events)?;
    let nothing_said = text.is_some_and(|text| text.trim().is_empty());
    if nothing_said && status == IncidentStatus::Postmortem {
        bail!("the postmortem has no text\nhint: give it with `--message` or `--message-file`");
    }
    if nothing_said && say.affects.is_empty() && status == incident.status(events.now) {
        bail!("the update says nothing new\nhint: give a text, `--status` or `--affects`");
    }
    let sets = events.statuses(say.affects.iter().map(|each| (each.component.as_str(), each.status)))?;
    Change::say(events, incident, status.word(), sets, text.unwrap_or_default(), say.deed)
}

/// The incident that was named, else the only open one; for a postmortem the one that was resolved last and has none.
fn meant<'a>(say: &Say<'_>, events: &'a Events) -> anyhow::Result<&'a Incident> {
    let (all, now) = (&events.site.incidents, events.now);
    if say.status == Some(IncidentStatus::Postmortem) {
        let waiting = all.iter().filter(|each| each.status(now) == IncidentStatus::Resolved && !has_postmortem(each));
        let newest = waiting.max_by_key(|each| each.resolved_at(now));
        let newest: Vec<_> = newest.into_iter().collect();
        return events.choose(all, say.id, &newest, "resolved and without a postmortem");
    }
    let open: Vec<_> = all.iter().filter(|each| each.is_open(now)).collect();
    events.choose(all, say.id, &open, "open")
}

fn has_postmortem(incident: &Incident) -> bool {
    incident.updates.iter().any(|update| update.status == IncidentStatus::Postmortem)
}

/// Refuses to say of an incident what does not follow on what was said last.
fn make_sense(incident: &Incident, status: IncidentStatus, events: &Events) -> anyhow::Result<()> {
    use IncidentStatus::{Postmortem, Resolved};
    let id = &incident.id;
    match (incident.status(events.now), status) {
        (Resolved | Postmortem, Resolved) => {
            let since = incident.resolved_at(events.now).map(written).unwrap_or_default();
            bail!(
                "`{id}` is resolved since {since}\nhint: `allgreen incident update {id} --status investigating` opens it again"
            )
        }
        (Postmortem, Postmortem) => {
            bail!("`{id}` has a postmortem\nhint: change it in `{}`", events.file(id)?.0)
        }
        (last, Postmortem) if !last.is_over() => {
            bail!("`{id}` is not resolved yet\nhint: `allgreen incident resolve {id}` comes first")
        }
        _ => Ok(()),
    }
}
