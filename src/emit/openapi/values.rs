//! The schemas of values in the files under `api/`.

use crate::model::{self, Overall};

values! {
    /// A time in UTC with milliseconds, in the format of Statuspage.
    Millis {
        "type": "string",
        "format": "date-time",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.000Z$",
        "examples": ["2026-11-20T14:02:00.000Z"]
    }

    /// A time in UTC.
    Time {
        "type": "string",
        "format": "date-time",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
        "examples": ["2026-11-20T14:02:00Z"]
    }

    /// A calendar date.
    Date { "type": "string", "format": "date", "examples": ["2026-11-20"] }

    /// An absolute URL.
    Address {
        "type": "string",
        "format": "uri",
        "examples": ["https://status.acme.example/incidents/2026-11-20-card-payments/"]
    }

    /// The IANA name of a time zone.
    Zone { "type": "string", "examples": ["Europe/Berlin"] }

    /// The ID of the page.
    PageId { "type": "string", "pattern": "^[a-z0-9]{12}$", "examples": ["84vf4ytsi7xv"] }

    /// The ID of a component.
    Id { "type": "string", "examples": ["payments"] }

    /// The status of a component.
    ComponentStatus { "type": "string", "enum": model::ComponentStatus::ALL.map(model::ComponentStatus::word) }

    /// The status of a component on a day.
    DayStatus {
        "type": "string",
        "enum": model::ComponentStatus::ALL.map(model::ComponentStatus::word).into_iter().chain(["no_data"]).collect::<Vec<_>>()
    }

    /// The number of seconds in each status.
    Seconds {
        "type": "object",
        "properties": model::ComponentStatus::ALL.map(model::ComponentStatus::word).into_iter().chain(["no_data"])
            .map(|word| (word.to_owned(), serde_json::json!({
                "type": "integer",
                "minimum": 1,
                "description": format!("The number of seconds in the status `{word}`.")
            })))
            .collect::<serde_json::Map<_, _>>(),
        "examples": [{ "operational": 82290, "major_outage": 4110 }]
    }

    /// The impact of an incident.
    Impact { "type": "string", "enum": model::Impact::ALL.map(model::Impact::word) }

    /// The status of an incident.
    IncidentStatus { "type": "string", "enum": model::IncidentStatus::ALL.map(model::IncidentStatus::word) }

    /// The status of a maintenance window. A canceled one is `completed`: Statuspage has no status for it.
    MaintenanceStatus { "type": "string", "enum": maintenance() }

    /// The status of an incident or a maintenance window.
    UpdateStatus {
        "type": "string",
        "enum": model::IncidentStatus::ALL.map(model::IncidentStatus::word).into_iter().chain(maintenance()).collect::<Vec<_>>()
    }

    /// The severity of the overall status.
    Indicator {
        "type": "string",
        "enum": ["none", "maintenance", "minor", "major", "critical"]
    }

    /// The text of the overall status in Statuspage.
    Description {
        "type": "string",
        "enum": [
            Overall::AllOperational.description(),
            Overall::UnderMaintenance.description(),
            Overall::PartiallyDegradedService.description(),
            Overall::DegradedSystemService.description(),
            Overall::MinorServiceOutage.description(),
            Overall::PartialSystemOutage.description(),
            Overall::MajorSystemOutage.description()
        ]
    }
}

fn maintenance() -> Vec<&'static str> {
    let all = model::MaintenanceStatus::ALL.into_iter();
    all.filter(|status| *status != model::MaintenanceStatus::Canceled).map(model::MaintenanceStatus::word).collect()
}
