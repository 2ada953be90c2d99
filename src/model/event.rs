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

    /// Returns when the event started or, for a window in the future, its planned start.
    pub fn start(self, now: Instant) -> Instant {
        match self {
            Self::Incident(incident) => incident.start(),
            Self::Maintenance(window) => window.start(now),
        }
    }

    /// Returns when the event ended, if it is over at `now`.
    pub fn end(self, now: Instant) -> Option<Instant> {
        match self {
            Self::Incident(incident) => incident.resolved_at(now),
            Self::Maintenance(window) => window.completed_at(now),
        }
    }

    /// Whether the event is over and its file has no time after `now`. Then its page changes only if the file changes.
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

    /// Returns the affected components, in the order of `status.yaml`.
    pub fn components(self, now: Instant) -> Vec<ComponentIndex> {
        match self {
            Self::Incident(incident) => incident.components(now),
            Self::Maintenance(window) => window.affects.clone(),
        }
    }
}
