use std::fmt;

use ::icalendar::{Component, Event, EventLike, EventStatus};

use super::fold::fold;
use super::{Edition, one_line};
use crate::model::{Instant, Maintenance, MaintenanceStatus, Site, Snapshot};
use crate::text::Catalogue;
use crate::view::{address, markdown, shortened};

/// What `SEQUENCE` counts its seconds from, 2020-01-01T00:00:00Z in seconds since 1970: a number of 32 bits, sign
/// included, holds them until 2088.
const FIRST: i64 = 1_577_836_800;

/// The most characters of what was said that an event tells.
const LONGEST_TEXT: usize = 2000;

/// The most components that an event names.
const MOST_NAMED: usize = 20;

/// Who writes windows as events of a calendar.
pub(super) struct Scribe<'a> {
    site: &'a Site,
    now: Instant,
    words: &'a Catalogue,
    edition: Edition<'a>,
    /// What ids are made of, as in feeds: an event stays the same one wherever a preview of the site stands.
    host: &'a str,
}

impl<'a> Scribe<'a> {
    pub fn new(snapshot: &Snapshot<'a>, words: &'a Catalogue, edition: Edition<'a>) -> Self {
        let site = snapshot.site;
        Self { site, now: snapshot.now, words, edition, host: site.page.url.host() }
    }

    /// A window as the lines from `BEGIN:VEVENT` to `END:VEVENT`.
    ///
    /// It has the times that are planned, however the work went: what people planned around is what the file says.
    /// Nothing in it depends on the clock but which updates have been made.
    ///
    /// Source: RFC 5545, section 3.6.1, <https://www.rfc-editor.org/rfc/rfc5545>.
    pub fn event(&self, window: &Maintenance) -> Result<String, fmt::Error> {
        let is_canceled = window.status(self.now) == MaintenanceStatus::Canceled;
        let revised = self.revised(window);
        let url = format!("{}/{}", self.edition.base_url, address::event(&window.id));
        let mut event = Event::new();
        event
            .uid(&format!("{}@{}", window.id, self.host))
            .sequence(u32::try_from((revised.unix() - FIRST).clamp(0, i32::MAX.into())).unwrap_or_default())
            .status(if is_canceled { EventStatus::Cancelled } else { EventStatus::Confirmed })
            .add_property("DTSTART", window.starts.compact())
            .add_property("DTEND", window.ends.compact())
            .add_property("DTSTAMP", revised.compact())
            .add_property("LAST-MODIFIED", revised.compact())
            // Nobody's own time is taken up by our work.
            .add_property("TRANSP", "TRANSPARENT")
            .summary(&self.title(window, is_canceled))
            .description(&self.description(window, &url))
            .url(&url);
        for name in self.names(window) {
            event.categories([name]);
        }
        Ok(fold(&event.try_into_string()?))
    }

    /// When its file was last changed, as commits tell, or when it was last spoken of, whichever is later: an update
    /// that was committed ahead changes the event when its time comes.
    fn revised(&self, window: &Maintenance) -> Instant {
        let committed = self.edition.revised.get(&window.id).copied();
        let spoken = window.updates_until(self.now).last().map(|update| update.at);
        let first = Instant::EPOCH.plus(FIRST);
        committed.max(spoken).unwrap_or(first).max(first)
    }

    /// Many calendars show no status, so the title has it too.
    fn title(&self, window: &Maintenance, is_canceled: bool) -> String {
        let title = one_line(&window.title);
        if is_canceled { self.words.say_with("calendar-canceled", &[("title", title.into())]) } else { title }
    }

    /// What was said last, what is affected, and where the rest stands: many calendars show no address either.
    fn description(&self, window: &Maintenance, url: &str) -> String {
        let said = window.updates_until(self.now).iter().rev().map(|update| &update.text).chain([&window.text]);
        let mut told = said.map(|text| markdown::to_lines(text, &window.link_definitions).join("\n"));
        let told = told.find(|text| !text.is_empty()).map(|text| shortened(text, LONGEST_TEXT));
        let affected = (!window.affects.is_empty()).then(|| self.affected(window));
        told.into_iter().chain(affected).chain([url.to_owned()]).collect::<Vec<_>>().join("\n\n")
    }

    fn names(&self, window: &Maintenance) -> impl Iterator<Item = String> {
        let named = window.affects.iter().take(MOST_NAMED);
        named.map(|component| one_line(&self.site.components[*component].name))
    }

    fn affected(&self, window: &Maintenance) -> String {
        let mut names: Vec<_> = self.names(window).collect();
        if window.affects.len() > MOST_NAMED {
            names.push("…".to_owned());
        }
        self.words.say_with("calendar-affected", &[("components", self.words.list(&names).into())])
    }
}
