//! `api/v2`: the files of Atlassian Statuspage, with the same fields in the same order, so that its clients can read them.

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
use self::incident::Incident;
use self::page::{Page, Status};
use super::{EmitError, File, json};
use crate::model::{Maintenance, MaintenanceStatus, Snapshot};

/// How many incidents or windows a list has.
const NEWEST: usize = 50;

/// Returns the eight files. `base_url` has no slash at its end.
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

/// Everything that matters now.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Summary<'a> {
    /// The page that this is about.
    page: &'a Page<'a>,
    /// All components and groups, in the order of the page.
    components: &'a Components<'a>,
    /// The incidents that are open, newest first.
    incidents: Vec<Incident<'a>>,
    /// The maintenance windows in progress and those to come, the one that starts last first.
    #[cfg_attr(test, schemars(with = "Vec<described::ScheduledMaintenance>"))]
    scheduled_maintenances: Vec<Incident<'a>>,
    /// The page as a whole.
    status: Status,
}

/// The one answer.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OnlyStatus<'a> {
    /// The page that this is about.
    page: &'a Page<'a>,
    /// The page as a whole.
    status: Status,
}

/// All components.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OnlyComponents<'a> {
    /// The page that this is about.
    page: &'a Page<'a>,
    /// All components and groups, in the order of the page.
    components: &'a Components<'a>,
    /// The page as a whole. Statuspage itself has it not here, but one exporter reads it from this file.
    status: Status,
}

/// A list of incidents.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Incidents<'a> {
    /// The page that this is about.
    page: &'a Page<'a>,
    /// Newest first.
    incidents: Vec<Incident<'a>>,
}

/// A list of maintenance windows.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "ScheduledMaintenances"))]
struct Windows<'a> {
    /// The page that this is about.
    page: &'a Page<'a>,
    /// The one that starts last first.
    #[cfg_attr(test, schemars(with = "Vec<described::ScheduledMaintenance>"))]
    scheduled_maintenances: Vec<Incident<'a>>,
}

/// The common parts of the eight files.
struct Api<'a> {
    snapshot: &'a Snapshot<'a>,
    base_url: &'a str,
    page: Page<'a>,
    components: Components<'a>,
}

impl<'a> Api<'a> {
    fn new(snapshot: &'a Snapshot<'a>, base_url: &'a str) -> Self {
        let page = Page::new(snapshot, base_url);
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

    fn incidents<'b>(&'b self, incidents: Vec<Incident<'b>>) -> Incidents<'b> {
        Incidents { page: &self.page, incidents }
    }

    fn windows<'b>(&'b self, scheduled_maintenances: Vec<Incident<'b>>) -> Windows<'b> {
        Windows { page: &self.page, scheduled_maintenances }
    }

    fn status(&self) -> Status {
        Status::of(self.snapshot.overall)
    }

    fn newest_incidents(&self) -> Vec<Incident<'_>> {
        self.snapshot.incidents().into_iter().take(NEWEST).map(|incident| self.incident(incident)).collect()
    }

    fn open_incidents(&self) -> Vec<Incident<'_>> {
        self.snapshot.open_incidents().into_iter().map(|incident| self.incident(incident)).collect()
    }

    fn newest_windows(&self) -> Vec<Incident<'_>> {
        self.snapshot.windows().into_iter().take(NEWEST).map(|window| self.window(window)).collect()
    }

    fn windows_with(&self, statuses: &[MaintenanceStatus]) -> Vec<Incident<'_>> {
        let mut windows = self.snapshot.windows();
        windows.retain(|window| statuses.contains(&window.status(self.snapshot.now)));
        windows.into_iter().map(|window| self.window(window)).collect()
    }

    fn window(&self, window: &'a Maintenance) -> Incident<'_> {
        maintenance::incident(self, window)
    }

    fn incident(&self, incident: &'a crate::model::Incident) -> Incident<'_> {
        Incident::new(self, incident)
    }
}
