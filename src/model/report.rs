use std::ops::Range;

use rayon::prelude::*;

use super::{ComponentIndex, Incident, Instant, Month, Outage, Snapshot, Uptime};

/// Uptime, incidents and outages of every component by month. Sums over several months are exact.
#[derive(Debug)]
pub struct Report {
    /// Consecutive months, oldest first. The last one is the current month.
    pub months: Vec<ReportMonth>,
    /// The records by component, then by month.
    components: Vec<Vec<MonthRecord>>,
    /// The incidents by month, each counted once however many components it affects.
    incidents: Vec<IncidentCount>,
}

/// A month in the page's time zone, `starts ≤ t < ends`. The current month ends at now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportMonth {
    pub month: Month,
    pub starts: Instant,
    pub ends: Instant,
}

/// Uptime, incidents and longest outage of one component over one or several months.
#[derive(Clone, Debug, Default)]
pub struct MonthRecord {
    pub uptime: Uptime,
    pub incidents: IncidentCount,
    /// The longest outage that began in these months. Its duration is complete even if it ended later.
    pub longest_outage: Option<Outage>,
}

/// The incidents that began within one or several months.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IncidentCount {
    pub begun: u64,
    /// How many of the incidents in `begun` are over.
    pub resolved: u64,
    /// The total time from start to resolution of the resolved incidents, in seconds.
    pub seconds_to_resolve: u64,
}

impl Report {
    /// The most months in a report, including the current one.
    pub const MOST_MONTHS: u32 = 36;

    /// Computes the report of the months since the history began, at most the last [`Self::MOST_MONTHS`].
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

    /// Returns the records of one component, one for each of [`Self::months`].
    pub fn component(&self, component: ComponentIndex) -> &[MonthRecord] {
        &self.components[component]
    }

    /// Returns the combined record of one component over the months with the indexes `range`.
    pub fn component_over(&self, component: ComponentIndex, range: Range<usize>) -> MonthRecord {
        let mut sum = MonthRecord::default();
        for month in &self.components[component][range] {
            sum.add(month);
        }
        sum
    }

    /// Counts the incidents of the whole page that began in the months with the indexes `range`. Each incident counts
    /// once, however many components it affects.
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

/// Returns the index of the month that contains `at`, or `None` if `at` is before all `months`.
fn nth(at: Instant, months: &[ReportMonth]) -> Option<usize> {
    months.partition_point(|month| month.starts <= at).checked_sub(1)
}

/// Computes the record of one component for each month.
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
