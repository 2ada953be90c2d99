use serde::Serialize;

use super::{Guide, Happened, Label, Period, address};
use crate::model::{Event, Incident, IncidentStatus, Maintenance};

/// The most characters of its newest update that a list shows of an event.
pub(super) const SUMMARY: usize = 180;

/// An incident or a window as one entry of a list.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    pub title: String,
    pub href: String,
    /// An incident's impact, or where a window is.
    pub label: Label,
    pub period: Period,
    /// How long it lasted, once it is over.
    pub duration: Option<String>,
    /// The names of the components that it has to do with.
    pub components: String,
    /// The newest update in a few words.
    pub summary: String,
}

impl Item {
    pub fn new(happened: &Happened<'_>, guide: &Guide<'_>) -> Self {
        let Happened { event, start, end } = *happened;
        let (label, summary) = match event {
            Event::Incident(incident) => {
                (Label::impact(incident.impact(guide.now()), guide.words), of_incident(incident, guide))
            }
            Event::Maintenance(window) => {
                (Label::maintenance_among_incidents(window.status(guide.now()), guide.words), of_window(window, guide))
            }
        };
        // A window that goes on or never began is told with the end that is planned for it.
        let until = match event {
            Event::Maintenance(window) => Some(end.filter(|end| *end > start).unwrap_or(window.ends)),
            Event::Incident(_) => end,
        };
        Self {
            title: event.title().to_owned(),
            href: address::event(event.id()),
            label,
            period: Period::new(start, until, guide),
            duration: end.filter(|end| *end > start).map(|end| guide.words.lasting(end.seconds_since(start))),
            components: guide.names(&event.components(guide.now())),
            summary: shortened(summary, SUMMARY),
        }
    }
}

/// The newest words about an incident's trouble; a postmortem is too long a story for a list.
fn of_incident(incident: &Incident, guide: &Guide<'_>) -> String {
    let said = incident.updates_until(guide.now()).iter().rev();
    let told = said.filter(|update| update.status != IncidentStatus::Postmortem);
    let mut texts = told.map(|update| guide.in_words(&update.text, &incident.link_definitions));
    texts.find(|text| !text.is_empty()).unwrap_or_default()
}

pub(super) fn of_window(window: &Maintenance, guide: &Guide<'_>) -> String {
    let said = window.updates_until(guide.now()).iter().rev().map(|update| &update.text);
    let mut texts = said.chain([&window.text]).map(|text| guide.in_words(text, &window.link_definitions));
    texts.find(|text| !text.is_empty()).unwrap_or_default()
}

/// `text`, cut at a blank where it has more characters than `most`.
pub fn shortened(mut text: String, most: usize) -> String {
    if let Some((cut, _)) = text.char_indices().nth(most) {
        let end = text[..cut].rfind(' ').unwrap_or(cut);
        text.truncate(end);
        text.truncate(text.trim_end_matches(['.', ',', ';', ':', '…', ' ']).len());
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn long_texts_are_cut_between_words() {
        assert_eq!(shortened("short".into(), 5), "short");
        let long = shortened("grün ".repeat(100), 180);
        assert!(long.ends_with("grün…") && long.chars().count() <= 181, "{long}");
    }
}
