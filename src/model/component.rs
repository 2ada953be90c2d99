use super::{ComponentStatus, Date};

/// The index of a component in [`super::Site::components`].
pub type ComponentIndex = usize;

/// A component of the page.
#[derive(Clone, Debug)]
pub struct Component {
    /// The id in files, URLs and JSON, which never changes.
    pub id: String,
    pub name: String,
    /// The index of its group in [`super::Site::groups`].
    pub group: Option<usize>,
    pub description: Option<String>,
    /// The status in `status.yaml`.
    pub declared: ComponentStatus,
    /// The day on which the history begins, unless a log line or an incident is older.
    pub since: Option<Date>,
}

impl Component {
    /// The maximum length of an id in characters.
    pub const LONGEST_ID: usize = 64;

    /// Whether `text` is a valid id: at most 64 lower-case letters, digits, `-` and `_`, the first a letter or digit.
    pub fn is_id(text: &str) -> bool {
        let first = |each: char| each.is_ascii_lowercase() || each.is_ascii_digit();
        let other = |each: char| first(each) || each == '-' || each == '_';
        text.starts_with(first) && text.chars().all(other) && text.len() <= Self::LONGEST_ID
    }
}

/// A group of components.
#[derive(Clone, Debug)]
pub struct Group {
    /// `group-` and a slug of the name. Unique among groups and components.
    pub id: String,
    pub name: String,
    /// The components of the group, in the order of `status.yaml`.
    pub members: Vec<ComponentIndex>,
}
