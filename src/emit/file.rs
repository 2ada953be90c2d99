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
    /// All pages but those of events and the front page, such as the pages of components and months.
    List,
    /// JSON, feeds and other files for programs.
    Data,
    /// The front page, which links to all other pages.
    Front,
}
