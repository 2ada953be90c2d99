use std::collections::BTreeMap;

use super::{Declared, Line, Statuses};
use crate::model::{ComponentStatus, Instant, Source};

/// How far ahead of now a commit may lie, in seconds. The clock of one that lies further ahead was wrong, and its
/// time would push all later changes out of sight.
const AHEAD: i64 = 24 * 3600;

/// Says which lines the log lacks.
///
/// Commits are told oldest first, then [`Recorder::finish`] takes what the work tree declares. Each line has the time
/// of its commit, whatever now is: only so does the next run find it said already.
#[derive(Debug)]
pub struct Recorder {
    now: Instant,
    /// When people last spoke in the log through `status.yaml`. What was committed before was recorded by then.
    recorded: Instant,
    /// What people said last of each component.
    said: BTreeMap<String, Said>,
    /// What the commits so far declare last.
    declared: BTreeMap<String, Declaration>,
    /// What the newest commit so far declares.
    newest: Statuses,
    /// The newest time of the commits so far: on one line of commits none comes before an earlier one.
    clock: Instant,
    lines: Vec<Line>,
}

/// What people said last of a component.
#[derive(Clone, Copy, Debug)]
struct Said {
    at: Instant,
    status: ComponentStatus,
    /// The same in the log as it was found.
    recorded: Instant,
}

/// What nobody said yet counts as said at the beginning: a component without a history stays without.
const NOTHING: Said =
    Said { at: Instant::BEGINNING, status: ComponentStatus::Operational, recorded: Instant::BEGINNING };

/// A status that a row of commits declares, and when the first of them was made.
#[derive(Clone, Copy, Debug)]
struct Declaration {
    status: ComponentStatus,
    since: Instant,
}

impl Recorder {
    /// Begins with what stands in the log, in its order. Only lines in which people speak count.
    pub fn new(log: &[Line], now: Instant) -> Self {
        let mut lines: Vec<_> =
            log.iter().filter(|line| matches!(line.source, Source::Manual | Source::Override)).collect();
        // At equal times the order of the file stands, and a person over all sources speaks last.
        lines.sort_by_key(|line| (line.at, line.source == Source::Override));
        let recorded = lines.iter().filter(|line| line.source == Source::Manual && line.at <= now).map(|line| line.at);
        let recorded = recorded.max().unwrap_or(Instant::BEGINNING);
        let said = lines
            .iter()
            .map(|line| (line.component.clone(), Said { at: line.at, status: line.status, recorded: line.at }));
        let said = said.collect();
        Self {
            now,
            recorded,
            said,
            declared: BTreeMap::new(),
            newest: Statuses::new(),
            clock: Instant::BEGINNING,
            lines: Vec::new(),
        }
    }

    /// Whether a commit of this time may declare what was not recorded.
    pub fn is_news(&self, at: Instant) -> bool {
        // A run that was killed may have recorded one component of a commit and not the other.
        at >= self.recorded && at <= self.now.plus(AHEAD)
    }

    /// Whether something other is declared than what people said last.
    pub fn differs_from(&self, statuses: &Statuses) -> bool {
        statuses.iter().any(|(component, status)| status.is_some_and(|status| status != self.said(component).status))
    }

    /// Takes what the next commit declared.
    pub fn replay(&mut self, commit: Declared) {
        if commit.at > self.now.plus(AHEAD) {
            return;
        }
        self.clock = self.clock.max(commit.at);
        for (component, status) in &commit.statuses {
            let Some(status) = *status else { continue };
            let declared = self.declared.get(component);
            if declared.is_none_or(|declared| declared.status != status) {
                self.declared.insert(component.clone(), Declaration { status, since: self.clock });
            }
            if self.clock >= self.recorded && self.clock > self.said(component).recorded {
                self.say(component, status, self.clock);
            }
        }
        self.newest = commit.statuses;
    }

    /// The lines that the log lacks, in the order in which they are to be appended. Without a work tree that can be
    /// read they are those of the commits.
    pub fn finish(mut self, tree: Option<&Statuses>) -> Vec<Line> {
        for (component, status) in tree.into_iter().flatten() {
            let Some(status) = *status else { continue };
            let at = self.declared_at(component, status).unwrap_or(self.now);
            self.say(component, status, at);
        }
        let known = tree.unwrap_or(&self.newest);
        self.lines.retain(|line| known.contains_key(&line.component));
        self.lines
    }

    /// When the newest commit was made that gave a component this status: one in the same second as the last line,
    /// or from a clock that was late. None where no commit explains it, or people spoke since then of what was not
    /// committed.
    fn declared_at(&self, component: &str, status: ComponentStatus) -> Option<Instant> {
        let declared = self.declared.get(component).filter(|declared| declared.status == status)?;
        (declared.since >= self.said(component).recorded).then_some(declared.since)
    }

    fn said(&self, component: &str) -> Said {
        self.said.get(component).copied().unwrap_or(NOTHING)
    }

    fn say(&mut self, component: &str, status: ComponentStatus, at: Instant) {
        let said = self.said(component);
        if said.status == status {
            return;
        }
        // The newest line is what counts, whatever the clocks were.
        let at = at.max(said.at);
        self.said.insert(component.to_owned(), Said { at, status, ..said });
        self.lines.push(Line { at, component: component.to_owned(), status, source: Source::Manual });
    }
}
