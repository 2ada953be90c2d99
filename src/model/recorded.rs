use std::collections::BTreeSet;
use std::collections::hash_map::Entry;

use ahash::AHashMap;

use super::{ComponentLog, ComponentStatus, Instant, LogLine, Voice};

/// What the log says of one component over time.
#[derive(Clone, Debug, Default)]
pub struct Recorded {
    first: Option<Instant>,
    lines: usize,
    /// In order of time, each different from the one before.
    said: Vec<Said>,
}

/// What is said of a component from an instant on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub at: Instant,
    /// What people said last.
    pub manual: Option<ComponentStatus>,
    /// The worst of what those monitors said last that are heard.
    pub monitors: Option<ComponentStatus>,
}

impl Said {
    /// Nothing, as before the first line.
    pub const NOTHING: Self = Self { at: Instant::BEGINNING, manual: None, monitors: None };

    /// The worst of it. Planned work, which people declare, silences every alert.
    pub fn status(self) -> ComponentStatus {
        match self.manual {
            Some(ComponentStatus::UnderMaintenance) => ComponentStatus::UnderMaintenance,
            manual => manual.max(self.monitors).unwrap_or(ComponentStatus::Operational),
        }
    }
}

impl Recorded {
    /// What the lines come to that were gathered, if all of them were kept.
    pub fn of(log: ComponentLog) -> Self {
        Recorder::default().finish(log)
    }

    /// The time of the first line.
    pub const fn first(&self) -> Option<Instant> {
        self.first
    }

    /// How many lines there were.
    pub const fn lines(&self) -> usize {
        self.lines
    }

    /// Since when people say `status` of the component at `now`; none if they say another, or nothing.
    pub fn declared_since(&self, status: ComponentStatus, now: Instant) -> Option<Instant> {
        let declared = self.until(now).iter().rev().take_while(|said| said.manual == Some(status));
        declared.last().map(|said| said.at)
    }

    /// All that is said up to `now`.
    pub(super) fn until(&self, now: Instant) -> &[Said] {
        &self.said[..self.said.partition_point(|said| said.at <= now)]
    }
}

/// Works out what the lines of one component come to, one stretch of time after another, so that none of them needs to
/// be in memory for longer than its stretch.
#[derive(Debug, Default)]
pub struct Recorder {
    voices: Voices,
    said: Vec<Said>,
}

impl Recorder {
    /// Hears lines that stand in any order but are all later than those that it has heard. Lines alike in time, source
    /// and part are in the order of the log.
    pub fn hear(&mut self, mut lines: Vec<LogLine>) {
        // Stable, so that of two lines alike in all of it the later in the log stays the later.
        lines.sort_by_key(LogLine::order);
        let mut before = self.said.last().copied().unwrap_or(Said::NOTHING);
        for moment in lines.chunk_by(|a, b| a.at == b.at) {
            for same in moment.chunk_by(|a, b| a.voice == b.voice) {
                let stands = same[same.len() - 1];
                self.voices.hear(stands.voice, stands.status);
            }
            let now = self.voices.said(moment[0].at);
            if (now.manual, now.monitors) != (before.manual, before.monitors) {
                self.said.push(now);
                before = now;
            }
        }
    }

    /// Forgets what was said, but for what holds now: since when the status that all of it comes to, since when what
    /// people say, and what held just before each. So however much was said, at most five things are kept.
    ///
    /// By that the last change of the recorded status is known exactly, however many sources said whatever in whatever
    /// order. Only where an incident or a window that is as old lies over that change, and what it gave was the very
    /// status that still holds, a page may tell a later change than the true one.
    pub fn forget(&mut self) {
        let Some(last) = self.said.last().copied() else { return };
        let starts = [
            self.said.iter().rposition(|said| said.status() != last.status()),
            self.said.iter().rposition(|said| said.manual != last.manual),
        ];
        let mut kept = BTreeSet::from([self.said.len() - 1]);
        for before in starts {
            kept.extend(before);
            kept.insert(before.map_or(0, |before| before + 1));
        }
        self.said = kept.into_iter().map(|number| self.said[number]).collect();
    }

    /// What all of it comes to, with the lines that were kept, which are later than those that were heard.
    pub fn finish(mut self, log: ComponentLog) -> Recorded {
        let (first, lines) = (log.first(), log.count());
        self.hear(log.into_lines());
        self.said.shrink_to_fit();
        Recorded { first, lines, said: self.said }
    }
}

/// What each source last said, and which of them are heard.
#[derive(Debug, Default)]
struct Voices {
    manual: Option<ComponentStatus>,
    monitors: AHashMap<Voice, Monitor>,
    /// How many of those monitors that are heard say each status.
    heard: [usize; ComponentStatus::ALL.len()],
    /// How often a person has spoken over all sources.
    overrides: u32,
}

#[derive(Clone, Copy, Debug)]
struct Monitor {
    said: ComponentStatus,
    /// The count of overrides when it last spoke up; where there were more since, it is silent.
    spoke: u32,
}

impl Voices {
    fn hear(&mut self, voice: Voice, status: ComponentStatus) {
        if voice.others().is_none() {
            if voice == Voice::OVERRIDE {
                self.overrides += 1;
                self.heard = Default::default();
            }
            self.manual = Some(status);
            return;
        }
        let now = Monitor { said: status, spoke: self.overrides };
        match self.monitors.entry(voice) {
            Entry::Vacant(none) => {
                none.insert(now);
            }
            Entry::Occupied(mut monitor) => {
                let before = monitor.get_mut();
                if before.spoke == self.overrides {
                    self.heard[before.said.slot()] -= 1;
                } else if before.said == status {
                    return; // A silenced monitor that says its last word again says nothing new.
                }
                *before = now;
            }
        }
        self.heard[status.slot()] += 1;
    }

    fn said(&self, at: Instant) -> Said {
        let worst = ComponentStatus::ALL.into_iter().rev().find(|status| self.heard[status.slot()] > 0);
        Said { at, manual: self.manual, monitors: worst }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Part;

    /// Since when the recorded status holds that holds at the end.
    fn changed(said: &[Said]) -> Option<Instant> {
        let last = said.last()?;
        let before = said.iter().rposition(|said| said.status() != last.status());
        Some(said[before.map_or(0, |before| before + 1)].at)
    }

    proptest! {
        #[test]
        fn what_is_forgotten_is_not_missed(
            lines in prop::collection::vec((0..4_usize, prop::sample::select(&ComponentStatus::ALL[..])), 1..60),
            stretch in 1..9_usize,
        ) {
            let voices = [Voice::OVERRIDE, Voice::MANUAL, Voice::monitor(0), Voice::monitor(1)];
            let line = |(at, (voice, status)): (i64, (usize, ComponentStatus))| {
                LogLine { at: Instant::EPOCH.plus(at), voice: voices[voice], part: Part::default(), status }
            };
            let lines: Vec<_> = (0..).zip(lines).map(line).collect();
            let (mut mindful, mut forgetful) = (Recorder::default(), Recorder::default());
            for lines in lines.chunks(stretch) {
                mindful.hear(lines.to_vec());
                forgetful.hear(lines.to_vec());
                forgetful.forget();
                prop_assert!(forgetful.said.len() <= 5);
                prop_assert_eq!(changed(&forgetful.said), changed(&mindful.said));
                prop_assert_eq!(forgetful.said.last(), mindful.said.last());
            }
            let log = ComponentLog::new(Instant::BEGINNING);
            let (mindful, forgetful) = (mindful.finish(log.clone()), forgetful.finish(log));
            for status in ComponentStatus::ALL {
                let since = |recorded: &Recorded| recorded.declared_since(status, Instant::EPOCH.plus(99));
                prop_assert_eq!(since(&forgetful), since(&mindful));
            }
        }
    }
}
