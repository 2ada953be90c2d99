pub(super) mod favicon;
pub(super) mod image_size;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{File, Stage, Theme};
use crate::model::{Accent, Site};

const STYLE: &str = "assets/style.css";
/// The script that other sites load: its path in the theme, and its path in the site, which must never change.
const NOTICE_SCRIPT: (&str, &str) = ("assets/embed.js", "embed.js");
/// The number of days in an uptime bar according to the built-in stylesheet.
const DEFAULT_DAYS: u32 = 90;

/// The files that pages load. Rules for the accent color and the length of uptime bars are added to the stylesheet.
#[derive(Debug)]
pub(super) struct Assets {
    /// The files by path.
    files: BTreeMap<String, Cow<'static, [u8]>>,
}

impl Assets {
    pub fn new(theme: &Theme, site: &Site) -> Self {
        let mut files = theme.assets().clone();
        if let Some(script) = files.remove(NOTICE_SCRIPT.0) {
            files.insert(NOTICE_SCRIPT.1.to_owned(), script);
        }
        if let Some(style) = files.get_mut(STYLE) {
            if site.window_days != DEFAULT_DAYS {
                style.to_mut().extend(format!("\n:root{{--days:{}}}\n", site.window_days).into_bytes());
            }
            if let Some(accent) = &site.page.brand.accent {
                style.to_mut().extend(accent_rules(accent).into_bytes());
            }
        }
        Self { files }
    }

    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Cow::as_ref)
    }

    /// Returns the address of the file at `path`, with a hash of its content.
    pub fn versioned(&self, path: &str) -> String {
        versioned(path, self.get(path).unwrap_or_default())
    }

    pub fn into_files(self) -> Vec<File> {
        let file =
            |(path, bytes): (String, Cow<'_, [u8]>)| File { path, bytes: bytes.into_owned(), stage: Stage::Asset };
        self.files.into_iter().map(file).collect()
    }
}

/// Returns the CSS rules that set the accent color. At the end of the stylesheet they override earlier rules.
fn accent_rules(Accent { light, dark, .. }: &Accent) -> String {
    format!("\n:root{{--accent:{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{--accent:{dark}}}}}\n")
}

/// Returns `path` followed by a hash of the content of the file, so that browsers load a changed file again.
pub(super) fn versioned(path: &str, bytes: &[u8]) -> String {
    format!("{path}?v={:08x}", fnv1a(bytes) & 0xffff_ffff)
}

/// Returns the 64-bit FNV-1a hash, which is the same in all releases of Rust, unlike the hash of the standard library.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Colour;
    use crate::view::fixture;

    #[test]
    fn accent_changes_stylesheet_and_its_url() {
        let own = BTreeMap::from([(STYLE.to_owned(), b"a{}".to_vec())]);
        for theme in [Theme::built_in().unwrap(), Theme::new(own).unwrap()] {
            let mut site = fixture::quiet();
            let plain = Assets::new(&theme, &site);
            site.page.brand.accent = Colour::parse("#ff0").map(Accent::new);
            let accented = Assets::new(&theme, &site);
            assert_ne!(plain.versioned(STYLE), accented.versioned(STYLE));
            assert_eq!(plain.versioned("assets/page.js"), accented.versioned("assets/page.js"));
            let end =
                "\n:root{--accent:#6f6f00}\n@media screen and (prefers-color-scheme:dark){:root{--accent:#ffff00}}\n";
            assert_eq!(accented.get(STYLE).unwrap().strip_prefix(plain.get(STYLE).unwrap()), Some(end.as_bytes()));
        }
    }

    #[test]
    fn stylesheet_has_number_of_days_in_uptime_bars() {
        let (theme, mut site) = (Theme::built_in().unwrap(), fixture::quiet());
        let usual = Assets::new(&theme, &site).get(STYLE).map(<[u8]>::to_vec).unwrap();
        assert!(String::from_utf8(usual).unwrap().contains(&format!("--days: {DEFAULT_DAYS}")));
        site.window_days = 45;
        assert!(Assets::new(&theme, &site).get(STYLE).unwrap().ends_with(b":root{--days:45}\n"));
    }

    #[test]
    fn notice_script_is_published_at_root() {
        let own = BTreeMap::from([(NOTICE_SCRIPT.0.to_owned(), b"ours()".to_vec())]);
        let assets = Assets::new(&Theme::new(own).unwrap(), &fixture::quiet());
        assert_eq!((assets.get(NOTICE_SCRIPT.0), assets.get(NOTICE_SCRIPT.1)), (None, Some(&b"ours()"[..])));
    }
}
