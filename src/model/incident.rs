use std::collections::{BTreeMap, BTreeSet};

use super::{ComponentIndex, ComponentStatus, Impact, Instant, Span, TOLERANCE, UpdateEvery};

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

/// A name in an incident that no component has, and a status that the incident gives it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnknownComponent {
    /// The name as it is written.
    pub name: String,
    pub status: ComponentStatus,
    /// The time of the update that gives the status; `None` for `affects`.
    pub from: Option<Instant>,
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
    /// The names that no component has. They count for the impact and the banner, and are shown as written.
    pub unknown: Vec<UnknownComponent>,
    /// All link reference definitions in the file, in Markdown. They apply to every text in it.
    pub link_definitions: String,
}

impl Incident {
    /// Returns `started` or the time of the first update, whichever is earlier.
    pub fn start(&self) -> Instant {
        let first = self.updates.first().map(|update| update.at);
        self.started.into_iter().chain(first).min().unwrap_or(Instant::EPOCH)
    }

    /// Returns the updates that count at `now`, oldest first: those up to [`TOLERANCE`] seconds ahead.
    pub fn updates_until(&self, now: Instant) -> &[IncidentUpdate] {
        &self.updates[..self.updates.partition_point(|update| update.at <= now.plus(TOLERANCE))]
    }

    /// Returns the status of the newest update up to `now`, or `investigating` if there is none yet.
    pub fn status(&self, now: Instant) -> IncidentStatus {
        self.updates_until(now).last().map_or(IncidentStatus::Investigating, |update| update.status)
    }

    pub fn has_started(&self, now: Instant) -> bool {
        self.started.is_some_and(|started| started <= now) || !self.updates_until(now).is_empty()
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

    /// Returns the names that no component has and that the incident affected up to `now`, sorted.
    pub fn unknown_names(&self, now: Instant) -> Vec<&str> {
        let named = self.unknown.iter().filter(|each| each.from.is_none_or(|from| from.counts_at(now)));
        named.map(|each| each.name.as_str()).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Returns the impact that the file states or, without one, that of the worst status given to a component by `now`.
    pub fn impact(&self, now: Instant) -> Impact {
        self.impact.unwrap_or_else(|| {
            let stretches = self.stretches(now).into_iter();
            let given = stretches.flat_map(|each| each.gives.into_values().chain(each.unknown.into_values()));
            given.max().map_or(Impact::None, Impact::from)
        })
    }

    /// Returns the impact at `now` of what the statuses of components do not show: the worst status that the incident
    /// sets for a name that no component has. If it sets none for a component, the impact in the file comes first.
    pub fn impact_beyond_components(&self, now: Instant) -> Impact {
        let Some(current) = self.current(now) else { return Impact::None };
        let worst = || current.unknown.into_values().max().map_or(Impact::None, Impact::from);
        self.impact.filter(|_| current.gives.is_empty()).unwrap_or_else(worst)
    }

    /// Returns the spans up to `now` in which the incident was open and set the same statuses, oldest first. The last
    /// span has no end while the incident is open.
    pub fn stretches(&self, now: Instant) -> Vec<Stretch<'_>> {
        let mut stretches = Vec::new();
        if !self.has_started(now) {
            return stretches;
        }
        let mut by_time: Vec<_> = self.unknown.iter().collect();
        by_time.sort_by_key(|each| each.from);
        let mut by_time = by_time.into_iter().peekable();
        let mut set_until = |until: Option<Instant>, unknown: &mut BTreeMap<_, _>| {
            let named = std::iter::from_fn(|| by_time.next_if(|each| each.from <= until));
            unknown.extend(named.map(|each| (each.name.as_str(), each.status)));
        };
        let (mut gives, mut unknown) = (self.affects.clone(), BTreeMap::new());
        set_until(None, &mut unknown);
        let mut open_since = Some(self.start().min(now));
        // What is a little ahead counts from now on.
        for updates in self.updates_until(now).chunk_by(|a, b| a.at.min(now) == b.at.min(now)) {
            let at = updates[0].at.min(now);
            if let Some(from) = open_since.filter(|from| *from < at) {
                let span = Span { from, until: Some(at) };
                stretches.push(Stretch { span, gives: gives.clone(), unknown: unknown.clone() });
            }
            gives.extend(updates.iter().flat_map(|update| update.sets.clone()));
            set_until(updates.last().map(|update| update.at), &mut unknown);
            let over = updates.last().is_some_and(|update| update.status.is_over());
            open_since = (!over).then_some(at);
        }
        if let Some(from) = open_since {
            stretches.push(Stretch { span: Span { from, until: None }, gives, unknown });
        }
        stretches
    }

    /// Returns the statuses that the incident sets at `now`, by component. Empty unless the incident is open.
    pub fn gives(&self, now: Instant) -> BTreeMap<ComponentIndex, ComponentStatus> {
        self.current(now).map(|stretch| stretch.gives).unwrap_or_default()
    }

    /// Returns what the incident sets at `now`, or `None` if it is not open.
    fn current(&self, now: Instant) -> Option<Stretch<'_>> {
        self.stretches(now).pop().filter(|stretch| stretch.span.until.is_none())
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
pub struct Stretch<'a> {
    pub span: Span,
    pub gives: BTreeMap<ComponentIndex, ComponentStatus>,
    /// The statuses of names that no component has.
    pub unknown: BTreeMap<&'a str, ComponentStatus>,
}
