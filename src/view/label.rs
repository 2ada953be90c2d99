use serde::Serialize;

use crate::model::{ComponentStatus, Impact, IncidentStatus, Indicator, MaintenanceStatus};
use crate::text::Catalog;

/// A state in words, and the kind that gives it a colour and an icon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Label {
    pub kind: Kind,
    /// The state, for people.
    pub text: String,
}

/// The looks that a state can have. The theme draws one icon and one colour for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Operational,
    Maintenance,
    Degraded,
    Partial,
    Major,
    /// Nothing is known.
    Unknown,
    /// Something to know that harms no component.
    Notice,
}

impl Kind {
    /// The word that templates and the stylesheet use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Operational => "operational",
            Self::Maintenance => "maintenance",
            Self::Degraded => "degraded",
            Self::Partial => "partial",
            Self::Major => "major",
            Self::Unknown => "unknown",
            Self::Notice => "notice",
        }
    }
}

impl From<Option<ComponentStatus>> for Kind {
    fn from(status: Option<ComponentStatus>) -> Self {
        match status {
            None => Self::Unknown,
            Some(ComponentStatus::Operational) => Self::Operational,
            Some(ComponentStatus::UnderMaintenance) => Self::Maintenance,
            Some(ComponentStatus::DegradedPerformance) => Self::Degraded,
            Some(ComponentStatus::PartialOutage) => Self::Partial,
            Some(ComponentStatus::MajorOutage) => Self::Major,
        }
    }
}

impl From<Impact> for Kind {
    fn from(impact: Impact) -> Self {
        match impact {
            Impact::None => Self::Notice,
            Impact::Minor => Self::Degraded,
            Impact::Major => Self::Partial,
            Impact::Critical => Self::Major,
        }
    }
}

impl From<Indicator> for Kind {
    fn from(indicator: Indicator) -> Self {
        match indicator {
            Indicator::None => Self::Operational,
            Indicator::Maintenance => Self::Maintenance,
            Indicator::Minor => Self::Degraded,
            Indicator::Major => Self::Partial,
            Indicator::Critical => Self::Major,
        }
    }
}

impl Label {
    /// What a component is doing.
    pub fn component(status: ComponentStatus, words: &Catalog) -> Self {
        Self { kind: Some(status).into(), text: words.component_status(Some(status)) }
    }

    /// How bad an incident is.
    pub fn impact(impact: Impact, words: &Catalog) -> Self {
        Self { kind: impact.into(), text: words.impact(impact) }
    }

    /// Where the people on call are with an incident.
    pub fn incident(status: IncidentStatus, words: &Catalog) -> Self {
        let kind = match status {
            IncidentStatus::Resolved => Kind::Operational,
            IncidentStatus::Postmortem => Kind::Unknown,
            _ => Kind::Notice,
        };
        Self { kind, text: words.incident_status(status) }
    }

    /// Where a maintenance window is.
    pub fn maintenance(status: MaintenanceStatus, words: &Catalog) -> Self {
        let kind = match status {
            MaintenanceStatus::Completed => Kind::Operational,
            MaintenanceStatus::Canceled => Kind::Unknown,
            _ => Kind::Maintenance,
        };
        Self { kind, text: words.maintenance_status(status) }
    }

    /// The same among incidents, where it must not pass for one: `Maintenance · Completed`.
    pub fn maintenance_among_incidents(status: MaintenanceStatus, words: &Catalog) -> Self {
        let kind = if status == MaintenanceStatus::Canceled { Kind::Unknown } else { Kind::Maintenance };
        let text = words.format_with("maintenance-is", &[("status", words.maintenance_status(status).into())]);
        Self { kind, text }
    }
}
