//! The picture in a browser's tab, which tells the state: one file for each, and one for what is now.
//!
//! The front page links the file of its state, which a script can change. All other pages link the one for now, so that
//! they stay as they are when the state changes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::assets::Assets;
use super::{File, Stage, picture};
use crate::model::Page;
use crate::view::{Banner, Kind};

/// `favicon.svg` for what is `now`, and `favicon/KIND.svg` for each state that a page can have.
pub(super) fn files(page: &Page, now: Kind, assets: &Assets) -> Vec<File> {
    let own = page.brand.favicon.as_ref().and_then(|path| Some(embedded(path, assets.get(path)?)));
    let draw = |path, kind| File { path, bytes: svg(own.as_deref(), kind).into_bytes(), stage: Stage::Asset };
    let mut files: Vec<_> = Banner::KINDS.map(|kind| draw(format!("favicon/{}.svg", kind.word()), kind)).into();
    files.push(draw("favicon.svg".to_owned(), now));
    files
}

/// A picture within an SVG. Whatever it holds, browsers run nothing in it and load nothing for it.
fn embedded(path: &str, bytes: &[u8]) -> String {
    let (kind, data) = (picture::media_type(path), STANDARD.encode(bytes));
    format!("<image width=\"20\" height=\"20\" href=\"data:{kind};base64,{data}\"/>")
}

/// The sign of a state, or the page's own picture with the sign in a corner unless all is well.
fn svg(own: Option<&str>, kind: Kind) -> String {
    let Sign { tone, shape, mark } = Sign::of(kind);
    let sign = format!("<g fill=\"{tone}\"><path d=\"{shape}\"/>{mark}</g>");
    let drawing = match own {
        None => sign,
        Some(own) if kind == Kind::Operational => own.to_owned(),
        // The ring sets the sign off from a picture of any colour.
        Some(own) => format!(
            "{own}<g transform=\"translate(8.5 8.5) scale(.575)\">\
             <path d=\"{shape}\" stroke=\"#fff\" stroke-width=\"5\" stroke-linejoin=\"round\"/>{sign}</g>"
        ),
    };
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 20 20\">{drawing}</svg>\n")
}

/// How a state is drawn: like the page's icons, but bold enough for sixteen pixels, and in a tone that stands out from
/// light and from dark tabs.
pub(super) struct Sign {
    tone: &'static str,
    /// The outline of the filled part, within twenty units square.
    pub shape: &'static str,
    /// What stands on it, in white.
    pub mark: &'static str,
}

const DISC: &str = "M10 .5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19z";
const TRIANGLE: &str = "M10 .8q1.1 0 1.7 1l7.6 14.6q1.2 2.5-1.5 2.8H2.2q-2.7-.3-1.5-2.8L8.3 1.8q.6-1 1.7-1z";
const OCTAGON: &str = "M6.2.8h7.6l5.4 5.4v7.6l-5.4 5.4H6.2L.8 13.8V6.2z";
const WRENCH: &str = "<path fill=\"#fff\" transform=\"translate(-2.2 -2.2) scale(1.22)\" d=\"M13.9 7.1 12.3 8.7l-1.4-.3-.3-1.4 1.6-1.6\
    a3.3 3.3 0 0 0-4.3 4.2l-2.6 2.6a1.3 1.3 0 0 0 1.8 1.8l2.6-2.6a3.3 3.3 0 0 0 4.2-4.3z\"/>";

/// A line in white.
macro_rules! line {
    ($path:literal) => {
        concat!(
            "<path d=\"",
            $path,
            "\" fill=\"none\" stroke=\"#fff\" stroke-width=\"2.8\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>"
        )
    };
}

impl Sign {
    pub const fn of(kind: Kind) -> Self {
        let (tone, shape, mark) = match kind {
            Kind::Operational => ("#2a8f5e", DISC, line!("m5.6 10.4 3 3 5.8-6.4")),
            Kind::Maintenance => ("#4a7de0", DISC, WRENCH),
            Kind::Degraded => ("#b07d0a", DISC, line!("m5.6 8 4.4 4.6L14.4 8")),
            Kind::Partial => ("#d9610f", TRIANGLE, line!("M10 7.2v4.6m0 3.7v.1")),
            Kind::Major => ("#d8363e", OCTAGON, line!("m6.8 6.8 6.4 6.4m0-6.4-6.4 6.4")),
            Kind::Unknown => ("#7d807a", DISC, line!("M6 10h8")),
            Kind::Notice => ("#4a7de0", DISC, line!("M10 9.4v5m0-9v.1")),
        };
        Self { tone, shape, mark }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Colour;

    #[test]
    fn every_sign_stands_out_from_light_and_dark_tabs() {
        for kind in Banner::KINDS {
            let tone = Colour::parse(Sign::of(kind).tone).unwrap();
            for tab in ["#ffffff", "#202124"] {
                let contrast = tone.contrast(Colour::parse(tab).unwrap());
                assert!(contrast >= 3.0, "{kind:?} on {tab}: {contrast}");
            }
        }
    }

    #[test]
    fn no_two_signs_are_alike() {
        let drawings = Banner::KINDS.map(Sign::of).map(|sign| format!("{}{}", sign.shape, sign.mark));
        let different: std::collections::BTreeSet<_> = drawings.iter().collect();
        assert_eq!(different.len(), Banner::KINDS.len());
    }

    #[test]
    fn an_own_picture_has_a_sign_unless_all_is_well() {
        let own = embedded("assets/a.png", b"\x89PNG");
        assert_eq!(own, "<image width=\"20\" height=\"20\" href=\"data:image/png;base64,iVBORw==\"/>");
        for kind in Banner::KINDS {
            let drawn = svg(Some(&own), kind);
            assert!(drawn.contains(&own));
            assert_eq!(drawn.contains("#fff"), kind != Kind::Operational, "{kind:?}");
        }
    }

    #[test]
    fn what_a_picture_holds_stays_in_it() {
        let own = embedded("assets/a.svg", b"\"/><script>alert(1)</script>");
        assert!(!own.contains("script") && own.matches('"').count() == 6, "{own}");
    }
}
