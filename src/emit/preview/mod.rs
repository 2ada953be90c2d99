//! The pictures that chats show of a link to the front page or to the page of an open incident: drawn as SVG, painted as
//! PNG.
//!
//! Pages of incidents that are over have none, so that they stay as they are.

mod drawing;
mod fonts;
mod lines;
mod outline;
mod paint;

use rayon::prelude::*;

use super::assets::versioned;
use super::url::Url;
use super::{EmitError, File, Stage, Theme};
use crate::model::Language;
use crate::text::{Catalogue, TextError};
use crate::view::{Guide, Preview, address};
use drawing::Drawing;
use fonts::Fonts;

/// How many open incidents have a picture, the newest first: more than that are no news to anybody.
const MOST: usize = 24;

/// The pictures of a site, drawn but not painted.
pub struct Previews(Vec<Drawn>);

/// A picture of a page.
struct Drawn {
    /// Where its page stands.
    page: String,
    /// As SVG.
    svg: String,
}

impl Previews {
    /// Draws all of them.
    ///
    /// # Errors
    /// Never, unless the program was built from a broken theme.
    pub fn draw(guide: &Guide<'_>, theme: &Theme, base_url: &str) -> Result<Self, TextError> {
        let site = guide.page();
        let fonts = Fonts::new(theme.fonts(), Language(&site.language));
        // Words that no font can draw are told in English.
        let english = Catalogue::english()?;
        let in_english = Guide::new(guide.snapshot, &english);
        let guide = if drawing::can_draw(&Preview::page(guide), &fonts) { guide } else { &in_english };
        let drawing = Drawing {
            fonts: &fonts,
            host: Url::new(base_url).host,
            right_to_left: Language(guide.words.language()).is_right_to_left(),
        };
        let mut drawn = vec![Drawn { page: String::new(), svg: drawing.page(&Preview::page(guide)) }];
        drawn.extend(guide.snapshot.open_incidents().into_iter().take(MOST).map(|incident| Drawn {
            page: address::event(&incident.id),
            svg: drawing.incident(&Preview::incident(incident, guide)),
        }));
        Ok(Self(drawn))
    }

    /// The address of the picture of a page, if it has one: it changes with what is in it.
    pub fn of(&self, page: &str) -> Option<String> {
        let drawn = self.0.iter().find(|drawn| drawn.page == page)?;
        Some(versioned(&drawn.file(), drawn.svg.as_bytes()))
    }

    /// Paints all of them.
    ///
    /// # Errors
    /// When a picture cannot be painted, which takes a mistake of ours.
    pub fn paint(&self) -> Result<Vec<File>, EmitError> {
        let paint = |drawn: &Drawn| {
            let path = drawn.file();
            let bytes = paint::png(&drawn.svg).map_err(|reason| EmitError::new(&path, &reason))?;
            Ok(File { path, bytes, stage: Stage::Asset })
        };
        self.0.par_iter().map(paint).collect()
    }
}

impl Drawn {
    fn file(&self) -> String {
        format!("{}preview.png", self.page)
    }
}
