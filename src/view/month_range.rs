use std::ops::Range;

use super::address;
use crate::model::Report;

/// The maximum number of months on the page `uptime/`.
const MAX_NEWEST: usize = 12;

/// The months of one uptime page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthRange {
    /// The calendar year; none for the newest months.
    pub year: Option<i32>,
    /// The indexes of the months in `Report::months`.
    pub months: Range<usize>,
}

impl MonthRange {
    /// Returns the range of the newest months, then the range of each year in the report, newest first.
    pub fn all(report: &Report) -> Vec<Self> {
        let count = report.months.len();
        let mut ranges = vec![Self { year: None, months: count.saturating_sub(MAX_NEWEST)..count }];
        let mut end = count;
        for year in report.months.chunk_by(|a, b| a.month.year() == b.month.year()).rev() {
            let months = end - year.len()..end;
            end = months.start;
            ranges.push(Self { year: Some(year[0].month.year()), months });
        }
        ranges
    }

    /// Returns the path of the uptime page with these months.
    pub fn path(&self) -> String {
        self.year.map_or_else(|| address::UPTIME.to_owned(), address::uptime_of_year)
    }
}
