use std::collections::BTreeMap;

use super::LogLine;
use super::declared::Statuses;
use crate::model::{ComponentStatus, Instant, Source};

/// How many seconds ahead of now a commit may be. The clock of a commit further ahead was wrong, and its time would
/// hide all later changes.
const TOLERANCE: i64 = 24 * 3600;

/// Replays what commits and the work tree declare, and collects the lines that the log lacks.
///
/// Commits are added oldest first, then [`Replay::finish`] takes the work tree. A line has the time of its commit,
/// never that of the run, so that the next run finds it recorded.
#[derive(Debug)]
pub struct Replay {
    now: Instant,
    /// The time of the newest `manual` line in the log. Older commits are recorded.
    recorded: Instant,
    /// The last line of each component in which people speak.
    last: BTreeMap<String, Last>,
    /// What the commits so far declare last of each component.
    declared: BTreeMap<String, Declaration>,
    /// What the newest commit so far declares.
    newest: Statuses,
    /// The newest time of the commits so far. On one line of commits none counts as older than its parent.
    clock: Instant,
    lines: Vec<LogLine>,
}

/// The last line of a component in which people speak.
#[derive(Clone, Copy, Debug)]
struct Last {
    at: Instant,
    status: ComponentStatus,
    /// The time of the last such line in the log as it was read.
    recorded: Instant,
}

impl Last {
    /// A component without a line is operational, so that one that was always operational gets none.
    const NONE: Self =
        Self { at: Instant::BEGINNING, status: ComponentStatus::Operational, recorded: Instant::BEGINNING };
}

/// A status that consecutive commits declare.
#[derive(Clone, Copy, Debug)]
struct Declaration {
    status: ComponentStatus,
    /// The time of the first of these commits.
    since: Instant,
}

impl Replay {
    /// Starts with the lines of the log in which people speak, in the order of the log.
    pub fn new(log: &[LogLine], now: Instant) -> Self {
        let mut lines: Vec<_> = log.iter().collect();
        // At equal times the lines keep the order of the log, and overrides come last.
        lines.sort_by_key(|line| (line.at, line.source == Source::Override));
        let recorded = lines.iter().filter(|line| line.source == Source::Manual && line.at <= now).map(|line| line.at);
        let recorded = recorded.max().unwrap_or(Instant::BEGINNING);
        let last = lines
            .iter()
            .map(|line| (line.component.clone(), Last { at: line.at, status: line.status, recorded: line.at }));
        Self {
            now,
            recorded,
            last: last.collect(),
            declared: BTreeMap::new(),
            newest: Statuses::new(),
            clock: Instant::BEGINNING,
            lines: Vec::new(),
        }
    }

    /// Whether the log may lack what a commit of this time declares.
    pub fn may_lack(&self, at: Instant) -> bool {
        // Commits of the same second as the newest line count: a run that was killed may have recorded one component
        // of a commit and not the other.
        at >= self.recorded && at <= self.now.plus(TOLERANCE)
    }

    /// Whether a declared status differs from the last line of its component.
    pub fn differs_from(&self, statuses: &Statuses) -> bool {
        statuses.iter().any(|(component, status)| status.is_some_and(|status| status != self.last(component).status))
    }

    /// Adds what the next commit declares.
    pub fn add_commit(&mut self, at: Instant, statuses: Statuses) {
        if at > self.now.plus(TOLERANCE) {
            return;
        }
        self.clock = self.clock.max(at);
        for (component, status) in &statuses {
            let Some(status) = *status else { continue };
            let declared = self.declared.get(component);
            if declared.is_none_or(|declared| declared.status != status) {
                self.declared.insert(component.clone(), Declaration { status, since: self.clock });
            }
            if self.clock >= self.recorded && self.clock > self.last(component).recorded {
                self.add_line(component, status, self.clock);
            }
        }
        self.newest = statuses;
    }

    /// Returns the lines that the log lacks, in the order in which they are to be appended. If the work tree cannot be
    /// read, they are those of the commits.
    pub fn finish(mut self, tree: Option<&Statuses>) -> Vec<LogLine> {
        for (component, status) in tree.into_iter().flatten() {
            let Some(status) = *status else { continue };
            let at = self.declared_at(component, status).unwrap_or(self.now);
            self.add_line(component, status, at);
        }
        let known = tree.unwrap_or(&self.newest);
        self.lines.retain(|line| known.contains_key(&line.component));
        self.lines
    }

    /// Returns when the newest commit was made that gave a component this status: one in the same second as the last
    /// line, or from a clock that was slow. Returns `None` if no commit did, or if a later line of the log records what
    /// was not committed.
    fn declared_at(&self, component: &str, status: ComponentStatus) -> Option<Instant> {
        let declared = self.declared.get(component).filter(|declared| declared.status == status)?;
        (declared.since >= self.last(component).recorded).then_some(declared.since)
    }

    fn last(&self, component: &str) -> Last {
        self.last.get(component).copied().unwrap_or(Last::NONE)
    }

    /// Adds a line, unless the component's last line has the same status.
    fn add_line(&mut self, component: &str, status: ComponentStatus, at: Instant) {
        let last = self.last(component);
        if last.status == status {
            return;
        }
        // Even if clocks were wrong, a new line must count after the last one.
        let at = at.max(last.at);
        self.last.insert(component.to_owned(), Last { at, status, ..last });
        self.lines.push(LogLine { at, component: component.to_owned(), status, source: Source::Manual });
    }
}
