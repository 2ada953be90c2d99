//! The paths of pages and files, relative to the root of the site. The path of a page ends with a slash.

use crate::model::Instant;

/// The page with the events of the newest month and links to all months.
pub const HISTORY: &str = "history/";
/// The page with all maintenance windows.
pub const MAINTENANCE: &str = "maintenance/";
/// The page with the feeds, the calendars and the code of the notice that other sites can embed.
pub const SUBSCRIBE: &str = "subscribe/";
/// The page that other sites show in a frame.
pub const EMBED: &str = "embed/";
/// The page that shows the badges, and the folder of their files.
pub const BADGES: &str = "badges/";
/// The page with the uptime of the newest months.
pub const UPTIME: &str = "uptime/";
/// The file name of the calendar of all maintenance windows, and of the calendar in the folder of each component.
pub const CALENDAR: &str = "history.ics";

/// Returns the path of the file with the page at `path`.
pub fn file(path: &str) -> String {
    let folder = path.is_empty() || path.ends_with('/');
    if folder { format!("{path}index.html") } else { path.to_owned() }
}

/// Returns the path of the page with the uptime of a year by month.
pub fn uptime_of_year(year: i32) -> String {
    format!("{UPTIME}{year:04}/")
}

/// Returns the path of the page of an incident or a maintenance window.
pub fn event(id: &str) -> String {
    format!("incidents/{id}/")
}

/// Returns the path of the calendar file with a single maintenance window.
pub fn window_calendar(id: &str) -> String {
    format!("incidents/{id}/window.ics")
}

/// Returns the path of the page of a component.
pub fn component(id: &str) -> String {
    format!("components/{id}/")
}

/// Returns the path of the page with the events of a month.
pub fn month(year: i32, month: u32) -> String {
    format!("history/{year:04}-{month:02}/")
}

/// Returns the anchor of an update on the page of its event. `same_time` is the update's [`same_time_index`].
pub fn update_anchor(at: Instant, same_time: usize) -> String {
    let time = at.compact().to_ascii_lowercase();
    if same_time == 0 { format!("update-{time}") } else { format!("update-{time}-{}", same_time + 1) }
}

/// Returns the id of an update, which does not depend on its text. `same_time` is the update's [`same_time_index`].
pub fn update_id(event: &str, at: Instant, same_time: usize) -> String {
    let time = at.compact().to_ascii_lowercase();
    if same_time == 0 { format!("{event}-{time}") } else { format!("{event}-{time}-{}", same_time + 1) }
}

/// Returns how many updates directly before the one at `index` have the same time as it. Ids and anchors contain this
/// number to be unique.
pub fn same_time_index<T>(updates: &[T], index: usize, at: impl Fn(&T) -> Instant) -> usize {
    let time = at(&updates[index]);
    updates[..index].iter().rev().take_while(|update| at(update) == time).count()
}

/// Returns the path from the page at `path`, which is empty or ends with a slash, to the root of the site.
pub fn root(path: &str) -> String {
    match path.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}
