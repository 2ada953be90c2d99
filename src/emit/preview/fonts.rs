use std::sync::Arc;

use resvg::usvg::fontdb::{Database, ID, Source};
use skrifa::charmap::Charmap;
use skrifa::metrics::GlyphMetrics;
use skrifa::prelude::{FontRef, LocationRef, Size};
use skrifa::{GlyphId, MetadataProvider};

use crate::model::Language;

/// How bold letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Regular,
    Bold,
}

impl Weight {
    /// The number that fonts and stylesheets have for it.
    pub const fn number(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::Bold => 600,
        }
    }
}

/// A font that is compiled in. A weight is none where one font serves for both.
struct Embedded {
    weight: Option<Weight>,
    bytes: &'static [u8],
}

macro_rules! embedded {
    ($file:literal, $weight:expr) => {
        Embedded { weight: $weight, bytes: include_bytes!(concat!("fonts/", $file, ".ttf")) }
    };
}

/// By preference. `scripts/fonts` makes them.
const EMBEDDED: [Embedded; 4] = [
    embedded!("inter-400", Some(Weight::Regular)),
    embedded!("inter-600", Some(Weight::Bold)),
    embedded!("noto-sans-arabic-400", Some(Weight::Regular)),
    embedded!("noto-sans-arabic-600", Some(Weight::Bold)),
];
const JAPANESE: Embedded = embedded!("noto-sans-jp-500", None);
const CHINESE: Embedded = embedded!("noto-sans-sc-500", None);

/// The fonts that pictures are drawn with: those that are compiled in, then those of the site. Never those of the machine,
/// so that all machines draw the same.
pub struct Fonts<'a> {
    database: Arc<Database>,
    /// By preference.
    faces: Vec<Face<'a>>,
}

struct Face<'a> {
    id: ID,
    weight: Option<Weight>,
    characters: Charmap<'a>,
    metrics: GlyphMetrics<'a>,
    /// How many of the font's own units its size has.
    units: f32,
}

impl<'a> Fonts<'a> {
    /// `own` are the files of the site's own fonts; one that is no font draws nothing.
    pub fn new(own: impl Iterator<Item = &'a [u8]>, language: Language<'_>) -> Self {
        let mut fonts = Self { database: Arc::new(Database::new()), faces: Vec::new() };
        let mut database = Database::new();
        let is_chinese = language.lookup().last().is_some_and(|tag| tag.eq_ignore_ascii_case("zh"));
        // Both write some characters in ways of their own.
        let ideographs = if is_chinese { [CHINESE, JAPANESE] } else { [JAPANESE, CHINESE] };
        for Embedded { weight, bytes } in EMBEDDED.into_iter().chain(ideographs) {
            fonts.add(bytes, Source::Binary(Arc::new(bytes)), weight, &mut database);
        }
        for bytes in own {
            fonts.add(bytes, Source::Binary(Arc::new(bytes.to_vec())), None, &mut database);
        }
        fonts.database = Arc::new(database);
        fonts
    }

    fn add(&mut self, bytes: &'a [u8], source: Source, weight: Option<Weight>, database: &mut Database) {
        for id in database.load_font_source(source) {
            let index = database.face(id).map_or(0, |face| face.index);
            let Ok(font) = FontRef::from_index(bytes, index) else { continue };
            self.faces.push(Face {
                id,
                weight,
                characters: font.charmap(),
                metrics: font.glyph_metrics(Size::unscaled(), LocationRef::default()),
                units: f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em.max(1)),
            });
        }
    }

    pub fn database(&self) -> Arc<Database> {
        Arc::clone(&self.database)
    }

    /// The font that letters of this weight are drawn with if it has them.
    pub fn usual(&self, weight: u16) -> Option<ID> {
        self.faces.iter().find(|face| face.weight.is_none_or(|own| own.number() == weight)).map(|face| face.id)
    }

    /// The best font for a character that those `tried` do not have, of which the first says the weight.
    pub fn other(&self, character: char, tried: &[ID]) -> Option<ID> {
        let first = self.faces.iter().find(|face| Some(&face.id) == tried.first());
        let weight = first.and_then(|face| face.weight);
        let mut others = self.faces.iter().filter(|face| !tried.contains(&face.id) && face.glyph(character).is_some());
        others.find(|face| face.weight.is_none() || face.weight == weight).map(|face| face.id)
    }

    pub fn has(&self, character: char) -> bool {
        self.faces.iter().any(|face| face.glyph(character).is_some())
    }

    /// How wide `text` is in letters of this size: the sum of its characters, which joined ones do not exceed.
    pub fn width(&self, text: &str, weight: Weight, size: f32) -> f32 {
        let advance = |character| {
            let mut faces = self.faces.iter().filter(|face| face.weight.is_none_or(|own| own == weight));
            faces.find_map(|face| Some(face.metrics.advance_width(face.glyph(character)?)? / face.units))
        };
        text.chars().filter_map(advance).sum::<f32>() * size
    }
}

impl Face<'_> {
    fn glyph(&self, character: char) -> Option<GlyphId> {
        self.characters.map(character)
    }
}
