use serde::Serialize;

use super::assets::Assets;
use super::{Edition, picture};
use crate::model::{Language, Page, PageLink};

/// How high a logo is, in CSS pixels; the stylesheet says the same.
const LOGO_HEIGHT: u8 = 32;

/// What every page says, and every template can read as `site`.
#[derive(Serialize)]
pub(super) struct Everywhere<'a> {
    name: &'a str,
    /// The tag of the page's language, such as `pt-BR`.
    language: &'a str,
    /// `ltr` or `rtl`.
    direction: &'static str,
    /// The name of the zone that times are told in, such as `Europe/Berlin`.
    zone: &'static str,
    /// Where visitors get help.
    support_url: Option<&'a str>,
    /// Where the site stands: absolute, without a slash at its end.
    base_url: &'a str,
    /// The same for programs that keep calendars, which subscribe to what begins with `webcal:`.
    webcal_url: String,
    /// The commit that the site was made from, shortened. Only the front page may name it, or every page
    /// would change with each commit.
    commit: Option<&'a str>,
    /// The stylesheet's address, relative to the root of the site.
    style: String,
    /// The script's, likewise.
    script: String,
    /// The stylesheet's of the pages of uptime, likewise.
    uptime_style: String,
    /// The script's of the pages of uptime, likewise.
    uptime_script: String,
    /// The address of the stylesheet of the page for frames, likewise.
    frame_style: String,
    logo: Option<Logo>,
    /// The links of `page.links`.
    links: Links<'a>,
    /// The address of allgreen's own repository.
    repository: &'static str,
}

/// Addresses relative to the root of the site, and the size at which the logo is shown.
#[derive(Serialize)]
struct Logo {
    /// The address of the one for light grounds.
    light: String,
    /// The address of the one for dark grounds, if there is one.
    dark: Option<String>,
    /// None where only a browser can tell.
    width: Option<String>,
    /// In CSS pixels.
    height: u8,
}

/// The site's own links.
#[derive(Serialize)]
struct Links<'a> {
    /// Those at the top of every page.
    header: Vec<Link<'a>>,
    /// Those at the foot of every page.
    footer: Vec<Link<'a>>,
}

/// A link that the site's people chose.
#[derive(Serialize)]
struct Link<'a> {
    name: &'a str,
    /// Where it leads: a whole address, or one within the site.
    href: &'a str,
    /// Whether `href` is relative to the root of the site.
    within: bool,
}

impl<'a> Everywhere<'a> {
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
            logo: page.brand.logo.as_ref().and_then(|logo| Logo::new(logo, assets)),
            links: Links { header: links(&page.brand.header), footer: links(&page.brand.footer) },
            repository: env!("CARGO_PKG_REPOSITORY"),
        }
    }
}

impl Logo {
    /// None where the file is missing after all: a theme that fails takes its pictures with it.
    fn new(logo: &crate::model::Logo, assets: &Assets) -> Option<Self> {
        let size = picture::size(&logo.light, assets.get(&logo.light)?);
        Some(Self {
            light: assets.versioned(&logo.light),
            dark: logo.dark.as_ref().filter(|dark| assets.get(dark).is_some()).map(|dark| assets.versioned(dark)),
            width: size.map(|(width, height)| format!("{:.0}", width / height * f64::from(LOGO_HEIGHT))),
            height: LOGO_HEIGHT,
        })
    }
}

fn links(links: &[PageLink]) -> Vec<Link<'_>> {
    links.iter().map(|link| Link { name: &link.name, href: &link.href, within: link.is_within() }).collect()
}

/// As much of a commit's hash as people read.
fn short(commit: &str) -> &str {
    commit.get(..10).unwrap_or(commit)
}
