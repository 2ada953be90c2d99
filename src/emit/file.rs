/// A file of the built site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The path relative to the root of the site, with `/` as the separator.
    pub path: String,
    pub bytes: Vec<u8>,
    pub stage: Stage,
}

/// The order in which files are written to a served folder: each page before the pages that link to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Stylesheets, scripts and images.
    Asset,
    /// Pages of incidents and maintenance windows.
    Event,
    /// The pages of components, months and so on: all except the front page and the pages of events.
    List,
    /// JSON, feeds and other files for programs.
    Data,
    /// The front page, which links to all other pages.
    Front,
}
