use serde::Serialize;

use super::page::PageId;
use super::time::Time;
#[cfg(test)]
use crate::emit::openapi::values;
use crate::model::{ComponentIndex, ComponentStatus, Group, Snapshot};

/// A component, or a group of them, as a row of its own.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Component<'a> {
    /// The component's own id; that of a group is `group-` and its name in small letters.
    #[cfg_attr(test, schemars(with = "values::Id"))]
    id: &'a str,
    /// What visitors call it.
    #[cfg_attr(test, schemars(extend("examples" = ["API"])))]
    name: &'a str,
    /// What it is doing; of a group, the worst that one of its members is.
    #[cfg_attr(test, schemars(with = "values::ComponentStatus"))]
    status: &'static str,
    /// When its history begins; of one without history, the newest time on the page.
    created_at: Time,
    /// When its status last changed; of one without history, the newest time on the page.
    updated_at: Time,
    /// Its place from 1 within what it stands in, at most 255. One client reads it as a byte.
    #[cfg_attr(test, schemars(range(min = 1)))]
    position: u8,
    /// What it is, in its owner's words.
    description: Option<&'a str>,
    /// Always true: whether Statuspage would show its history.
    showcase: bool,
    /// The date, in the page's zone, on which its history begins; null before it has one.
    #[cfg_attr(test, schemars(with = "Option<values::Date>"))]
    start_date: Option<String>,
    /// The group that it belongs to, if any.
    #[cfg_attr(test, schemars(with = "Option<values::Id>"))]
    group_id: Option<&'a str>,
    /// That of the page.
    page_id: PageId,
    /// Whether it is a group rather than a component.
    group: bool,
    /// Always false: whether Statuspage would hide it while all is well.
    only_show_if_degraded: bool,
    /// The ids of a group's members. Groups alone have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Vec<values::Id>"))]
    components: Option<Vec<&'a str>>,
}

/// All rows in the order of the page: each group stands where its first member does, its members
/// behind it.
#[derive(Debug, Serialize)]
#[serde(transparent)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(with = "Vec<Component>"))]
pub(super) struct Components<'a> {
    rows: Vec<Component<'a>>,
    /// The row of each component of the model.
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

    /// Returns the rows of some components.
    pub fn some(&self, indexes: &[ComponentIndex]) -> Vec<Component<'a>> {
        indexes.iter().map(|index| self.rows[self.row_of[*index]].clone()).collect()
    }

    fn push(&mut self, snapshot: &Snapshot<'a>, index: ComponentIndex, place: usize, page_id: PageId) {
        let component = &snapshot.site.components[index];
        let begins = snapshot.histories[index].timeline.begins();
        self.row_of[index] = self.rows.len();
        self.rows.push(Component {
            id: &component.id,
            name: &component.name,
            status: snapshot.histories[index].status.word(),
            created_at: Time(snapshot.created_at(index)),
            updated_at: Time(snapshot.updated_at(index)),
            position: position(place),
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

    fn push_group(&mut self, snapshot: &Snapshot<'a>, group: &'a Group, place: usize, page_id: PageId) {
        let site = snapshot.site;
        let members = || group.members.iter().copied();
        let worst = members().map(|member| snapshot.histories[member].status).max();
        let begins = members().filter_map(|member| snapshot.histories[member].timeline.begins()).min();
        self.rows.push(Component {
            id: &group.id,
            name: &group.name,
            status: worst.unwrap_or(ComponentStatus::Operational).word(),
            created_at: Time(members().map(|member| snapshot.created_at(member)).min().unwrap_or(snapshot.now)),
            updated_at: Time(members().map(|member| snapshot.updated_at(member)).max().unwrap_or(snapshot.now)),
            position: position(place),
            description: None,
            showcase: true,
            start_date: begins.map(|begins| site.page.zone.date(begins).to_string()),
            group_id: None,
            page_id,
            group: true,
            only_show_if_degraded: false,
            components: Some(members().map(|member| site.components[member].id.as_str()).collect()),
        });
        for (place, member) in members().enumerate() {
            self.push(snapshot, member, place, page_id);
        }
    }
}

fn position(place: usize) -> u8 {
    u8::try_from(place + 1).unwrap_or(u8::MAX)
}
