use super::entry::Entry;
use crate::emit::nth::nth;
use crate::model::{Event, IncidentUpdate, Instant, MaintenanceUpdate, Snapshot, Zone};
use crate::text::Catalog;
use crate::view::base::Base;
use crate::view::{address, markdown};

/// How many updates an entry tells: all of nearly every incident. An automation that writes thousands of
/// them would make feeds of megabytes, which no reader takes.
const MOST_TOLD: usize = 50;

/// One update, by its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    pub at: Instant,
    /// Among all events of the site.
    pub event_place: usize,
    /// Among the updates of the event.
    pub update: usize,
}

impl Said {
    /// What was said of `event`, which is at `event_place`, up to `now`.
    pub fn of(event: Event<'_>, event_place: usize, now: Instant) -> Vec<Self> {
        let said = |(update, at)| Self { at, event_place, update };
        match event {
            Event::Incident(incident) => {
                incident.updates_until(now).iter().map(|update| update.at).enumerate().map(said).collect()
            }
            Event::Maintenance(window) => {
                window.updates_until(now).iter().map(|update| update.at).enumerate().map(said).collect()
            }
        }
    }
}

/// What feeds tell of one incident or window, each update in the HTML of Statuspage's own feeds: bots
/// take the first `<strong>` of a paragraph for the state.
///
/// Shape: <https://www.githubstatus.com/history.atom>.
#[derive(Debug)]
pub(super) struct Story<'a> {
    event: Event<'a>,
    /// The line that says that all this was planned.
    planned: String,
    /// Oldest first.
    updates: Vec<Telling>,
}

#[derive(Debug)]
struct Telling {
    at: Instant,
    nth: usize,
    html: String,
}

impl<'a> Story<'a> {
    pub fn new(event: Event<'a>, snapshot: &Snapshot<'_>, catalog: &Catalog, base_url: &str) -> Self {
        let (page, root) = (address::event(event.id()), format!("{base_url}/"));
        let base = Base { page: &page, root: &root };
        let (now, zone) = (snapshot.now, snapshot.site.page.zone);
        match event {
            Event::Incident(incident) => {
                let said = incident.updates_until(now);
                let word = |update: &IncidentUpdate| (update.at, catalog.incident_status(update.status));
                let text =
                    |update: &IncidentUpdate| markdown::to_html_at(&update.text, &incident.link_definitions, base);
                Self { event, planned: String::new(), updates: tell(said, word, text, zone, catalog) }
            }
            Event::Maintenance(window) => {
                let times = catalog.feed_times(window.starts, window.ends, zone);
                let planned = catalog.format_with("feed-scheduled", &[("times", times.into())]);
                let said = window.updates_until(now);
                let word = |update: &MaintenanceUpdate| (update.at, catalog.maintenance_status(update.status));
                let text =
                    |update: &MaintenanceUpdate| markdown::to_html_at(&update.text, &window.link_definitions, base);
                let planned = format!("<p><strong>{}</strong></p>\n", escape(&planned));
                Self { event, planned, updates: tell(said, word, text, zone, catalog) }
            }
        }
    }

    /// One of its updates as the entry of a feed: with those before it, newest first.
    pub fn entry(&self, said: Said, base_url: &str) -> Entry<'a> {
        let so_far = &self.updates[(said.update + 1).saturating_sub(MOST_TOLD)..=said.update];
        let mut content = self.planned.clone();
        content.extend(so_far.iter().rev().map(|telling| telling.html.as_str()));
        let Telling { at, nth, .. } = self.updates[said.update];
        let (page, anchor) = (address::event(self.event.id()), address::update_anchor(at, nth));
        Entry {
            id: address::update_id(self.event.id(), at, nth),
            title: self.event.title(),
            url: format!("{base_url}/{page}#{anchor}"),
            at,
            content: content.trim_end().to_owned(),
        }
    }
}

/// Tells each of the updates `said`, given its time and status, and its text as HTML.
fn tell<T>(
    said: &[T],
    word: impl Fn(&T) -> (Instant, String),
    text: impl Fn(&T) -> String,
    zone: Zone,
    catalog: &Catalog,
) -> Vec<Telling> {
    let mut before = None;
    let mut tellings = Vec::with_capacity(said.len());
    for (place, update) in said.iter().enumerate() {
        let (at, status) = word(update);
        let label = if before.as_ref() == Some(&status) { catalog.format("feed-update") } else { status.clone() };
        let html = paragraph(&catalog.feed_time(at, zone), &label, &text(update));
        tellings.push(Telling { at, nth: nth(said, place, |update| word(update).0), html });
        before = Some(status);
    }
    tellings
}

/// `<p><small>TIME</small><br><strong>LABEL</strong> - TEXT</p>`, as far as TEXT begins with a
/// paragraph.
fn paragraph(time: &str, label: &str, text: &str) -> String {
    let head = format!("<p><small>{}</small><br><strong>{}</strong>", escape(time), escape(label));
    match text.strip_prefix("<p>") {
        Some(rest) => format!("{head} - {rest}"),
        None if text.is_empty() => format!("{head}</p>\n"),
        None => format!("{head} -</p>\n{text}"),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
