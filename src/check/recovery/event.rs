//! Decides what the updates of a file count as: their times, statuses, and the statuses of components.

use std::collections::BTreeMap;
use std::ops::Range;

use super::body::Candidate;
use super::front::at_least_degraded;
use super::heading::{LooseHeading, LooseStatus};
use super::target::Target;
use super::word::{MAX_DISTANCE_TO_BETTER, NearStatus, near_component_status, near_status};
use crate::check::status::Settings;
use crate::model::{ComponentIndex, ComponentStatus, IncidentStatus, Instant, MaintenanceStatus};

/// The statuses that the updates of one kind of file can have.
pub trait UpdateStatus: Copy + 'static {
    /// The status of an update that cannot be read, if there is none before it that it could keep.
    const INITIAL: Self;
    /// The most letters by which a word may differ from the status that it is read as.
    const MAX_DISTANCE: usize;
    /// Whether every word that is not spelled exactly needs a heading that can end the event.
    const NEAR_NEEDS_CERTAINTY: bool;
    /// Whether a file may have a text before its first update.
    const MAY_HAVE_INTRO: bool;

    fn all() -> &'static [Self];
    fn word(self) -> &'static str;
    fn is_over(self) -> bool;
    /// Whether an update with this status may be in the future.
    fn may_be_ahead(self) -> bool;
}

impl UpdateStatus for IncidentStatus {
    const INITIAL: Self = Self::Investigating;
    const MAX_DISTANCE: usize = 2;
    const NEAR_NEEDS_CERTAINTY: bool = false;
    const MAY_HAVE_INTRO: bool = false;

    fn all() -> &'static [Self] {
        &Self::ALL
    }

    fn word(self) -> &'static str {
        self.word()
    }

    fn is_over(self) -> bool {
        self.is_over()
    }

    fn may_be_ahead(self) -> bool {
        false
    }
}

impl UpdateStatus for MaintenanceStatus {
    const INITIAL: Self = Self::Scheduled;
    const MAX_DISTANCE: usize = 1;
    const NEAR_NEEDS_CERTAINTY: bool = true;
    const MAY_HAVE_INTRO: bool = true;

    fn all() -> &'static [Self] {
        &Self::ALL
    }

    fn word(self) -> &'static str {
        self.word()
    }

    fn is_over(self) -> bool {
        self.is_over()
    }

    fn may_be_ahead(self) -> bool {
        self == Self::Scheduled
    }
}

/// Returns the status that a word is, or is near to.
pub fn near_update<S: UpdateStatus>(word: &str) -> Option<NearStatus<S>> {
    near_status(word, S::all(), S::word).filter(|near| near.distance <= S::MAX_DISTANCE)
}

/// An update whose time is known.
#[derive(Debug)]
pub struct TimedUpdate {
    pub candidate: Candidate,
    /// The time at which it counts.
    pub at: Instant,
    /// Whether the time is the one that is written, and not in the future.
    pub has_written_time: bool,
    /// Whether the written time is more than five minutes ahead.
    pub is_ahead: bool,
}

impl TimedUpdate {
    /// Returns the update of a file that has `lines` lines and no heading.
    pub fn without_heading(at: Instant, lines: usize) -> Self {
        let candidate = Candidate {
            lines: lines..lines,
            span: 0..0,
            heading: LooseHeading::default(),
            is_level_2: false,
            is_plain_heading: false,
        };
        Self { candidate, at, has_written_time: false, is_ahead: false }
    }

    /// Whether it can end an event and make a component better.
    pub fn is_certain(&self) -> bool {
        self.candidate.is_plain_heading && self.has_written_time
    }
}

/// The status that an update counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedStatus<S> {
    pub status: S,
    /// Whether it is the status that the word means. If not, the word begins the text.
    pub is_written: bool,
}

/// Returns the status that each update counts as. `updates` are in order of time.
pub fn statuses<'a, S: UpdateStatus>(updates: impl IntoIterator<Item = &'a TimedUpdate>) -> Vec<CountedStatus<S>> {
    let mut before = S::INITIAL;
    let count = |update: &TimedUpdate| {
        let counted = match near_update::<S>(&update.candidate.heading.word) {
            Some(near) if counts::<S>(near, update.is_certain()) => {
                CountedStatus { status: near.status, is_written: true }
            }
            _ => CountedStatus { status: before, is_written: false },
        };
        before = if counted.status.is_over() { S::INITIAL } else { counted.status };
        counted
    };
    updates.into_iter().map(count).collect()
}

fn counts<S: UpdateStatus>(near: NearStatus<S>, is_certain: bool) -> bool {
    if near.status.is_over() {
        is_certain && near.distance <= MAX_DISTANCE_TO_BETTER
    } else {
        near.distance == 0 || is_certain || !S::NEAR_NEEDS_CERTAINTY
    }
}

/// The statuses of components, and of names that no component has.
#[derive(Debug, Default)]
pub struct Statuses {
    pub known: BTreeMap<ComponentIndex, ComponentStatus>,
    pub unknown: BTreeMap<String, ComponentStatus>,
}

/// Reads pairs of a name and a status. `had` are the statuses before, which only a certain update makes better.
pub fn components<'a>(
    pairs: impl IntoIterator<Item = &'a LooseStatus>,
    settings: &Settings,
    had: &BTreeMap<ComponentIndex, ComponentStatus>,
    is_certain: bool,
) -> Statuses {
    let mut statuses = Statuses::default();
    let mut precise: BTreeMap<ComponentIndex, (u8, ComponentStatus)> = BTreeMap::new();
    for LooseStatus { name, word } in pairs {
        let near = word.as_deref().and_then(near_component_status);
        let target = Target::find(settings, name);
        if target == Target::Unknown {
            let status = near.map_or(ComponentStatus::DegradedPerformance, |near| near.status);
            let worst = statuses.unknown.entry(name.clone()).or_insert(status);
            *worst = status.max(*worst);
        }
        for component in target.components() {
            let before = had.get(component).copied().unwrap_or(ComponentStatus::Operational);
            let status = counted_component(near, before, is_certain && !is_negated(name));
            let worst = precise.entry(*component).or_insert((target.precision(), status));
            *worst = (target.precision(), status).max(*worst);
        }
    }
    statuses.known = precise.into_iter().map(|(component, (_, status))| (component, status)).collect();
    statuses
}

/// Whether a name has a sign that may mean "not", as in `api!=operational`.
fn is_negated(name: &str) -> bool {
    name.starts_with('-') || name.contains(['!', '≠', '~', '¬'])
}

fn counted_component(
    near: Option<NearStatus<ComponentStatus>>,
    before: ComponentStatus,
    is_certain: bool,
) -> ComponentStatus {
    match near {
        None => at_least_degraded(before),
        Some(near) if near.distance <= MAX_DISTANCE_TO_BETTER && is_certain => near.status,
        Some(near) => near.status.max(before),
    }
}

/// The lines that look like updates but stay text.
pub struct TextLines {
    pub lines: Vec<Range<usize>>,
    /// Whether the event is over by its level-2 updates.
    pub is_over: bool,
}

/// Removes the candidates that stay text: a level-2 update has the same time, or ended the event at or after it.
pub fn take_text<S: UpdateStatus>(updates: &mut Vec<TimedUpdate>) -> TextLines {
    let mut main: Vec<_> = updates.iter().filter(|update| update.candidate.is_level_2).collect();
    main.sort_by_key(|update| update.at);
    let last = main.last().map(|update| update.at);
    let is_over = statuses::<S>(main.iter().copied()).last().is_some_and(|counted| counted.status.is_over());
    let times: Vec<_> = main.iter().map(|update| update.at).collect();
    let stays = |update: &TimedUpdate| {
        let is_before_end = is_over && last.is_some_and(|last| update.at <= last);
        !update.candidate.is_level_2 && (is_before_end || times.contains(&update.at))
    };
    let lines = updates.iter().filter(|update| stays(update)).map(|update| update.candidate.lines.clone()).collect();
    updates.retain(|update| !stays(update));
    TextLines { lines, is_over }
}
