use super::{Brand, Url, Zone};

/// What `status.yaml` says of the page itself.
#[derive(Clone, Debug)]
pub struct Page {
    pub name: String,
    /// Absolute, without a slash at its end.
    pub url: Url,
    pub description: Option<String>,
    pub zone: Zone,
    /// A language tag such as `en`.
    pub language: String,
    pub support_url: Option<String>,
    /// How it shows whose it is.
    pub brand: Brand,
    /// What visitors are told above everything else, in Markdown.
    pub announcement: Option<String>,
    /// After how many seconds it counts as out of date; none if it never does.
    pub stale_after: Option<u32>,
}

impl Page {
    /// What `stale_after` is unless people say otherwise: two hours more than the day between two builds.
    pub const STALE_AFTER: Option<u32> = Some(26 * 3600);
}
