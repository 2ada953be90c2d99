use crate::model::{IncidentStatus, MaintenanceStatus};

/// The status of an incident or a maintenance window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventStatus {
    Incident(IncidentStatus),
    Maintenance(MaintenanceStatus),
}

impl EventStatus {
    /// Returns the word for the status in JSON, such as `in_progress`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Incident(status) => status.word(),
            Self::Maintenance(status) => status.word(),
        }
    }
}
