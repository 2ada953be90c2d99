use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{File, Stage, Theme};
use crate::model::{Accent, Site};

const STYLE: &str = "assets/style.css";
/// What other sites load has a place of its own, with an address that stays.
const NOTICE: (&str, &str) = ("assets/embed.js", "embed.js");
/// How many days a strip has where the stylesheet is not told otherwise.
const USUAL_DAYS: u32 = 90;

/// What pages load: the files of the theme, and in its stylesheet the page's accent and the length of its strips.
#[derive(Debug)]
pub(super) struct Assets {
    /// By path in the site.
    files: BTreeMap<String, Cow<'static, [u8]>>,
}

impl Assets {
    pub fn new(theme: &Theme, site: &Site) -> Self {
        let mut files = theme.assets().clone();
        if let Some(script) = files.remove(NOTICE.0) {
            files.insert(NOTICE.1.to_owned(), script);
        }
        if let Some(style) = files.get_mut(STYLE) {
            if site.window_days != USUAL_DAYS {
                style.to_mut().extend(format!("\n:root{{--days:{}}}\n", site.window_days).into_bytes());
            }
            if let Some(accent) = &site.page.brand.accent {
                style.to_mut().extend(rules(accent).into_bytes());
            }
        }
        Self { files }
    }

    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Cow::as_ref)
    }

    /// The address of a file, with a short hash of its content, so that it changes with it.
    pub fn versioned(&self, path: &str) -> String {
        versioned(path, self.get(path).unwrap_or_default())
    }

    pub fn into_files(self) -> Vec<File> {
        let file =
            |(path, bytes): (String, Cow<'_, [u8]>)| File { path, bytes: bytes.into_owned(), stage: Stage::Asset };
        self.files.into_iter().map(file).collect()
    }
}

/// The end of a stylesheet, which wins over what stands before it.
fn rules(Accent { light, dark, .. }: &Accent) -> String {
    format!("\n:root{{--accent:{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{--accent:{dark}}}}}\n")
}

/// The address of a file with a short hash of what it is made of.
pub(super) fn versioned(path: &str, bytes: &[u8]) -> String {
    format!("{path}?v={:08x}", fnv1a(bytes) & 0xffff_ffff)
}

/// FNV-1a, which stays the same from one release of Rust to the next, as the standard library's own
/// hash need not.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Colour;
    use crate::view::fixture;

    #[test]
    fn an_accent_changes_the_stylesheet_of_any_theme_and_its_address() {
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
    fn the_stylesheet_knows_how_long_the_strips_are() {
        let (theme, mut site) = (Theme::built_in().unwrap(), fixture::quiet());
        let usual = Assets::new(&theme, &site).get(STYLE).map(<[u8]>::to_vec).unwrap();
        assert!(String::from_utf8(usual).unwrap().contains(&format!("--days: {USUAL_DAYS}")));
        site.window_days = 45;
        assert!(Assets::new(&theme, &site).get(STYLE).unwrap().ends_with(b":root{--days:45}\n"));
    }

    #[test]
    fn the_notice_stands_at_the_root_whoever_wrote_it() {
        let own = BTreeMap::from([(NOTICE.0.to_owned(), b"ours()".to_vec())]);
        let assets = Assets::new(&Theme::new(own).unwrap(), &fixture::quiet());
        assert_eq!((assets.get(NOTICE.0), assets.get(NOTICE.1)), (None, Some(&b"ours()"[..])));
    }
}
