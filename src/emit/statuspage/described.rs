use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::json;

use super::incident::{Schedule, StatuspageIncident};
use super::{Incidents, OnlyComponents, OnlyStatus, Summary, Windows};
use crate::emit::openapi::Described;
use crate::emit::openapi::values::MaintenanceStatus;

/// Returns the descriptions of the eight files under `api/v2` for `schema/openapi.json`.
pub fn described() -> Vec<Described> {
    vec![
        Described::json::<Summary<'_>>(
            "v2/summary.json",
            "summary",
            "The overall status, all components, open incidents, and current and upcoming maintenance",
        ),
        Described::json::<OnlyStatus<'_>>("v2/status.json", "status", "The overall status"),
        Described::json::<OnlyComponents<'_>>("v2/components.json", "components", "All components and groups"),
        Described::json::<Incidents<'_>>("v2/incidents.json", "incidents", "The newest 50 incidents"),
        Described::json::<Incidents<'_>>("v2/incidents/unresolved.json", "unresolvedIncidents", "The open incidents"),
        Described::json::<Windows<'_>>(
            "v2/scheduled-maintenances.json",
            "scheduledMaintenances",
            "The 50 maintenance windows with the latest start",
        ),
        Described::json::<Windows<'_>>(
            "v2/scheduled-maintenances/upcoming.json",
            "upcomingMaintenances",
            "The upcoming maintenance windows",
        ),
        Described::json::<Windows<'_>>(
            "v2/scheduled-maintenances/active.json",
            "activeMaintenances",
            "The active maintenance windows",
        ),
    ]
}

/// The schema of a maintenance window: that of an incident, but with a schedule and the statuses of windows.
pub enum ScheduledMaintenance {}

impl JsonSchema for ScheduledMaintenance {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ScheduledMaintenance".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut window = StatuspageIncident::json_schema(generator).to_value();
        let schedule = Schedule::json_schema(generator).to_value();
        window["description"] = json!("A maintenance window. A canceled window has the status `completed`.");
        for (name, field) in schedule["properties"].as_object().unwrap() {
            window["properties"][name] = field.clone();
        }
        window["required"].as_array_mut().unwrap().extend(schedule["required"].as_array().unwrap().clone());
        for (name, value) in MaintenanceStatus::json_schema(generator).to_value().as_object().unwrap() {
            window["properties"]["status"][name] = value.clone();
        }
        window["properties"]["status"]["description"] = json!("The current status.");
        window["properties"]["impact"]["enum"] = json!(["maintenance"]);
        window["properties"]["impact"]["description"] = json!("Always `maintenance`.");
        window["properties"]["monitoring_at"]["description"] = json!("Always null.");
        window["properties"]["started_at"]["description"] = json!("The same as `created_at`.");
        window["properties"]["id"]["examples"] = json!(["2026-12-01-database-upgrade"]);
        window["properties"]["name"]["examples"] = json!(["Database upgrade"]);
        window.try_into().unwrap()
    }
}
