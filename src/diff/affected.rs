use std::collections::BTreeMap;

use super::FromTo;
use crate::model::{ComponentIndex, ComponentStatus, Site};

/// The id and the name of a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentName {
    pub id: String,
    pub name: String,
}

impl ComponentName {
    pub(super) fn of(component: ComponentIndex, site: &Site) -> Self {
        let component = &site.components[component];
        Self { id: component.id.clone(), name: component.name.clone() }
    }
}

/// A change of the status that an event or an update sets for a component. `None` means that it sets no status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AffectedChange {
    pub component: ComponentName,
    pub status: FromTo<Option<ComponentStatus>>,
}

/// The components for which an event or an update sets a status, in the order of `status.yaml`.
pub(super) type AffectedComponents = Vec<(ComponentName, ComponentStatus)>;

/// Returns statuses of components with the ids and names of the components instead of their indexes.
pub(super) fn named(given: &BTreeMap<ComponentIndex, ComponentStatus>, site: &Site) -> AffectedComponents {
    given.iter().map(|(component, status)| (ComponentName::of(*component, site), *status)).collect()
}

/// Returns the components whose status differs: first those in `after`, in its order, then those only in `before`.
pub(super) fn differences(before: &AffectedComponents, after: &AffectedComponents) -> Vec<AffectedChange> {
    let status =
        |given: &AffectedComponents, id: &str| given.iter().find(|(each, _)| each.id == id).map(|(_, status)| *status);
    let gone = before.iter().filter(|(each, _)| status(after, &each.id).is_none());
    let changes = after.iter().chain(gone).filter_map(|(component, _)| {
        let status = FromTo::of(status(before, &component.id), status(after, &component.id))?;
        Some(AffectedChange { component: component.clone(), status })
    });
    changes.collect()
}
