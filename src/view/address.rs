//! Where each page stands, relative to the root of the site and with a slash at its end.

use crate::model::Instant;

/// All months, and the newest one.
pub const HISTORY: &str = "history/";
/// All maintenance windows.
pub const MAINTENANCE: &str = "maintenance/";
/// All the ways to hear of news.
pub const SUBSCRIBE: &str = "subscribe/";
/// What other sites show in a frame of theirs.
pub const EMBED: &str = "embed/";
/// The badges, and the page that shows them.
pub const BADGES: &str = "badges/";
/// The uptime of the newest months.
pub const UPTIME: &str = "uptime/";
/// The calendar of all maintenance windows, and in a component's folder that of its own.
pub const CALENDAR: &str = "history.ics";

/// The file that holds the page at `path`, relative to the root of the site.
pub fn file(path: &str) -> String {
    let folder = path.is_empty() || path.ends_with('/');
    if folder { format!("{path}index.html") } else { path.to_owned() }
}

/// The uptime of a year's months.
pub fn uptime_of_year(year: i32) -> String {
    format!("{UPTIME}{year:04}/")
}

/// The page of an incident or a maintenance window.
pub fn event(id: &str) -> String {
    format!("incidents/{id}/")
}

/// The file that adds a maintenance window to a calendar.
pub fn window_calendar(id: &str) -> String {
    format!("incidents/{id}/window.ics")
}

/// The page of a component.
pub fn component(id: &str) -> String {
    format!("components/{id}/")
}

/// The page of a month's incidents.
pub fn month(year: i32, month: u32) -> String {
    format!("history/{year:04}-{month:02}/")
}

/// The anchor of an update on its incident's page. `nth` counts updates of equal time from zero.
pub fn update_anchor(at: Instant, nth: usize) -> String {
    let time = at.compact().to_ascii_lowercase();
    if nth == 0 { format!("update-{time}") } else { format!("update-{time}-{}", nth + 1) }
}

/// The id of an update, which stays when its text changes. `nth` counts updates of equal time from
/// zero.
pub fn update_id(event: &str, at: Instant, nth: usize) -> String {
    let time = at.compact().to_ascii_lowercase();
    if nth == 0 { format!("{event}-{time}") } else { format!("{event}-{time}-{}", nth + 1) }
}

/// The way to the root of the site from the page at `path`, which is empty or ends with a slash.
pub fn root(path: &str) -> String {
    match path.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}
