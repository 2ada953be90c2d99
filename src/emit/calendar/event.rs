use std::fmt;

use ::icalendar::{Component, Event, EventLike, EventStatus};

use super::fold::fold;
use super::{Edition, one_line};
use crate::model::{Instant, Maintenance, MaintenanceStatus, Site, Snapshot};
use crate::text::Catalog;
use crate::view::{address, markdown, truncate};

/// 2020-01-01T00:00:00Z, in seconds since 1970. `SEQUENCE` counts the seconds since this time, and so fits into a
/// signed 32-bit number until 2088.
const EPOCH: i64 = 1_577_836_800;

/// The maximum number of characters in the text of an update.
const MAX_TEXT: usize = 2000;

/// The maximum number of components that a calendar event names.
const MAX_COMPONENTS: usize = 20;

/// Writes windows as calendar events.
pub(super) struct EventWriter<'a> {
    site: &'a Site,
    now: Instant,
    catalog: &'a Catalog,
    edition: Edition<'a>,
    /// The host of the page, which is part of event IDs. A preview at another address has the same IDs.
    host: &'a str,
}

impl<'a> EventWriter<'a> {
    pub fn new(snapshot: &Snapshot<'a>, catalog: &'a Catalog, edition: Edition<'a>) -> Self {
        let site = snapshot.site;
        Self { site, now: snapshot.now, catalog, edition, host: site.page.url.host() }
    }

    /// Returns a window as the lines from `BEGIN:VEVENT` to `END:VEVENT`.
    ///
    /// The event keeps the planned times, even if the work took longer. It changes only when the file changes or an
    /// update takes effect.
    ///
    /// Source: RFC 5545, section 3.6.1, <https://www.rfc-editor.org/rfc/rfc5545>.
    pub fn event(&self, window: &Maintenance) -> Result<String, fmt::Error> {
        let is_canceled = window.status(self.now) == MaintenanceStatus::Canceled;
        let revised = self.revised(window);
        let url = format!("{}/{}", self.edition.base_url, address::event(&window.id));
        let mut event = Event::new();
        event
            .uid(&format!("{}@{}", window.id, self.host))
            .sequence(u32::try_from((revised.unix() - EPOCH).clamp(0, i32::MAX.into())).unwrap_or_default())
            .status(if is_canceled { EventStatus::Cancelled } else { EventStatus::Confirmed })
            .add_property("DTSTART", window.starts.compact())
            .add_property("DTEND", window.ends.compact())
            .add_property("DTSTAMP", revised.compact())
            .add_property("LAST-MODIFIED", revised.compact())
            // Do not mark subscribers as busy during the window.
            .add_property("TRANSP", "TRANSPARENT")
            .summary(&self.title(window, is_canceled))
            .description(&self.description(window, &url))
            .url(&url);
        for name in self.names(window) {
            event.categories([name]);
        }
        Ok(fold(&event.try_into_string()?))
    }

    /// Returns when a window was last revised: at the last commit that changed its file, or at its newest update,
    /// whichever is later. An update with a future time does not count before that time.
    fn revised(&self, window: &Maintenance) -> Instant {
        let committed = self.edition.revised.get(&window.id).copied();
        let updated = window.updates_until(self.now).last().map(|update| update.at);
        let epoch = Instant::EPOCH.plus(EPOCH);
        committed.max(updated).unwrap_or(epoch).max(epoch)
    }

    /// Returns the title. It says that a window is canceled, because many calendar programs do not show the status.
    fn title(&self, window: &Maintenance, is_canceled: bool) -> String {
        let title = one_line(&window.title);
        if is_canceled { self.catalog.format_with("calendar-canceled", &[("title", title.into())]) } else { title }
    }

    /// Returns the newest text of the window, the affected components and `url`, because many calendar programs do not
    /// show the property `URL`.
    fn description(&self, window: &Maintenance, url: &str) -> String {
        let texts = window.updates_until(self.now).iter().rev().map(|update| &update.text).chain([&window.text]);
        let mut texts = texts.map(|text| markdown::to_lines(text, &window.link_definitions).join("\n"));
        let text = texts.find(|text| !text.is_empty()).map(|text| truncate(text, MAX_TEXT));
        let affected = (!window.affects.is_empty()).then(|| self.affected(window));
        text.into_iter().chain(affected).chain([url.to_owned()]).collect::<Vec<_>>().join("\n\n")
    }

    fn names(&self, window: &Maintenance) -> impl Iterator<Item = String> {
        let named = window.affects.iter().take(MAX_COMPONENTS);
        named.map(|component| one_line(&self.site.components[*component].name))
    }

    fn affected(&self, window: &Maintenance) -> String {
        let mut names: Vec<_> = self.names(window).collect();
        if window.affects.len() > MAX_COMPONENTS {
            names.push("…".to_owned());
        }
        self.catalog.format_with("calendar-affected", &[("components", self.catalog.list(&names).into())])
    }
}
