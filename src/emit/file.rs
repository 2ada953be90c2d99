/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The path relative to the root of the site, with `/` as the separator.
    pub path: String,
    pub bytes: Vec<u8>,
    pub stage: Stage,
}

/// The order in which files are written to a live folder: a page before those that link to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Stylesheets, scripts and images.
    Asset,
    /// Pages of incidents and maintenance windows.
    Event,
    /// Pages of components and months, and other lists of events.
    List,
    /// JSON, feeds and other files for programs.
    Data,
    /// The front page, which links to everything.
    Front,
}
