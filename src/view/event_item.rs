use serde::Serialize;

use super::{DatedEvent, Label, Period, ViewContext, address, markdown};
use crate::model::{Event, Incident, IncidentStatus, Maintenance};

/// How many characters of the newest update are shown in a list of events.
pub(super) const MAX_SUMMARY: usize = 180;

/// An incident or a maintenance window in a list.
#[derive(Clone, Debug, Serialize)]
pub struct EventItem {
    pub title: String,
    pub href: String,
    /// The impact of an incident, or the status of a window.
    pub label: Label,
    pub period: Period,
    /// How long the event lasted; none while it is open.
    pub duration: Option<String>,
    /// The names of the affected components.
    pub components: String,
    /// The beginning of the newest update, as plain text.
    pub summary: String,
}

impl EventItem {
    pub fn new(dated: &DatedEvent<'_>, context: &ViewContext<'_>) -> Self {
        let DatedEvent { event, start, end } = *dated;
        let (label, components, summary) = match event {
            Event::Incident(incident) => (
                Label::impact(incident.impact(context.now()), context.catalog),
                context.affected(incident),
                incident_summary(incident, context),
            ),
            Event::Maintenance(window) => (
                Label::maintenance_among_incidents(window.status(context.now()), context.catalog),
                context.names(&window.affects),
                window_summary(window, context),
            ),
        };
        // A window in progress, or canceled before its start, is shown with its planned end.
        let until = match event {
            Event::Maintenance(window) => Some(end.filter(|end| *end > start).unwrap_or(window.ends)),
            Event::Incident(_) => end,
        };
        Self {
            title: event.title().to_owned(),
            href: address::event(event.id()),
            label,
            period: Period::new(start, until, context),
            duration: end.filter(|end| *end > start).map(|end| context.catalog.lasting(end.seconds_since(start))),
            components,
            summary: truncate(summary, MAX_SUMMARY),
        }
    }
}

/// Returns the text of the newest update that has text, without markup. Postmortems are left out.
fn incident_summary(incident: &Incident, context: &ViewContext<'_>) -> String {
    let updates = incident.updates_until(context.now()).iter().rev();
    let updates = updates.filter(|update| update.status != IncidentStatus::Postmortem);
    let mut texts = updates.map(|update| markdown::to_text(&update.text, &incident.link_definitions));
    texts.find(|text| !text.is_empty()).unwrap_or_default()
}

pub(super) fn window_summary(window: &Maintenance, context: &ViewContext<'_>) -> String {
    let updates = window.updates_until(context.now()).iter().rev().map(|update| &update.text);
    let mut texts = updates.chain([&window.text]).map(|text| markdown::to_text(text, &window.link_definitions));
    texts.find(|text| !text.is_empty()).unwrap_or_default()
}

/// Cuts `text` at a space if it has more than `max` characters, and adds an ellipsis.
pub fn truncate(mut text: String, max: usize) -> String {
    if let Some((cut, _)) = text.char_indices().nth(max) {
        let end = text[..cut].rfind(' ').unwrap_or(cut);
        text.truncate(end);
        text.truncate(text.trim_end_matches(['.', ',', ';', ':', '…', ' ']).len());
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::truncate;

    #[test]
    fn long_event_text_is_cut_between_words() {
        assert_eq!(truncate("short".into(), 5), "short");
        let long = truncate("grün ".repeat(100), 180);
        assert!(long.ends_with("grün…") && long.chars().count() <= 181, "{long}");
    }
}
