use std::fmt::Write as _;

use serde::Serialize;

use super::drawing::{self, Runs};
use super::{Guide, Kind, Trouble, escape};
use crate::model::{ComponentStatus, Date, DayRecord, Uptime};

/// A day's width and height, and with the gap behind it, in the drawing's own units.
const CELL: usize = 10;
const STEP: usize = 12;
const WEEK: usize = 7;

/// One month of days, a week a row.
#[derive(Clone, Debug, Serialize)]
pub struct Calendar {
    /// `November 2026`.
    pub name: String,
    /// `2026-11`.
    pub iso: String,
    /// The drawing of its days, as safe HTML.
    pub svg: String,
}

/// The last twelve months of `uptime`, oldest first, with its days of `trouble`.
pub fn year(uptime: &Uptime, trouble: &[Trouble], guide: &Guide<'_>) -> Vec<Calendar> {
    let months = uptime.days.chunk_by(|a, b| a.date.month_start() == b.date.month_start());
    let mut first = 0;
    let mut calendars = Vec::new();
    for days in months {
        let of_month = trouble.iter().filter(|trouble| (first..first + days.len()).contains(&trouble.day));
        let of_month: Vec<_> = of_month.map(|trouble| (&days[trouble.day - first], trouble)).collect();
        calendars.push(Calendar::new(days, &of_month, guide));
        first += days.len();
    }
    // 366 days reach into a thirteenth month, of which they have a part only.
    let surplus = calendars.len().saturating_sub(12);
    calendars.split_off(surplus)
}

impl Calendar {
    fn new(days: &[DayRecord], trouble: &[(&DayRecord, &Trouble)], guide: &Guide<'_>) -> Self {
        let month = days[0].date.month_start();
        let name = guide.words.month(month);
        Self { svg: draw(month, days, trouble, &name, guide), name, iso: month.to_string()[..7].to_owned() }
    }
}

fn draw(month: Date, days: &[DayRecord], trouble: &[(&DayRecord, &Trouble)], name: &str, guide: &Guide<'_>) -> String {
    let role = if trouble.is_empty() { "img" } else { "group" };
    let bad = trouble.iter().filter(|(_, trouble)| trouble.kind != Kind::Maintenance).count();
    let label = guide.words.format_with("calendar", &[("month", name.into()), ("trouble", bad.into())]);
    let mut svg = String::with_capacity(512);
    let _ =
        write!(svg, "<svg class=\"calendar\" viewBox=\"0 0 82 70\" role=\"{role}\" aria-label=\"{}\">", escape(&label));
    let (mut green, mut unknown) = (Runs::default(), Runs::default());
    for run in days.chunk_by(|a, b| a.status() == b.status() && row(month, a.date) == row(month, b.date)) {
        let (x, y) = corner(month, run[0].date);
        match run[0].status() {
            Some(ComponentStatus::Operational) => green.push(x, y + CELL / 2, run.len() * STEP - (STEP - CELL)),
            None => unknown.push(x, y + CELL / 2, run.len() * STEP - (STEP - CELL)),
            Some(_) => {}
        }
    }
    unknown.write("unknown", &mut svg);
    green.write("operational", &mut svg);
    for (record, trouble) in trouble {
        let (x, y) = corner(month, record.date);
        drawing::day(trouble, &square(x, y, record.status()), &mut svg);
    }
    svg.push_str("</svg>");
    svg
}

/// The week of its month in which a date lies, from zero. Weeks begin on Monday.
fn row(month: Date, date: Date) -> usize {
    place(month, date) / WEEK
}

fn place(month: Date, date: Date) -> usize {
    (month.weekday() + date.day()) as usize - 1
}

/// The upper left corner of a date's square.
fn corner(month: Date, date: Date) -> (usize, usize) {
    let place = place(month, date);
    (place % WEEK * STEP, place / WEEK * STEP)
}

/// The shape of a bad day, so that it can be told in grey and on paper: the worse, the fuller. It is
/// a square with a hole, two halves, a square with a notch, or a whole square that fills its gap.
fn square(x: usize, y: usize, status: Option<ComponentStatus>) -> String {
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
    fn weeks_begin_on_monday() {
        // 1 November 2026 is a Sunday, so that the month has six rows.
        let month = Date::new(2026, 11, 1).unwrap();
        assert_eq!(corner(month, month), (72, 0));
        assert_eq!(corner(month, Date::new(2026, 11, 2).unwrap()), (0, 12));
        assert_eq!(corner(month, Date::new(2026, 11, 30).unwrap()), (0, 60));
    }
}
