//! `api/v2`: the files and fields of Atlassian Statuspage, in the same order, so that its clients can read them.

mod component;
#[cfg(test)]
mod described;
mod incident;
mod maintenance;
mod page;
mod time;
mod update;

#[cfg(test)]
mod tests;

use serde::Serialize;

use self::component::Components;
#[cfg(test)]
pub(super) use self::described::described;
use self::incident::StatuspageIncident;
use self::page::{Status, StatuspagePage};
use super::{EmitError, File, json};
use crate::model::{Maintenance, MaintenanceStatus, Snapshot};

/// The maximum number of incidents or windows in a list.
const NEWEST: usize = 50;

/// Returns the eight files under `api/v2`. `base_url` has no slash at its end.
pub fn files(snapshot: &Snapshot<'_>, base_url: &str) -> Result<Vec<File>, EmitError> {
    let api = Api::new(snapshot, base_url);
    let active = [MaintenanceStatus::InProgress, MaintenanceStatus::Verifying];
    let scheduled = [MaintenanceStatus::Scheduled];
    Ok(vec![
        json::file("api/v2/summary.json", &api.summary())?,
        json::file("api/v2/status.json", &api.only_status())?,
        json::file("api/v2/components.json", &api.only_components())?,
        json::file("api/v2/incidents.json", &api.incidents(api.newest_incidents()))?,
        json::file("api/v2/incidents/unresolved.json", &api.incidents(api.open_incidents()))?,
        json::file("api/v2/scheduled-maintenances.json", &api.windows(api.newest_windows()))?,
        json::file("api/v2/scheduled-maintenances/upcoming.json", &api.windows(api.windows_with(&scheduled)))?,
        json::file("api/v2/scheduled-maintenances/active.json", &api.windows(api.windows_with(&active)))?,
    ])
}

/// The content of `summary.json`: the overall status, all components, open incidents, and active and upcoming
/// maintenance windows.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Summary<'a> {
    /// The status page.
    page: &'a StatuspagePage<'a>,
    /// All components and groups, in the order of the page.
    components: &'a Components<'a>,
    /// The open incidents, newest first.
    incidents: Vec<StatuspageIncident<'a>>,
    /// The active and upcoming maintenance windows, latest start first.
    #[cfg_attr(test, schemars(with = "Vec<described::ScheduledMaintenance>"))]
    scheduled_maintenances: Vec<StatuspageIncident<'a>>,
    /// The overall status.
    status: Status,
}

/// The content of `status.json`: the overall status.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OnlyStatus<'a> {
    /// The status page.
    page: &'a StatuspagePage<'a>,
    /// The overall status.
    status: Status,
}

/// The content of `components.json`: all components and groups.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OnlyComponents<'a> {
    /// The status page.
    page: &'a StatuspagePage<'a>,
    /// All components and groups, in the order of the page.
    components: &'a Components<'a>,
    /// The overall status. Not part of this file in Statuspage, but some clients read it here.
    status: Status,
}

/// The content of `incidents.json` and `incidents/unresolved.json`: a list of incidents.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Incidents<'a> {
    /// The status page.
    page: &'a StatuspagePage<'a>,
    /// The incidents, newest first.
    incidents: Vec<StatuspageIncident<'a>>,
}

/// The content of `scheduled-maintenances.json` and of the files in `scheduled-maintenances/`: a list of maintenance
/// windows.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "ScheduledMaintenances"))]
struct Windows<'a> {
    /// The status page.
    page: &'a StatuspagePage<'a>,
    /// The maintenance windows, latest start first.
    #[cfg_attr(test, schemars(with = "Vec<described::ScheduledMaintenance>"))]
    scheduled_maintenances: Vec<StatuspageIncident<'a>>,
}

/// The data that all eight files under `api/v2/` share.
struct Api<'a> {
    snapshot: &'a Snapshot<'a>,
    base_url: &'a str,
    page: StatuspagePage<'a>,
    components: Components<'a>,
}

impl<'a> Api<'a> {
    fn new(snapshot: &'a Snapshot<'a>, base_url: &'a str) -> Self {
        let page = StatuspagePage::new(snapshot, base_url);
        let components = Components::new(snapshot, page.id);
        Self { snapshot, base_url, page, components }
    }

    fn summary(&self) -> Summary<'_> {
        let open = [MaintenanceStatus::Scheduled, MaintenanceStatus::InProgress, MaintenanceStatus::Verifying];
        Summary {
            page: &self.page,
            components: &self.components,
            incidents: self.open_incidents(),
            scheduled_maintenances: self.windows_with(&open),
            status: self.status(),
        }
    }

    fn only_status(&self) -> OnlyStatus<'_> {
        OnlyStatus { page: &self.page, status: self.status() }
    }

    fn only_components(&self) -> OnlyComponents<'_> {
        OnlyComponents { page: &self.page, components: &self.components, status: self.status() }
    }

    fn incidents<'b>(&'b self, incidents: Vec<StatuspageIncident<'b>>) -> Incidents<'b> {
        Incidents { page: &self.page, incidents }
    }

    fn windows<'b>(&'b self, scheduled_maintenances: Vec<StatuspageIncident<'b>>) -> Windows<'b> {
        Windows { page: &self.page, scheduled_maintenances }
    }

    fn status(&self) -> Status {
        Status::of(self.snapshot.overall)
    }

    fn newest_incidents(&self) -> Vec<StatuspageIncident<'_>> {
        self.snapshot.incidents().into_iter().take(NEWEST).map(|incident| self.incident(incident)).collect()
    }

    fn open_incidents(&self) -> Vec<StatuspageIncident<'_>> {
        self.snapshot.open_incidents().into_iter().map(|incident| self.incident(incident)).collect()
    }

    fn newest_windows(&self) -> Vec<StatuspageIncident<'_>> {
        self.snapshot.windows().into_iter().take(NEWEST).map(|window| self.window(window)).collect()
    }

    fn windows_with(&self, statuses: &[MaintenanceStatus]) -> Vec<StatuspageIncident<'_>> {
        let mut windows = self.snapshot.windows();
        windows.retain(|window| statuses.contains(&window.status(self.snapshot.now)));
        windows.into_iter().map(|window| self.window(window)).collect()
    }

    fn window(&self, window: &'a Maintenance) -> StatuspageIncident<'_> {
        maintenance::incident(self, window)
    }

    fn incident(&self, incident: &'a crate::model::Incident) -> StatuspageIncident<'_> {
        StatuspageIncident::new(self, incident)
    }
}
