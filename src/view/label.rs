use serde::Serialize;

use crate::model::{ComponentStatus, Impact, IncidentStatus, Indicator, MaintenanceStatus};
use crate::text::Catalog;

/// A status as text, and the kind that selects its color and icon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Label {
    pub kind: LabelKind,
    /// The status in the page's language.
    pub text: String,
}

/// The kind of a label, for which the theme has an icon and a color.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LabelKind {
    Operational,
    Maintenance,
    Degraded,
    Partial,
    Major,
    /// No data.
    Unknown,
    /// Information about an event, such as an incident without impact.
    Notice,
}

impl LabelKind {
    /// Returns the name that templates and the stylesheet use for this kind.
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

impl From<Option<ComponentStatus>> for LabelKind {
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

impl From<Impact> for LabelKind {
    fn from(impact: Impact) -> Self {
        match impact {
            Impact::None => Self::Notice,
            Impact::Minor => Self::Degraded,
            Impact::Major => Self::Partial,
            Impact::Critical => Self::Major,
        }
    }
}

impl From<Indicator> for LabelKind {
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
    /// Returns the label for the status of a component.
    pub fn component(status: ComponentStatus, catalog: &Catalog) -> Self {
        Self { kind: Some(status).into(), text: catalog.component_status(Some(status)) }
    }

    /// Returns the label for the impact of an incident.
    pub fn impact(impact: Impact, catalog: &Catalog) -> Self {
        Self { kind: impact.into(), text: catalog.impact(impact) }
    }

    /// Returns the label for the status of an incident.
    pub fn incident(status: IncidentStatus, catalog: &Catalog) -> Self {
        let kind = match status {
            IncidentStatus::Resolved => LabelKind::Operational,
            IncidentStatus::Postmortem => LabelKind::Unknown,
            _ => LabelKind::Notice,
        };
        Self { kind, text: catalog.incident_status(status) }
    }

    /// Returns the label for the status of a maintenance window.
    pub fn maintenance(status: MaintenanceStatus, catalog: &Catalog) -> Self {
        let kind = match status {
            MaintenanceStatus::Completed => LabelKind::Operational,
            MaintenanceStatus::Canceled => LabelKind::Unknown,
            _ => LabelKind::Maintenance,
        };
        Self { kind, text: catalog.maintenance_status(status) }
    }

    /// Returns the label for the status of a window in a list with incidents: `Maintenance · Completed`.
    pub fn maintenance_among_incidents(status: MaintenanceStatus, catalog: &Catalog) -> Self {
        let kind = if status == MaintenanceStatus::Canceled { LabelKind::Unknown } else { LabelKind::Maintenance };
        let text = catalog.format_with("maintenance-is", &[("status", catalog.maintenance_status(status).into())]);
        Self { kind, text }
    }
}
