use super::Accent;

/// The look of a page: logo, favicon, accent and links.
#[derive(Clone, Debug, Default)]
pub struct Brand {
    pub logo: Option<Logo>,
    /// The path of the favicon in the site.
    pub favicon: Option<String>,
    pub accent: Option<Accent>,
    /// The links at the top of every page, in the order of `status.yaml`.
    pub header: Vec<PageLink>,
    /// The links at the foot of every page, in the order of `status.yaml`.
    pub footer: Vec<PageLink>,
}

/// The logo that is shown instead of the name of the page: paths of images, relative to the root of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    pub light: String,
    /// The image for dark backgrounds, if it differs from `light`.
    pub dark: Option<String>,
}

/// A link on every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLink {
    pub name: String,
    /// The target: an absolute URL, or a path relative to the root of the site.
    pub href: String,
}

impl PageLink {
    /// Whether the link leads to this site.
    pub fn is_within(&self) -> bool {
        let path = self.href.find(['/', '?', '#']).unwrap_or(self.href.len());
        !self.href[..path].contains(':')
    }
}
