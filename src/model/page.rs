use super::{Brand, Url, Zone};

/// The settings under `page` in `status.yaml`.
#[derive(Clone, Debug)]
pub struct Page {
    pub name: String,
    /// The public URL of the page, without a slash at its end.
    pub url: Url,
    pub description: Option<String>,
    pub zone: Zone,
    /// A language tag such as `en`.
    pub language: String,
    pub support_url: Option<String>,
    /// Logo, favicon, accent and links.
    pub brand: Brand,
    /// The text at the top of the front page, in Markdown.
    pub announcement: Option<String>,
    /// The age in seconds at which a built page counts as stale, or `None` for never.
    pub stale_after: Option<u32>,
}

impl Page {
    /// The default of `stale_after`, in seconds. Sites are built at least daily, and builds may be two hours late.
    pub const STALE_AFTER: Option<u32> = Some(26 * 3600);
}
