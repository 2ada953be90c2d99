use super::Accent;

/// How a page shows whose it is.
#[derive(Clone, Debug, Default)]
pub struct Brand {
    pub logo: Option<Logo>,
    /// The path of a picture in the site.
    pub favicon: Option<String>,
    pub accent: Option<Accent>,
    /// What stands at the top of every page, in the order of `status.yaml`.
    pub header: Vec<PageLink>,
    /// What stands at the foot of every page, likewise.
    pub footer: Vec<PageLink>,
}

/// The picture that stands in the place of the page's name: the paths of its files in the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    pub light: String,
    /// The one for dark grounds, if it differs.
    pub dark: Option<String>,
}

/// A link that every page has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLink {
    pub name: String,
    /// Absolute, or relative to the root of the site.
    pub href: String,
}

impl PageLink {
    /// Whether it leads to another place on this site.
    pub fn is_within(&self) -> bool {
        let path = self.href.find(['/', '?', '#']).unwrap_or(self.href.len());
        !self.href[..path].contains(':')
    }
}
