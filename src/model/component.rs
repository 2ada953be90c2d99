use super::{ComponentStatus, Date};

/// The index of a component in [`super::Site::components`].
pub type ComponentIndex = usize;

/// A component of the page.
#[derive(Clone, Debug)]
pub struct Component {
    /// The key in files, addresses and JSON. It never changes.
    pub id: String,
    pub name: String,
    /// The index of its group in [`super::Site::groups`].
    pub group: Option<usize>,
    pub description: Option<String>,
    /// The status in `status.yaml`.
    pub declared: ComponentStatus,
    /// History begins no later than this day.
    pub since: Option<Date>,
}

impl Component {
    /// The most characters of an id.
    pub const LONGEST_ID: usize = 64;

    /// Whether a text is a valid id: at most 64 lower-case letters, digits, `-` and `_`, the first a letter or digit.
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
    /// In the order of `status.yaml`.
    pub members: Vec<ComponentIndex>,
}
