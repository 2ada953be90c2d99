use serde::Serialize;

use super::{ComponentRow, Label, ViewContext};
use crate::model::{ComponentIndex, ComponentStatus, Group, Snapshot};
use crate::text::Catalog;

/// With more components than this on the page, a group is folded if all its components are operational.
const MAX_UNFOLDED: usize = 12;

/// A part of the component list: a group, or consecutive components without one.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    /// The heading of the group; none for components without a group.
    pub group: Option<GroupHead>,
    /// The components.
    pub rows: Vec<ComponentRow>,
}

/// The heading of a group, which visitors click to fold the group.
#[derive(Clone, Debug, Serialize)]
pub struct GroupHead {
    pub name: String,
    /// The worst status of the components in the group.
    pub worst: Label,
    /// `2 of 3 not operational`; empty if every member is operational.
    pub not_operational: String,
    /// Whether the group is unfolded when the page opens.
    pub open: bool,
}

impl Section {
    /// Returns the sections of the front page, from top to bottom.
    pub fn all(context: &ViewContext<'_>) -> Vec<Self> {
        let section = |(group, members): (Option<&Group>, Vec<ComponentIndex>)| Self {
            group: group.map(|group| GroupHead::new(group, context)),
            rows: members.into_iter().map(|member| ComponentRow::new(member, context)).collect(),
        };
        context.snapshot.site.sections().into_iter().map(section).collect()
    }
}

/// Returns the worst status of the components `members`.
pub fn worst(members: &[ComponentIndex], snapshot: &Snapshot<'_>) -> ComponentStatus {
    let statuses = members.iter().map(|member| snapshot.histories[*member].status);
    statuses.max().unwrap_or(ComponentStatus::Operational)
}

/// Returns `2 of 3 not operational`, or an empty text if every member is operational.
pub fn not_operational(members: &[ComponentIndex], snapshot: &Snapshot<'_>, catalog: &Catalog) -> String {
    let statuses = members.iter().map(|member| snapshot.histories[*member].status);
    match statuses.filter(|status| *status != ComponentStatus::Operational).count() {
        0 => String::new(),
        count => catalog.format_with("unwell", &[("count", count.into()), ("of", members.len().into())]),
    }
}

impl GroupHead {
    fn new(group: &Group, context: &ViewContext<'_>) -> Self {
        let not_operational = not_operational(&group.members, context.snapshot, context.catalog);
        Self {
            name: group.name.clone(),
            worst: Label::component(worst(&group.members, context.snapshot), context.catalog),
            open: !not_operational.is_empty() || context.snapshot.site.components.len() <= MAX_UNFOLDED,
            not_operational,
        }
    }
}
