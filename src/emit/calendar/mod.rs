//! Calendars of maintenance windows: one of the page, one of each component, and a file with each window that is not
//! over, for those who want that one alone.

mod event;
mod fold;

#[cfg(test)]
mod tests;

use std::fmt;

use ::icalendar::{Calendar, Property};
use rayon::prelude::*;

use self::event::Scribe;
use self::fold::fold;
use super::{Edition, EmitError, File, Stage};
use crate::model::{ComponentIndex, Maintenance, Snapshot};
use crate::text::Catalog;
use crate::view::{address, shortened};

/// For how long after its end a calendar lists a window, in seconds: a year.
const KEPT: i64 = 366 * 86_400;

/// How often calendars are to look for news.
const REFRESH: &str = "PT1H";

/// Who made the file. It says no version, so that a new one changes no calendar.
const MAKER: &str = "-//allgreen//Maintenance//EN";

/// The most characters of what people called something that a calendar tells.
const LONGEST_NAME: usize = 200;

const END: &str = "END:VCALENDAR\r\n";

/// The windows that calendars list, the one that starts first first.
pub fn listed<'a>(snapshot: &Snapshot<'a>) -> Vec<&'a Maintenance> {
    let oldest = snapshot.now.plus(-KEPT);
    let mut windows = snapshot.windows();
    windows.retain(|window| window.ends > oldest);
    windows.reverse();
    windows
}

/// Every calendar of the site.
pub fn files(snapshot: &Snapshot<'_>, words: &Catalog, edition: Edition<'_>) -> Result<Vec<File>, EmitError> {
    let scribe = Scribe::new(snapshot, words, edition);
    let written = listed(snapshot).into_par_iter().map(|window| Ok((window, scribe.event(window)?)));
    let written: Result<Vec<_>, fmt::Error> = written.collect();
    let written = written.map_err(|error| EmitError::new(address::CALENDAR, &error))?;
    let entries: Vec<_> = written.iter().map(|(window, event)| (*window, event.as_str())).collect();

    let ahead = entries.iter().filter(|(window, _)| !window.status(snapshot.now).is_over());
    let mut files: Vec<_> = ahead
        .map(|(window, event)| {
            let bytes = with_events(&base(), &[*event]);
            File { path: address::window_calendar(&window.id), bytes, stage: Stage::Event }
        })
        .collect();
    let components = (0..snapshot.site.components.len()).map(Some);
    let subjects: Vec<_> = std::iter::once(None).chain(components).collect();
    files.par_extend(subjects.into_par_iter().map(|component| of(component, &entries, snapshot, words)));
    Ok(files)
}

/// The calendar of a component, or of the whole page.
fn of(
    component: Option<ComponentIndex>,
    entries: &[(&Maintenance, &str)],
    snapshot: &Snapshot<'_>,
    words: &Catalog,
) -> File {
    let concerns = |window: &Maintenance| component.is_none_or(|component| window.affects.contains(&component));
    let events: Vec<_> = entries.iter().filter(|(window, _)| concerns(window)).map(|(_, event)| *event).collect();

    let page = &snapshot.site.page;
    let component = component.map(|component| &snapshot.site.components[component]);
    let mut values = vec![("page", page.name.as_str().into())];
    values.extend(component.map(|component| ("component", component.name.as_str().into())));
    let title = if component.is_some() { "calendar-title-component" } else { "calendar-title" };
    let title = one_line(&words.format_with(title, &values));

    let mut calendar = base();
    // The crate does not know that `NAME` is a text, which has to be escaped, unless it is told.
    calendar.append_property(Property::new("NAME", &title).add_parameter("VALUE", "TEXT"));
    calendar.append_property(("X-WR-CALNAME", title.as_str()));
    calendar.append_property(("X-WR-TIMEZONE", page.zone.name()));
    calendar.append_property(Property::new("REFRESH-INTERVAL", REFRESH).add_parameter("VALUE", "DURATION"));
    calendar.append_property(("X-PUBLISHED-TTL", REFRESH));
    let folder = component.map(|component| address::component(&component.id)).unwrap_or_default();
    let path = format!("{folder}{}", address::CALENDAR);
    File { path, bytes: with_events(&calendar, &events), stage: Stage::Data }
}

/// A calendar that says no more than it must.
fn base() -> Calendar {
    let properties = [("VERSION", "2.0"), ("PRODID", MAKER), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")];
    Calendar { properties: Property::from_array(properties), components: Vec::new() }
}

/// A calendar with events that were written before: many calendars have the same ones.
fn with_events(calendar: &Calendar, events: &[&str]) -> Vec<u8> {
    let written = fold(&calendar.to_string());
    let head = written.strip_suffix(END).unwrap_or(&written);
    [head, &events.concat(), END].concat().into_bytes()
}

/// What people called something, on one line and without what no file holds.
fn one_line(text: &str) -> String {
    let text = text.replace(|character: char| character.is_control() && !character.is_whitespace(), "");
    shortened(text.split_whitespace().collect::<Vec<_>>().join(" "), LONGEST_NAME)
}
