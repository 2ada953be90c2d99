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

/// Components that stand together on the page.
#[derive(Clone, Debug)]
pub struct Group {
    /// `group-` and a slug of the name; no component has it.
    pub id: String,
    pub name: String,
    /// In the order of `status.yaml`.
    pub members: Vec<ComponentIndex>,
}
