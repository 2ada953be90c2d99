use std::collections::BTreeMap;

use super::{ComponentIndex, ComponentStatus, Impact, Instant, Span, UpdateEvery};

/// The status of an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IncidentStatus {
    Investigating,
    Identified,
    Monitoring,
    Resolved,
    Postmortem,
}

impl IncidentStatus {
    /// Every status, in the order of an incident's life.
    pub const ALL: [Self; 5] =
        [Self::Investigating, Self::Identified, Self::Monitoring, Self::Resolved, Self::Postmortem];

    /// Returns the word for this status in files and in Statuspage's JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Investigating => "investigating",
            Self::Identified => "identified",
            Self::Monitoring => "monitoring",
            Self::Resolved => "resolved",
            Self::Postmortem => "postmortem",
        }
    }

    /// Parses a word that [`Self::word`] returns; upper case is not accepted.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }

    /// Whether an incident with this status is over.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Resolved | Self::Postmortem)
    }
}

/// An update of an incident.
#[derive(Clone, Debug, Hash)]
pub struct IncidentUpdate {
    pub at: Instant,
    pub status: IncidentStatus,
    /// The statuses that this update sets, by component.
    pub sets: BTreeMap<ComponentIndex, ComponentStatus>,
    /// The text of the update, in Markdown.
    pub text: String,
}

/// An incident.
#[derive(Clone, Debug, Hash)]
pub struct Incident {
    /// The name of the incident's file without `.md`. The page of the incident has the same name.
    pub id: String,
    pub title: String,
    /// The status that the incident sets for each component, from the start until an update changes it.
    pub affects: BTreeMap<ComponentIndex, ComponentStatus>,
    /// The start of the incident, if its file has the key `started`.
    pub started: Option<Instant>,
    /// The impact, if the file has the key `impact`.
    pub impact: Option<Impact>,
    /// How often updates are promised while the incident is open, if the file has the key `update_every`.
    pub update_every: Option<UpdateEvery>,
    /// The updates, sorted by time; those with equal times are in the order of the file. Never empty.
    pub updates: Vec<IncidentUpdate>,
    /// All link reference definitions in the file, in Markdown. They apply to every text in it.
    pub link_definitions: String,
}

impl Incident {
    /// Returns `started` or the time of the first update, whichever is earlier.
    pub fn start(&self) -> Instant {
        let first = self.updates.first().map(|update| update.at);
        self.started.into_iter().chain(first).min().unwrap_or(Instant::EPOCH)
    }

    /// Returns the updates up to `now`, oldest first.
    pub fn updates_until(&self, now: Instant) -> &[IncidentUpdate] {
        &self.updates[..self.updates.partition_point(|update| update.at <= now)]
    }

    /// Returns the status of the newest update up to `now`, or `investigating` if there is none yet.
    pub fn status(&self, now: Instant) -> IncidentStatus {
        self.updates_until(now).last().map_or(IncidentStatus::Investigating, |update| update.status)
    }

    pub fn has_started(&self, now: Instant) -> bool {
        self.start() <= now
    }

    pub fn is_open(&self, now: Instant) -> bool {
        self.has_started(now) && !self.status(now).is_over()
    }

    /// Returns when the incident was resolved; `None` if it is not over at `now`. A postmortem does not change this.
    pub fn resolved_at(&self, now: Instant) -> Option<Instant> {
        let over = self.updates_until(now).iter().rev().take_while(|update| update.status.is_over());
        over.last().map(|update| update.at)
    }

    /// Returns the time of the newest update up to `now`, or the start of the incident if no update is that old.
    pub fn updated_at(&self, now: Instant) -> Instant {
        self.updates_until(now).last().map_or_else(|| self.start(), |update| update.at)
    }

    /// Returns when the next update is due, or `None` if the incident is not open or no updates are promised. `usually`
    /// applies if the incident has no `update_every`.
    pub fn next_update_due(&self, usually: UpdateEvery, now: Instant) -> Option<Instant> {
        let every = self.update_every.unwrap_or(usually);
        if self.is_open(now) { every.after(self.updated_at(now)) } else { None }
    }

    /// Returns the components that the incident affected up to `now`, in the order of `status.yaml`.
    pub fn components(&self, now: Instant) -> Vec<ComponentIndex> {
        let mut named: Vec<_> = self.affects.keys().copied().collect();
        named.extend(self.updates_until(now).iter().flat_map(|update| update.sets.keys().copied()));
        named.sort_unstable();
        named.dedup();
        named
    }

    /// Returns the impact that the file states or, without one, that of the worst status given to a component by `now`.
    pub fn impact(&self, now: Instant) -> Impact {
        self.impact.unwrap_or_else(|| {
            let given = self.stretches(now).into_iter().flat_map(|stretch| stretch.gives.into_values());
            given.max().map_or(Impact::None, Impact::from)
        })
    }

    /// Returns the spans up to `now` in which the incident was open and set the same statuses, oldest first. The last
    /// span has no end while the incident is open.
    pub fn stretches(&self, now: Instant) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        if !self.has_started(now) {
            return stretches;
        }
        let mut gives = self.affects.clone();
        let mut open_since = Some(self.start());
        for updates in self.updates_until(now).chunk_by(|a, b| a.at == b.at) {
            let at = updates[0].at;
            if let Some(from) = open_since.filter(|from| *from < at) {
                stretches.push(Stretch { span: Span { from, until: Some(at) }, gives: gives.clone() });
            }
            gives.extend(updates.iter().flat_map(|update| update.sets.clone()));
            let over = updates.last().is_some_and(|update| update.status.is_over());
            open_since = (!over).then_some(at);
        }
        if let Some(from) = open_since {
            stretches.push(Stretch { span: Span { from, until: None }, gives });
        }
        stretches
    }

    /// Returns the statuses that the incident sets at `now`, by component. Empty unless the incident is open.
    pub fn gives(&self, now: Instant) -> BTreeMap<ComponentIndex, ComponentStatus> {
        let last = self.stretches(now).pop().filter(|stretch| stretch.span.until.is_none());
        last.map(|stretch| stretch.gives).unwrap_or_default()
    }

    /// Returns when the incident first affected `component`, or `None` if it has not by `now`.
    pub fn first_affected(&self, component: ComponentIndex, now: Instant) -> Option<Instant> {
        if self.affects.contains_key(&component) {
            return Some(self.start()).filter(|start| *start <= now);
        }
        self.updates_until(now).iter().find(|update| update.sets.contains_key(&component)).map(|update| update.at)
    }
}

/// A time span in which an incident is open and the statuses that it sets do not change.
#[derive(Clone, Debug)]
pub struct Stretch {
    pub span: Span,
    pub gives: BTreeMap<ComponentIndex, ComponentStatus>,
}
