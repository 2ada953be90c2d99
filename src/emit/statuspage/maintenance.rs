use super::Api;
use super::incident::{Schedule, StatuspageIncident};
use super::time::Time;
use super::update::{Given, StatuspageUpdate};
use crate::model::{ComponentStatus, Instant, Maintenance, MaintenanceStatus};
use crate::view::address;
use crate::view::address::same_time_index;

/// Returns a maintenance window as an incident with a schedule, as Statuspage does.
pub(super) fn incident<'a>(api: &'a Api<'a>, window: &'a Maintenance) -> StatuspageIncident<'a> {
    let now = api.snapshot.now;
    StatuspageIncident {
        id: &window.id,
        name: &window.title,
        status: word(window.status(now)),
        created_at: Time(window.created_at()),
        updated_at: Time(window.updated_at(now)),
        monitoring_at: None,
        resolved_at: window.completed_at(now).map(Time),
        impact: "maintenance",
        shortlink: format!("{}/{}", api.base_url, address::event(&window.id)),
        started_at: Time(window.created_at()),
        page_id: api.page.id,
        incident_updates: updates_of(api, window, now),
        components: api.components.some(&window.affects),
        schedule: Some(Schedule { scheduled_for: Time(window.starts), scheduled_until: Time(window.ends) }),
        reminder_intervals: None,
    }
}

/// Returns the status of a window. Statuspage has no status for a canceled window, so it is reported as completed.
fn word(status: MaintenanceStatus) -> &'static str {
    match status {
        MaintenanceStatus::Canceled => MaintenanceStatus::Completed.word(),
        other => other.word(),
    }
}

/// Returns the updates until `now`, newest first.
///
/// Clients expect at least one update, so a window without updates until `now` gets one with the text of the window.
fn updates_of<'a>(api: &'a Api<'a>, window: &'a Maintenance, now: Instant) -> Vec<StatuspageUpdate<'a>> {
    let updates = window.updates_until(now);
    if updates.is_empty() {
        let (at, status) = (window.created_at(), word(MaintenanceStatus::Scheduled));
        let announced = StatuspageUpdate::new(&window.id, at, 0, status, &window.text);
        let given = given(window, MaintenanceStatus::Scheduled);
        return vec![announced.affecting(api.snapshot.site, &given, &given)];
    }
    let update = |(index, update): (usize, &'a crate::model::MaintenanceUpdate)| {
        let same_time = same_time_index(updates, index, |update| update.at);
        let before = given(window, window.status_at(update.at.plus(-1)));
        let after = given(window, window.status_at(update.at));
        let entry = StatuspageUpdate::new(&window.id, update.at, same_time, word(update.status), &update.text);
        entry.affecting(api.snapshot.site, &before, &after)
    };
    updates.iter().enumerate().rev().map(update).collect()
}

fn given(window: &Maintenance, status: MaintenanceStatus) -> Given {
    let gives = if status.is_active() { ComponentStatus::UnderMaintenance } else { ComponentStatus::Operational };
    window.affects.iter().map(|component| (*component, gives)).collect()
}
