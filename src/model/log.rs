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
    /// `*`: a person who overrides all other sources. Among lines with equal times it applies last.
    Override,
}

/// A [`Source`] as a number of four bytes, so that log entries are small.
///
/// Lines with equal times apply in the order of their ids: [`SourceId::OVERRIDE`] is last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

impl SourceId {
    /// The id of [`Source::Manual`].
    pub const MANUAL: Self = Self(0);
    /// The id of [`Source::Override`].
    pub const OVERRIDE: Self = Self(u32::MAX);

    /// Returns the id of the monitor with this index. Log files are far too small for more than `u32::MAX` monitors.
    pub fn monitor(index: usize) -> Self {
        Self(u32::try_from(index).map_or(u32::MAX - 1, |index| index.saturating_add(1).min(u32::MAX - 1)))
    }

    /// Returns the id that `monitors` has for the monitor with this id as its index. Other ids stay.
    pub fn renumbered(self, monitors: &[Self]) -> Self {
        let index = (self.0 as usize).checked_sub(1);
        index.and_then(|index| monitors.get(index)).copied().unwrap_or(self)
    }
}

/// A line of the log about one component: from `at` on, `source` reports `status`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogEntry {
    pub at: Instant,
    pub source: SourceId,
    pub status: ComponentStatus,
}

/// The log lines of one component, combined into the recorded statuses over time.
#[derive(Clone, Debug, Default)]
pub struct ComponentLog {
    first: Option<Instant>,
    lines: usize,
    /// The recorded statuses, oldest first. Each differs from the one before.
    recorded: Vec<RecordedStatus>,
}

/// What the log says about a component from the instant `at` on: a status from people and one from monitors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RecordedStatus {
    pub at: Instant,
    /// The newest status from `status.yaml` or an override.
    pub manual: Option<ComponentStatus>,
    /// The worst of the newest statuses of all monitors that no override silences; `None` without such monitors.
    pub monitors: Option<ComponentStatus>,
}

impl RecordedStatus {
    /// No statuses, as before the first line of the log.
    pub const NONE: Self = Self { at: Instant::BEGINNING, manual: None, monitors: None };

    /// Returns the worse of `manual` and `monitors`. If `manual` is `under_maintenance`, monitors are ignored.
    pub fn status(self) -> ComponentStatus {
        match self.manual {
            Some(ComponentStatus::UnderMaintenance) => ComponentStatus::UnderMaintenance,
            manual => manual.max(self.monitors).unwrap_or(ComponentStatus::Operational),
        }
    }
}

impl ComponentLog {
    /// Computes the recorded statuses of one component from all its log entries, in the order of the log: of entries
    /// with equal time and source, only the last one counts.
    pub fn new(mut entries: Vec<LogEntry>) -> Self {
        // The sorts are stable, so entries with equal time and source stay in the order of the log.
        entries.sort_by_key(|entry| entry.at);
        let mut sources = Sources::default();
        let mut recorded = Vec::new();
        let mut before = RecordedStatus::NONE;
        for simultaneous in entries.chunk_by_mut(|a, b| a.at == b.at) {
            simultaneous.sort_by_key(|entry| entry.source);
            for same_source in simultaneous.chunk_by(|a, b| a.source == b.source) {
                sources.apply(same_source[same_source.len() - 1]);
            }
            let current = RecordedStatus { at: simultaneous[0].at, manual: sources.manual, monitors: sources.worst() };
            if (current.manual, current.monitors) != (before.manual, before.monitors) {
                recorded.push(current);
                before = current;
            }
        }
        recorded.shrink_to_fit();
        Self { first: entries.first().map(|entry| entry.at), lines: entries.len(), recorded }
    }

    /// Returns the time of the earliest line.
    pub const fn first(&self) -> Option<Instant> {
        self.first
    }

    /// Returns the number of log lines.
    pub const fn lines(&self) -> usize {
        self.lines
    }

    /// Returns since when the manual status has been `status`, or `None` if it is not `status` at `now`.
    pub fn declared_since(&self, status: ComponentStatus, now: Instant) -> Option<Instant> {
        let declared = self.until(now).iter().rev().take_while(|recorded| recorded.manual == Some(status));
        declared.last().map(|recorded| recorded.at)
    }

    /// Returns the recorded statuses up to `now`.
    pub(super) fn until(&self, now: Instant) -> &[RecordedStatus] {
        &self.recorded[..self.recorded.partition_point(|recorded| recorded.at <= now)]
    }
}

/// The newest status from each source of log lines, updated with one log entry at a time.
#[derive(Debug, Default)]
struct Sources {
    manual: Option<ComponentStatus>,
    monitors: AHashMap<SourceId, Monitor>,
    /// For each status, by [`ComponentStatus::slot`], the number of monitors that report it, without silenced ones.
    counts: [usize; ComponentStatus::ALL.len()],
    /// The number of log lines so far that override the monitors.
    overrides: u32,
}

#[derive(Clone, Copy, Debug)]
struct Monitor {
    status: ComponentStatus,
    /// How many overrides there had been when the monitor reported `status`. Any later override silences the monitor.
    overrides: u32,
}

impl Sources {
    /// Updates the statuses with the next log entry. Entries must come in order of time.
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

    /// Returns the worst status of the monitors that no override silences, or `None` if there is no such monitor.
    fn worst(&self) -> Option<ComponentStatus> {
        ComponentStatus::ALL.into_iter().rev().find(|status| self.counts[status.slot()] > 0)
    }
}
