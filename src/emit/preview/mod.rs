//! The preview images of the front page and of open incidents, which chats show for a link. They are drawn as SVG and
//! rendered as PNG. A resolved incident has no image, so that its page does not change.

mod drawing;
mod fonts;
mod lines;
mod outline;
mod paint;

use rayon::prelude::*;

use super::assets::versioned;
use super::html::fingerprint;
use super::{EmitError, File, Output, Stage, Theme};
use crate::model::{Language, Url};
use crate::text::{Catalog, TextError};
use crate::view::{Preview, ViewContext, address};
use drawing::Drawing;
use fonts::Fonts;

/// The maximum number of open incidents with a preview image. If more are open, only the newest have one.
const MAX_INCIDENTS: usize = 24;

/// The preview images of a site, as SVG.
pub struct Previews(Vec<Drawn>);

/// The preview image of one page.
struct Drawn {
    /// The path of the page without `index.html`. It is empty for the front page.
    page: String,
    /// The image as SVG.
    svg: String,
}

impl Previews {
    /// Draws all images.
    ///
    /// # Errors
    /// Never in practice: a test fails if the built-in messages are invalid.
    pub fn draw(context: &ViewContext<'_>, theme: &Theme, base_url: &Url) -> Result<Self, TextError> {
        let site = context.page();
        let fonts = Fonts::new(theme.fonts(), Language(&site.language));
        let (english, in_english);
        let context = if drawing::can_draw(&Preview::page(context), &fonts) {
            context
        } else {
            // If no font has the characters of the language, the image is in English.
            english = Catalog::english()?;
            in_english = ViewContext::new(context.snapshot, &english);
            &in_english
        };
        let drawing = Drawing {
            fonts: &fonts,
            host: base_url.host(),
            right_to_left: Language(context.catalog.language()).is_right_to_left(),
        };
        let mut drawn = vec![Drawn { page: String::new(), svg: drawing.page(&Preview::page(context)) }];
        drawn.extend(context.snapshot.open_incidents().into_iter().take(MAX_INCIDENTS).map(|incident| Drawn {
            page: address::event(&incident.id),
            svg: drawing.incident(&Preview::incident(incident, context)),
        }));
        Ok(Self(drawn))
    }

    /// Returns the address of the image for the page at the path `page`, with a hash of the image. Returns `None` if
    /// the page has no image.
    pub fn of(&self, page: &str) -> Option<String> {
        let drawn = self.0.iter().find(|drawn| drawn.page == page)?;
        Some(versioned(&drawn.file(), drawn.svg.as_bytes()))
    }

    /// Renders all images into `output`, except those that an earlier build wrote and that are unchanged.
    ///
    /// # Errors
    /// Returns an error if an image cannot be rendered, which is a bug in allgreen.
    pub fn paint(&self, output: &dyn Output) -> Result<(), EmitError> {
        self.0.par_iter().try_for_each(|drawn| {
            let (path, fingerprint) = (drawn.file(), fingerprint::of_text(&drawn.svg));
            if !output.keep(&path, fingerprint) {
                let bytes = paint::png(&drawn.svg).map_err(|reason| EmitError::new(&path, &reason))?;
                output.put(File { path, bytes, stage: Stage::Asset }, Some(fingerprint));
            }
            Ok(())
        })
    }
}

impl Drawn {
    fn file(&self) -> String {
        format!("{}preview.png", self.page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Site, Snapshot};
    use crate::text::Catalogs;
    use crate::view::fixture;
    use std::collections::BTreeMap;
    use std::sync::Mutex;

    fn previews(site: &Site, own: BTreeMap<String, Vec<u8>>) -> Previews {
        let mut catalogs = Catalogs::default();
        for (path, text) in &own {
            if let Some(language) = path.strip_prefix("text/") {
                catalogs.add(language.trim_end_matches(".ftl"), text).unwrap();
            }
        }
        let theme = Theme::new(own).unwrap();
        let catalog = catalogs.load(&site.page.language).unwrap();
        let snapshot = Snapshot::take(site, fixture::instant(fixture::NOW));
        let base_url = Url::parse("https://status.acme.example/sub").unwrap();
        Previews::draw(&ViewContext::new(&snapshot, &catalog), &theme, &base_url).unwrap()
    }

    fn of(site: &Site) -> Previews {
        previews(site, BTreeMap::new())
    }

    #[test]
    fn front_page_and_open_incidents_have_preview_image() {
        let site = fixture::busy();
        let previews = of(&site);
        let files = Mutex::new(Vec::new());
        previews.paint(&files).unwrap();
        let mut files = files.into_inner().unwrap();
        files.sort_by_key(|file: &File| (file.path.len(), file.path.clone()));
        assert!(files.len() > 1 && files[0].path == "preview.png");
        for file in &files {
            assert_eq!(file.bytes.get(16..24).unwrap(), [0, 0, 4, 176, 0, 0, 2, 118], "{}", file.path);
            assert!(file.bytes.len() < 60_000, "{}: {}", file.path, file.bytes.len());
            assert!(file.bytes.get(25) == Some(&3), "{} has no palette", file.path);
        }
        for incident in &site.incidents {
            let is_open = incident.is_open(fixture::instant(fixture::NOW));
            assert_eq!(previews.of(&address::event(&incident.id)).is_some(), is_open, "{}", incident.id);
        }
    }

    #[test]
    fn title_without_glyphs_is_replaced_with_status_in_preview() {
        let mut site = fixture::quiet();
        site.incidents.push(fixture::incident("x", &[("2026-11-22T13:00:00Z", "investigating", "")]));
        let named = of(&site);
        site.incidents[0].title = "गड़बड़ी".into();
        let unnamed = of(&site);
        assert_ne!(named.0[1].svg, unnamed.0[1].svg);
        site.incidents[0].title = "समस्या".into();
        assert_eq!(of(&site).0[1].svg, unnamed.0[1].svg, "no part of the title is drawn");
        site.incidents[0].title = "Incident x 👍".into();
        assert_eq!(of(&site).0[1].svg, named.0[1].svg, "only the emoji is left out");
        // A catalog of the site's own in a script that no font has.
        let own = BTreeMap::from([("text/hi.ftl".to_owned(), "overall-all-operational = सब ठीक\n".into())]);
        let mut hindi = fixture::quiet();
        hindi.page.language = "hi".into();
        assert_eq!(previews(&hindi, own).0[0].svg, of(&fixture::quiet()).0[0].svg);
    }

    #[test]
    fn names_and_titles_in_preview_keep_their_direction() {
        let title = "Payments API (EU) is down!";
        let mut site = fixture::quiet();
        site.page.name = "Acme (EU)!".into();
        site.incidents.push(fixture::incident("x", &[("2026-11-22T13:00:00Z", "investigating", "")]));
        site.incidents[0].title = title.into();
        let english = of(&site);
        site.page.language = "ar".into();
        let arabic = of(&site);
        let outlines = |svg: &str| {
            let paths = svg.split("<path ").filter(|path| path.contains("translate("));
            paths
                .map(|path| path.split(" d=\"").nth(1).unwrap().split('"').next().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        let (english, arabic) = (outlines(&english.0[1].svg), outlines(&arabic.0[1].svg));
        let same: Vec<_> = english.iter().map(|outline| arabic.contains(outline)).collect();
        // The name of the page, the impact, the title, the affected components, and the footer.
        assert_eq!(same[..3], [true, false, true], "{same:?}");
    }

    #[test]
    fn font_in_theme_adds_characters() {
        let mut site = fixture::quiet();
        site.page.name = "例".into();
        let font = include_bytes!("../../../tests/fixtures/fonts/one-character.ttf");
        let own = BTreeMap::from([("fonts/own.ttf".to_owned(), font.to_vec())]);
        assert_ne!(previews(&site, own).0[0].svg, of(&site).0[0].svg);
        let broken = BTreeMap::from([("fonts/own.ttf".to_owned(), font[..40].to_vec())]);
        assert_eq!(previews(&site, broken).0[0].svg, of(&site).0[0].svg);
        assert!(Theme::new(BTreeMap::from([("fonts/own.ttf".to_owned(), b"text".to_vec())])).is_err());
    }

    #[test]
    fn preview_image_does_not_change_with_time() {
        let site = fixture::busy();
        let theme = Theme::built_in().unwrap();
        let catalog = Catalog::english().unwrap();
        let at = |now: &str| {
            let snapshot = Snapshot::take(&site, fixture::instant(now));
            let base_url = Url::parse("https://a.example").unwrap();
            let previews = Previews::draw(&ViewContext::new(&snapshot, &catalog), &theme, &base_url).unwrap();
            previews.0.into_iter().map(|drawn| drawn.svg).collect::<Vec<_>>()
        };
        assert_eq!(at("2026-11-22T14:20:00Z"), at("2026-11-22T14:21:00Z"));
    }
}
