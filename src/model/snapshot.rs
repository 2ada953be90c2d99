use std::collections::BTreeSet;

use super::log::RecordedStatus;
use super::timeline::Influences;
use super::{
    Component, ComponentIndex, ComponentStatus, Day, Days, Event, Incident, Instant, Maintenance, Overall, Site, Span,
    Timeline, Uptime,
};

/// A site at one instant. Pages and files are made from it.
#[derive(Debug)]
pub struct Snapshot<'a> {
    pub site: &'a Site,
    pub now: Instant,
    /// The status and history of each component, in the order of [`Site::components`].
    pub histories: Vec<ComponentHistory<'a>>,
    pub overall: Overall,
    days: Days,
}

/// The status and history of a component.
#[derive(Debug)]
pub struct ComponentHistory<'a> {
    pub status: ComponentStatus,
    pub timeline: Timeline,
    /// The events that set a status other than `operational`, each with the times at which the status applied. Sorted
    /// by start and id.
    causes: Vec<(Event<'a>, Vec<Span>)>,
}

impl<'a> Snapshot<'a> {
    /// The most dates that a page needs, including today: the three years of a [`Report`] with one leap day, and the
    /// day before them, which shows what had begun before the first month.
    ///
    /// [`Report`]: super::Report
    pub const LONGEST_PERIOD: u32 = 3 * 365 + 1 + 1;

    /// Computes the state of `site` at `now`.
    pub fn take(site: &'a Site, now: Instant) -> Self {
        let days = Days::until(now, site.page.zone, Self::LONGEST_PERIOD);
        let mut gathered: Vec<Gathered<'a>> = site.components.iter().map(|_| Gathered::default()).collect();
        for incident in site.incidents.iter().filter(|incident| incident.has_started(now)) {
            gather_incident(incident, now, &mut gathered);
        }
        for window in &site.windows {
            gather_window(window, now, &mut gathered);
        }
        let histories: Vec<_> =
            gathered.into_iter().enumerate().map(|(component, found)| found.history(site, component, now)).collect();
        let statuses: Vec<_> = histories.iter().map(|history| history.status).collect();
        Self { site, now, histories, overall: Overall::of(&statuses), days }
    }

    /// Returns the uptime of a component over the last `count` dates, at most [`Self::LONGEST_PERIOD`].
    pub fn uptime(&self, component: ComponentIndex, count: u32) -> Uptime {
        let timeline = &self.histories[component].timeline;
        Uptime::over(self.days.last(count), timeline, &self.site.weights, self.now)
    }

    /// Returns, for each of the last `count` dates, the incidents and windows that set a status of the component other
    /// than `operational` for at least a second, sorted by start and id.
    pub fn causes(&self, component: ComponentIndex, count: u32) -> Vec<Vec<Event<'a>>> {
        let days = self.days.last(count);
        let history = &self.histories[component];
        let known = history.timeline.begins().unwrap_or(self.now);
        let mut causes = vec![Vec::new(); days.len()];
        for (event, spans) in &history.causes {
            let mut hit = BTreeSet::new();
            for (from, until) in spans.iter().filter_map(|span| span.within(known, self.now)) {
                let first = days.partition_point(|day| day.ends <= from);
                hit.extend((first..days.len()).take_while(|day| days[*day].starts < until));
            }
            for day in hit {
                causes[day].push(*event);
            }
        }
        causes
    }

    /// Returns the days of the last `count` dates, oldest first. The last one is today.
    pub fn days(&self, count: u32) -> &[Day] {
        self.days.last(count)
    }

    /// Returns the open incidents, newest first.
    pub fn open_incidents(&self) -> Vec<&'a Incident> {
        newest_first(self.site.incidents.iter().filter(|incident| incident.is_open(self.now)))
    }

    /// Returns the incidents that have begun, newest first.
    pub fn incidents(&self) -> Vec<&'a Incident> {
        newest_first(self.site.incidents.iter().filter(|incident| incident.has_started(self.now)))
    }

    /// Returns all maintenance windows, the latest start first.
    pub fn windows(&self) -> Vec<&'a Maintenance> {
        let mut windows: Vec<_> = self.site.windows.iter().collect();
        windows.sort_by(|a, b| b.starts.cmp(&a.starts).then_with(|| a.id.cmp(&b.id)));
        windows
    }

    /// Returns when the history of a component begins, or [`Self::newest`] if it has no history.
    pub fn created_at(&self, component: ComponentIndex) -> Instant {
        self.histories[component].timeline.begins().unwrap_or_else(|| self.newest())
    }

    /// Returns the time of the last status change of a component, or [`Self::newest`] if it has no history.
    pub fn updated_at(&self, component: ComponentIndex) -> Instant {
        self.histories[component].timeline.changed_at().unwrap_or_else(|| self.newest())
    }

    /// Returns the time of the newest change of a component, incident or window up to now.
    pub fn newest(&self) -> Instant {
        let components = self.histories.iter().filter_map(|history| history.timeline.changed_at());
        let incidents = self.incidents().into_iter().map(|incident| incident.updated_at(self.now));
        let windows = self.site.windows.iter().map(|window| window.updated_at(self.now));
        components.chain(incidents).chain(windows).filter(|at| *at <= self.now).max().unwrap_or(Instant::EPOCH)
    }
}

impl<'a> ComponentHistory<'a> {
    /// Returns the incidents that have given the component a status other than `operational` for at least one second
    /// before `now`, sorted by start and id.
    pub fn incidents(&self, now: Instant) -> impl Iterator<Item = &'a Incident> {
        let known = self.timeline.begins().unwrap_or(now);
        self.causes.iter().filter_map(move |(event, spans)| match event {
            Event::Incident(incident) if spans.iter().any(|span| span.within(known, now).is_some()) => Some(*incident),
            _ => None,
        })
    }
}

fn newest_first<'a>(incidents: impl Iterator<Item = &'a Incident>) -> Vec<&'a Incident> {
    let mut incidents: Vec<_> = incidents.collect();
    incidents.sort_by(|a, b| b.start().cmp(&a.start()).then_with(|| a.id.cmp(&b.id)));
    incidents
}

/// The effects of incidents and windows on one component, collected before its log is read.
#[derive(Default)]
struct Gathered<'a> {
    influences: Influences<'a>,
    first_affected: Option<Instant>,
    causes: Vec<(Event<'a>, Vec<Span>)>,
}

impl<'a> Gathered<'a> {
    fn add_cause(&mut self, event: Event<'a>, span: Span) {
        match self.causes.last_mut().filter(|(last, _)| last.id() == event.id()) {
            Some((_, spans)) => spans.push(span),
            None => self.causes.push((event, vec![span])),
        }
    }

    fn history(mut self, site: &'a Site, component: ComponentIndex, now: Instant) -> ComponentHistory<'a> {
        let log = &site.log[component];
        let Component { declared, since, .. } = &site.components[component];
        self.influences.recorded = log.until(now);
        let last = self.influences.recorded.last().copied().unwrap_or(RecordedStatus::NONE);
        if last.manual.unwrap_or(ComponentStatus::Operational) != *declared {
            self.influences.declared = Some(RecordedStatus { at: now, manual: Some(*declared), ..last });
        }
        let since = since.map(|date| site.page.zone.day_start(date));
        let begins = since.into_iter().chain(log.first()).chain(self.first_affected).filter(|at| *at <= now).min();
        let timeline = Timeline::new(begins, &self.influences);
        self.causes.sort_by_key(|(event, _)| (event.start(now), event.id()));
        ComponentHistory { status: timeline.status_at(now), timeline, causes: self.causes }
    }
}

fn gather_incident<'a>(incident: &'a Incident, now: Instant, gathered: &mut [Gathered<'a>]) {
    for component in incident.components(now) {
        let first = incident.first_affected(component, now);
        let known = gathered[component].first_affected;
        gathered[component].first_affected = known.into_iter().chain(first).min();
    }
    for stretch in incident.stretches(now) {
        for (component, status) in stretch.gives {
            gathered[component].influences.given.push((stretch.span, status));
            if status != ComponentStatus::Operational {
                gathered[component].add_cause(Event::Incident(incident), stretch.span);
            }
        }
    }
}

fn gather_window<'a>(window: &'a Maintenance, now: Instant, gathered: &mut [Gathered<'a>]) {
    for span in window.active_spans(now) {
        for component in &window.affects {
            gathered[*component].influences.maintenance.push(span);
            gathered[*component].add_cause(Event::Maintenance(window), span);
        }
    }
}
