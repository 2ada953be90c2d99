use super::{Brand, Url, Zone};

/// The page, as described in `status.yaml`.
#[derive(Clone, Debug)]
pub struct Page {
    pub name: String,
    /// Without a slash at its end.
    pub url: Url,
    pub description: Option<String>,
    pub zone: Zone,
    /// A language tag such as `en`.
    pub language: String,
    pub support_url: Option<String>,
    /// Logo, favicon, accent and links.
    pub brand: Brand,
    /// The text at the top of every page, in Markdown.
    pub announcement: Option<String>,
    /// The age in seconds from which it counts as stale, or `None` for never.
    pub stale_after: Option<u32>,
}

impl Page {
    /// The default of `stale_after`: two hours more than a day, the longest time between builds.
    pub const STALE_AFTER: Option<u32> = Some(26 * 3600);
}
