use crate::model::{IncidentStatus, MaintenanceStatus};

/// Where an incident or a window is, or what an update says of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    Incident(IncidentStatus),
    Maintenance(MaintenanceStatus),
}

impl Progress {
    /// The word that files use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Incident(status) => status.word(),
            Self::Maintenance(status) => status.word(),
        }
    }
}
