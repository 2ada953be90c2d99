use serde::Serialize;

use crate::emit::Edition;
use crate::emit::assets::{Assets, image_size};
use crate::model::{Language, Page, PageLink};

/// The height of a logo in CSS pixels, as in the stylesheet.
const LOGO_HEIGHT: u8 = 32;

/// What every template can read as `site`.
#[derive(Serialize)]
pub(super) struct SiteContext<'a> {
    name: &'a str,
    /// The tag of the page's language, such as `pt-BR`.
    language: &'a str,
    /// `ltr` or `rtl`.
    direction: &'static str,
    /// The time zone of the page, such as `Europe/Berlin`.
    zone: &'static str,
    /// The address where visitors get help.
    support_url: Option<&'a str>,
    /// The absolute address of the site, without a slash at its end.
    base_url: &'a str,
    /// The absolute address of the site with the scheme `webcal:`, which calendar programs subscribe to.
    webcal_url: String,
    /// The abbreviated commit that the site was built from. Only the front page should show it, because every page that
    /// shows it changes with each commit.
    commit: Option<&'a str>,
    /// The address of the stylesheet, relative to the root of the site.
    style: String,
    /// The address of the script, relative to the root of the site.
    script: String,
    /// The address of the stylesheet of uptime pages, relative to the root of the site.
    uptime_style: String,
    /// The address of the script of uptime pages, relative to the root of the site.
    uptime_script: String,
    /// The address, relative to the root of the site, of the stylesheet for the page that other sites embed in a frame.
    frame_style: String,
    /// The logo, if the site has one.
    logo: Option<SiteLogo>,
    /// The links in `page.links`.
    links: Links<'a>,
    /// The address of allgreen's repository.
    repository: &'static str,
}

/// The addresses of the logo, relative to the root of the site, and its size.
#[derive(Serialize)]
struct SiteLogo {
    /// The address of the logo for light backgrounds.
    light: String,
    /// The address of the logo for dark backgrounds, if there is one.
    dark: Option<String>,
    /// The width in CSS pixels; none if the size of the image is unknown.
    width: Option<String>,
    /// The height in CSS pixels.
    height: u8,
}

/// The links in `page.links`.
#[derive(Serialize)]
struct Links<'a> {
    /// The links at the top of every page.
    header: Vec<SiteLink<'a>>,
    /// The links at the bottom of every page.
    footer: Vec<SiteLink<'a>>,
}

/// A link in `page.links`.
#[derive(Serialize)]
struct SiteLink<'a> {
    name: &'a str,
    /// The target of the link: an absolute address, or a path relative to the root of the site.
    href: &'a str,
    /// Whether `href` is relative to the root of the site.
    within: bool,
}

impl<'a> SiteContext<'a> {
    pub fn new(page: &'a Page, assets: &Assets, edition: Edition<'a>) -> Self {
        Self {
            name: &page.name,
            language: &page.language,
            direction: Language(&page.language).direction(),
            zone: page.zone.name(),
            support_url: page.support_url.as_deref(),
            base_url: edition.base_url.as_str(),
            webcal_url: format!("webcal://{}", edition.base_url.without_scheme()),
            commit: edition.commit.map(short),
            style: assets.versioned("assets/style.css"),
            script: assets.versioned("assets/page.js"),
            uptime_style: assets.versioned("assets/uptime.css"),
            uptime_script: assets.versioned("assets/uptime.js"),
            frame_style: assets.versioned("assets/embed.css"),
            logo: page.brand.logo.as_ref().and_then(|logo| SiteLogo::new(logo, assets)),
            links: Links { header: links(&page.brand.header), footer: links(&page.brand.footer) },
            repository: env!("CARGO_PKG_REPOSITORY"),
        }
    }
}

impl SiteLogo {
    /// Returns `None` if `assets` lacks the image, as in a build that leaves out invalid files of the site's theme.
    fn new(logo: &crate::model::Logo, assets: &Assets) -> Option<Self> {
        let size = image_size::size(&logo.light, assets.get(&logo.light)?);
        Some(Self {
            light: assets.versioned(&logo.light),
            dark: logo.dark.as_ref().filter(|dark| assets.get(dark).is_some()).map(|dark| assets.versioned(dark)),
            width: size.map(|(width, height)| format!("{:.0}", width / height * f64::from(LOGO_HEIGHT))),
            height: LOGO_HEIGHT,
        })
    }
}

fn links(links: &[PageLink]) -> Vec<SiteLink<'_>> {
    links.iter().map(|link| SiteLink { name: &link.name, href: &link.href, within: link.is_within() }).collect()
}

/// Abbreviates the hash of a commit to ten characters.
fn short(commit: &str) -> &str {
    commit.get(..10).unwrap_or(commit)
}
