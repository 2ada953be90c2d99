use std::ops::Range;

use rayon::prelude::*;

use super::{ComponentIndex, Incident, Instant, Month, Outage, Snapshot, Uptime};

/// The numbers of every component by month. Those of several months add up exactly.
#[derive(Debug)]
pub struct Report {
    /// Consecutive, oldest first. The last one is the current month.
    pub months: Vec<ReportMonth>,
    /// By component, then by month.
    components: Vec<Vec<MonthRecord>>,
    /// The incidents of the whole page by month, each once.
    incidents: Vec<IncidentCount>,
}

/// A month in the zone of the page: `starts ≤ t < ends`. The current one ends at now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportMonth {
    pub month: Month,
    pub starts: Instant,
    pub ends: Instant,
}

/// The numbers of one component over one or several months.
#[derive(Clone, Debug, Default)]
pub struct MonthRecord {
    pub uptime: Uptime,
    pub incidents: IncidentCount,
    /// The full duration of the longest that began then, even if it ended later.
    pub longest_outage: Option<Outage>,
}

/// The incidents that began within one or several months.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IncidentCount {
    pub begun: u64,
    /// The number of those that are over.
    pub resolved: u64,
    /// The sum of the times from start to resolution of these, in seconds.
    pub seconds_to_resolve: u64,
}

impl Report {
    /// The number of months in a report at most, including the current one.
    pub const MOST_MONTHS: u32 = 36;

    /// Returns the report of the newest months, from the first with known history.
    pub fn of(snapshot: &Snapshot<'_>) -> Self {
        let months = months(snapshot);
        let components = 0..snapshot.site.components.len();
        let components = components.into_par_iter().map(|component| records(component, &months, snapshot)).collect();
        let mut incidents = vec![IncidentCount::default(); months.len()];
        for incident in snapshot.incidents() {
            if let Some(nth) = nth(incident.start(), &months) {
                incidents[nth].count(incident, snapshot.now);
            }
        }
        Self { months, components, incidents }
    }

    /// Returns the numbers of one component, one record for each of [`Self::months`].
    pub fn component(&self, component: ComponentIndex) -> &[MonthRecord] {
        &self.components[component]
    }

    /// Returns the numbers of one component over the months of `range`.
    pub fn component_over(&self, component: ComponentIndex, range: Range<usize>) -> MonthRecord {
        let mut sum = MonthRecord::default();
        for month in &self.components[component][range] {
            sum.add(month);
        }
        sum
    }

    /// Returns the incidents of the whole page in the months of `range`.
    pub fn incidents_over(&self, range: Range<usize>) -> IncidentCount {
        let mut sum = IncidentCount::default();
        for month in &self.incidents[range] {
            sum.add(month);
        }
        sum
    }
}

impl MonthRecord {
    fn add(&mut self, other: &Self) {
        self.uptime.add(&other.uptime);
        self.incidents.add(&other.incidents);
        self.longest_outage = Outage::longest(self.longest_outage.into_iter().chain(other.longest_outage));
    }
}

impl IncidentCount {
    /// Returns the mean time from start to resolution in seconds, rounded down, or `None` if nothing was resolved.
    pub const fn mean_seconds_to_resolve(&self) -> Option<u64> {
        self.seconds_to_resolve.checked_div(self.resolved)
    }

    fn count(&mut self, incident: &Incident, now: Instant) {
        self.begun += 1;
        if let Some(resolved) = incident.resolved_at(now) {
            self.resolved += 1;
            self.seconds_to_resolve += resolved.seconds_since(incident.start());
        }
    }

    const fn add(&mut self, other: &Self) {
        self.begun += other.begun;
        self.resolved += other.resolved;
        self.seconds_to_resolve += other.seconds_to_resolve;
    }
}

/// Returns the months of a report, oldest first.
fn months(snapshot: &Snapshot<'_>) -> Vec<ReportMonth> {
    let zone = snapshot.site.page.zone;
    let current = Month::of(zone.date(snapshot.now));
    let known = snapshot.histories.iter().filter_map(|history| history.timeline.begins());
    let begun = snapshot.incidents().into_iter().map(Incident::start);
    let first = known.chain(begun).min().map_or(current, |first| Month::of(zone.date(first)));
    let mut month = first.max(current.earlier(Report::MOST_MONTHS - 1));
    let mut starts = zone.day_start(month.first());
    let mut months = Vec::new();
    while month <= current {
        let next = month.next();
        let ends = zone.day_start(next.first());
        months.push(ReportMonth { month, starts, ends: ends.min(snapshot.now) });
        (month, starts) = (next, ends);
    }
    months
}

/// Returns the index of the month of `at`, or `None` before the first. Now belongs to the last.
fn nth(at: Instant, months: &[ReportMonth]) -> Option<usize> {
    months.partition_point(|month| month.starts <= at).checked_sub(1)
}

/// Returns the numbers of one component by month.
fn records(component: ComponentIndex, months: &[ReportMonth], snapshot: &Snapshot<'_>) -> Vec<MonthRecord> {
    let (history, weights, now) = (&snapshot.histories[component], &snapshot.site.weights, snapshot.now);
    let Some(first) = months.first() else { return Vec::new() };
    let dates = snapshot.site.page.zone.date(now).days_since(first.month.first()) + 1;
    let mut days = &snapshot.uptime(component, dates).days[..];
    let record = |each: &ReportMonth| {
        let next = each.month.next().first();
        let (of_month, later) = days.split_at(days.partition_point(|day| day.date < next));
        days = later;
        MonthRecord { uptime: Uptime::sum(of_month, weights), ..MonthRecord::default() }
    };
    let mut records: Vec<_> = months.iter().map(record).collect();
    for incident in history.incidents(now) {
        if let Some(nth) = nth(incident.start(), months) {
            records[nth].incidents.count(incident, now);
        }
    }
    for outage in Outage::all(&history.timeline, weights, now) {
        if let Some(nth) = nth(outage.from, months) {
            let longest = &mut records[nth].longest_outage;
            *longest = Outage::longest(longest.iter().copied().chain([outage]));
        }
    }
    records
}
