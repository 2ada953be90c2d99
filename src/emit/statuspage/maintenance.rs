use super::Api;
use super::incident::{Incident, Schedule};
use super::time::Time;
use super::update::{Given, Update};
use crate::model::{ComponentStatus, Instant, Maintenance, MaintenanceStatus};
use crate::view::address;
use crate::view::address::same_time_index;

/// A maintenance window, which Statuspage tells as an incident with a schedule.
pub(super) fn incident<'a>(api: &'a Api<'a>, window: &'a Maintenance) -> Incident<'a> {
    let now = api.snapshot.now;
    Incident {
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

/// Clients know no word for a window that was called off.
fn word(status: MaintenanceStatus) -> &'static str {
    match status {
        MaintenanceStatus::Canceled => MaintenanceStatus::Completed.word(),
        other => other.word(),
    }
}

/// What was said up to `now`, newest first.
///
/// On Statuspage every window begins with an update, and clients read the first one without asking; so
/// while nothing was said, what stands before the first update speaks for it.
fn updates_of<'a>(api: &'a Api<'a>, window: &'a Maintenance, now: Instant) -> Vec<Update<'a>> {
    let made = window.updates_until(now);
    if made.is_empty() {
        let (at, status) = (window.created_at(), word(MaintenanceStatus::Scheduled));
        let announced = Update::new(&window.id, at, 0, status, &window.text);
        let given = given(window, MaintenanceStatus::Scheduled);
        return vec![announced.affecting(api.snapshot.site, &given, &given)];
    }
    let update = |(place, update): (usize, &'a crate::model::MaintenanceUpdate)| {
        let nth = same_time_index(made, place, |update| update.at);
        let before = given(window, window.status(update.at.plus(-1)));
        let after = given(window, window.status(update.at));
        let entry = Update::new(&window.id, update.at, nth, word(update.status), &update.text);
        entry.affecting(api.snapshot.site, &before, &after)
    };
    made.iter().enumerate().rev().map(update).collect()
}

fn given(window: &Maintenance, status: MaintenanceStatus) -> Given {
    let gives = if status.is_active() { ComponentStatus::UnderMaintenance } else { ComponentStatus::Operational };
    window.affects.iter().map(|component| (*component, gives)).collect()
}
