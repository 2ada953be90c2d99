use std::collections::BTreeMap;

use serde::Serialize;

use super::time::Time;
#[cfg(test)]
use crate::emit::openapi::values;
use crate::model::{ComponentIndex, ComponentStatus, Instant, Site};
use crate::view::address;

/// What was said of an incident or a maintenance window at one time.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Update<'a> {
    /// It stays the same when the text is corrected.
    #[cfg_attr(test, schemars(extend("examples" = ["2026-11-20-card-payments-20261120t140200z"])))]
    id: String,
    /// Where it stood then.
    #[cfg_attr(test, schemars(with = "values::UpdateStatus"))]
    status: &'static str,
    /// What was said, in Markdown as it was written; may be empty.
    body: &'a str,
    /// The id of what it is about.
    incident_id: &'a str,
    /// When it was said.
    created_at: Time,
    /// The same as `created_at`.
    updated_at: Time,
    /// The same as `created_at`.
    display_at: Time,
    /// What became of each component named so far; null where none was.
    affected_components: Option<Vec<AffectedComponent<'a>>>,
    /// Always true: of use to Statuspage alone.
    deliver_notifications: bool,
    /// Always null: of use to Statuspage alone.
    custom_tweet: Option<&'a str>,
    /// Always null: of use to Statuspage alone.
    tweet_id: Option<&'a str>,
}

/// What an update changed for a component.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct AffectedComponent<'a> {
    /// The component's id.
    #[cfg_attr(test, schemars(with = "values::Id"))]
    code: &'a str,
    /// Its name, with that of its group before it.
    #[cfg_attr(test, schemars(extend("examples" = ["Storefront - Payments"])))]
    name: String,
    /// The status that it had from the incident before.
    #[cfg_attr(test, schemars(with = "values::ComponentStatus"))]
    old_status: &'static str,
    /// The status that it has from the incident since.
    #[cfg_attr(test, schemars(with = "values::ComponentStatus"))]
    new_status: &'static str,
}

impl<'a> Update<'a> {
    /// Returns an update of `event`. `same_time` is its index among those with the same time.
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

    /// Adds the component statuses that the event set before and sets from this update on. A component without one was
    /// operational.
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

/// The status that an event sets for each component that it has named so far.
pub(super) type Given = BTreeMap<ComponentIndex, ComponentStatus>;

/// `Group - Component`.
fn full_name(site: &Site, component: ComponentIndex) -> String {
    let name = &site.components[component].name;
    site.group_of(component).map_or_else(|| name.clone(), |group| format!("{} - {name}", group.name))
}
