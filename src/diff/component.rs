use std::collections::HashMap;

use super::{DayChange, FromTo, ItemChange};
use crate::model::{ComponentIndex, ComponentStatus, Percent, Site, Snapshot, Uptime};

/// What visitors see of a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentFacts {
    pub id: String,
    pub name: String,
    /// The name of the component's group.
    pub group: Option<String>,
    pub description: Option<String>,
    pub status: ComponentStatus,
    /// The uptime over the days of the uptime bars, or `None` without data.
    pub uptime: Option<Percent>,
}

/// The changes of a component that is in both snapshots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentChanges {
    pub id: String,
    /// The current name.
    pub name: String,
    pub renamed: Option<FromTo<String>>,
    pub group: Option<FromTo<Option<String>>>,
    pub description: Option<FromTo<Option<String>>>,
    pub status: Option<FromTo<ComponentStatus>>,
    /// The change of the uptime. The old and the new value may cover different numbers of days.
    pub uptime: Option<FromTo<Option<Percent>>>,
    /// The days that look different in the uptime bar, oldest first.
    pub days: Vec<DayChange>,
}

/// A component in one of the two snapshots.
struct ComponentState {
    facts: ComponentFacts,
    uptime: Uptime,
}

impl ComponentState {
    fn all(snapshot: &Snapshot<'_>) -> Vec<Self> {
        snapshot.site.page_order().map(|component| Self::new(component, snapshot)).collect()
    }

    fn new(component: ComponentIndex, snapshot: &Snapshot<'_>) -> Self {
        let site = snapshot.site;
        let uptime = snapshot.uptime(component, site.window_days);
        let found = &site.components[component];
        let facts = ComponentFacts {
            id: found.id.clone(),
            name: found.name.clone(),
            group: site.group_of(component).map(|group| group.name.clone()),
            description: found.description.clone(),
            status: snapshot.histories[component].status,
            uptime: uptime.percent(),
        };
        Self { facts, uptime }
    }

    fn changes(&self, after: &Self) -> Option<ComponentChanges> {
        let (from, to) = (self.facts.clone(), after.facts.clone());
        let days = DayChange::all(&self.uptime, &after.uptime);
        (from != to || !days.is_empty()).then(|| ComponentChanges {
            id: to.id,
            name: to.name.clone(),
            renamed: FromTo::of(from.name, to.name),
            group: FromTo::of(from.group, to.group),
            description: FromTo::of(from.description, to.description),
            status: FromTo::of(from.status, to.status),
            uptime: FromTo::of(from.uptime, to.uptime),
            days,
        })
    }
}

/// Returns the new and changed components in the order of the page, then the removed ones.
pub(super) fn differences(
    before: &Snapshot<'_>,
    after: &Snapshot<'_>,
) -> Vec<ItemChange<ComponentFacts, ComponentChanges>> {
    let key = |found: &ComponentState| found.facts.id.clone();
    let all = ItemChange::all(ComponentState::all(before), ComponentState::all(after), key, ComponentState::changes);
    let facts = all.into_iter().map(|each| match each {
        ItemChange::Added(found) => ItemChange::Added(found.facts),
        ItemChange::Removed(found) => ItemChange::Removed(found.facts),
        ItemChange::Changed(changes) => ItemChange::Changed(changes),
    });
    facts.collect()
}

/// Whether the order changed among components that are in both `before` and `after` and stayed in their groups.
pub(super) fn are_reordered(before: &Site, after: &Site) -> bool {
    let places = |site: &Site| -> HashMap<String, Option<String>> {
        let place = |component: ComponentIndex| {
            let group = site.group_of(component).map(|group| group.name.clone());
            (site.components[component].id.clone(), group)
        };
        (0..site.components.len()).map(place).collect()
    };
    let (old, new) = (places(before), places(after));
    let staying = |site: &Site| -> Vec<String> {
        let ids = site.page_order().map(|component| site.components[component].id.clone());
        ids.filter(|id| old.get(id).is_some_and(|group| new.get(id) == Some(group))).collect()
    };
    staying(before) != staying(after)
}
