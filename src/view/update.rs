use std::collections::BTreeMap;

use serde::Serialize;

use super::markdown::{self, Base};
use super::{Label, Moment, PageRef, ViewContext, address};
use crate::model::{
    ComponentIndex, ComponentStatus, Incident, IncidentStatus, IncidentUpdate, Instant, Maintenance, MaintenanceUpdate,
    UnknownComponent,
};

/// An update of an incident or a maintenance window.
#[derive(Clone, Debug, Serialize)]
pub struct Update {
    /// The id of the HTML element; none on pages with updates of several events, where it may not be unique.
    pub id: Option<String>,
    /// The permanent link of the update, relative to the page that shows it.
    pub link: String,
    pub label: Label,
    pub at: Moment,
    /// The text of the update, as safe HTML.
    pub html: String,
    /// The component statuses that the update sets.
    pub changes: Vec<StatusChange>,
}

/// A status that an update sets for a component.
#[derive(Clone, Debug, Serialize)]
pub struct StatusChange {
    pub component: PageRef,
    pub label: Label,
}

impl Update {
    /// Returns the updates of an incident, newest first. Relative links are resolved from `base`.
    pub fn of_incident(incident: &Incident, base: Base<'_>, context: &ViewContext<'_>) -> Vec<Self> {
        let updates = incident.updates_until(context.now());
        let mut unknown = BTreeMap::<_, Vec<_>>::new();
        for each in &incident.unknown {
            unknown.entry(each.from).or_default().push(StatusChange::unknown(each, context));
        }
        let view = |(index, update): (usize, &IncidentUpdate)| {
            let known = update.sets.iter().map(|(index, status)| StatusChange::new(*index, *status, context));
            let anchor = anchor(updates, index, |update| update.at);
            Self {
                link: format!("{}{}#{anchor}", base.root, base.page),
                id: (base == Base::ITSELF).then_some(anchor),
                label: Label::incident(update.status, context.catalog),
                at: context.moment(update.at),
                html: markdown::to_html_at(&update.text, &incident.link_definitions, base),
                changes: known.chain(unknown.remove(&Some(update.at)).unwrap_or_default()).collect(),
            }
        };
        updates.iter().enumerate().rev().map(view).collect()
    }

    /// Returns the updates of a window, newest first.
    pub fn of_window(window: &Maintenance, context: &ViewContext<'_>) -> Vec<Self> {
        let updates = window.updates_until(context.now());
        let view = |(index, update): (usize, &MaintenanceUpdate)| {
            let anchor = anchor(updates, index, |update| update.at);
            Self {
                link: format!("#{anchor}"),
                id: Some(anchor),
                label: Label::maintenance(update.status, context.catalog),
                at: context.moment(update.at),
                html: markdown::to_html(&update.text, &window.link_definitions),
                changes: Vec::new(),
            }
        };
        updates.iter().enumerate().rev().map(view).collect()
    }

    /// Removes the newest postmortem from `updates`, which are newest first, and returns it.
    pub fn take_postmortem(updates: &mut Vec<Self>, incident: &Incident, context: &ViewContext<'_>) -> Option<Self> {
        let mut newest_first = incident.updates_until(context.now()).iter().rev();
        let index = newest_first.position(|update| update.status == IncidentStatus::Postmortem)?;
        Some(updates.remove(index))
    }
}

impl StatusChange {
    fn new(component: ComponentIndex, status: ComponentStatus, context: &ViewContext<'_>) -> Self {
        Self { component: context.component(component), label: Label::component(status, context.catalog) }
    }

    fn unknown(unknown: &UnknownComponent, context: &ViewContext<'_>) -> Self {
        Self {
            component: ViewContext::unknown_component(&unknown.name),
            label: Label::component(unknown.status, context.catalog),
        }
    }
}

/// Returns the anchor of the update at `index` on the page of its event.
fn anchor<T>(updates: &[T], index: usize, at: impl Fn(&T) -> Instant) -> String {
    address::update_anchor(at(&updates[index]), address::same_time_index(updates, index, &at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn updates_at_same_time_have_different_anchors() {
        let at = |text| Instant::parse_rfc3339(text).unwrap();
        let times = [at("2026-11-22T13:00:00Z"), at("2026-11-22T13:00:00Z"), at("2026-11-22T13:05:00Z")];
        let anchors = [0, 1, 2].map(|index| anchor(&times, index, |at| *at));
        assert_eq!(anchors, ["update-20261122t130000z", "update-20261122t130000z-2", "update-20261122t130500z"]);
    }
}
