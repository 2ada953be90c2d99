use super::{ComponentIndex, Incident, Instant, Maintenance};

/// An incident or a maintenance window: what has a page of its own under `incidents/`.
#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    Incident(&'a Incident),
    Maintenance(&'a Maintenance),
}

impl<'a> Event<'a> {
    pub fn id(self) -> &'a str {
        match self {
            Self::Incident(incident) => &incident.id,
            Self::Maintenance(window) => &window.id,
        }
    }

    pub fn title(self) -> &'a str {
        match self {
            Self::Incident(incident) => &incident.title,
            Self::Maintenance(window) => &window.title,
        }
    }

    /// When it began, or is planned to.
    pub fn start(self, now: Instant) -> Instant {
        match self {
            Self::Incident(incident) => incident.start(),
            Self::Maintenance(window) => window.start(now),
        }
    }

    /// When it was over, if it is.
    pub fn end(self, now: Instant) -> Option<Instant> {
        match self {
            Self::Incident(incident) => incident.resolved_at(now),
            Self::Maintenance(window) => window.completed_at(now),
        }
    }

    /// The components that it has to do with, in the order of the page.
    pub fn components(self, now: Instant) -> Vec<ComponentIndex> {
        match self {
            Self::Incident(incident) => incident.components(now),
            Self::Maintenance(window) => window.affects.clone(),
        }
    }
}
