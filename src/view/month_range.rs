use std::ops::Range;

use super::address;
use crate::model::Report;

/// How many months the first page of uptime covers, as far as they are known.
const LAST: usize = 12;

/// The months of one page of uptime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthRange {
    /// A calendar year; none for the newest months.
    pub year: Option<i32>,
    /// Their places in the report.
    pub months: Range<usize>,
}

impl MonthRange {
    /// The newest months, then each year that the report reaches into, newest first.
    pub fn all(report: &Report) -> Vec<Self> {
        let count = report.months.len();
        let mut ranges = vec![Self { year: None, months: count.saturating_sub(LAST)..count }];
        let mut end = count;
        for year in report.months.chunk_by(|a, b| a.month.year() == b.month.year()).rev() {
            let months = end - year.len()..end;
            end = months.start;
            ranges.push(Self { year: Some(year[0].month.year()), months });
        }
        ranges
    }

    /// Where its page stands.
    pub fn path(&self) -> String {
        self.year.map_or_else(|| address::UPTIME.to_owned(), address::uptime_of_year)
    }
}
