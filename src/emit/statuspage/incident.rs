use serde::Serialize;

use super::Api;
use super::component::StatuspageComponent;
use super::page::PageId;
use super::time::Time;
use super::update::{Given, StatuspageUpdate};
#[cfg(test)]
use crate::emit::openapi::values;
use crate::model::{self, ComponentStatus, IncidentStatus, Instant};
use crate::view::address;
use crate::view::address::same_time_index;

/// An incident, or a maintenance window if it has a schedule.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Incident"))]
#[cfg_attr(test, schemars(description = "An incident."))]
pub(super) struct StatuspageIncident<'a> {
    /// The name of the file in the repository, without `.md`. It never changes.
    #[cfg_attr(test, schemars(extend("examples" = ["2026-11-20-card-payments"])))]
    pub id: &'a str,
    /// The title.
    #[cfg_attr(test, schemars(extend("examples" = ["Card payments are failing"])))]
    pub name: &'a str,
    /// The status of the newest update.
    #[cfg_attr(test, schemars(with = "values::IncidentStatus"))]
    pub status: &'static str,
    /// The time of the first update; without updates, the start of the incident or window.
    pub created_at: Time,
    /// The time of the newest update. For maintenance, the start or the end of the window if that is newer and has
    /// passed.
    pub updated_at: Time,
    /// The time of the first update with the status `monitoring`, or null.
    pub monitoring_at: Option<Time>,
    /// The time at which the incident was resolved or the maintenance was completed. Null before that.
    pub resolved_at: Option<Time>,
    /// The impact.
    #[cfg_attr(test, schemars(with = "values::Impact"))]
    pub impact: &'static str,
    /// The URL of the page of the incident or window. Never null, because some clients cannot read null here.
    #[cfg_attr(test, schemars(with = "values::Address"))]
    pub shortlink: String,
    /// The start of the incident, which may be earlier than the first update.
    pub started_at: Time,
    /// The ID of the page.
    pub page_id: PageId,
    /// The updates, newest first. There is at least one.
    pub incident_updates: Vec<StatuspageUpdate<'a>>,
    /// The affected components, with their current status.
    pub components: Vec<StatuspageComponent<'a>>,
    #[serde(flatten)]
    #[cfg_attr(test, schemars(skip))]
    pub schedule: Option<Schedule>,
    /// Always null. Present for compatibility with Statuspage.
    pub reminder_intervals: Option<&'a str>,
}

/// The schedule of a maintenance window.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Schedule {
    /// The planned start.
    pub scheduled_for: Time,
    /// The planned end.
    pub scheduled_until: Time,
}

impl<'a> StatuspageIncident<'a> {
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

/// Returns the updates until `now`, newest first, with the changes of component statuses.
///
/// Clients expect at least one update, so an incident without updates until `now` gets one at its start.
fn updates_of<'a>(api: &'a Api<'a>, incident: &'a model::Incident, now: Instant) -> Vec<StatuspageUpdate<'a>> {
    let updates = incident.updates_until(now);
    if updates.is_empty() {
        let start = StatuspageUpdate::new(&incident.id, incident.start(), 0, incident.status(now).word(), "");
        return vec![start.affecting(api.snapshot.site, &Given::new(), &incident.affects)];
    }
    let mut current = incident.affects.clone();
    let mut before = Given::new();
    let mut entries = Vec::with_capacity(updates.len());
    for (index, update) in updates.iter().enumerate() {
        current.extend(&update.sets);
        let mut after = current.clone();
        if update.status.is_over() {
            for status in after.values_mut() {
                *status = ComponentStatus::Operational;
            }
        }
        let same_time = same_time_index(updates, index, |update| update.at);
        let entry = StatuspageUpdate::new(&incident.id, update.at, same_time, update.status.word(), &update.text);
        entries.push(entry.affecting(api.snapshot.site, &before, &after));
        before = after;
    }
    entries.reverse();
    entries
}
