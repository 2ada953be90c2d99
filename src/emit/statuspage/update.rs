use std::collections::BTreeMap;

use serde::Serialize;

use super::time::Time;
#[cfg(test)]
use crate::emit::openapi::values;
use crate::model::{ComponentIndex, ComponentStatus, Instant, Site};
use crate::view::address;

/// An update of an incident or a maintenance window.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Update"))]
pub(super) struct StatuspageUpdate<'a> {
    /// The ID of the update. It does not change when the text is edited.
    #[cfg_attr(test, schemars(extend("examples" = ["2026-11-20-card-payments-20261120t140200z"])))]
    id: String,
    /// The status of the incident or window from this update on.
    #[cfg_attr(test, schemars(with = "values::UpdateStatus"))]
    status: &'static str,
    /// The text in Markdown. May be empty.
    body: &'a str,
    /// The ID of the incident or window.
    incident_id: &'a str,
    /// The time of the update.
    created_at: Time,
    /// The same as `created_at`.
    updated_at: Time,
    /// The same as `created_at`.
    display_at: Time,
    /// The components affected so far, with their statuses before and after this update. Null if there are none.
    affected_components: Option<Vec<StatuspageAffectedComponent<'a>>>,
    /// Always true. Present for compatibility with Statuspage.
    deliver_notifications: bool,
    /// Always null. Present for compatibility with Statuspage.
    custom_tweet: Option<&'a str>,
    /// Always null. Present for compatibility with Statuspage.
    tweet_id: Option<&'a str>,
}

/// A component affected by an update.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "AffectedComponent"))]
pub(super) struct StatuspageAffectedComponent<'a> {
    /// The ID of the component.
    #[cfg_attr(test, schemars(with = "values::Id"))]
    code: &'a str,
    /// The name of the component, after the name of its group and ` - ` if it has one.
    #[cfg_attr(test, schemars(extend("examples" = ["Storefront - Payments"])))]
    name: String,
    /// The status that the incident or window gave the component before this update.
    #[cfg_attr(test, schemars(with = "values::ComponentStatus"))]
    old_status: &'static str,
    /// The status that the incident or window gives the component from this update on.
    #[cfg_attr(test, schemars(with = "values::ComponentStatus"))]
    new_status: &'static str,
}

impl<'a> StatuspageUpdate<'a> {
    /// Returns an update of the event with the ID `event`. `same_time` is its index among updates at the same time.
    pub fn new(event: &'a str, at: Instant, same_time: usize, status: &'static str, body: &'a str) -> Self {
        Self {
            id: address::update_id(event, at, same_time),
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

    /// Adds the statuses of the affected components before and after this update. Components that are missing in
    /// `before` were operational.
    pub fn affecting(mut self, site: &'a Site, before: &Given, after: &Given) -> Self {
        let affected = after.iter().map(|(component, status)| StatuspageAffectedComponent {
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

/// The status that an event gives to each component that it has affected so far.
pub(super) type Given = BTreeMap<ComponentIndex, ComponentStatus>;

/// Returns the name of a component as `Group - Component`.
fn full_name(site: &Site, component: ComponentIndex) -> String {
    let name = &site.components[component].name;
    site.group_of(component).map_or_else(|| name.clone(), |group| format!("{} - {name}", group.name))
}
