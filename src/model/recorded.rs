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
    /// What the lines come to that were gathered.
    pub fn of(log: ComponentLog) -> Self {
        let (first, count) = (log.first(), log.count());
        let mut lines = log.into_lines();
        // Stable, so that of two lines alike in all of it the later in the log stays the later.
        lines.sort_by_key(LogLine::order);
        let mut voices = Voices::default();
        let mut said = Vec::new();
        let mut before = Said::NOTHING;
        for moment in lines.chunk_by(|a, b| a.at == b.at) {
            for same in moment.chunk_by(|a, b| a.voice == b.voice) {
                let stands = same[same.len() - 1];
                voices.hear(stands.voice, stands.status);
            }
            let now = voices.said(moment[0].at);
            if (now.manual, now.monitors) != (before.manual, before.monitors) {
                said.push(now);
                before = now;
            }
        }
        said.shrink_to_fit();
        Self { first, lines: count, said }
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

/// What each source last said, and which of them are heard.
#[derive(Default)]
struct Voices {
    manual: Option<ComponentStatus>,
    monitors: AHashMap<Voice, Monitor>,
    /// How many of those monitors that are heard say each status.
    heard: [usize; ComponentStatus::ALL.len()],
    /// How often a person has spoken over all sources.
    overrides: u32,
}

#[derive(Clone, Copy)]
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
