//! The schemas of values in the files under `api/`.

use crate::model::{self, Overall};

values! {
    /// A time as Statuspage writes it.
    Millis {
        "type": "string",
        "format": "date-time",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.000Z$",
        "examples": ["2026-11-20T14:02:00.000Z"]
    }

    /// A time.
    Time {
        "type": "string",
        "format": "date-time",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
        "examples": ["2026-11-20T14:02:00Z"]
    }

    /// A day of the calendar.
    Date { "type": "string", "format": "date", "examples": ["2026-11-20"] }

    /// An absolute address.
    Address {
        "type": "string",
        "format": "uri",
        "examples": ["https://status.acme.example/incidents/2026-11-20-card-payments/"]
    }

    /// A time zone.
    Zone { "type": "string", "examples": ["Europe/Berlin"] }

    /// That of the page.
    PageId { "type": "string", "pattern": "^[a-z0-9]{12}$", "examples": ["84vf4ytsi7xv"] }

    /// That of a component.
    Id { "type": "string", "examples": ["payments"] }

    /// What a component is doing.
    ComponentStatus { "type": "string", "enum": model::ComponentStatus::ALL.map(model::ComponentStatus::word) }

    /// What a day of a component looks like.
    DayStatus {
        "type": "string",
        "enum": model::ComponentStatus::ALL.map(model::ComponentStatus::word).into_iter().chain(["no_data"]).collect::<Vec<_>>()
    }

    /// The seconds of each status.
    Seconds {
        "type": "object",
        "properties": model::ComponentStatus::ALL.map(model::ComponentStatus::word).into_iter().chain(["no_data"])
            .map(|word| (word.to_owned(), serde_json::json!({
                "type": "integer",
                "minimum": 1,
                "description": format!("How many seconds of it were `{word}`.")
            })))
            .collect::<serde_json::Map<_, _>>(),
        "examples": [{ "operational": 82290, "major_outage": 4110 }]
    }

    /// How bad an incident is.
    Impact { "type": "string", "enum": model::Impact::ALL.map(model::Impact::word) }

    /// Where an incident is.
    IncidentStatus { "type": "string", "enum": model::IncidentStatus::ALL.map(model::IncidentStatus::word) }

    /// Where a window is; clients know no word for one that was called off.
    MaintenanceStatus { "type": "string", "enum": maintenance() }

    /// Either.
    UpdateStatus {
        "type": "string",
        "enum": model::IncidentStatus::ALL.map(model::IncidentStatus::word).into_iter().chain(maintenance()).collect::<Vec<_>>()
    }

    /// The page as a whole in a word.
    Indicator {
        "type": "string",
        "enum": ["none", "maintenance", "minor", "major", "critical"]
    }

    /// The page as a whole in Statuspage's words.
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
