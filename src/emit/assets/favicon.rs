//! The favicons, which show the overall status: one for each status, and one for the current status.
//!
//! The front page links to `favicon/KIND.svg` for the current status, and its script can replace the link. Other pages
//! link to `favicon.svg`, so that they do not change with the status.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{Assets, image_size};
use crate::emit::{File, Stage};
use crate::model::Page;
use crate::view::{Banner, LabelKind};

/// Returns `favicon.svg` for the `current` status, and `favicon/KIND.svg` for each status.
pub(in crate::emit) fn files(page: &Page, current: LabelKind, assets: &Assets) -> Vec<File> {
    let own = page.brand.favicon.as_ref().and_then(|path| Some(embedded(path, assets.get(path)?)));
    let draw = |path, kind| File { path, bytes: svg(own.as_deref(), kind).into_bytes(), stage: Stage::Asset };
    let mut files: Vec<_> = Banner::KINDS.map(|kind| draw(format!("favicon/{}.svg", kind.word()), kind)).into();
    files.push(draw("favicon.svg".to_owned(), current));
    files
}

/// Returns an SVG element with an image as a data URL. Browsers run no scripts in it and load no files for it.
fn embedded(path: &str, bytes: &[u8]) -> String {
    let (kind, data) = (image_size::media_type(path), STANDARD.encode(bytes));
    format!("<image width=\"20\" height=\"20\" href=\"data:{kind};base64,{data}\"/>")
}

/// Returns a favicon as SVG: the site's own image or, without one, the symbol of the status. If the status is not
/// operational, the image has that symbol in a corner.
fn svg(own: Option<&str>, kind: LabelKind) -> String {
    let Symbol { color, outline, mark } = Symbol::of(kind);
    let symbol = format!("<g fill=\"{color}\"><path d=\"{outline}\"/>{mark}</g>");
    let drawing = match own {
        None => symbol,
        Some(own) if kind == LabelKind::Operational => own.to_owned(),
        // A white ring separates the symbol from the image.
        Some(own) => format!(
            "{own}<g transform=\"translate(8.5 8.5) scale(.575)\">\
             <path d=\"{outline}\" stroke=\"#fff\" stroke-width=\"5\" stroke-linejoin=\"round\"/>{symbol}</g>"
        ),
    };
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 20 20\">{drawing}</svg>\n")
}

/// The symbol of a status: like the icons of the page, but legible at sixteen pixels on light and dark tabs.
pub(in crate::emit) struct Symbol {
    color: &'static str,
    /// The outline of the colored shape, as SVG path data in a square whose sides are 20 units long.
    pub outline: &'static str,
    /// The white mark on the colored shape, as an SVG element.
    pub mark: &'static str,
}

const DISC: &str = "M10 .5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19z";
const TRIANGLE: &str = "M10 .8q1.1 0 1.7 1l7.6 14.6q1.2 2.5-1.5 2.8H2.2q-2.7-.3-1.5-2.8L8.3 1.8q.6-1 1.7-1z";
const OCTAGON: &str = "M6.2.8h7.6l5.4 5.4v7.6l-5.4 5.4H6.2L.8 13.8V6.2z";
const WRENCH: &str = "<path fill=\"#fff\" transform=\"translate(-2.2 -2.2) scale(1.22)\" d=\"M13.9 7.1 12.3 8.7l-1.4-.3-.3-1.4 1.6-1.6\
    a3.3 3.3 0 0 0-4.3 4.2l-2.6 2.6a1.3 1.3 0 0 0 1.8 1.8l2.6-2.6a3.3 3.3 0 0 0 4.2-4.3z\"/>";

/// An SVG element that draws a white line along `$path`.
macro_rules! line {
    ($path:literal) => {
        concat!(
            "<path d=\"",
            $path,
            "\" fill=\"none\" stroke=\"#fff\" stroke-width=\"2.8\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>"
        )
    };
}

impl Symbol {
    pub const fn of(kind: LabelKind) -> Self {
        let (color, outline, mark) = match kind {
            LabelKind::Operational => ("#2a8f5e", DISC, line!("m5.6 10.4 3 3 5.8-6.4")),
            LabelKind::Maintenance => ("#4a7de0", DISC, WRENCH),
            LabelKind::Degraded => ("#b07d0a", DISC, line!("m5.6 8 4.4 4.6L14.4 8")),
            LabelKind::Partial => ("#d9610f", TRIANGLE, line!("M10 7.2v4.6m0 3.7v.1")),
            LabelKind::Major => ("#d8363e", OCTAGON, line!("m6.8 6.8 6.4 6.4m0-6.4-6.4 6.4")),
            LabelKind::Unknown => ("#7d807a", DISC, line!("M6 10h8")),
            LabelKind::Notice => ("#4a7de0", DISC, line!("M10 9.4v5m0-9v.1")),
        };
        Self { color, outline, mark }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Colour;

    #[test]
    fn status_symbols_contrast_with_light_and_dark_tabs() {
        for kind in Banner::KINDS {
            let color = Colour::parse(Symbol::of(kind).color).unwrap();
            for tab in ["#ffffff", "#202124"] {
                let contrast = color.contrast(Colour::parse(tab).unwrap());
                assert!(contrast >= 3.0, "{kind:?} on {tab}: {contrast}");
            }
        }
    }

    #[test]
    fn status_symbols_differ() {
        let drawings = Banner::KINDS.map(Symbol::of).map(|symbol| format!("{}{}", symbol.outline, symbol.mark));
        let different: std::collections::BTreeSet<_> = drawings.iter().collect();
        assert_eq!(different.len(), Banner::KINDS.len());
    }

    #[test]
    fn custom_favicon_has_status_symbol_unless_operational() {
        let own = embedded("assets/a.png", b"\x89PNG");
        assert_eq!(own, "<image width=\"20\" height=\"20\" href=\"data:image/png;base64,iVBORw==\"/>");
        for kind in Banner::KINDS {
            let drawn = svg(Some(&own), kind);
            assert!(drawn.contains(&own));
            assert_eq!(drawn.contains("#fff"), kind != LabelKind::Operational, "{kind:?}");
        }
    }

    #[test]
    fn custom_favicon_is_embedded_as_base64() {
        let own = embedded("assets/a.svg", b"\"/><script>alert(1)</script>");
        assert!(!own.contains("script") && own.matches('"').count() == 6, "{own}");
    }
}
