use serde::Serialize;

use super::page::PageId;
use super::time::Time;
use crate::model::{ComponentIndex, ComponentStatus, Group, Snapshot};

/// A component, or a group of them, as a row of its own.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Component<'a> {
    id: &'a str,
    name: &'a str,
    status: &'static str,
    created_at: Time,
    updated_at: Time,
    /// From 1 within what it stands in. One client reads it as a byte.
    position: u8,
    description: Option<&'a str>,
    showcase: bool,
    /// The local date on which history begins.
    start_date: Option<String>,
    group_id: Option<&'a str>,
    page_id: PageId,
    group: bool,
    only_show_if_degraded: bool,
    /// Groups alone have children, and only in the list of all components.
    #[serde(skip_serializing_if = "Option::is_none")]
    components: Option<Vec<&'a str>>,
}

/// All rows in the order of the page: each group stands where its first member does, its members
/// behind it.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(super) struct Components<'a> {
    rows: Vec<Component<'a>>,
    /// Where the row of each component of the model is.
    #[serde(skip)]
    places: Vec<usize>,
}

impl<'a> Components<'a> {
    pub fn new(snapshot: &Snapshot<'a>, page_id: PageId) -> Self {
        let site = snapshot.site;
        let mut components = Self { rows: Vec::new(), places: vec![0; site.components.len()] };
        let mut groups_done = vec![false; site.groups.len()];
        let mut position = 0;
        for (index, component) in site.components.iter().enumerate() {
            match component.group {
                Some(group) if groups_done[group] => continue,
                Some(group) => {
                    groups_done[group] = true;
                    components.push_group(snapshot, &site.groups[group], position, page_id);
                }
                None => components.push(snapshot, index, position, page_id),
            }
            position += 1;
        }
        components
    }

    /// Some of the components, as incidents name them.
    pub fn some(&self, indexes: &[ComponentIndex]) -> Vec<Component<'a>> {
        indexes.iter().map(|index| self.rows[self.places[*index]].clone()).collect()
    }

    fn push(&mut self, snapshot: &Snapshot<'a>, index: ComponentIndex, place: usize, page_id: PageId) {
        let component = &snapshot.site.components[index];
        let begins = snapshot.histories[index].timeline.begins();
        self.places[index] = self.rows.len();
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
