//! Finds the components that a name is meant as.

use super::super::status::Settings;
use crate::model::ComponentIndex;

/// The prefix of a name that means all components of a group.
const GROUP: &str = "group:";

/// The name that means all components.
const ALL: &str = "all";

/// The components that a name is meant as. A later variant wins over an earlier one in the same map.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// No component has this name.
    Unknown,
    All(Vec<ComponentIndex>),
    Group(Vec<ComponentIndex>),
    Component(ComponentIndex),
}

impl Target {
    /// Finds a component by its id, else by its id or name compared by letters and digits alone.
    pub fn find(settings: &Settings, name: &str) -> Self {
        let name = name.trim();
        if let Some(component) = settings.component(name) {
            return Self::Component(component);
        }
        let wanted = letters_and_digits(name);
        if wanted.is_empty() {
            return Self::Unknown;
        }
        let mut fitting = settings.components.iter().enumerate().filter(|(_, component)| {
            letters_and_digits(&component.id) == wanted || letters_and_digits(&component.name) == wanted
        });
        if let (Some((component, _)), None) = (fitting.next(), fitting.next()) {
            return Self::Component(component);
        }
        if name.eq_ignore_ascii_case(ALL) {
            return Self::All((0..settings.components.len()).collect());
        }
        match name.split_at_checked(GROUP.len()) {
            Some((prefix, group)) if prefix.eq_ignore_ascii_case(GROUP) => Self::group(settings, group),
            _ => Self::Unknown,
        }
    }

    /// Finds the components by a name that is spelled exactly. `None` if there are none.
    pub fn exact(settings: &Settings, name: &str) -> Option<Self> {
        if let Some(component) = settings.component(name) {
            return Some(Self::Component(component));
        }
        if name == ALL {
            return Some(Self::All((0..settings.components.len()).collect()));
        }
        let group = settings.groups.iter().find(|group| name.strip_prefix(GROUP) == Some(group.name.as_str()));
        group.map(|group| Self::Group(group.members.clone()))
    }

    fn group(settings: &Settings, name: &str) -> Self {
        let wanted = letters_and_digits(name);
        let mut fitting = settings.groups.iter().filter(|group| letters_and_digits(&group.name) == wanted);
        match (fitting.next(), fitting.next()) {
            (Some(group), None) => Self::Group(group.members.clone()),
            _ => Self::Unknown,
        }
    }

    /// Returns the components. Empty if there is none.
    pub fn components(&self) -> &[ComponentIndex] {
        match self {
            Self::Unknown => &[],
            Self::All(components) | Self::Group(components) => components,
            Self::Component(component) => std::slice::from_ref(component),
        }
    }

    /// Returns a number that is higher the more precise the name is.
    pub const fn precision(&self) -> u8 {
        match self {
            Self::Unknown => 0,
            Self::All(_) => 1,
            Self::Group(_) => 2,
            Self::Component(_) => 3,
        }
    }
}

/// Returns the letters and digits of a text, in lower case.
fn letters_and_digits(text: &str) -> String {
    text.chars().filter(|each| each.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
