use super::log::RecordedStatus;
use super::{ComponentStatus, Instant};

/// A span of time, `from ≤ t < until`. If `until` is `None`, it has no end yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub from: Instant,
    pub until: Option<Instant>,
}

impl Span {
    /// Returns the part of this span between `from` and `until`, or `None` if it is empty.
    pub fn within(self, from: Instant, until: Instant) -> Option<(Instant, Instant)> {
        let (from, until) = (self.from.max(from), self.until.unwrap_or(until).min(until));
        (from < until).then_some((from, until))
    }
}

/// The statuses of a component over time, up to now.
#[derive(Clone, Debug)]
pub struct Timeline {
    begins: Option<Instant>,
    /// Changes of status, oldest first. No two in a row have the same status. The first may be earlier than `begins`.
    changes: Vec<(Instant, ComponentStatus)>,
}

/// Everything that affects the status of one component up to now.
#[derive(Default)]
pub(super) struct Influences<'a> {
    /// The statuses recorded in the log, oldest first.
    pub recorded: &'a [RecordedStatus],
    /// The status that `status.yaml` declares now, if it differs from the newest status in the log that people set.
    pub declared: Option<RecordedStatus>,
    /// When maintenance windows were active.
    pub maintenance: Vec<Span>,
    /// The statuses set by incidents, and when each applied.
    pub given: Vec<(Span, ComponentStatus)>,
}

impl Timeline {
    pub(super) fn new(begins: Option<Instant>, influences: &Influences<'_>) -> Self {
        Self { begins, changes: Sweep::run(influences) }
    }

    /// Returns when the history begins, or `None` if there is no history.
    pub fn begins(&self) -> Option<Instant> {
        self.begins
    }

    /// Returns the status at `at`, which may be before the history begins. Before the first change it is `operational`.
    pub fn status_at(&self, at: Instant) -> ComponentStatus {
        let after = self.changes.partition_point(|(change, _)| *change <= at);
        after.checked_sub(1).map_or(ComponentStatus::Operational, |last| self.changes[last].1)
    }

    /// Returns when the status last changed, or when the history begins if that is later. Without history there can be
    /// changes, too: by maintenance windows and by the status in `status.yaml`.
    pub fn changed_at(&self) -> Option<Instant> {
        let changed = self.changes.last().map(|(at, _)| *at);
        changed.into_iter().chain(self.begins).max()
    }

    /// Returns the periods in which the status does not change as `(from, until, status)`: from [`Self::begins()`] to
    /// `now`, oldest first.
    pub fn stretches(&self, now: Instant) -> impl Iterator<Item = (Instant, Instant, ComponentStatus)> {
        self.stretches_within(Instant::BEGINNING, now)
    }

    /// Returns the same periods as [`Self::stretches`], cut to the time between `from` and `now`.
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

/// A pass over everything that affects a component, in order of time. The fields are the state at the instant reached.
struct Sweep {
    recorded: RecordedStatus,
    /// The number of active maintenance windows.
    windows: i32,
    /// The number of open incidents that set each status, by [`ComponentStatus::slot`].
    given: [i32; ComponentStatus::ALL.len()],
}

/// The start (`1`) or end (`-1`) of a maintenance window, or of a status that an incident sets.
enum Boundary {
    Window(i32),
    Given(ComponentStatus, i32),
}

impl Sweep {
    fn run(influences: &Influences<'_>) -> Vec<(Instant, ComponentStatus)> {
        let mut sweep = Self { recorded: RecordedStatus::NONE, windows: 0, given: Default::default() };
        let mut recorded = influences.recorded.iter().chain(&influences.declared).peekable();
        let mut boundaries = boundaries(influences).into_iter().peekable();
        let mut changes = Vec::new();
        let mut before = ComponentStatus::Operational;
        while let Some(at) =
            recorded.peek().map(|next| next.at).into_iter().chain(boundaries.peek().map(|next| next.0)).min()
        {
            while let Some(next) = recorded.next_if(|next| next.at == at) {
                sweep.recorded = *next;
            }
            while let Some((_, boundary)) = boundaries.next_if(|next| next.0 == at) {
                sweep.pass(&boundary);
            }
            let status = sweep.status();
            if status != before {
                changes.push((at, status));
                before = status;
            }
        }
        changes
    }

    fn pass(&mut self, boundary: &Boundary) {
        match boundary {
            Boundary::Window(step) => self.windows += step,
            Boundary::Given(status, step) => self.given[status.slot()] += step,
        }
    }

    fn status(&self) -> ComponentStatus {
        let recorded = if self.windows > 0 { ComponentStatus::UnderMaintenance } else { self.recorded.status() };
        let given = ComponentStatus::ALL.into_iter().rev().find(|status| self.given[status.slot()] > 0);
        given.map_or(recorded, |given| given.max(recorded))
    }
}

/// Returns when maintenance windows and statuses set by incidents begin and end, in order of time.
fn boundaries(influences: &Influences<'_>) -> Vec<(Instant, Boundary)> {
    let mut boundaries = Vec::new();
    for span in &influences.maintenance {
        boundaries.push((span.from, Boundary::Window(1)));
        boundaries.extend(span.until.map(|until| (until, Boundary::Window(-1))));
    }
    for (span, status) in &influences.given {
        boundaries.push((span.from, Boundary::Given(*status, 1)));
        boundaries.extend(span.until.map(|until| (until, Boundary::Given(*status, -1))));
    }
    boundaries.sort_by_key(|(at, _)| *at);
    boundaries
}
