use serde::Serialize;

use super::{Guide, Happened, Item};
use crate::model::{Date, Instant};

/// How many days before today the front page looks back.
const DAYS: i64 = 14;

/// A stretch of the past days: a day on which something began, or days on which nothing did.
#[derive(Clone, Debug, Serialize)]
pub struct Past {
    /// `22 November 2026`, or `15 to 17 November 2026`.
    pub title: String,
    /// The date, for a day with events.
    pub iso: Option<String>,
    /// What began on that day and is over, newest first.
    pub items: Vec<Item>,
}

impl Past {
    /// Today and the 14 days before it, newest first. Days on which no incident was open are one
    /// line a run; a day through which one lasted is neither quiet nor told again.
    pub fn days(guide: &Guide<'_>) -> Vec<Self> {
        let today = guide.zone().date(guide.now());
        let days: Vec<_> = (0..=DAYS).map(|back| Day::new(today.plus_days(-back), guide)).collect();
        let runs = days.chunk_by(|a, b| a.is_quiet() && b.is_quiet());
        runs.filter_map(|run| match run {
            [day] if !day.began.is_empty() => Some(Self::busy(day, guide)),
            [newest, .., oldest] => Some(Self::quiet(oldest.date, newest.date, guide)),
            [day] if day.is_quiet() => Some(Self::quiet(day.date, day.date, guide)),
            _ => None,
        })
        .collect()
    }

    fn busy(day: &Day<'_>, guide: &Guide<'_>) -> Self {
        let items = day.began.iter().map(|happened| Item::new(happened, guide)).collect();
        Self { title: guide.words.date(day.date), iso: Some(day.date.to_string()), items }
    }

    fn quiet(from: Date, until: Date, guide: &Guide<'_>) -> Self {
        let words = guide.words;
        let title = if from == until {
            words.format_with("quiet-day", &[("day", words.date(until).into())])
        } else {
            let beside = |date: Date| if from.year() == until.year() { words.day(date) } else { words.date(date) };
            let values = [
                ("from", beside(from).into()),
                ("until", words.date(until).into()),
                ("first", words.date(from).into()),
                ("last", beside(until).into()),
            ];
            words.format_with("quiet-days", &values)
        };
        Self { title, iso: None, items: Vec::new() }
    }
}

struct Day<'a> {
    date: Date,
    /// What began on it and is over.
    began: Vec<Happened<'a>>,
    /// Whether an incident was open for some of it.
    touched: bool,
}

impl<'a> Day<'a> {
    fn new(date: Date, guide: &Guide<'a>) -> Self {
        let (starts, ends) = (guide.zone().day_start(date), guide.zone().day_start(date.plus_days(1)));
        let began = guide.happened.iter().filter(|each| (starts..ends).contains(&each.start));
        let touched = guide.happened.iter().any(|each| each.is_incident() && lasts_into(each, starts, ends));
        Self { date, began: began.filter(|each| each.end.is_some()).copied().collect(), touched }
    }

    fn is_quiet(&self) -> bool {
        self.began.is_empty() && !self.touched
    }
}

/// Whether it was going on between `starts` and `ends`.
fn lasts_into(happened: &Happened<'_>, starts: Instant, ends: Instant) -> bool {
    happened.start < ends && happened.end.is_none_or(|end| end > starts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture;

    fn titles(site: &crate::model::Site) -> Vec<String> {
        fixture::with(site, |guide| Past::days(guide).into_iter().map(|past| past.title).collect())
    }

    #[test]
    fn quiet_days_are_one_line_a_run() {
        let mut site = fixture::quiet();
        assert_eq!(titles(&site), ["No incidents from 8 November to 22 November 2026"]);

        let updates = [("2026-11-12T14:00:00Z", "investigating", ""), ("2026-11-14T10:00:00Z", "resolved", "")];
        site.incidents.push(fixture::incident("long", &updates));
        let told = ["No incidents from 15 November to 22 November 2026", "12 November 2026"];
        assert_eq!(titles(&site)[..2], told, "the days through which it lasted are not quiet");
        assert_eq!(titles(&site)[2], "No incidents from 8 November to 11 November 2026");
    }

    #[test]
    fn an_open_incident_is_told_elsewhere_but_its_days_are_not_quiet() {
        let mut site = fixture::quiet();
        site.incidents.push(fixture::incident("open", &[("2026-11-21T10:00:00Z", "investigating", "")]));
        assert_eq!(titles(&site), ["No incidents from 8 November to 20 November 2026"]);
    }
}
