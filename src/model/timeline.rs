use std::collections::HashMap;

use super::{ComponentStatus, Instant, LogLine, Source};

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
pub(super) struct Influences {
    /// What the log says, worst of all sources.
    pub recorded: Vec<Recorded>,
    /// When maintenance windows were active.
    pub maintenance: Vec<Span>,
    /// What open incidents gave.
    pub given: Vec<(Span, ComponentStatus)>,
}

/// What the log says from an instant on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Recorded {
    pub at: Instant,
    pub status: ComponentStatus,
    /// `manual` last said that the component is under maintenance, which silences every alert.
    pub planned: bool,
}

impl Timeline {
    pub(super) fn new(begins: Option<Instant>, influences: &Influences) -> Self {
        Self { begins, changes: Sweep::default().run(influences) }
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
        let begins = self.begins.unwrap_or(now);
        let first = (Instant::BEGINNING, ComponentStatus::Operational);
        let starts = std::iter::once(first).chain(self.changes.iter().copied());
        let ends = self.changes.iter().map(|(at, _)| *at).chain([now]);
        starts.zip(ends).filter_map(move |((from, status), until)| {
            Span { from, until: Some(until) }.within(begins, now).map(|(from, until)| (from, until, status))
        })
    }
}

/// Walks through all that bears on a component in order of time, with what holds at each moment.
#[derive(Default)]
struct Sweep {
    recorded: Option<Recorded>,
    windows: i32,
    given: [i32; ComponentStatus::ALL.len()],
}

/// One thing that begins or ends.
enum Turn {
    Recorded(Recorded),
    Windows(i32),
    Given(ComponentStatus, i32),
}

impl Sweep {
    fn run(mut self, influences: &Influences) -> Vec<(Instant, ComponentStatus)> {
        let mut changes: Vec<(Instant, ComponentStatus)> = Vec::new();
        let turns = turns(influences);
        for moment in turns.chunk_by(|a, b| a.0 == b.0) {
            for (_, turn) in moment {
                self.take(turn);
            }
            let before = changes.last().map_or(ComponentStatus::Operational, |(_, status)| *status);
            let status = self.status();
            if status != before {
                changes.push((moment[0].0, status));
            }
        }
        changes
    }

    fn take(&mut self, turn: &Turn) {
        match turn {
            Turn::Recorded(recorded) => self.recorded = Some(*recorded),
            Turn::Windows(step) => self.windows += step,
            Turn::Given(status, step) => self.given[status.slot()] += step,
        }
    }

    fn status(&self) -> ComponentStatus {
        let planned = self.windows > 0 || self.recorded.is_some_and(|recorded| recorded.planned);
        let recorded = if planned {
            ComponentStatus::UnderMaintenance
        } else {
            self.recorded.map_or(ComponentStatus::Operational, |recorded| recorded.status)
        };
        let given = ComponentStatus::ALL.into_iter().rev().find(|status| self.given[status.slot()] > 0);
        given.map_or(recorded, |given| given.max(recorded))
    }
}

fn turns(influences: &Influences) -> Vec<(Instant, Turn)> {
    let mut turns: Vec<_> =
        influences.recorded.iter().map(|recorded| (recorded.at, Turn::Recorded(*recorded))).collect();
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

/// What the log says of one component, from its lines up to `now` in any order.
///
/// A status that people declare and that differs from what `manual` last said counts as one more
/// line, at this very instant.
pub(super) fn recorded(lines: &[LogLine], declared: ComponentStatus, now: Instant) -> Vec<Recorded> {
    let mut lines: Vec<&LogLine> = lines.iter().filter(|line| line.at <= now).collect();
    // Stable, so that of two lines alike in both the later in the file stays the later.
    lines.sort_by(|a, b| (a.at, &a.source).cmp(&(b.at, &b.source)));

    let mut voices = Voices::default();
    let mut recorded = Vec::new();
    for moment in lines.chunk_by(|a, b| a.at == b.at) {
        for said in moment.chunk_by(|a, b| a.source == b.source) {
            let last = said[said.len() - 1];
            voices.hear(&last.source, last.status);
        }
        recorded.push(voices.recorded(moment[0].at));
    }
    if voices.manual().unwrap_or(ComponentStatus::Operational) != declared {
        voices.hear(&Source::Manual, declared);
        recorded.push(voices.recorded(now));
    }
    recorded
}

/// What each source last said, and which of them are heard.
#[derive(Default)]
struct Voices<'a> {
    last: HashMap<&'a Source, Voice>,
    /// How many of those that are heard say each status.
    heard: [usize; ComponentStatus::ALL.len()],
    /// How often a person has spoken over all sources.
    overrides: usize,
}

struct Voice {
    said: ComponentStatus,
    /// The count of overrides when it last spoke up; where there were more since, it is silent.
    spoke: usize,
}

impl<'a> Voices<'a> {
    fn hear(&mut self, source: &'a Source, status: ComponentStatus) {
        if *source == Source::Override {
            self.overrides += 1;
            self.heard = Default::default();
            self.speak(&Source::Manual, status);
        } else {
            self.speak(source, status);
        }
    }

    fn speak(&mut self, source: &'a Source, status: ComponentStatus) {
        let now = Voice { said: status, spoke: self.overrides };
        if let Some(before) = self.last.get(source) {
            if before.spoke == self.overrides {
                self.heard[before.said.slot()] -= 1;
            } else if before.said == status && *source != Source::Manual {
                return; // A silenced source that says its last word again says nothing new.
            }
        }
        self.last.insert(source, now);
        self.heard[status.slot()] += 1;
    }

    fn manual(&self) -> Option<ComponentStatus> {
        self.last.get(&Source::Manual).map(|voice| voice.said)
    }

    fn recorded(&self, at: Instant) -> Recorded {
        let worst = ComponentStatus::ALL.into_iter().rev().find(|status| self.heard[status.slot()] > 0);
        Recorded {
            at,
            status: worst.unwrap_or(ComponentStatus::Operational),
            planned: self.manual() == Some(ComponentStatus::UnderMaintenance),
        }
    }
}
