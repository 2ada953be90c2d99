use std::collections::BTreeMap;

use super::Change;
use crate::model::{ComponentIndex, ComponentStatus, Site};

/// A component by the key that never changes and the name that people know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub id: String,
    pub name: String,
}

impl Named {
    pub(super) fn of(component: ComponentIndex, site: &Site) -> Self {
        let component = &site.components[component];
        Self { id: component.id.clone(), name: component.name.clone() }
    }
}

/// A component that is given another status; none where it is given nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AffectedChange {
    pub component: Named,
    pub status: Change<Option<ComponentStatus>>,
}

/// What components are given, in the order of the page.
pub(super) type Affected = Vec<(Named, ComponentStatus)>;

/// What components are given, by name.
pub(super) fn named(given: &BTreeMap<ComponentIndex, ComponentStatus>, site: &Site) -> Affected {
    given.iter().map(|(component, status)| (Named::of(*component, site), *status)).collect()
}

/// How two of these differ: what is there now in its order, then what is gone.
pub(super) fn differences(before: &Affected, after: &Affected) -> Vec<AffectedChange> {
    let status = |given: &Affected, id: &str| given.iter().find(|(each, _)| each.id == id).map(|(_, status)| *status);
    let gone = before.iter().filter(|(each, _)| status(after, &each.id).is_none());
    let changes = after.iter().chain(gone).filter_map(|(component, _)| {
        let status = Change::of(status(before, &component.id), status(after, &component.id))?;
        Some(AffectedChange { component: component.clone(), status })
    });
    changes.collect()
}
