use super::Change;
use crate::model::{Colour, Logo, PageLink, Site, Zone};

/// What changes of what a page says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageChanges {
    pub name: Option<Change<String>>,
    pub url: Option<Change<String>>,
    pub description: Option<Change<Option<String>>>,
    pub support_url: Option<Change<Option<String>>>,
    pub logo: Option<Change<Option<Logo>>>,
    /// The path of its picture.
    pub favicon: Option<Change<Option<String>>>,
    /// The colour that people wrote.
    pub accent: Option<Change<Option<Colour>>>,
    /// The links at the top of every page.
    pub header: Option<Change<Vec<PageLink>>>,
    /// Those at the foot.
    pub footer: Option<Change<Vec<PageLink>>>,
    pub announcement: Option<Change<Option<String>>>,
    /// Where days begin and end.
    pub zone: Option<Change<Zone>>,
    pub language: Option<Change<String>>,
    /// The days that uptime is counted over.
    pub window_days: Option<Change<u32>>,
}

impl PageChanges {
    pub fn between(before: &Site, after: &Site) -> Self {
        let (from, to) = (before.page.clone(), after.page.clone());
        Self {
            name: Change::of(from.name, to.name),
            url: Change::of(from.url.to_string(), to.url.to_string()),
            description: Change::of(from.description, to.description),
            support_url: Change::of(from.support_url, to.support_url),
            logo: Change::of(from.brand.logo, to.brand.logo),
            favicon: Change::of(from.brand.favicon, to.brand.favicon),
            accent: Change::of(
                from.brand.accent.map(|accent| accent.chosen),
                to.brand.accent.map(|accent| accent.chosen),
            ),
            header: Change::of(from.brand.header, to.brand.header),
            footer: Change::of(from.brand.footer, to.brand.footer),
            announcement: Change::of(from.announcement, to.announcement),
            zone: Change::of(from.zone, to.zone),
            language: Change::of(from.language, to.language),
            window_days: Change::of(before.window_days, after.window_days),
        }
    }
}
