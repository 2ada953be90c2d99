use std::fmt::Write as _;

use serde::Serialize;

use super::days::{DayPath, write_affected_day};
use crate::escape::escape;
use crate::model::{ComponentStatus, Date, DayRecord, Uptime};
use crate::view::{AffectedDay, LabelKind, ViewContext};

/// The side of a day's square in SVG units. `STEP` also includes the gap to the next day.
const CELL: usize = 10;
const STEP: usize = 12;
const WEEK: usize = 7;

/// The days of one month, a week in each row.
#[derive(Clone, Debug, Serialize)]
pub struct MonthCalendar {
    /// The name of the month and the year: `November 2026`.
    pub name: String,
    /// The month in ISO 8601: `2026-11`.
    pub iso: String,
    /// The days as SVG, safe to insert without escaping.
    pub svg: String,
}

/// Draws the last twelve months of `uptime`, oldest first. `affected` has the affected days of `uptime`.
pub fn last_year(uptime: &Uptime, affected: &[AffectedDay], context: &ViewContext<'_>) -> Vec<MonthCalendar> {
    let months = uptime.days.chunk_by(|a, b| a.date.month_start() == b.date.month_start());
    let mut first = 0;
    let mut calendars = Vec::new();
    for days in months {
        let of_month = affected.iter().filter(|each| (first..first + days.len()).contains(&each.day));
        let of_month: Vec<_> = of_month.map(|each| (&days[each.day - first], each)).collect();
        calendars.push(MonthCalendar::new(days, &of_month, context));
        first += days.len();
    }
    // 366 days cover a part of a thirteenth month, which is left out.
    let surplus = calendars.len().saturating_sub(12);
    calendars.split_off(surplus)
}

/// A day with an outage, degraded performance or maintenance: its uptime, and what the page shows about it.
type Affected<'a> = (&'a DayRecord, &'a AffectedDay);

impl MonthCalendar {
    fn new(days: &[DayRecord], affected: &[Affected<'_>], context: &ViewContext<'_>) -> Self {
        let month = days[0].date.month_start();
        let name = context.catalog.month(month);
        Self { svg: draw(month, days, affected, &name, context), name, iso: month.to_string()[..7].to_owned() }
    }
}

fn draw(month: Date, days: &[DayRecord], affected: &[Affected<'_>], name: &str, context: &ViewContext<'_>) -> String {
    let role = if affected.is_empty() { "img" } else { "group" };
    let outages = affected.iter().filter(|(_, day)| day.kind != LabelKind::Maintenance).count();
    let label = context.catalog.format_with("calendar", &[("month", name.into()), ("trouble", outages.into())]);
    let mut svg = String::with_capacity(512);
    let _ =
        write!(svg, "<svg class=\"calendar\" viewBox=\"0 0 82 70\" role=\"{role}\" aria-label=\"{}\">", escape(&label));
    let (mut operational, mut unknown) = (DayPath::default(), DayPath::default());
    for run in days.chunk_by(|a, b| a.status() == b.status() && week(month, a.date) == week(month, b.date)) {
        let (x, y) = corner(month, run[0].date);
        match run[0].status() {
            Some(ComponentStatus::Operational) => operational.push(x, y + CELL / 2, run.len() * STEP - (STEP - CELL)),
            None => unknown.push(x, y + CELL / 2, run.len() * STEP - (STEP - CELL)),
            Some(_) => {}
        }
    }
    unknown.write("unknown", &mut svg);
    operational.write("operational", &mut svg);
    for (record, day) in affected {
        let (x, y) = corner(month, record.date);
        write_affected_day(day, &cell(x, y, record.status()), &mut svg);
    }
    svg.push_str("</svg>");
    svg
}

/// Returns the number of the week in `month` that `date` is in, from zero. Weeks start on Monday.
fn week(month: Date, date: Date) -> usize {
    cell_index(month, date) / WEEK
}

fn cell_index(month: Date, date: Date) -> usize {
    (month.weekday() + date.day()) as usize - 1
}

/// Returns the upper left corner (x, y) of the cell of `date`, in SVG units.
fn corner(month: Date, date: Date) -> (usize, usize) {
    let index = cell_index(month, date);
    (index % WEEK * STEP, index / WEEK * STEP)
}

/// Returns the SVG path of an affected day. The worse the status, the more is filled, so that it is readable without
/// colors: a frame for maintenance, then a triangle, two triangles, and a square that is larger than the cell.
fn cell(x: usize, y: usize, status: Option<ComponentStatus>) -> String {
    match status {
        Some(ComponentStatus::MajorOutage) => format!("M{x} {y}m-1-1h12v12h-12z"),
        Some(ComponentStatus::PartialOutage) => format!("M{x} {y}h10v10zm0 3v7h7z"),
        Some(ComponentStatus::DegradedPerformance) => format!("M{x} {y}m5 0l5 10h-10z"),
        _ => format!("M{x} {y}h10v10h-10zm3 3v4h4v-4z"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_of_month_calendar_start_on_monday() {
        // 1 November 2026 is a Sunday, so that the month has six rows.
        let month = Date::new(2026, 11, 1).unwrap();
        assert_eq!(corner(month, month), (72, 0));
        assert_eq!(corner(month, Date::new(2026, 11, 2).unwrap()), (0, 12));
        assert_eq!(corner(month, Date::new(2026, 11, 30).unwrap()), (0, 60));
    }
}
