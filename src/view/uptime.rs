use serde::Serialize;

use super::{Guide, MonthNumbers, MonthRange, PageHead, Place};
use crate::model::{Month, Report};

/// The uptime of every component, month by month: the newest months, or those of a year.
#[derive(Clone, Debug, Serialize)]
pub struct UptimePage {
    pub head: PageHead,
    pub title: String,
    /// The months that it covers: `December 2025 – November 2026`.
    pub range: String,
    /// The first of them: `2025-12`.
    pub first: String,
    /// The last of them: `2026-11`.
    pub last: String,
    /// The pages of other months, and this one.
    pub ranges: Vec<RangeLink>,
    /// The years that the columns stand under, oldest first.
    pub years: Vec<YearColumns>,
    /// The months that stand side by side, oldest first.
    pub columns: Vec<MonthColumn>,
    /// Every month that numbers are known of, oldest first.
    pub choices: Vec<MonthColumn>,
    /// How many incidents began in these months, on the whole page.
    pub incidents: u64,
    /// How long it took to resolve one of them, on average; none where none is resolved.
    pub time_to_resolve: Option<String>,
    /// The components, by group.
    pub sections: Vec<MonthNumbers>,
}

/// A page of uptime.
#[derive(Clone, Debug, Serialize)]
pub struct RangeLink {
    pub place: Place,
    /// Whether it is this page.
    pub current: bool,
}

/// A month at the head of a column.
#[derive(Clone, Debug, Serialize)]
pub struct MonthColumn {
    /// `2026-11`.
    pub iso: String,
    /// `November 2026`.
    pub name: String,
    /// `Nov`.
    pub short: String,
}

/// A year above its months.
#[derive(Clone, Debug, Serialize)]
pub struct YearColumns {
    pub name: String,
    /// How many of the columns are its months.
    pub months: usize,
}

impl UptimePage {
    pub fn new(range: &MonthRange, report: &Report, guide: &Guide<'_>) -> Self {
        let words = guide.words;
        let months: Vec<_> = report.months[range.months.clone()].iter().map(|month| month.month).collect();
        let title = match range.year {
            Some(year) => words.say_with("uptime-of", &[("range", year.to_string().into())]),
            None => words.say("uptime-heading"),
        };
        let about = words.say_with("about-uptime", &[("page", guide.page().name.as_str().into())]);
        let head = PageHead::new(range.path(), &title, about, guide);
        let incidents = report.incidents_over(range.months.clone());
        Self {
            title,
            range: told(&months, guide),
            first: months.first().map(Month::to_string).unwrap_or_default(),
            last: months.last().map(Month::to_string).unwrap_or_default(),
            ranges: MonthRange::all(report).iter().map(|other| RangeLink::new(other, range, guide)).collect(),
            years: months.chunk_by(|a, b| a.year() == b.year()).map(YearColumns::new).collect(),
            columns: months.iter().map(|month| MonthColumn::new(*month, guide)).collect(),
            choices: report.months.iter().map(|month| MonthColumn::new(month.month, guide)).collect(),
            incidents: incidents.begun,
            time_to_resolve: incidents.mean_seconds_to_resolve().map(|seconds| words.lasting_short(seconds)),
            sections: MonthNumbers::all(&range.months, report, &head.root, guide),
            head,
        }
    }
}

/// `December 2025 – November 2026`, or the one month that there is.
fn told(months: &[Month], guide: &Guide<'_>) -> String {
    let name = |month: &Month| guide.words.month(month.first());
    match months {
        [] => String::new(),
        [only] => name(only),
        [first, .., last] => {
            guide.words.say_with("months", &[("from", name(first).into()), ("until", name(last).into())])
        }
    }
}

impl RangeLink {
    fn new(range: &MonthRange, this: &MonthRange, guide: &Guide<'_>) -> Self {
        let name = range.year.map_or_else(|| guide.words.say("last-twelve-months"), |year| year.to_string());
        Self { place: Place { name, href: range.path() }, current: range == this }
    }
}

impl MonthColumn {
    fn new(month: Month, guide: &Guide<'_>) -> Self {
        let first = month.first();
        Self { iso: month.to_string(), name: guide.words.month(first), short: guide.words.short_month(first) }
    }
}

impl YearColumns {
    fn new(months: &[Month]) -> Self {
        Self { name: months.first().map(|month| month.year().to_string()).unwrap_or_default(), months: months.len() }
    }
}
