use std::collections::HashMap;

use super::{Change, DayChange, Difference};
use crate::model::{ComponentIndex, ComponentStatus, Percent, Site, Snapshot, Uptime};

/// What visitors see of a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentFacts {
    pub id: String,
    pub name: String,
    /// The name of its group.
    pub group: Option<String>,
    pub description: Option<String>,
    pub status: ComponentStatus,
    /// Over the window; none with nothing known.
    pub uptime: Option<Percent>,
}

/// What changes of a component that was there before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentChanges {
    pub id: String,
    /// As it is now.
    pub name: String,
    pub renamed: Option<Change<String>>,
    pub group: Option<Change<Option<String>>>,
    pub description: Option<Change<Option<String>>>,
    pub status: Option<Change<ComponentStatus>>,
    /// Over the window of each.
    pub uptime: Option<Change<Option<Percent>>>,
    /// The days in both windows that look different, oldest first.
    pub days: Vec<DayChange>,
}

/// A component of one of the two forms.
struct Found {
    facts: ComponentFacts,
    uptime: Uptime,
}

impl Found {
    fn all(snapshot: &Snapshot<'_>) -> Vec<Self> {
        snapshot.site.page_order().map(|component| Self::new(component, snapshot)).collect()
    }

    fn new(component: ComponentIndex, snapshot: &Snapshot<'_>) -> Self {
        let site = snapshot.site;
        let uptime = snapshot.uptime(component, site.window_days);
        let told = &site.components[component];
        let facts = ComponentFacts {
            id: told.id.clone(),
            name: told.name.clone(),
            group: site.group_of(component).map(|group| group.name.clone()),
            description: told.description.clone(),
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
            renamed: Change::of(from.name, to.name),
            group: Change::of(from.group, to.group),
            description: Change::of(from.description, to.description),
            status: Change::of(from.status, to.status),
            uptime: Change::of(from.uptime, to.uptime),
            days,
        })
    }
}

/// How the components differ, in the order of the page, then those that are gone.
pub(super) fn differences(
    before: &Snapshot<'_>,
    after: &Snapshot<'_>,
) -> Vec<Difference<ComponentFacts, ComponentChanges>> {
    let key = |found: &Found| found.facts.id.clone();
    let all = Difference::all(Found::all(before), Found::all(after), key, Found::changes);
    let facts = all.into_iter().map(|each| match each {
        Difference::Added(found) => Difference::Added(found.facts),
        Difference::Removed(found) => Difference::Removed(found.facts),
        Difference::Changed(changes) => Difference::Changed(changes),
    });
    facts.collect()
}

/// Whether those that are in both, and in the same group, stand in another order.
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
