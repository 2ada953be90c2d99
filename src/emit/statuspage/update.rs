use std::collections::BTreeMap;

use serde::Serialize;

use super::time::Time;
use crate::model::{ComponentIndex, ComponentStatus, Instant, Site};
use crate::view::address;

#[derive(Debug, Serialize)]
pub(super) struct Update<'a> {
    id: String,
    status: &'static str,
    /// Markdown, as it was written.
    body: &'a str,
    incident_id: &'a str,
    created_at: Time,
    updated_at: Time,
    display_at: Time,
    affected_components: Option<Vec<AffectedComponent<'a>>>,
    deliver_notifications: bool,
    custom_tweet: Option<&'a str>,
    tweet_id: Option<&'a str>,
}

#[derive(Debug, Serialize)]
pub(super) struct AffectedComponent<'a> {
    code: &'a str,
    name: String,
    old_status: &'static str,
    new_status: &'static str,
}

impl<'a> Update<'a> {
    /// An update of `event`; `nth` counts those of equal time from zero.
    pub fn new(event: &'a str, at: Instant, nth: usize, status: &'static str, body: &'a str) -> Self {
        Self {
            id: address::update_id(event, at, nth),
            status,
            body: body.trim(),
            incident_id: event,
            created_at: Time(at),
            updated_at: Time(at),
            display_at: Time(at),
            affected_components: None,
            deliver_notifications: true,
            custom_tweet: None,
            tweet_id: None,
        }
    }

    /// With the statuses that the event gave before and gives from this update on. What it gave
    /// nothing before counts as operational.
    pub fn affecting(mut self, site: &'a Site, before: &Given, after: &Given) -> Self {
        let affected = after.iter().map(|(component, status)| AffectedComponent {
            code: &site.components[*component].id,
            name: full_name(site, *component),
            old_status: before.get(component).copied().unwrap_or(ComponentStatus::Operational).word(),
            new_status: status.word(),
        });
        let affected: Vec<_> = affected.collect();
        self.affected_components = (!affected.is_empty()).then_some(affected);
        self
    }
}

/// The status that an event gives each component that it has named so far.
pub(super) type Given = BTreeMap<ComponentIndex, ComponentStatus>;

/// `Group - Component`.
fn full_name(site: &Site, component: ComponentIndex) -> String {
    let name = &site.components[component].name;
    site.group_of(component).map_or_else(|| name.clone(), |group| format!("{} - {name}", group.name))
}
