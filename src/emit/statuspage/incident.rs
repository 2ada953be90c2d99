use serde::Serialize;

use super::Api;
use super::component::Component;
use super::page::PageId;
use super::time::Time;
use super::update::{Given, Update};
use crate::emit::nth::nth;
use crate::model::{self, ComponentStatus, IncidentStatus, Instant};
use crate::view::address;

/// An incident or, with a schedule, a maintenance window.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "the names are Statuspage's")]
pub(super) struct Incident<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub status: &'static str,
    pub created_at: Time,
    pub updated_at: Time,
    pub monitoring_at: Option<Time>,
    pub resolved_at: Option<Time>,
    pub impact: &'static str,
    /// The address of its page; clients cannot bear a null here.
    pub shortlink: String,
    pub started_at: Time,
    pub page_id: PageId,
    /// Newest first.
    pub incident_updates: Vec<Update<'a>>,
    pub components: Vec<Component<'a>>,
    #[serde(flatten)]
    pub schedule: Option<Schedule>,
    pub reminder_intervals: Option<&'a str>,
}

/// When the work of a window is planned.
#[derive(Debug, Serialize)]
pub(super) struct Schedule {
    pub scheduled_for: Time,
    pub scheduled_until: Time,
}

impl<'a> Incident<'a> {
    pub fn new(api: &'a Api<'a>, incident: &'a model::Incident) -> Self {
        let now = api.snapshot.now;
        let updates = incident.updates_until(now);
        let monitoring = updates.iter().find(|update| update.status == IncidentStatus::Monitoring);
        Self {
            id: &incident.id,
            name: &incident.title,
            status: incident.status(now).word(),
            created_at: Time(updates.first().map_or_else(|| incident.start(), |update| update.at)),
            updated_at: Time(incident.updated_at(now)),
            monitoring_at: monitoring.map(|update| Time(update.at)),
            resolved_at: incident.resolved_at(now).map(Time),
            impact: incident.impact(now).word(),
            shortlink: format!("{}/{}", api.base_url, address::event(&incident.id)),
            started_at: Time(incident.start()),
            page_id: api.page.id,
            incident_updates: updates_of(api, incident, now),
            components: api.components.some(&incident.components(now)),
            schedule: None,
            reminder_intervals: None,
        }
    }
}

/// What was said up to `now`, newest first, with what changed for each component.
///
/// Clients read the newest one without asking; so where an incident has begun before its first update, its
/// beginning speaks for it.
fn updates_of<'a>(api: &'a Api<'a>, incident: &'a model::Incident, now: Instant) -> Vec<Update<'a>> {
    let made = incident.updates_until(now);
    if made.is_empty() {
        let begun = Update::new(&incident.id, incident.start(), 0, incident.status(now).word(), "");
        return vec![begun.affecting(api.snapshot.site, &Given::new(), &incident.affects)];
    }
    let mut said = incident.affects.clone();
    let mut before = Given::new();
    let mut updates = Vec::with_capacity(made.len());
    for (place, update) in made.iter().enumerate() {
        said.extend(&update.sets);
        let mut after = said.clone();
        if update.status.is_over() {
            for status in after.values_mut() {
                *status = ComponentStatus::Operational;
            }
        }
        let nth = nth(made, place, |update| update.at);
        let entry = Update::new(&incident.id, update.at, nth, update.status.word(), &update.text);
        updates.push(entry.affecting(api.snapshot.site, &before, &after));
        before = after;
    }
    updates.reverse();
    updates
}
