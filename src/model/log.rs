use std::cmp::Reverse;
use std::sync::Arc;

use super::{ComponentStatus, Instant};

/// Who said a line of the log.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// A person, through `status.yaml`.
    Manual,
    /// A monitor or another program, by the name it signs with.
    Named(Arc<str>),
    /// `*`: a person who speaks over all sources. It counts after the others at equal times.
    Override,
}

/// The number of a source among all that speak in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Voice(u32);

impl Voice {
    /// The number of [`Source::Override`].
    pub const OVERRIDE: Self = Self(0);
    /// The number of [`Source::Manual`].
    pub const MANUAL: Self = Self(1);
    /// How many numbers are no monitor's.
    const PEOPLE: usize = 2;

    /// The number of a monitor that so many others came before. No file has four thousand million lines.
    pub fn monitor(others: usize) -> Self {
        Self(u32::try_from(Self::PEOPLE + others).unwrap_or(u32::MAX))
    }

    /// How many monitors come before this one; none for people.
    pub const fn others(self) -> Option<usize> {
        (self.0 as usize).checked_sub(Self::PEOPLE)
    }
}

/// The number of a part of the log, in the order in which the log is read. Three bytes, so that a line takes sixteen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part([u8; 3]);

impl Part {
    /// The part that so many others come before: at most some sixteen millions, so parts must not be tiny.
    pub fn behind(others: usize) -> Self {
        const MOST: u32 = (1 << 24) - 1;
        let [_, high, middle, low] = u32::try_from(others).unwrap_or(MOST).min(MOST).to_be_bytes();
        Self([high, middle, low])
    }
}

/// One line of `history.log`: from `at` on, a source says `status` of a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogLine {
    pub at: Instant,
    pub voice: Voice,
    /// The part of the log in which it stands. Within a part, lines are told in their order.
    pub part: Part,
    pub status: ComponentStatus,
}

impl LogLine {
    /// The order in which lines count, where those that are alike in it keep the order of the log. People who speak
    /// over all sources come after the others.
    pub(super) fn order(&self) -> (Instant, Reverse<Voice>, Part) {
        (self.at, Reverse(self.voice), self.part)
    }
}

/// What the log says of one component, gathered line by line in any order.
///
/// Lines from an instant on are kept. Those before are only counted: what they come to, a [`Recorder`] has heard before.
///
/// [`Recorder`]: super::Recorder
#[derive(Clone, Debug)]
pub struct ComponentLog {
    from: Instant,
    first: Option<Instant>,
    count: usize,
    lines: Vec<LogLine>,
}

impl ComponentLog {
    /// Nothing yet. Lines at `from` or later will be kept.
    pub fn new(from: Instant) -> Self {
        Self { from, first: None, count: 0, lines: Vec::new() }
    }

    /// The time of the first line, however old.
    pub const fn first(&self) -> Option<Instant> {
        self.first
    }

    /// How many lines there were.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// Takes a line. Those of one part come in the order of the log.
    pub fn take(&mut self, line: LogLine) {
        self.count += 1;
        self.first = Some(self.first.map_or(line.at, |first| first.min(line.at)));
        if line.at >= self.from {
            self.lines.push(line);
        }
    }

    /// Takes what was gathered of other parts, in which sources had other numbers.
    pub fn merge(&mut self, other: Self, renumbered: impl Fn(Voice) -> Voice) {
        self.count += other.count;
        self.first = self.first.into_iter().chain(other.first).min();
        self.lines.reserve_exact(other.lines.len());
        self.lines.extend(other.lines.into_iter().map(|line| LogLine { voice: renumbered(line.voice), ..line }));
    }

    /// The lines that are kept. Those of one source, time and part are in the order of the log.
    pub(super) fn into_lines(self) -> Vec<LogLine> {
        self.lines
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Recorded;

    #[test]
    fn a_line_is_small() {
        assert_eq!((size_of::<LogLine>(), size_of::<Option<LogLine>>()), (16, 16));
    }

    proptest! {
        #[test]
        fn whoever_gathers_which_part_it_comes_to_the_same(
            lines in prop::collection::vec((0..6_i64, 0..4_usize, prop::sample::select(&ComponentStatus::ALL[..])), 0..40),
            takers in prop::collection::vec(0..3_usize, 14),
            from in 0..7_i64,
        ) {
            let voices = [Voice::OVERRIDE, Voice::MANUAL, Voice::monitor(0), Voice::monitor(1)];
            // The last of them calls its monitors by other numbers.
            let other = |voice: Voice| voice.others().map_or(voice, |others| Voice::monitor(1 - others));
            let mut alone = ComponentLog::new(Instant::EPOCH.plus(from));
            let mut shared = [alone.clone(), alone.clone(), alone.clone()];
            for (number, (at, voice, status)) in lines.into_iter().enumerate() {
                let part = number / 3;
                let at = Instant::EPOCH.plus(at);
                let line = LogLine { at, voice: voices[voice], part: Part::behind(part), status };
                alone.take(line);
                let taker = takers[part];
                shared[taker].take(if taker == 2 { LogLine { voice: other(line.voice), ..line } } else { line });
            }
            let [mut one, two, three] = shared;
            one.merge(two, |voice| voice);
            one.merge(three, other);
            prop_assert_eq!(format!("{:?}", Recorded::of(one)), format!("{:?}", Recorded::of(alone)));
        }
    }
}
