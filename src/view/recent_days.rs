use serde::Serialize;

use super::{DatedEvent, EventItem, ViewContext};
use crate::model::{Date, Instant};

/// How many days the front page shows in addition to today.
const DAYS: i64 = 14;
/// The age in seconds up to which a file that could not be read counts as a possible problem.
const POSSIBLE_PROBLEM_AGE: i64 = 86_400;

/// A recent day with events, or a run of days without any.
#[derive(Clone, Debug, Serialize)]
pub struct RecentDays {
    /// The heading: `22 November 2026`, or `No incidents from 15 November to 17 November 2026`.
    pub title: String,
    /// The date of a day with events: `2026-11-22`; none for a run of days without any.
    pub iso: Option<String>,
    /// The events that started on the day and are over, newest first.
    pub items: Vec<EventItem>,
}

impl RecentDays {
    /// Returns today and the 14 days before it, newest first. A run of days without incidents is one item. A day on
    /// which no event started but an incident was open is left out.
    pub fn all(context: &ViewContext<'_>) -> Vec<Self> {
        let today = context.zone().date(context.now());
        let days: Vec<_> = (0..=DAYS).map(|back| Day::new(today.plus_days(-back), context)).collect();
        let runs = days.chunk_by(|a, b| a.is_quiet() && b.is_quiet());
        runs.filter_map(|run| match run {
            [day] if !day.started.is_empty() => Some(Self::busy(day, context)),
            [newest, .., oldest] => Some(Self::quiet(oldest.date, newest.date, context)),
            [day] if day.is_quiet() => Some(Self::quiet(day.date, day.date, context)),
            _ => None,
        })
        .collect()
    }

    fn busy(day: &Day<'_>, context: &ViewContext<'_>) -> Self {
        let items = day.started.iter().map(|dated| EventItem::new(dated, context)).collect();
        Self { title: context.catalog.date(day.date), iso: Some(day.date.to_string()), items }
    }

    fn quiet(from: Date, until: Date, context: &ViewContext<'_>) -> Self {
        let catalog = context.catalog;
        let title = if from == until {
            catalog.format_with("quiet-day", &[("day", catalog.date(until).into())])
        } else {
            let without_year =
                |date: Date| if from.year() == until.year() { catalog.day(date) } else { catalog.date(date) };
            let values = [
                ("from", without_year(from).into()),
                ("until", catalog.date(until).into()),
                ("first", catalog.date(from).into()),
                ("last", without_year(until).into()),
            ];
            catalog.format_with("quiet-days", &values)
        };
        Self { title, iso: None, items: Vec::new() }
    }
}

struct Day<'a> {
    date: Date,
    /// The events that started on the day and are over.
    started: Vec<DatedEvent<'a>>,
    /// Whether an incident was open, or may have been, at some time of the day.
    had_incident: bool,
}

impl<'a> Day<'a> {
    fn new(date: Date, context: &ViewContext<'a>) -> Self {
        let (starts, ends) = (context.zone().day_start(date), context.zone().day_start(date.plus_days(1)));
        let started = context.events.iter().filter(|each| (starts..ends).contains(&each.start));
        let may_have_had_incident =
            context.snapshot.site.has_possible_problem && ends > context.now().plus(-POSSIBLE_PROBLEM_AGE);
        let had_incident = may_have_had_incident
            || context.events.iter().any(|each| each.is_incident() && overlaps(each, starts, ends));
        Self { date, started: started.filter(|each| each.end.is_some()).copied().collect(), had_incident }
    }

    fn is_quiet(&self) -> bool {
        self.started.is_empty() && !self.had_incident
    }
}

/// Whether the event was open at some time between `starts` and `ends`.
fn overlaps(dated: &DatedEvent<'_>, starts: Instant, ends: Instant) -> bool {
    dated.start < ends && dated.end.is_none_or(|end| end > starts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture;

    fn titles(site: &crate::model::Site) -> Vec<String> {
        fixture::with(site, |context| RecentDays::all(context).into_iter().map(|days| days.title).collect())
    }

    #[test]
    fn consecutive_days_without_incidents_are_merged() {
        let mut site = fixture::quiet();
        assert_eq!(titles(&site), ["No incidents from 8 November to 22 November 2026"]);

        let updates = [("2026-11-12T14:00:00Z", "investigating", ""), ("2026-11-14T10:00:00Z", "resolved", "")];
        site.incidents.push(fixture::incident("long", &updates));
        let expected = ["No incidents from 15 November to 22 November 2026", "12 November 2026"];
        assert_eq!(titles(&site)[..2], expected, "days of an incident are not merged");
        assert_eq!(titles(&site)[2], "No incidents from 8 November to 11 November 2026");
    }

    #[test]
    fn days_of_possible_problem_are_left_out() {
        let mut site = fixture::quiet();
        site.has_possible_problem = true;
        assert_eq!(titles(&site), ["No incidents from 8 November to 20 November 2026"]);
    }

    #[test]
    fn days_of_open_incident_are_left_out() {
        let mut site = fixture::quiet();
        site.incidents.push(fixture::incident("open", &[("2026-11-21T10:00:00Z", "investigating", "")]));
        assert_eq!(titles(&site), ["No incidents from 8 November to 20 November 2026"]);
    }
}
