//! Fragments of SVG and HTML with one element for each day or month.
//!
//! A page has thousands of days, so the fragments are strings that templates insert unescaped. All text from the files
//! of a site is escaped here.

pub(super) mod incident_bar;
pub(super) mod month_calendar;
pub(super) mod uptime_bar;

mod days;
mod uptime_rows;

pub use month_calendar::MonthCalendar;
pub use uptime_rows::UptimeRows;
