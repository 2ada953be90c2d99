use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::json;

use super::incident::{Incident, Schedule};
use super::{Incidents, OnlyComponents, OnlyStatus, Summary, Windows};
use crate::emit::openapi::Described;
use crate::emit::openapi::values::MaintenanceStatus;

/// The eight files, for the description of the API.
pub fn described() -> Vec<Described> {
    vec![
        Described::json::<Summary<'_>>("v2/summary.json", "summary", "Everything that matters now"),
        Described::json::<OnlyStatus<'_>>("v2/status.json", "status", "The page as a whole, in one answer"),
        Described::json::<OnlyComponents<'_>>("v2/components.json", "components", "All components and groups"),
        Described::json::<Incidents<'_>>("v2/incidents.json", "incidents", "The newest 50 incidents"),
        Described::json::<Incidents<'_>>(
            "v2/incidents/unresolved.json",
            "unresolvedIncidents",
            "The incidents that are open",
        ),
        Described::json::<Windows<'_>>(
            "v2/scheduled-maintenances.json",
            "scheduledMaintenances",
            "The 50 maintenance windows that start last",
        ),
        Described::json::<Windows<'_>>(
            "v2/scheduled-maintenances/upcoming.json",
            "upcomingMaintenances",
            "The maintenance windows to come",
        ),
        Described::json::<Windows<'_>>(
            "v2/scheduled-maintenances/active.json",
            "activeMaintenances",
            "The maintenance windows in progress",
        ),
    ]
}

/// An incident with a schedule, and with the words that windows have.
pub enum ScheduledMaintenance {}

impl JsonSchema for ScheduledMaintenance {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ScheduledMaintenance".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut window = Incident::json_schema(generator).to_value();
        let schedule = Schedule::json_schema(generator).to_value();
        window["description"] = json!("Planned work. A window that was called off is `completed` here.");
        for (name, field) in schedule["properties"].as_object().unwrap() {
            window["properties"][name] = field.clone();
        }
        window["required"].as_array_mut().unwrap().extend(schedule["required"].as_array().unwrap().clone());
        for (name, value) in MaintenanceStatus::json_schema(generator).to_value().as_object().unwrap() {
            window["properties"]["status"][name] = value.clone();
        }
        window["properties"]["status"]["description"] = json!("Where it is.");
        window["properties"]["impact"]["enum"] = json!(["maintenance"]);
        window["properties"]["impact"]["description"] = json!("That it is planned work.");
        window["properties"]["monitoring_at"]["description"] = json!("Always null.");
        window["properties"]["started_at"]["description"] = json!("The same as `created_at`.");
        window["properties"]["id"]["examples"] = json!(["2026-12-01-database-upgrade"]);
        window["properties"]["name"]["examples"] = json!(["Database upgrade"]);
        window.try_into().unwrap()
    }
}
