use super::FromTo;
use crate::model::{Colour, Logo, PageLink, Site, Zone};

/// The changes of the settings of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageChanges {
    pub name: Option<FromTo<String>>,
    pub url: Option<FromTo<String>>,
    pub description: Option<FromTo<Option<String>>>,
    pub support_url: Option<FromTo<Option<String>>>,
    pub logo: Option<FromTo<Option<Logo>>>,
    /// The path of the image.
    pub favicon: Option<FromTo<Option<String>>>,
    /// The colour as written in `status.yaml`.
    pub accent: Option<FromTo<Option<Colour>>>,
    /// The links at the top of every page.
    pub header: Option<FromTo<Vec<PageLink>>>,
    /// The links at the foot of every page.
    pub footer: Option<FromTo<Vec<PageLink>>>,
    pub announcement: Option<FromTo<Option<String>>>,
    /// The zone in which days begin and end.
    pub zone: Option<FromTo<Zone>>,
    pub language: Option<FromTo<String>>,
    /// The number of days of the uptime bars.
    pub window_days: Option<FromTo<u32>>,
}

impl PageChanges {
    pub fn between(before: &Site, after: &Site) -> Self {
        let (from, to) = (before.page.clone(), after.page.clone());
        Self {
            name: FromTo::of(from.name, to.name),
            url: FromTo::of(from.url.to_string(), to.url.to_string()),
            description: FromTo::of(from.description, to.description),
            support_url: FromTo::of(from.support_url, to.support_url),
            logo: FromTo::of(from.brand.logo, to.brand.logo),
            favicon: FromTo::of(from.brand.favicon, to.brand.favicon),
            accent: FromTo::of(
                from.brand.accent.map(|accent| accent.chosen),
                to.brand.accent.map(|accent| accent.chosen),
            ),
            header: FromTo::of(from.brand.header, to.brand.header),
            footer: FromTo::of(from.brand.footer, to.brand.footer),
            announcement: FromTo::of(from.announcement, to.announcement),
            zone: FromTo::of(from.zone, to.zone),
            language: FromTo::of(from.language, to.language),
            window_days: FromTo::of(before.window_days, after.window_days),
        }
    }
}
