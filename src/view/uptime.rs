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
            Some(year) => words.format_with("uptime-of", &[("range", year.to_string().into())]),
            None => words.format("uptime-heading"),
        };
        let about = words.format_with("about-uptime", &[("page", guide.page().name.as_str().into())]);
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
            guide.words.format_with("months", &[("from", name(first).into()), ("until", name(last).into())])
        }
    }
}

impl RangeLink {
    fn new(range: &MonthRange, this: &MonthRange, guide: &Guide<'_>) -> Self {
        let name = range.year.map_or_else(|| guide.words.format("last-twelve-months"), |year| year.to_string());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ComponentStatus, Date, Snapshot};
    use crate::view::fixture;

    fn pages(site: &crate::model::Site, now: &str) -> Vec<UptimePage> {
        let report = Report::of(&Snapshot::take(site, fixture::instant(now)));
        fixture::at(site, now, |guide| {
            MonthRange::all(&report).iter().map(|range| UptimePage::new(range, &report, guide)).collect()
        })
    }

    #[test]
    fn the_newest_months_and_each_year_have_a_page() {
        let mut site = fixture::quiet();
        site.components[0].since = Date::parse("2024-11-30");
        let pages = pages(&site, "2026-11-22T12:00:00Z");
        let told: Vec<_> = pages.iter().map(|page| (page.head.path.as_str(), page.range.as_str())).collect();
        let expected = [
            ("uptime/", "December 2025 – November 2026"),
            ("uptime/2026/", "January 2026 – November 2026"),
            ("uptime/2025/", "January 2025 – December 2025"),
            ("uptime/2024/", "November 2024 – December 2024"),
        ];
        assert_eq!(told, expected);
        let newest = &pages[0];
        assert_eq!((newest.columns.len(), newest.choices.len()), (12, 25));
        let years: Vec<_> = newest.years.iter().map(|year| (year.name.as_str(), year.months)).collect();
        assert_eq!(years, [("2025", 1), ("2026", 11)]);
        assert_eq!(pages[2].ranges.iter().map(|range| range.current).collect::<Vec<_>>(), [false, false, true, false]);
    }

    #[test]
    fn rows_tell_what_the_report_says_and_let_nothing_break_out() {
        let mut site = fixture::quiet();
        site.components[0].name = "<b>".to_owned();
        site.components[1].since = None;
        site.log[0] = fixture::recorded(&[
            ("2026-11-10T00:00:00Z", ComponentStatus::MajorOutage),
            ("2026-11-10T03:30:00Z", ComponentStatus::Operational),
        ]);
        let page = pages(&site, "2026-11-22T12:00:00Z").remove(0);
        let section = &page.sections[0];
        let row = |html: &str, nth: usize| html.lines().nth(nth).unwrap().replace('\u{a0}', " ");
        assert_eq!(
            row(&section.totals, 0),
            "<tr id=\"row:website\" data-id=\"website\"><th scope=\"row\"><a href=\"../components/website/\">&lt;b&gt;</a></th>\
             <td>99.91 %</td><td>0</td><td>3 h 30 min</td><td>–</td></tr>"
        );
        let months = "<td>100</td>".repeat(5);
        assert_eq!(
            row(&section.months, 0),
            format!(
                "<tr data-id=\"website\"><th scope=\"row\">&lt;b&gt;</th>{months}<td class=\"shade-2\">99.32</td></tr>"
            )
        );
        let unknown = "<td>–</td>".repeat(6);
        assert_eq!(row(&section.months, 1), format!("<tr data-id=\"api\"><th scope=\"row\">API</th>{unknown}</tr>"));
        assert_eq!((page.incidents, page.time_to_resolve), (0, None));
    }
}
