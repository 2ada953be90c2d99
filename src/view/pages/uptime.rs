use serde::Serialize;

use crate::model::{Month, Report};
use crate::view::{MonthRange, PageHead, PageRef, UptimeRows, ViewContext};

/// The uptime of every component by month, for the newest months or for a year.
#[derive(Clone, Debug, Serialize)]
pub struct UptimePage {
    pub head: PageHead,
    pub title: String,
    /// The months that the page shows, as text: `December 2025 – November 2026`.
    pub range: String,
    /// The first month of the page: `2025-12`.
    pub first: String,
    /// The last month of the page: `2026-11`.
    pub last: String,
    /// Links to all uptime pages, including this one.
    pub ranges: Vec<RangeLink>,
    /// The years in the head of the table, oldest first.
    pub years: Vec<YearColumns>,
    /// The months of the page, oldest first. Each is a column of the table.
    pub columns: Vec<MonthColumn>,
    /// All months with data, oldest first, for choosing a range.
    pub choices: Vec<MonthColumn>,
    /// The number of incidents that started in the months on the page. An incident of several components counts once.
    pub incidents: u64,
    /// The mean time to resolve the incidents that started in the months on the page; none if none is resolved.
    pub time_to_resolve: Option<String>,
    /// The components, by group.
    pub sections: Vec<UptimeRows>,
}

/// A link to an uptime page.
#[derive(Clone, Debug, Serialize)]
pub struct RangeLink {
    /// The name of the range, such as `Last twelve months`, and its page.
    pub page: PageRef,
    /// Whether the link leads to the current page.
    pub current: bool,
}

/// The head of the table column of a month.
#[derive(Clone, Debug, Serialize)]
pub struct MonthColumn {
    /// The month in ISO 8601: `2026-11`.
    pub iso: String,
    /// The name of the month and the year: `November 2026`.
    pub name: String,
    /// The short name of the month: `Nov`.
    pub short: String,
}

/// The table head of a year, above the columns of its months.
#[derive(Clone, Debug, Serialize)]
pub struct YearColumns {
    pub name: String,
    /// How many months of the year are on the page. Each is a column of the table.
    pub months: usize,
}

impl UptimePage {
    pub fn new(range: &MonthRange, report: &Report, context: &ViewContext<'_>) -> Self {
        let catalog = context.catalog;
        let months: Vec<_> = report.months[range.months.clone()].iter().map(|month| month.month).collect();
        let title = match range.year {
            Some(year) => catalog.format_with("uptime-of", &[("range", year.to_string().into())]),
            None => catalog.format("uptime-heading"),
        };
        let about = catalog.format_with("about-uptime", &[("page", context.page().name.as_str().into())]);
        let head = PageHead::new(range.path(), &title, about, context);
        let incidents = report.incidents_over(range.months.clone());
        Self {
            title,
            range: range_text(&months, context),
            first: months.first().map(Month::to_string).unwrap_or_default(),
            last: months.last().map(Month::to_string).unwrap_or_default(),
            ranges: MonthRange::all(report).iter().map(|other| RangeLink::new(other, range, context)).collect(),
            years: months.chunk_by(|a, b| a.year() == b.year()).map(YearColumns::new).collect(),
            columns: months.iter().map(|month| MonthColumn::new(*month, context)).collect(),
            choices: report.months.iter().map(|month| MonthColumn::new(month.month, context)).collect(),
            incidents: incidents.begun,
            time_to_resolve: incidents.mean_seconds_to_resolve().map(|seconds| catalog.lasting_short(seconds)),
            sections: UptimeRows::all(&range.months, report, &head.root, context),
            head,
        }
    }
}

/// Returns `December 2025 – November 2026`, or the name of a single month.
fn range_text(months: &[Month], context: &ViewContext<'_>) -> String {
    let name = |month: &Month| context.catalog.month(month.first());
    match months {
        [] => String::new(),
        [only] => name(only),
        [first, .., last] => {
            context.catalog.format_with("months", &[("from", name(first).into()), ("until", name(last).into())])
        }
    }
}

impl RangeLink {
    fn new(range: &MonthRange, this: &MonthRange, context: &ViewContext<'_>) -> Self {
        let name = range.year.map_or_else(|| context.catalog.format("last-twelve-months"), |year| year.to_string());
        Self { page: PageRef { name, href: range.path() }, current: range == this }
    }
}

impl MonthColumn {
    fn new(month: Month, context: &ViewContext<'_>) -> Self {
        let first = month.first();
        Self { iso: month.to_string(), name: context.catalog.month(first), short: context.catalog.short_month(first) }
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
        fixture::at(site, now, |context| {
            MonthRange::all(&report).iter().map(|range| UptimePage::new(range, &report, context)).collect()
        })
    }

    #[test]
    fn newest_months_and_each_year_have_an_uptime_page() {
        let mut site = fixture::quiet();
        site.components[0].since = Date::parse("2024-11-30");
        let pages = pages(&site, "2026-11-22T12:00:00Z");
        let actual: Vec<_> = pages.iter().map(|page| (page.head.path.as_str(), page.range.as_str())).collect();
        let expected = [
            ("uptime/", "December 2025 – November 2026"),
            ("uptime/2026/", "January 2026 – November 2026"),
            ("uptime/2025/", "January 2025 – December 2025"),
            ("uptime/2024/", "November 2024 – December 2024"),
        ];
        assert_eq!(actual, expected);
        let newest = &pages[0];
        assert_eq!((newest.columns.len(), newest.choices.len()), (12, 25));
        let years: Vec<_> = newest.years.iter().map(|year| (year.name.as_str(), year.months)).collect();
        assert_eq!(years, [("2025", 1), ("2026", 11)]);
        assert_eq!(pages[2].ranges.iter().map(|range| range.current).collect::<Vec<_>>(), [false, false, true, false]);
    }

    #[test]
    fn uptime_rows_match_report_and_escape_names() {
        let mut site = fixture::quiet();
        site.components[0].name = "<b>".to_owned();
        site.components[1].since = None;
        site.log[0] = fixture::recorded(&[
            ("2026-11-10T00:00:00Z", ComponentStatus::MajorOutage),
            ("2026-11-10T03:30:00Z", ComponentStatus::Operational),
        ]);
        let page = pages(&site, "2026-11-22T12:00:00Z").remove(0);
        let section = &page.sections[0];
        let row = |html: &str, index: usize| html.lines().nth(index).unwrap().replace('\u{a0}', " ");
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
