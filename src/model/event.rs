use super::{ComponentIndex, Incident, Instant, Maintenance};

/// An incident or a maintenance window: what has a page of its own under `incidents/`.
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

    /// Whether it is over, and no time that its file names is still to come: then all that can be told of it stays as
    /// it is until the file changes.
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

    /// The components that it has to do with, in the order of the page.
    pub fn components(self, now: Instant) -> Vec<ComponentIndex> {
        match self {
            Self::Incident(incident) => incident.components(now),
            Self::Maintenance(window) => window.affects.clone(),
        }
    }
}
