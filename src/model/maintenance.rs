use super::{ComponentIndex, Instant, Span, TOLERANCE};

/// The status of a maintenance window.
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

    /// Returns the word for this status in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::InProgress => "in_progress",
            Self::Verifying => "verifying",
            Self::Completed => "completed",
            Self::Canceled => "canceled",
        }
    }

    /// Parses a word that [`Self::word`] returns; upper case is not accepted.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }

    /// Whether a window with this status puts its components under maintenance.
    pub const fn is_active(self) -> bool {
        matches!(self, Self::InProgress | Self::Verifying)
    }

    /// Whether a window with this status is over.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Completed | Self::Canceled)
    }
}

/// An update of a maintenance window.
#[derive(Clone, Debug, Hash)]
pub struct MaintenanceUpdate {
    pub at: Instant,
    pub status: MaintenanceStatus,
    /// The text of the update, in Markdown.
    pub text: String,
}

/// A maintenance window: planned work, which does not count as downtime.
#[derive(Clone, Debug, Hash)]
pub struct Maintenance {
    /// The name of the window's file without `.md`. The page of the window has the same name.
    pub id: String,
    pub title: String,
    pub starts: Instant,
    /// The planned end, always later than `starts`.
    pub ends: Instant,
    /// The affected components, in the order of `status.yaml`.
    pub affects: Vec<ComponentIndex>,
    /// The text before the first update, in Markdown.
    pub text: String,
    /// The updates, sorted by time; those with equal times are in the order of the file. May be empty.
    pub updates: Vec<MaintenanceUpdate>,
    /// All link reference definitions in the file, in Markdown. They apply to every text in it.
    pub link_definitions: String,
}

impl Maintenance {
    /// Returns the updates that count at `now`, oldest first: those up to [`TOLERANCE`] seconds ahead.
    pub fn updates_until(&self, now: Instant) -> &[MaintenanceUpdate] {
        &self.updates[..self.updates.partition_point(|update| update.at <= now.plus(TOLERANCE))]
    }

    /// Returns the status at `now`, from the last update that counts and from `starts` and `ends`.
    pub fn status(&self, now: Instant) -> MaintenanceStatus {
        Self::status_after(self.updates_until(now), self.starts, self.ends, now)
    }

    /// Returns the status at an instant of the past, from the last update until then and from `starts` and `ends`.
    pub fn status_at(&self, at: Instant) -> MaintenanceStatus {
        let until = self.updates.partition_point(|update| update.at <= at);
        Self::status_after(&self.updates[..until], self.starts, self.ends, at)
    }

    fn status_after(updates: &[MaintenanceUpdate], starts: Instant, ends: Instant, at: Instant) -> MaintenanceStatus {
        match updates.last().map(|update| update.status) {
            Some(over) if over.is_over() => over,
            _ if ends <= at => MaintenanceStatus::Completed,
            Some(active) if active.is_active() => active,
            _ if starts <= at => MaintenanceStatus::InProgress,
            _ => MaintenanceStatus::Scheduled,
        }
    }

    /// Returns the spans up to `now` in which the window's components were under maintenance, oldest first. The last
    /// span has no end while the window is active.
    pub fn active_spans(&self, now: Instant) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for at in self.turns(now) {
            let active = self.status_at_turn(at, now).is_active();
            match spans.last_mut().filter(|span| span.until.is_none()) {
                Some(span) if !active => span.until = Some(at),
                None if active => spans.push(Span { from: at, until: None }),
                _ => {}
            }
        }
        spans
    }

    /// Returns when the work began or, if it has not begun at `now`, its planned start.
    pub fn start(&self, now: Instant) -> Instant {
        self.active_spans(now).first().map_or(self.starts, |span| span.from)
    }

    /// Returns when the window was completed or canceled, if it is over at `now`: the time of an update, or `ends`.
    pub fn completed_at(&self, now: Instant) -> Option<Instant> {
        let turns = self.turns(now);
        let over = turns.into_iter().rev().take_while(|at| self.status_at_turn(*at, now).is_over());
        over.last()
    }

    /// Returns the time of the first update, or `starts` if that is earlier or there are no updates.
    pub fn created_at(&self) -> Instant {
        self.updates.first().map_or(self.starts, |update| update.at.min(self.starts))
    }

    /// Returns the time of the last update or change of status up to `now`, or else [`Self::created_at`].
    pub fn updated_at(&self, now: Instant) -> Instant {
        let updated = self.updates_until(now).last().map(|update| update.at);
        let turns = self.turns(now);
        let changed =
            turns.windows(2).rev().find(|turn| self.status_at_turn(turn[0], now) != self.status_at_turn(turn[1], now));
        let began = turns.first().filter(|first| self.status_at_turn(**first, now) != MaintenanceStatus::Scheduled);
        let clock = changed.map(|turn| turn[1]).or(began.copied());
        updated.into_iter().chain(clock).max().unwrap_or_else(|| self.created_at())
    }

    /// Returns the status at one of [`Self::turns`].
    fn status_at_turn(&self, at: Instant, now: Instant) -> MaintenanceStatus {
        if at == now { self.status(now) } else { self.status_at(at) }
    }

    /// Returns the instants up to `now` at which the status may change, oldest first. What is a little ahead counts from
    /// `now` on.
    fn turns(&self, now: Instant) -> Vec<Instant> {
        let mut turns: Vec<_> = self.updates_until(now).iter().map(|update| update.at.min(now)).collect();
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

    fn window(updates: &[(&str, MaintenanceStatus)]) -> Maintenance {
        let update =
            |(time, status): &(&str, _)| MaintenanceUpdate { at: at(time), status: *status, text: String::new() };
        Maintenance {
            id: "upgrade".to_owned(),
            title: "Upgrade".to_owned(),
            starts: at("10T22:00"),
            ends: at("11T00:00"),
            affects: vec![0],
            text: String::new(),
            updates: updates.iter().map(update).collect(),
            link_definitions: String::new(),
        }
    }

    #[test]
    fn window_without_updates_starts_and_ends_at_its_planned_times() {
        let window = window(&[]);
        assert_eq!(window.status(at("10T21:59")), MaintenanceStatus::Scheduled);
        assert_eq!(window.status(at("10T22:00")), MaintenanceStatus::InProgress);
        assert_eq!(window.status(at("11T00:00")), MaintenanceStatus::Completed);
        assert_eq!(window.updated_at(at("10T21:00")), at("10T22:00"), "without updates, the planned start counts");
        assert_eq!(window.updated_at(at("10T23:00")), at("10T22:00"));
        assert_eq!(window.updated_at(at("20T00:00")), at("11T00:00"));
        assert_eq!(window.completed_at(at("20T00:00")), Some(at("11T00:00")));
    }

    #[test]
    fn window_ended_by_an_update_ignores_its_planned_times() {
        let canceled = window(&[("01T09:00", MaintenanceStatus::Scheduled), ("05T09:00", MaintenanceStatus::Canceled)]);
        assert_eq!(canceled.updated_at(at("20T00:00")), at("05T09:00"));
        assert_eq!(canceled.completed_at(at("20T00:00")), Some(at("05T09:00")));
        assert!(canceled.active_spans(at("20T00:00")).is_empty());
        let early = window(&[("10T21:00", MaintenanceStatus::InProgress), ("10T23:00", MaintenanceStatus::Completed)]);
        assert_eq!(early.updated_at(at("20T00:00")), at("10T23:00"));
        assert_eq!(early.active_spans(at("20T00:00")), [Span { from: at("10T21:00"), until: Some(at("10T23:00")) }]);
    }
}
