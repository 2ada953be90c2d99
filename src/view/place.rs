use serde::Serialize;

/// A page of this site, and what it is called.
#[derive(Clone, Debug, Serialize)]
pub struct Place {
    pub name: String,
    /// Relative to the root of the site.
    pub href: String,
}
