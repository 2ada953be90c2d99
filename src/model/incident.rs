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

    /// Returns the word in Statuspage's JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Investigating => "investigating",
            Self::Identified => "identified",
            Self::Monitoring => "monitoring",
            Self::Resolved => "resolved",
            Self::Postmortem => "postmortem",
        }
    }

    /// Parses a word, spelled exactly.
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
    /// The statuses that it gives components.
    pub sets: BTreeMap<ComponentIndex, ComponentStatus>,
    /// Its text, in Markdown.
    pub text: String,
}

/// An incident.
#[derive(Clone, Debug, Hash)]
pub struct Incident {
    /// The stem of its file name, and its address.
    pub id: String,
    pub title: String,
    /// The status that it gives each component from its start until an update changes it.
    pub affects: BTreeMap<ComponentIndex, ComponentStatus>,
    /// The explicit start, if there is one.
    pub started: Option<Instant>,
    /// The explicit impact, if there is one.
    pub impact: Option<Impact>,
    /// How often updates are promised while it is open, if set for this incident.
    pub update_every: Option<UpdateEvery>,
    /// In order of time; equal times in the order of the file. Never empty.
    pub updates: Vec<IncidentUpdate>,
    /// Markdown of all link definitions in the file. They apply to all of its texts.
    pub link_definitions: String,
}

impl Incident {
    /// Returns the earlier of `started` and the first update.
    pub fn start(&self) -> Instant {
        let first = self.updates.first().map(|update| update.at);
        self.started.into_iter().chain(first).min().unwrap_or(Instant::EPOCH)
    }

    /// Returns the updates up to `now`, oldest first.
    pub fn updates_until(&self, now: Instant) -> &[IncidentUpdate] {
        &self.updates[..self.updates.partition_point(|update| update.at <= now)]
    }

    /// Returns the status of the last update, or `investigating` if there is none yet.
    pub fn status(&self, now: Instant) -> IncidentStatus {
        self.updates_until(now).last().map_or(IncidentStatus::Investigating, |update| update.status)
    }

    pub fn has_started(&self, now: Instant) -> bool {
        self.start() <= now
    }

    pub fn is_open(&self, now: Instant) -> bool {
        self.has_started(now) && !self.status(now).is_over()
    }

    /// Returns when it was resolved, if it is over at `now`. A later postmortem does not change it.
    pub fn resolved_at(&self, now: Instant) -> Option<Instant> {
        let over = self.updates_until(now).iter().rev().take_while(|update| update.status.is_over());
        over.last().map(|update| update.at)
    }

    /// Returns the time of the newest update at `now`, or the start if there is none yet.
    pub fn updated_at(&self, now: Instant) -> Instant {
        self.updates_until(now).last().map_or_else(|| self.start(), |update| update.at)
    }

    /// Returns when the next update is due while it is open, or `None` if none is promised. `usually` applies if the incident
    /// sets nothing.
    pub fn next_update_due(&self, usually: UpdateEvery, now: Instant) -> Option<Instant> {
        let every = self.update_every.unwrap_or(usually);
        if self.is_open(now) { every.after(self.updated_at(now)) } else { None }
    }

    /// Returns the components that it affected up to `now`, in the order of the page.
    pub fn components(&self, now: Instant) -> Vec<ComponentIndex> {
        let mut named: Vec<_> = self.affects.keys().copied().collect();
        named.extend(self.updates_until(now).iter().flat_map(|update| update.sets.keys().copied()));
        named.sort_unstable();
        named.dedup();
        named
    }

    /// Returns the explicit impact, or that of the worst status that it gave a component while open.
    pub fn impact(&self, now: Instant) -> Impact {
        self.impact.unwrap_or_else(|| {
            let given = self.stretches(now).into_iter().flat_map(|stretch| stretch.gives.into_values());
            given.max().map_or(Impact::None, Impact::from)
        })
    }

    /// Returns the spans in which it was open and gave the same statuses, up to `now`, oldest first. The last one has no end
    /// while the incident is open.
    pub fn stretches(&self, now: Instant) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        if !self.has_started(now) {
            return stretches;
        }
        let mut gives = self.affects.clone();
        let mut open_since = Some(self.start());
        for moment in self.updates_until(now).chunk_by(|a, b| a.at == b.at) {
            let at = moment[0].at;
            if let Some(from) = open_since.filter(|from| *from < at) {
                stretches.push(Stretch { span: Span { from, until: Some(at) }, gives: gives.clone() });
            }
            gives.extend(moment.iter().flat_map(|update| update.sets.clone()));
            let over = moment.last().is_some_and(|update| update.status.is_over());
            open_since = (!over).then_some(at);
        }
        if let Some(from) = open_since {
            stretches.push(Stretch { span: Span { from, until: None }, gives });
        }
        stretches
    }

    /// Returns the statuses that it gives components at `now`. Empty unless it is open.
    pub fn gives(&self, now: Instant) -> BTreeMap<ComponentIndex, ComponentStatus> {
        let last = self.stretches(now).pop().filter(|stretch| stretch.span.until.is_none());
        last.map(|stretch| stretch.gives).unwrap_or_default()
    }

    /// Returns when it first affected `component`, up to `now`.
    pub fn first_names(&self, component: ComponentIndex, now: Instant) -> Option<Instant> {
        if self.affects.contains_key(&component) {
            return Some(self.start()).filter(|start| *start <= now);
        }
        self.updates_until(now).iter().find(|update| update.sets.contains_key(&component)).map(|update| update.at)
    }
}

/// A span in which an open incident gave the same statuses.
#[derive(Clone, Debug)]
pub struct Stretch {
    pub span: Span,
    pub gives: BTreeMap<ComponentIndex, ComponentStatus>,
}
