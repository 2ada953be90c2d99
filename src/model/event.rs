use super::{ComponentIndex, Incident, Instant, Maintenance};

/// An incident or a maintenance window. Each has a page under `incidents/`.
#[derive(Clone, Copy, Debug, Hash)]
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

    /// Returns the start, past or planned.
    pub fn start(self, now: Instant) -> Instant {
        match self {
            Self::Incident(incident) => incident.start(),
            Self::Maintenance(window) => window.start(now),
        }
    }

    /// Returns the end, if it is over.
    pub fn end(self, now: Instant) -> Option<Instant> {
        match self {
            Self::Incident(incident) => incident.resolved_at(now),
            Self::Maintenance(window) => window.completed_at(now),
        }
    }

    /// Whether it is over and its file names no future time. Then its page changes only with the file.
    pub fn is_settled(self, now: Instant) -> bool {
        let (over, last) = match self {
            Self::Incident(incident) => (incident.status(now).is_over(), incident.updates.last().map(|last| last.at)),
            Self::Maintenance(window) => {
                let last = window.updates.last().map(|last| last.at);
                (window.status(now).is_over(), last.max(Some(window.ends)))
            }
        };
        over && last.is_some_and(|last| last <= now)
    }

    /// Returns the affected components, in the order of the page.
    pub fn components(self, now: Instant) -> Vec<ComponentIndex> {
        match self {
            Self::Incident(incident) => incident.components(now),
            Self::Maintenance(window) => window.affects.clone(),
        }
    }
}
