use std::collections::BTreeMap;

use super::LogLine;
use super::declared::Statuses;
use crate::model::{ComponentStatus, Instant, Source};

/// How many seconds a commit may be ahead of now. A commit that is further ahead is ignored: the clock was wrong, and a
/// line with its time would hide all later changes.
const TOLERANCE: i64 = 24 * 3600;

/// Collects the lines that are missing in the log: for statuses that commits or the work tree declare, but that the log
/// does not have.
///
/// Commits are added oldest first, then [`Replay::finish`] adds the work tree. A line has the time of its commit, not
/// the current time, so that the next run finds it in the log.
#[derive(Debug)]
pub struct Replay {
    now: Instant,
    /// The time of the newest `manual` line in the log. The log already has the statuses of all commits before it.
    recorded: Instant,
    /// For each component, the last log line with the source `manual` or `*`.
    last: BTreeMap<String, Last>,
    /// For each component, the newest status in `status.yaml` in the commits that were added so far, and the time of the
    /// commit that introduced it.
    declared: BTreeMap<String, Declaration>,
    /// The statuses in the last commit that was passed to [`Replay::add_commit`].
    newest: Statuses,
    /// The latest time of any commit added so far. A later commit with a wrong, earlier time gets this time instead.
    clock: Instant,
    lines: Vec<LogLine>,
}

/// For one component, the last line with the source `manual` or `*`.
#[derive(Clone, Copy, Debug)]
struct Last {
    at: Instant,
    status: ComponentStatus,
    /// The time of the component's last line with the source `manual` or `*` that was in the log before the replay.
    recorded: Instant,
}

impl Last {
    /// The value for a component without a line in the log. Such a component counts as operational.
    const NONE: Self =
        Self { at: Instant::BEGINNING, status: ComponentStatus::Operational, recorded: Instant::BEGINNING };
}

/// A status that consecutive commits declare for one component.
#[derive(Clone, Copy, Debug)]
struct Declaration {
    status: ComponentStatus,
    /// The time of the first of the consecutive commits that declare the status.
    since: Instant,
}

impl Replay {
    /// Creates a replay from the log lines whose source is `manual` or `*`, in the order of the log.
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

    /// Whether the log may lack lines for a commit that was made at the time `at`.
    pub fn may_lack(&self, at: Instant) -> bool {
        // This includes commits in the same second as the newest line: a run that was killed may have recorded only
        // some components of a commit.
        at >= self.recorded && at <= self.now.plus(TOLERANCE)
    }

    /// Whether any of the declared `statuses` differs from the status in the last log line of its component.
    pub fn differs_from(&self, statuses: &Statuses) -> bool {
        statuses.iter().any(|(component, status)| status.is_some_and(|status| status != self.last(component).status))
    }

    /// Adds the statuses that `status.yaml` declares in the next commit, oldest first. `at` is the time of the commit.
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

    /// Returns the lines that the log lacks, in the order in which to append them. `tree` has the statuses of the work
    /// tree, or is `None` if `status.yaml` cannot be read; then the lines come from the commits alone.
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

    /// Returns since when the newest commits have declared `status` for the component. Returns `None` if they declare
    /// another status, or if the log has a later line of the component, which recorded an uncommitted change. The log
    /// may lack a line for `status` if its commit has the same second as the last line, or if a clock was slow.
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
        // Even if a clock was wrong, the new line must not be older than the last one.
        let at = at.max(last.at);
        self.last.insert(component.to_owned(), Last { at, status, ..last });
        self.lines.push(LogLine { at, component: component.to_owned(), status, source: Source::Manual });
    }
}
