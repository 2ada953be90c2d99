use super::{ComponentIndex, Instant, Span};

/// Where a maintenance window is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MaintenanceStatus {
    Scheduled,
    InProgress,
    Verifying,
    Completed,
    Canceled,
}

impl MaintenanceStatus {
    /// Every status, in the order of a window's life.
    pub const ALL: [Self; 5] = [Self::Scheduled, Self::InProgress, Self::Verifying, Self::Completed, Self::Canceled];

    /// The word that our own files and pages use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::InProgress => "in_progress",
            Self::Verifying => "verifying",
            Self::Completed => "completed",
            Self::Canceled => "canceled",
        }
    }

    /// The status that `word` names, spelled exactly.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }

    /// Whether its components are under maintenance.
    pub const fn is_active(self) -> bool {
        matches!(self, Self::InProgress | Self::Verifying)
    }

    /// Whether nothing more is planned.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Completed | Self::Canceled)
    }
}

/// What was said about a maintenance window at one time.
#[derive(Clone, Debug, Hash)]
pub struct MaintenanceUpdate {
    pub at: Instant,
    pub status: MaintenanceStatus,
    /// Its text, in Markdown.
    pub text: String,
}

/// Planned work, which is no outage.
#[derive(Clone, Debug, Hash)]
pub struct Maintenance {
    /// The stem of its file, and its address.
    pub id: String,
    pub title: String,
    pub starts: Instant,
    /// Later than `starts`.
    pub ends: Instant,
    /// In the order of the page.
    pub affects: Vec<ComponentIndex>,
    /// What stands before the first update, in Markdown.
    pub text: String,
    /// In order of time; equal times in the order of the file. May be empty.
    pub updates: Vec<MaintenanceUpdate>,
    /// Definitions of links that stand anywhere in the file and serve all of its texts.
    pub link_definitions: String,
}

impl Maintenance {
    /// The updates that have been made at `now`, oldest first.
    pub fn updates_until(&self, now: Instant) -> &[MaintenanceUpdate] {
        &self.updates[..self.updates.partition_point(|update| update.at <= now)]
    }

    /// Its state at an instant: what people said last, within what the clock says.
    pub fn status(&self, at: Instant) -> MaintenanceStatus {
        let said = self.updates_until(at).last().map(|update| update.status);
        match said {
            Some(over) if over.is_over() => over,
            _ if self.ends <= at => MaintenanceStatus::Completed,
            Some(active) if active.is_active() => active,
            _ if self.starts <= at => MaintenanceStatus::InProgress,
            _ => MaintenanceStatus::Scheduled,
        }
    }

    /// The times in which its components were under maintenance, up to `now`, oldest first. The last
    /// one has no end while the work goes on.
    pub fn active_spans(&self, now: Instant) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for at in self.turns(now) {
            let active = self.status(at).is_active();
            match spans.last_mut().filter(|span| span.until.is_none()) {
                Some(span) if !active => span.until = Some(at),
                None if active => spans.push(Span { from: at, until: None }),
                _ => {}
            }
        }
        spans
    }

    /// When the work began or, while it has not, when it is planned to.
    pub fn start(&self, now: Instant) -> Instant {
        self.active_spans(now).first().map_or(self.starts, |span| span.from)
    }

    /// When it was over, if it is at `now`: by the word of people or by the clock.
    pub fn completed_at(&self, now: Instant) -> Option<Instant> {
        let turns = self.turns(now);
        let over = turns.into_iter().rev().take_while(|at| self.status(*at).is_over());
        over.last()
    }

    /// When people first spoke of it, or for a window without a word when it starts.
    pub fn created_at(&self) -> Instant {
        self.updates.first().map_or(self.starts, |update| update.at.min(self.starts))
    }

    /// The last time at or before `now` when it was spoken of, or when the clock changed its state.
    pub fn updated_at(&self, now: Instant) -> Instant {
        let spoken = self.updates_until(now).last().map(|update| update.at);
        let turns = self.turns(now);
        let changed = turns.windows(2).rev().find(|turn| self.status(turn[0]) != self.status(turn[1]));
        let began = turns.first().filter(|first| self.status(**first) != MaintenanceStatus::Scheduled);
        let clock = changed.map(|turn| turn[1]).or(began.copied());
        spoken.into_iter().chain(clock).max().unwrap_or_else(|| self.created_at())
    }

    /// The instants up to `now` at which its state may change, in order.
    fn turns(&self, now: Instant) -> Vec<Instant> {
        let mut turns: Vec<_> = self.updates_until(now).iter().map(|update| update.at).collect();
        turns.extend([self.starts, self.ends].into_iter().filter(|at| *at <= now));
        turns.sort_unstable();
        turns.dedup();
        turns
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse_rfc3339(&format!("2026-11-{text}:00Z")).unwrap()
    }

    fn window(said: &[(&str, MaintenanceStatus)]) -> Maintenance {
        let update =
            |(time, status): &(&str, _)| MaintenanceUpdate { at: at(time), status: *status, text: String::new() };
        Maintenance {
            id: "upgrade".to_owned(),
            title: "Upgrade".to_owned(),
            starts: at("10T22:00"),
            ends: at("11T00:00"),
            affects: vec![0],
            text: String::new(),
            updates: said.iter().map(update).collect(),
            link_definitions: String::new(),
        }
    }

    #[test]
    fn window_starts_and_ends_automatically() {
        let window = window(&[]);
        assert_eq!(window.status(at("10T21:59")), MaintenanceStatus::Scheduled);
        assert_eq!(window.status(at("10T22:00")), MaintenanceStatus::InProgress);
        assert_eq!(window.status(at("11T00:00")), MaintenanceStatus::Completed);
        assert_eq!(window.updated_at(at("10T21:00")), at("10T22:00"), "nothing has been said of it yet");
        assert_eq!(window.updated_at(at("10T23:00")), at("10T22:00"));
        assert_eq!(window.updated_at(at("20T00:00")), at("11T00:00"));
        assert_eq!(window.completed_at(at("20T00:00")), Some(at("11T00:00")));
    }

    #[test]
    fn finished_window_does_not_change() {
        let canceled = window(&[("01T09:00", MaintenanceStatus::Scheduled), ("05T09:00", MaintenanceStatus::Canceled)]);
        assert_eq!(canceled.updated_at(at("20T00:00")), at("05T09:00"));
        assert_eq!(canceled.completed_at(at("20T00:00")), Some(at("05T09:00")));
        assert!(canceled.active_spans(at("20T00:00")).is_empty());
        let early = window(&[("10T21:00", MaintenanceStatus::InProgress), ("10T23:00", MaintenanceStatus::Completed)]);
        assert_eq!(early.updated_at(at("20T00:00")), at("10T23:00"));
        assert_eq!(early.active_spans(at("20T00:00")), [Span { from: at("10T21:00"), until: Some(at("10T23:00")) }]);
    }
}
