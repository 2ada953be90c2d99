use serde::Serialize;

use super::page::PageId;
use super::time::Time;
#[cfg(test)]
use crate::emit::openapi::values;
use crate::model::{ComponentIndex, ComponentStatus, Group, Snapshot};

/// A component or a group of components.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Component"))]
pub(super) struct StatuspageComponent<'a> {
    /// The ID of the component in `status.yaml`, or `group-` and the lowercase name of the group.
    #[cfg_attr(test, schemars(with = "values::Id"))]
    id: &'a str,
    /// The display name.
    #[cfg_attr(test, schemars(extend("examples" = ["API"])))]
    name: &'a str,
    /// The current status. For a group, the worst status of its components.
    #[cfg_attr(test, schemars(with = "values::ComponentStatus"))]
    status: &'static str,
    /// The start of the component's history. Without history, the same as `updated_at` of the page.
    created_at: Time,
    /// The time of the last status change. Without history, the same as `updated_at` of the page.
    updated_at: Time,
    /// The position on the page or, for a component of a group, within the group, starting at 1. Positions above 255
    /// are reported as 255, because some clients read this field as one byte.
    #[cfg_attr(test, schemars(range(min = 1)))]
    position: u8,
    /// The description in `status.yaml`, or null.
    description: Option<&'a str>,
    /// Always true. Present for compatibility with Statuspage.
    showcase: bool,
    /// The date on which the component's history starts, in the time zone of the page. Null without history.
    #[cfg_attr(test, schemars(with = "Option<values::Date>"))]
    start_date: Option<String>,
    /// The ID of the component's group. Null for a component without a group, and for a group.
    #[cfg_attr(test, schemars(with = "Option<values::Id>"))]
    group_id: Option<&'a str>,
    /// The ID of the page.
    page_id: PageId,
    /// True for a group, false for a component.
    group: bool,
    /// Always false. Present for compatibility with Statuspage.
    only_show_if_degraded: bool,
    /// The IDs of the components in the group, in the order of the page. Only groups have this field.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Vec<values::Id>"))]
    components: Option<Vec<&'a str>>,
}

/// All components and groups, in the order of the page. Each group is followed by its components.
#[derive(Debug, Serialize)]
#[serde(transparent)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(with = "Vec<StatuspageComponent>"))]
pub(super) struct Components<'a> {
    rows: Vec<StatuspageComponent<'a>>,
    /// The index in `rows` of each component of the site.
    #[serde(skip)]
    row_of: Vec<usize>,
}

impl<'a> Components<'a> {
    pub fn new(snapshot: &Snapshot<'a>, page_id: PageId) -> Self {
        let site = snapshot.site;
        let mut components = Self { rows: Vec::new(), row_of: vec![0; site.components.len()] };
        let mut position = 0;
        for (group, members) in site.sections() {
            if let Some(group) = group {
                components.push_group(snapshot, group, position, page_id);
                position += 1;
            } else {
                for index in members {
                    components.push(snapshot, index, position, page_id);
                    position += 1;
                }
            }
        }
        components
    }

    /// Returns the components with these indexes in the site, as they appear in the API.
    pub fn some(&self, indexes: &[ComponentIndex]) -> Vec<StatuspageComponent<'a>> {
        indexes.iter().map(|index| self.rows[self.row_of[*index]].clone()).collect()
    }

    fn push(&mut self, snapshot: &Snapshot<'a>, index: ComponentIndex, nth: usize, page_id: PageId) {
        let component = &snapshot.site.components[index];
        let begins = snapshot.histories[index].timeline.begins();
        self.row_of[index] = self.rows.len();
        self.rows.push(StatuspageComponent {
            id: &component.id,
            name: &component.name,
            status: snapshot.histories[index].status.word(),
            created_at: Time(snapshot.created_at(index)),
            updated_at: Time(snapshot.updated_at(index)),
            position: position(nth),
            description: component.description.as_deref(),
            showcase: true,
            start_date: begins.map(|begins| snapshot.site.page.zone.date(begins).to_string()),
            group_id: snapshot.site.group_of(index).map(|group| group.id.as_str()),
            page_id,
            group: false,
            only_show_if_degraded: false,
            components: None,
        });
    }

    fn push_group(&mut self, snapshot: &Snapshot<'a>, group: &'a Group, nth: usize, page_id: PageId) {
        let site = snapshot.site;
        let members = || group.members.iter().copied();
        let worst = members().map(|member| snapshot.histories[member].status).max();
        let begins = members().filter_map(|member| snapshot.histories[member].timeline.begins()).min();
        self.rows.push(StatuspageComponent {
            id: &group.id,
            name: &group.name,
            status: worst.unwrap_or(ComponentStatus::Operational).word(),
            created_at: Time(members().map(|member| snapshot.created_at(member)).min().unwrap_or(snapshot.now)),
            updated_at: Time(members().map(|member| snapshot.updated_at(member)).max().unwrap_or(snapshot.now)),
            position: position(nth),
            description: None,
            showcase: true,
            start_date: begins.map(|begins| site.page.zone.date(begins).to_string()),
            group_id: None,
            page_id,
            group: true,
            only_show_if_degraded: false,
            components: Some(members().map(|member| site.components[member].id.as_str()).collect()),
        });
        for (nth, member) in members().enumerate() {
            self.push(snapshot, member, nth, page_id);
        }
    }
}

fn position(nth: usize) -> u8 {
    u8::try_from(nth + 1).unwrap_or(u8::MAX)
}
