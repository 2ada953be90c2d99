use super::{Component, ComponentIndex, ComponentLog, Event, Group, Incident, Maintenance, Page, UpdateEvery, Weights};

/// The checked content of a status repository.
#[derive(Clone, Debug)]
pub struct Site {
    pub page: Page,
    /// The number of days that uptime is shown for, including today, 1 to 366.
    pub window_days: u32,
    pub weights: Weights,
    /// How often updates are promised while an incident is open.
    pub update_every: UpdateEvery,
    /// All components, in the order of `status.yaml`.
    pub components: Vec<Component>,
    /// All groups, in the order of their first components.
    pub groups: Vec<Group>,
    /// Whether a recent file that may be about an outage could not be read. Then no page says that all is well.
    pub has_possible_problem: bool,
    /// All incidents, sorted by id. Drafts are left out.
    pub incidents: Vec<Incident>,
    /// All maintenance windows, sorted by id. Drafts are left out.
    pub windows: Vec<Maintenance>,
    /// The log of each component, in the order of `components`.
    pub log: Vec<ComponentLog>,
}

impl Site {
    /// Returns all incidents and windows.
    pub fn events(&self) -> impl Iterator<Item = Event<'_>> {
        let incidents = self.incidents.iter().map(Event::Incident);
        incidents.chain(self.windows.iter().map(Event::Maintenance))
    }

    /// Returns the sections of the page from top to bottom, each with its components. A section is a group, at the
    /// position of its first component, or a run of components without a group.
    pub fn sections(&self) -> Vec<(Option<&Group>, Vec<ComponentIndex>)> {
        let mut sections: Vec<(Option<&Group>, Vec<ComponentIndex>)> = Vec::new();
        for component in 0..self.components.len() {
            match self.group_of(component) {
                Some(group) if group.members.first() == Some(&component) => {
                    sections.push((Some(group), group.members.clone()));
                }
                Some(_) => {}
                None => match sections.last_mut().filter(|(group, _)| group.is_none()) {
                    Some((_, members)) => members.push(component),
                    None => sections.push((None, vec![component])),
                },
            }
        }
        sections
    }

    /// Returns all components in the order of the page.
    pub fn page_order(&self) -> impl Iterator<Item = ComponentIndex> {
        self.sections().into_iter().flat_map(|(_, members)| members)
    }

    /// Returns the group of a component, if it has one.
    pub fn group_of(&self, component: ComponentIndex) -> Option<&Group> {
        self.components[component].group.map(|group| &self.groups[group])
    }
}
