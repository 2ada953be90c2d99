use serde::Serialize;

/// A link to a page of the site.
#[derive(Clone, Debug, Serialize)]
pub struct PageRef {
    pub name: String,
    /// The address of the page, relative to the root of the site. Empty for a component that `status.yaml` does not
    /// have.
    pub href: String,
}
