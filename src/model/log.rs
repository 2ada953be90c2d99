use std::collections::hash_map::Entry;
use std::sync::Arc;

use ahash::AHashMap;

use super::{ComponentStatus, Instant};

/// Who wrote a line of the log.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// A person, through `status.yaml`.
    Manual,
    /// A monitor or another program, by its name.
    Named(Arc<str>),
    /// `*`: a person who overrides all sources. At equal times it counts after the others.
    Override,
}

/// The number of a source. It says who wrote a line of the log, in four bytes.
///
/// Ids are ordered as their lines count at equal times: [`SourceId::OVERRIDE`] is last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

impl SourceId {
    /// The id of [`Source::Manual`].
    pub const MANUAL: Self = Self(0);
    /// The id of [`Source::Override`].
    pub const OVERRIDE: Self = Self(u32::MAX);

    /// The id of the monitor with this index. Log files are far too small for four thousand million monitors.
    pub fn monitor(index: usize) -> Self {
        Self(u32::try_from(index).map_or(u32::MAX - 1, |index| index.saturating_add(1).min(u32::MAX - 1)))
    }
}

/// A line of the log about one component: from `at` on, `source` says `status`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogEntry {
    pub at: Instant,
    pub source: SourceId,
    pub status: ComponentStatus,
}

/// What the log says of one component over time.
#[derive(Clone, Debug, Default)]
pub struct ComponentLog {
    first: Option<Instant>,
    lines: usize,
    /// In order of time, each different from the one before.
    recorded: Vec<RecordedStatus>,
}

/// What the log says of a component from an instant on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RecordedStatus {
    pub at: Instant,
    /// What people said last.
    pub manual: Option<ComponentStatus>,
    /// The worst of what those monitors said last that are not silenced.
    pub monitors: Option<ComponentStatus>,
}

impl RecordedStatus {
    /// What the log says before its first line.
    pub const NONE: Self = Self { at: Instant::BEGINNING, manual: None, monitors: None };

    /// The worst status. During planned work declared by a person, alerts are ignored.
    pub fn status(self) -> ComponentStatus {
        match self.manual {
            Some(ComponentStatus::UnderMaintenance) => ComponentStatus::UnderMaintenance,
            manual => manual.max(self.monitors).unwrap_or(ComponentStatus::Operational),
        }
    }
}

impl ComponentLog {
    /// Combines the entries of a component, which are in the order of the log.
    pub fn new(mut entries: Vec<LogEntry>) -> Self {
        // Stable: of two entries with equal time and source, the later in the log stays the later.
        entries.sort_by_key(|entry| (entry.at, entry.source));
        let mut sources = Sources::default();
        let mut recorded = Vec::new();
        let mut before = RecordedStatus::NONE;
        for moment in entries.chunk_by(|a, b| a.at == b.at) {
            for same_source in moment.chunk_by(|a, b| a.source == b.source) {
                sources.apply(same_source[same_source.len() - 1]);
            }
            let current = RecordedStatus { at: moment[0].at, manual: sources.manual, monitors: sources.worst() };
            if (current.manual, current.monitors) != (before.manual, before.monitors) {
                recorded.push(current);
                before = current;
            }
        }
        recorded.shrink_to_fit();
        Self { first: entries.first().map(|entry| entry.at), lines: entries.len(), recorded }
    }

    /// The time of the first line.
    pub const fn first(&self) -> Option<Instant> {
        self.first
    }

    /// How many lines there are.
    pub const fn lines(&self) -> usize {
        self.lines
    }

    /// Returns since when people say `status` of the component at `now`, or `None` if they say another or nothing.
    pub fn declared_since(&self, status: ComponentStatus, now: Instant) -> Option<Instant> {
        let declared = self.until(now).iter().rev().take_while(|recorded| recorded.manual == Some(status));
        declared.last().map(|recorded| recorded.at)
    }

    /// What the log says up to `now`.
    pub(super) fn until(&self, now: Instant) -> &[RecordedStatus] {
        &self.recorded[..self.recorded.partition_point(|recorded| recorded.at <= now)]
    }
}

/// What each source said last.
#[derive(Debug, Default)]
struct Sources {
    manual: Option<ComponentStatus>,
    monitors: AHashMap<SourceId, Monitor>,
    /// How many monitors that are not silenced say each status.
    counts: [usize; ComponentStatus::ALL.len()],
    /// How many overrides there were.
    overrides: u32,
}

#[derive(Clone, Copy, Debug)]
struct Monitor {
    status: ComponentStatus,
    /// How many overrides there were when it said so. After one more override it is silenced.
    overrides: u32,
}

impl Sources {
    /// Applies the next entry in order of time.
    fn apply(&mut self, LogEntry { source, status, .. }: LogEntry) {
        if source == SourceId::OVERRIDE {
            self.overrides += 1;
            self.counts = Default::default();
        }
        if [SourceId::OVERRIDE, SourceId::MANUAL].contains(&source) {
            self.manual = Some(status);
            return;
        }
        let now = Monitor { status, overrides: self.overrides };
        match self.monitors.entry(source) {
            Entry::Vacant(entry) => {
                entry.insert(now);
            }
            Entry::Occupied(mut entry) => {
                let before = entry.get_mut();
                if before.overrides == self.overrides {
                    self.counts[before.status.slot()] -= 1;
                } else if before.status == status {
                    return; // A silenced monitor that repeats its status stays silenced.
                }
                *before = now;
            }
        }
        self.counts[status.slot()] += 1;
    }

    /// The worst status of the monitors that are not silenced.
    fn worst(&self) -> Option<ComponentStatus> {
        ComponentStatus::ALL.into_iter().rev().find(|status| self.counts[status.slot()] > 0)
    }
}
