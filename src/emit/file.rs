/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Relative to the root of the site, with `/` between its parts.
    pub path: String,
    pub bytes: Vec<u8>,
    pub stage: Stage,
}

/// When a file lands in a live folder: a page lands before those that link to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Stylesheets and what else pages load.
    Asset,
    /// Incidents and maintenance windows.
    Event,
    /// Components, months and other lists of events.
    List,
    /// JSON and feeds, which programs read.
    Data,
    /// The front page, which links to everything.
    Front,
}
