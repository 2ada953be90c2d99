use super::recorded::Said;
use super::{ComponentStatus, Instant};

/// A stretch of time, `from ≤ t < until`; without `until` it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub from: Instant,
    pub until: Option<Instant>,
}

impl Span {
    /// The part of this span from `from` to `until`, if it has any length.
    pub fn within(self, from: Instant, until: Instant) -> Option<(Instant, Instant)> {
        let (from, until) = (self.from.max(from), self.until.unwrap_or(until).min(until));
        (from < until).then_some((from, until))
    }
}

/// What a component's status was, from its first known instant to now.
#[derive(Clone, Debug)]
pub struct Timeline {
    begins: Option<Instant>,
    /// In order of time, each different from the one before. The first may be before `begins`.
    changes: Vec<(Instant, ComponentStatus)>,
}

/// All that bears on one component's status up to now.
#[derive(Default)]
pub(super) struct Influences<'a> {
    /// What the log says.
    pub recorded: &'a [Said],
    /// What people declare now, if the log does not say so.
    pub declared: Option<Said>,
    /// When maintenance windows were active.
    pub maintenance: Vec<Span>,
    /// What open incidents gave.
    pub given: Vec<(Span, ComponentStatus)>,
}

impl Timeline {
    pub(super) fn new(begins: Option<Instant>, influences: &Influences<'_>) -> Self {
        Self { begins, changes: Sweep::run(influences) }
    }

    /// The first instant of which anything is known.
    pub fn begins(&self) -> Option<Instant> {
        self.begins
    }

    /// The status at `at`, whether or not history has begun.
    pub fn status_at(&self, at: Instant) -> ComponentStatus {
        let after = self.changes.partition_point(|(change, _)| *change <= at);
        after.checked_sub(1).map_or(ComponentStatus::Operational, |last| self.changes[last].1)
    }

    /// The last time the status changed, or the first instant of history if it never did. Planned work and
    /// what people declare change the status of a component without history, too.
    pub fn changed_at(&self) -> Option<Instant> {
        let changed = self.changes.last().map(|(at, _)| *at);
        changed.into_iter().chain(self.begins).max()
    }

    /// The stretches of one status from the first known instant to `now`, oldest first.
    pub fn stretches(&self, now: Instant) -> impl Iterator<Item = (Instant, Instant, ComponentStatus)> {
        self.stretches_within(Instant::BEGINNING, now)
    }

    /// What lies between `from` and `now` of the same stretches.
    pub(super) fn stretches_within(
        &self,
        from: Instant,
        now: Instant,
    ) -> impl Iterator<Item = (Instant, Instant, ComponentStatus)> {
        let begins = self.begins.unwrap_or(now).max(from);
        let changes = &self.changes[self.changes.partition_point(|(at, _)| *at <= begins)..];
        let starts = std::iter::once((begins, self.status_at(begins))).chain(changes.iter().copied());
        let ends = changes.iter().map(|(at, _)| *at).chain([now]);
        starts.zip(ends).filter_map(move |((from, status), until)| {
            Span { from, until: Some(until) }.within(begins, now).map(|(from, until)| (from, until, status))
        })
    }
}

/// Walks through all that bears on a component in order of time, with what holds at each moment.
struct Sweep {
    said: Said,
    windows: i32,
    given: [i32; ComponentStatus::ALL.len()],
}

/// A window or a status of an incident that begins or ends.
enum Turn {
    Windows(i32),
    Given(ComponentStatus, i32),
}

impl Sweep {
    fn run(influences: &Influences<'_>) -> Vec<(Instant, ComponentStatus)> {
        let mut sweep = Self { said: Said::NOTHING, windows: 0, given: Default::default() };
        let mut said = influences.recorded.iter().chain(&influences.declared).peekable();
        let mut turns = turns(influences).into_iter().peekable();
        let mut changes = Vec::new();
        let mut before = ComponentStatus::Operational;
        while let Some(at) = said.peek().map(|said| said.at).into_iter().chain(turns.peek().map(|turn| turn.0)).min() {
            while let Some(next) = said.next_if(|said| said.at == at) {
                sweep.said = *next;
            }
            while let Some((_, turn)) = turns.next_if(|(when, _)| *when == at) {
                sweep.take(&turn);
            }
            let status = sweep.status();
            if status != before {
                changes.push((at, status));
                before = status;
            }
        }
        changes
    }

    fn take(&mut self, turn: &Turn) {
        match turn {
            Turn::Windows(step) => self.windows += step,
            Turn::Given(status, step) => self.given[status.slot()] += step,
        }
    }

    fn status(&self) -> ComponentStatus {
        let recorded = if self.windows > 0 { ComponentStatus::UnderMaintenance } else { self.said.status() };
        let given = ComponentStatus::ALL.into_iter().rev().find(|status| self.given[status.slot()] > 0);
        given.map_or(recorded, |given| given.max(recorded))
    }
}

fn turns(influences: &Influences<'_>) -> Vec<(Instant, Turn)> {
    let mut turns = Vec::new();
    for span in &influences.maintenance {
        turns.push((span.from, Turn::Windows(1)));
        turns.extend(span.until.map(|until| (until, Turn::Windows(-1))));
    }
    for (span, status) in &influences.given {
        turns.push((span.from, Turn::Given(*status, 1)));
        turns.extend(span.until.map(|until| (until, Turn::Given(*status, -1))));
    }
    turns.sort_by_key(|(at, _)| *at);
    turns
}
