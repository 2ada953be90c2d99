use serde::Serialize;

use super::Api;
use super::component::Component;
use super::page::PageId;
use super::time::Time;
use super::update::{Given, Update};
#[cfg(test)]
use crate::emit::openapi::values;
use crate::model::{self, ComponentStatus, IncidentStatus, Instant};
use crate::view::address;
use crate::view::address::same_time_index;

/// An incident or, with a schedule, a maintenance window.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "the names are Statuspage's")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(description = "Something that went wrong."))]
pub(super) struct Incident<'a> {
    /// The name of its file, which never changes.
    #[cfg_attr(test, schemars(extend("examples" = ["2026-11-20-card-payments"])))]
    pub id: &'a str,
    /// Its title.
    #[cfg_attr(test, schemars(extend("examples" = ["Card payments are failing"])))]
    pub name: &'a str,
    /// What the newest update says of it.
    #[cfg_attr(test, schemars(with = "values::IncidentStatus"))]
    pub status: &'static str,
    /// When it was first spoken of.
    pub created_at: Time,
    /// When it was last spoken of or, of planned work, when the clock began or ended it, if that was later.
    pub updated_at: Time,
    /// When people first said that they were watching whether it holds; null before.
    pub monitoring_at: Option<Time>,
    /// When it was over; null before.
    pub resolved_at: Option<Time>,
    /// How bad it is or was.
    #[cfg_attr(test, schemars(with = "values::Impact"))]
    pub impact: &'static str,
    /// The address of its page. Clients cannot bear a null here.
    #[cfg_attr(test, schemars(with = "values::Address"))]
    pub shortlink: String,
    /// When the trouble began, which may be before anybody spoke of it.
    pub started_at: Time,
    /// That of the page.
    pub page_id: PageId,
    /// What was said of it, newest first; never empty.
    pub incident_updates: Vec<Update<'a>>,
    /// The components that it has named so far, with what they are doing now.
    pub components: Vec<Component<'a>>,
    #[serde(flatten)]
    #[cfg_attr(test, schemars(skip))]
    pub schedule: Option<Schedule>,
    /// Always null: of use to Statuspage alone.
    pub reminder_intervals: Option<&'a str>,
}

/// When the work of a window is planned.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Schedule {
    /// When the work is planned to begin.
    pub scheduled_for: Time,
    /// When it is planned to end.
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

/// Returns the updates until `now`, newest first, with the changes of component statuses.
///
/// Clients expect at least one update, so an incident that starts before its first update gets one for its start.
fn updates_of<'a>(api: &'a Api<'a>, incident: &'a model::Incident, now: Instant) -> Vec<Update<'a>> {
    let updates = incident.updates_until(now);
    if updates.is_empty() {
        let start = Update::new(&incident.id, incident.start(), 0, incident.status(now).word(), "");
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
        let entry = Update::new(&incident.id, update.at, same_time, update.status.word(), &update.text);
        entries.push(entry.affecting(api.snapshot.site, &before, &after));
        before = after;
    }
    entries.reverse();
    entries
}
