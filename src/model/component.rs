use super::{ComponentStatus, Date};

/// The place of a component in [`super::Site::components`].
pub type ComponentIndex = usize;

/// A part of the service that visitors know by name.
#[derive(Clone, Debug)]
pub struct Component {
    /// The key everywhere: in files, addresses and JSON. It never changes.
    pub id: String,
    pub name: String,
    /// The place of its group in [`super::Site::groups`].
    pub group: Option<usize>,
    pub description: Option<String>,
    /// What people declare in `status.yaml`.
    pub declared: ComponentStatus,
    /// History begins no later than this day.
    pub since: Option<Date>,
}

impl Component {
    /// The longest id, in characters.
    pub const LONGEST_ID: usize = 64;

    /// Whether a text can be an id: lower-case letters, digits, `-` and `_`, at most 64, and a letter or digit first.
    pub fn is_id(text: &str) -> bool {
        let first = |each: char| each.is_ascii_lowercase() || each.is_ascii_digit();
        let other = |each: char| first(each) || each == '-' || each == '_';
        text.starts_with(first) && text.chars().all(other) && text.len() <= Self::LONGEST_ID
    }
}

/// Components that stand together on the page.
#[derive(Clone, Debug)]
pub struct Group {
    /// `group-` and a slug of the name; no component has it.
    pub id: String,
    pub name: String,
    /// In the order of `status.yaml`.
    pub members: Vec<ComponentIndex>,
}
