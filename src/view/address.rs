//! The paths of pages and files, relative to the root of the site. The path of a page ends with a slash.

use crate::model::Instant;

/// The newest month, and a list of all months.
pub const HISTORY: &str = "history/";
/// All maintenance windows.
pub const MAINTENANCE: &str = "maintenance/";
/// Feeds, calendars, and the notice for other sites.
pub const SUBSCRIBE: &str = "subscribe/";
/// The page that other sites show in a frame.
pub const EMBED: &str = "embed/";
/// The badges, and the page that shows them.
pub const BADGES: &str = "badges/";
/// The uptime of the newest months.
pub const UPTIME: &str = "uptime/";
/// The calendar of maintenance windows: of the page, and of a component in its folder.
pub const CALENDAR: &str = "history.ics";

/// Returns the file of the page at `path`.
pub fn file(path: &str) -> String {
    let folder = path.is_empty() || path.ends_with('/');
    if folder { format!("{path}index.html") } else { path.to_owned() }
}

/// The uptime of a year by month.
pub fn uptime_of_year(year: i32) -> String {
    format!("{UPTIME}{year:04}/")
}

/// The page of an incident or a maintenance window.
pub fn event(id: &str) -> String {
    format!("incidents/{id}/")
}

/// The calendar file with a single maintenance window.
pub fn window_calendar(id: &str) -> String {
    format!("incidents/{id}/window.ics")
}

/// The page of a component.
pub fn component(id: &str) -> String {
    format!("components/{id}/")
}

/// The page of the events of a month.
pub fn month(year: i32, month: u32) -> String {
    format!("history/{year:04}-{month:02}/")
}

/// The anchor of an update on its event's page. `same_time` is its [`same_time_index`].
pub fn update_anchor(at: Instant, same_time: usize) -> String {
    let time = at.compact().to_ascii_lowercase();
    if same_time == 0 { format!("update-{time}") } else { format!("update-{time}-{}", same_time + 1) }
}

/// The id of an update, which does not change with its text. `same_time` is its [`same_time_index`].
pub fn update_id(event: &str, at: Instant, same_time: usize) -> String {
    let time = at.compact().to_ascii_lowercase();
    if same_time == 0 { format!("{event}-{time}") } else { format!("{event}-{time}-{}", same_time + 1) }
}

/// Counts the updates directly before `index` that have the same time, so that ids and anchors are unique.
pub fn same_time_index<T>(updates: &[T], index: usize, at: impl Fn(&T) -> Instant) -> usize {
    let time = at(&updates[index]);
    updates[..index].iter().rev().take_while(|update| at(update) == time).count()
}

/// The path to the root of the site from the page at `path`, which is empty or ends with a slash.
pub fn root(path: &str) -> String {
    match path.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}
