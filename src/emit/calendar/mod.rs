//! Calendars of maintenance windows: one for the page, one for each component, and a file for each window that is not
//! over.

mod event;
mod fold;

#[cfg(test)]
mod tests;

use std::fmt;

use ::icalendar::{Calendar, Property};
use rayon::prelude::*;

use self::event::EventWriter;
use self::fold::fold;
use super::{Edition, EmitError, File, Stage};
use crate::model::{ComponentIndex, Maintenance, Snapshot};
use crate::text::Catalog;
use crate::view::{address, truncate};

/// How long a calendar lists a window after its end, in seconds: 366 days.
const RETENTION: i64 = 366 * 86_400;

/// How often calendar programs should load a calendar again: every hour.
const REFRESH: &str = "PT1H";

/// The name of the program that wrote the file. It has no version, so that an upgrade does not change calendars.
const PRODUCT: &str = "-//allgreen//Maintenance//EN";

/// The maximum number of characters in a name or a title.
const MAX_NAME: usize = 200;

const END: &str = "END:VCALENDAR\r\n";

/// Returns the windows that calendars list, sorted by start.
pub fn listed<'a>(snapshot: &Snapshot<'a>) -> Vec<&'a Maintenance> {
    let oldest = snapshot.now.plus(-RETENTION);
    let mut windows = snapshot.windows();
    windows.retain(|window| window.ends > oldest);
    windows.reverse();
    windows
}

/// Returns every calendar of the site.
pub fn files(snapshot: &Snapshot<'_>, catalog: &Catalog, edition: Edition<'_>) -> Result<Vec<File>, EmitError> {
    let writer = EventWriter::new(snapshot, catalog, edition);
    let written = listed(snapshot).into_par_iter().map(|window| Ok((window, writer.event(window)?)));
    let written: Result<Vec<_>, fmt::Error> = written.collect();
    let written = written.map_err(|error| EmitError::new(address::CALENDAR, &error))?;
    let entries: Vec<_> = written.iter().map(|(window, event)| (*window, event.as_str())).collect();

    let open = entries.iter().filter(|(window, _)| !window.status(snapshot.now).is_over());
    let mut files: Vec<_> = open
        .map(|(window, event)| {
            let bytes = with_events(&base(), &[*event]);
            File { path: address::window_calendar(&window.id), bytes, stage: Stage::Event }
        })
        .collect();
    let components = (0..snapshot.site.components.len()).map(Some);
    let subjects: Vec<_> = std::iter::once(None).chain(components).collect();
    files.par_extend(subjects.into_par_iter().map(|component| calendar_of(component, &entries, snapshot, catalog)));
    Ok(files)
}

/// Returns the calendar of a component, or of the whole page.
fn calendar_of(
    component: Option<ComponentIndex>,
    entries: &[(&Maintenance, &str)],
    snapshot: &Snapshot<'_>,
    catalog: &Catalog,
) -> File {
    let affects = |window: &Maintenance| component.is_none_or(|component| window.affects.contains(&component));
    let events: Vec<_> = entries.iter().filter(|(window, _)| affects(window)).map(|(_, event)| *event).collect();

    let page = &snapshot.site.page;
    let component = component.map(|component| &snapshot.site.components[component]);
    let mut values = vec![("page", page.name.as_str().into())];
    values.extend(component.map(|component| ("component", component.name.as_str().into())));
    let title = if component.is_some() { "calendar-title-component" } else { "calendar-title" };
    let title = one_line(&catalog.format_with(title, &values));

    let mut calendar = base();
    // Without `VALUE=TEXT` the crate `icalendar` does not escape the title.
    calendar.append_property(Property::new("NAME", &title).add_parameter("VALUE", "TEXT"));
    calendar.append_property(("X-WR-CALNAME", title.as_str()));
    calendar.append_property(("X-WR-TIMEZONE", page.zone.name()));
    calendar.append_property(Property::new("REFRESH-INTERVAL", REFRESH).add_parameter("VALUE", "DURATION"));
    calendar.append_property(("X-PUBLISHED-TTL", REFRESH));
    let folder = component.map(|component| address::component(&component.id)).unwrap_or_default();
    let path = format!("{folder}{}", address::CALENDAR);
    File { path, bytes: with_events(&calendar, &events), stage: Stage::Data }
}

/// Returns a calendar with only the required properties.
fn base() -> Calendar {
    let properties = [("VERSION", "2.0"), ("PRODID", PRODUCT), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")];
    Calendar { properties: Property::from_array(properties), components: Vec::new() }
}

/// Serializes a calendar. `events` are already serialized, because several calendars contain the same events.
fn with_events(calendar: &Calendar, events: &[&str]) -> Vec<u8> {
    let written = fold(&calendar.to_string());
    let head = written.strip_suffix(END).unwrap_or(&written);
    [head, &events.concat(), END].concat().into_bytes()
}

/// Returns a name or a title on one line, without control characters, and cut if it is too long.
fn one_line(text: &str) -> String {
    let text = text.replace(|character: char| character.is_control() && !character.is_whitespace(), "");
    truncate(text.split_whitespace().collect::<Vec<_>>().join(" "), MAX_NAME)
}
