use serde::Serialize;

use super::base::Base;
use super::{Guide, Label, Moment, Place, address, markdown};
use crate::model::{Incident, IncidentStatus, Instant, Maintenance};

/// What was said at one time about an incident or a window.
#[derive(Clone, Debug, Serialize)]
pub struct Update {
    /// The id of the element that tells it; none on other pages than its own, where several incidents
    /// may have been spoken of at one time.
    pub id: Option<String>,
    /// Its permanent link, from the page on which it is told.
    pub link: String,
    pub label: Label,
    pub at: Moment,
    /// Its text, as safe HTML.
    pub html: String,
    /// The statuses that it gave.
    pub changes: Vec<Change>,
}

/// A status that an update gave a component.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    pub component: Place,
    pub label: Label,
}

impl Update {
    /// What has been said about an incident, newest first, as it is read from `base`.
    pub fn of_incident(incident: &Incident, base: Base<'_>, guide: &Guide<'_>) -> Vec<Self> {
        let said = incident.updates_until(guide.now());
        let anchors = anchors(said.iter().map(|update| update.at));
        let updates = said.iter().zip(anchors).map(|(update, anchor)| Self {
            link: format!("{}{}#{anchor}", base.root, base.page),
            id: (base == Base::ITSELF).then_some(anchor),
            label: Label::incident(update.status, guide.words),
            at: guide.moment(update.at),
            html: markdown::to_html_at(&update.text, &incident.link_definitions, base),
            changes: update.sets.iter().map(|(component, status)| Change::new(*component, *status, guide)).collect(),
        });
        updates.rev().collect()
    }

    /// What has been said about a window, newest first.
    pub fn of_window(window: &Maintenance, guide: &Guide<'_>) -> Vec<Self> {
        let said = window.updates_until(guide.now());
        let anchors = anchors(said.iter().map(|update| update.at));
        let updates = said.iter().zip(anchors).map(|(update, anchor)| Self {
            link: format!("#{anchor}"),
            id: Some(anchor),
            label: Label::maintenance(update.status, guide.words),
            at: guide.moment(update.at),
            html: markdown::to_html(&update.text, &window.link_definitions),
            changes: Vec::new(),
        });
        updates.rev().collect()
    }

    /// Takes the postmortem out of an incident's updates, which stand newest first. Where there are
    /// several, that is the newest.
    pub fn take_postmortem(updates: &mut Vec<Self>, incident: &Incident, guide: &Guide<'_>) -> Option<Self> {
        let said = incident.updates_until(guide.now()).iter().rev();
        let mut statuses = said.map(|update| update.status);
        let place = statuses.position(|status| status == IncidentStatus::Postmortem)?;
        Some(updates.remove(place))
    }
}

impl Change {
    fn new(component: usize, status: crate::model::ComponentStatus, guide: &Guide<'_>) -> Self {
        Self { component: guide.component(component), label: Label::component(status, guide.words) }
    }
}

/// The anchors of updates at these times, which are in order.
fn anchors(
    times: impl Iterator<Item = Instant> + Clone,
) -> impl DoubleEndedIterator<Item = String> + ExactSizeIterator {
    let times: Vec<_> = times.collect();
    let mut nth = 0;
    let mut anchors = Vec::with_capacity(times.len());
    for (place, at) in times.iter().enumerate() {
        nth = if place > 0 && times[place - 1] == *at { nth + 1 } else { 0 };
        anchors.push(address::update_anchor(*at, nth));
    }
    anchors.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn updates_of_one_minute_have_links_of_their_own() {
        let at = |text| Instant::parse_rfc3339(text).unwrap();
        let times = [at("2026-11-22T13:00:00Z"), at("2026-11-22T13:00:00Z"), at("2026-11-22T13:05:00Z")];
        let anchors: Vec<_> = anchors(times.into_iter()).collect();
        assert_eq!(anchors, ["update-20261122t130000z", "update-20261122t130000z-2", "update-20261122t130500z"]);
    }
}
