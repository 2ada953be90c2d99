use super::entry::Entry;
use crate::escape::escape;
use crate::model::{Event, IncidentUpdate, Instant, MaintenanceUpdate, Snapshot, Zone};
use crate::text::Catalog;
use crate::view::address::{self, same_time_index};
use crate::view::markdown::{self, Base};

/// The maximum number of updates in an entry. Nearly every incident has fewer, but thousands of automated updates would
/// make a feed megabytes large.
const MAX_UPDATES: usize = 50;

/// The index and the time of an update of an event.
#[derive(Clone, Copy, Debug)]
pub(super) struct UpdateIndex {
    pub at: Instant,
    /// The index of the event among all events of the site.
    pub event: usize,
    /// The index of the update among the updates of the event.
    pub update: usize,
}

impl UpdateIndex {
    /// Returns index and time of each update of `event` until `now`. `event_index` is the index of `event` in the site.
    pub fn of(event: Event<'_>, event_index: usize, now: Instant) -> Vec<Self> {
        let index = |(update, at)| Self { at, event: event_index, update };
        match event {
            Event::Incident(incident) => {
                incident.updates_until(now).iter().map(|update| update.at).enumerate().map(index).collect()
            }
            Event::Maintenance(window) => {
                window.updates_until(now).iter().map(|update| update.at).enumerate().map(index).collect()
            }
        }
    }
}

/// The updates of an incident or a window as HTML, with the structure of Statuspage's feeds. Bots read the status from
/// the first `<strong>` of a paragraph.
///
/// Example: <https://www.githubstatus.com/history.atom>.
#[derive(Debug)]
pub(super) struct EventUpdates<'a> {
    event: Event<'a>,
    /// The paragraph with the schedule times of a window; empty for an incident.
    schedule: String,
    /// The updates, oldest first.
    updates: Vec<UpdateHtml>,
}

#[derive(Debug)]
struct UpdateHtml {
    at: Instant,
    /// The index of the update among those updates of the event that have the same time.
    same_time: usize,
    html: String,
}

impl<'a> EventUpdates<'a> {
    pub fn new(event: Event<'a>, snapshot: &Snapshot<'_>, catalog: &Catalog, base_url: &str) -> Self {
        let (page, root) = (address::event(event.id()), format!("{base_url}/"));
        let base = Base { page: &page, root: &root };
        let (now, zone) = (snapshot.now, snapshot.site.page.zone);
        match event {
            Event::Incident(incident) => {
                let updates = incident.updates_until(now);
                let word = |update: &IncidentUpdate| (update.at, catalog.incident_status(update.status));
                let text =
                    |update: &IncidentUpdate| markdown::to_html_at(&update.text, &incident.link_definitions, base);
                Self { event, schedule: String::new(), updates: render(updates, word, text, zone, catalog) }
            }
            Event::Maintenance(window) => {
                let times = catalog.feed_times(window.starts, window.ends, zone);
                let schedule = catalog.format_with("feed-scheduled", &[("times", times.into())]);
                let updates = window.updates_until(now);
                let word = |update: &MaintenanceUpdate| (update.at, catalog.maintenance_status(update.status));
                let text =
                    |update: &MaintenanceUpdate| markdown::to_html_at(&update.text, &window.link_definitions, base);
                let schedule = format!("<p><strong>{}</strong></p>\n", escape(&schedule));
                Self { event, schedule, updates: render(updates, word, text, zone, catalog) }
            }
        }
    }

    /// Returns the feed entry for the update at `index`. It contains this update and earlier ones, newest first.
    pub fn entry(&self, index: UpdateIndex, base_url: &str) -> Entry<'a> {
        let so_far = &self.updates[(index.update + 1).saturating_sub(MAX_UPDATES)..=index.update];
        let mut content = self.schedule.clone();
        content.extend(so_far.iter().rev().map(|update| update.html.as_str()));
        let UpdateHtml { at, same_time, .. } = self.updates[index.update];
        let (page, anchor) = (address::event(self.event.id()), address::update_anchor(at, same_time));
        Entry {
            id: address::update_id(self.event.id(), at, same_time),
            title: self.event.title(),
            url: format!("{base_url}/{page}#{anchor}"),
            at,
            content: content.trim_end().to_owned(),
        }
    }
}

/// Renders updates. `word` returns the time and the status of an update, `text` its text as HTML.
fn render<T>(
    updates: &[T],
    word: impl Fn(&T) -> (Instant, String),
    text: impl Fn(&T) -> String,
    zone: Zone,
    catalog: &Catalog,
) -> Vec<UpdateHtml> {
    let mut before = None;
    let mut rendered = Vec::with_capacity(updates.len());
    for (index, update) in updates.iter().enumerate() {
        let (at, status) = word(update);
        let label = if before.as_ref() == Some(&status) { catalog.format("feed-update") } else { status.clone() };
        let html = paragraph(&catalog.feed_time(at, zone), &label, &text(update));
        rendered.push(UpdateHtml { at, same_time: same_time_index(updates, index, |update| word(update).0), html });
        before = Some(status);
    }
    rendered
}

/// Puts the time and the label before the HTML `text`, in the same paragraph if `text` starts with one:
/// `<p><small>TIME</small><br><strong>LABEL</strong> - TEXT</p>`.
fn paragraph(time: &str, label: &str, text: &str) -> String {
    let head = format!("<p><small>{}</small><br><strong>{}</strong>", escape(time), escape(label));
    match text.strip_prefix("<p>") {
        Some(rest) => format!("{head} - {rest}"),
        None if text.is_empty() => format!("{head}</p>\n"),
        None => format!("{head} -</p>\n{text}"),
    }
}
