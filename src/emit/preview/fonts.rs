use harfrust::{Direction, ShapeOptions, ShaperData, UnicodeBuffer};
use skrifa::charmap::Charmap;
use skrifa::outline::{DrawSettings, OutlineGlyphCollection};
use skrifa::prelude::{FontRef, LocationRef, Size};
use skrifa::{GlyphId, MetadataProvider};
use unicode_bidi::{BidiInfo, Level};

use super::outline::Outline;
use crate::model::Language;

/// The weight of a font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Regular,
    Bold,
}

/// A compiled-in font. A font without a weight is used for both weights.
struct Embedded {
    weight: Option<Weight>,
    bytes: &'static [u8],
}

macro_rules! embedded {
    ($file:literal, $weight:expr) => {
        Embedded { weight: $weight, bytes: include_bytes!(concat!("fonts/", $file, ".ttf")) }
    };
}

/// The compiled-in fonts for all languages, in order of preference. `scripts/fonts` creates them.
const EMBEDDED: [Embedded; 4] = [
    embedded!("inter-400", Some(Weight::Regular)),
    embedded!("inter-600", Some(Weight::Bold)),
    embedded!("noto-sans-arabic-400", Some(Weight::Regular)),
    embedded!("noto-sans-arabic-600", Some(Weight::Bold)),
];
const JAPANESE: Embedded = embedded!("noto-sans-jp-500", None);
const CHINESE: Embedded = embedded!("noto-sans-sc-500", None);

/// The fonts of preview images: the compiled-in ones, then the site's own. System fonts are not used, so that images
/// are the same on all machines.
pub struct Fonts<'a> {
    /// The fonts in order of preference.
    faces: Vec<Face<'a>>,
}

struct Face<'a> {
    weight: Option<Weight>,
    font: FontRef<'a>,
    shaper: ShaperData,
    characters: Charmap<'a>,
    outlines: OutlineGlyphCollection<'a>,
    /// The number of font units per em.
    units: f32,
}

/// A shaped line of text. All lengths are in multiples of the font size.
pub struct Line {
    glyphs: Vec<Glyph>,
    pub width: f32,
}

/// A glyph with the index of its font and its position from the left end of the line's baseline.
struct Glyph {
    face: usize,
    id: GlyphId,
    x: f32,
    y: f32,
}

impl<'a> Fonts<'a> {
    /// Loads the compiled-in fonts and then `own`, the site's own font files. A file that cannot be parsed is ignored.
    pub fn new(own: impl Iterator<Item = &'a [u8]>, language: Language<'_>) -> Self {
        let is_chinese = language.lookup().last().is_some_and(|tag| tag.eq_ignore_ascii_case("zh"));
        // Some characters look different in Chinese and Japanese.
        let ideographs = if is_chinese { [CHINESE, JAPANESE] } else { [JAPANESE, CHINESE] };
        let embedded = EMBEDDED.into_iter().chain(ideographs).map(|Embedded { weight, bytes }| (weight, bytes));
        let all = embedded.chain(own.map(|bytes| (None, bytes)));
        Self { faces: all.filter_map(|(weight, bytes)| Face::new(weight, bytes)).collect() }
    }

    /// Whether a font has a glyph for `character`, or the character needs no glyph.
    pub fn has(&self, character: char) -> bool {
        !needs_glyph(character) || self.faces.iter().any(|face| face.characters.map(character).is_some())
    }

    /// Shapes `text` as one line.
    pub fn line(&self, text: &str, weight: Weight, right_to_left: bool) -> Line {
        let mut line = Line { glyphs: Vec::new(), width: 0.0 };
        let bidi = BidiInfo::new(text, Some(if right_to_left { Level::rtl() } else { Level::ltr() }));
        let Some(paragraph) = bidi.paragraphs.first() else { return line };
        let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let is_rtl = levels[run.start].is_rtl();
            let mut pieces = self.pieces(&text[run], weight);
            if is_rtl {
                pieces.reverse();
            }
            for (face, piece) in pieces {
                self.shape(piece, face, is_rtl, &mut line);
            }
        }
        line
    }

    /// Returns the line as an SVG path. `size` is the font size in pixels.
    pub fn outline(&self, line: &Line, size: f32) -> String {
        let mut outline = Outline::default();
        for Glyph { face, id, x, y } in &line.glyphs {
            outline.begin(x * size, y * size);
            if let Some(glyph) = self.faces[*face].outlines.get(*id) {
                let settings = DrawSettings::unhinted(Size::new(size), LocationRef::default());
                // A broken glyph is drawn as far as it is valid.
                let _ = glyph.draw(settings, &mut outline);
            }
        }
        outline.into_path()
    }

    /// Splits `text` into pieces. Returns each with the index of a font that has all of its characters.
    fn pieces<'b>(&self, text: &'b str, weight: Weight) -> Vec<(usize, &'b str)> {
        let mut starts: Vec<(usize, usize)> = Vec::new();
        for (at, each) in text.char_indices() {
            let last = starts.last().map(|(face, _)| *face);
            // A character without a glyph belongs to the piece before it.
            let face = if needs_glyph(each) { self.face(each, weight) } else { last };
            if last.is_none() || face.is_some() && face != last {
                starts.push((face.unwrap_or(0), at));
            }
        }
        let ends = starts.iter().skip(1).map(|(_, at)| *at).chain([text.len()]);
        starts.iter().zip(ends).map(|((face, at), end)| (*face, &text[*at..end])).collect()
    }

    /// Returns the index of the first font of this weight with a glyph for `character`.
    fn face(&self, character: char, weight: Weight) -> Option<usize> {
        let has = |face: &Face<'_>| face.characters.map(character).is_some();
        self.faces.iter().position(|face| face.weight.is_none_or(|own| own == weight) && has(face))
    }

    /// Shapes `text` with the font at index `face` and appends its glyphs to `line`.
    fn shape(&self, text: &str, face: usize, is_rtl: bool, line: &mut Line) {
        let Face { font, shaper, units, .. } = &self.faces[face];
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(if is_rtl { Direction::RightToLeft } else { Direction::LeftToRight });
        buffer.guess_segment_properties();
        let shaped = shaper.shaper(font).build().shape(buffer, ShapeOptions::new());
        for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            let sizes = |own: i32| f32::from(i16::try_from(own).unwrap_or(0)) / units;
            let (x, y) = (line.width + sizes(position.x_offset), sizes(position.y_offset));
            line.glyphs.push(Glyph { face, id: GlyphId::new(info.glyph_id), x, y });
            line.width += sizes(position.x_advance);
        }
    }
}

impl<'a> Face<'a> {
    fn new(weight: Option<Weight>, bytes: &'a [u8]) -> Option<Self> {
        let font = FontRef::from_index(bytes, 0).ok()?;
        let units = font.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
        Some(Self {
            weight,
            shaper: ShaperData::new(&font),
            characters: font.charmap(),
            outlines: font.outline_glyphs(),
            units: f32::from(units.max(1)),
            font,
        })
    }
}

/// Whether a character needs a glyph: white space, joiners and direction marks do not.
fn needs_glyph(character: char) -> bool {
    let is_mark = matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}');
    !character.is_whitespace() && !is_mark
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::BuiltIn;

    fn fonts(language: &str) -> Fonts<'static> {
        Fonts::new(std::iter::empty(), Language(language))
    }

    /// The prefixes of the keys of those messages whose text appears in preview images.
    const USED: [&str; 16] = [
        "overall-",
        "banner-",
        "component-",
        "impact-",
        "incident-",
        "list",
        "date",
        "time",
        "clock",
        "month-short-",
        "month-",
        "days",
        "uptime",
        "percent",
        "since",
        "no-data-yet",
    ];

    #[test]
    fn fonts_have_every_character_of_built_in_catalogs() {
        let catalogs = BuiltIn::ALL
            .iter()
            .filter_map(|file| Some((file.path.strip_prefix("text/")?.strip_suffix(".ftl")?, file.text)));
        let mut read = 0;
        for (language, text) in catalogs {
            let fonts = fonts(language);
            let mut is_used = false;
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                is_used = if line.starts_with(|each: char| each.is_ascii_lowercase()) {
                    USED.iter().any(|name| line.starts_with(name))
                } else {
                    is_used
                };
                if is_used {
                    let missing: String = line.chars().filter(|each| !fonts.has(*each)).collect();
                    assert!(missing.is_empty(), "{language}: no font has `{missing}` of `{line}`: run scripts/fonts");
                    read += 1;
                }
            }
        }
        assert!(read > 400, "{read}");
    }

    #[test]
    fn fonts_have_european_and_arabic_letters() {
        let fonts = fonts("en");
        for text in [
            "Größe, naïve, Łódź, İzmir",
            "Ακμή Ώρα",
            "Съёмка Ґ",
            "Thanh toán bằng thẻ thất bại ở",
            "خدمات پژوهش گزارش ٱ",
        ] {
            assert!(text.chars().all(|each| fonts.has(each)), "{text}");
        }
        assert!(!fonts.has('क') && !fonts.has('👍'));
    }

    #[test]
    fn arabic_is_shaped_right_to_left() {
        let fonts = fonts("ar");
        let width = |text: &str| fonts.line(text, Weight::Regular, true).width;
        assert!(width("سلسبيل") < "سلسبيل".chars().map(|each| width(&each.to_string())).sum::<f32>() * 0.97);
        let line = fonts.line("خدمة API", Weight::Regular, true);
        let of_latin: Vec<_> = line.glyphs.iter().filter(|glyph| glyph.face == 0).map(|glyph| glyph.x).collect();
        let of_arabic = line.glyphs.iter().filter(|glyph| glyph.face != 0).map(|glyph| glyph.x);
        assert!(!of_latin.is_empty() && of_arabic.clone().count() >= 4);
        assert!(
            of_arabic.fold(f32::MAX, f32::min) > of_latin.iter().copied().fold(0.0, f32::max),
            "the first word is on the right"
        );
        assert!(of_latin.is_sorted(), "the Latin word is still read from left to right");
    }

    #[test]
    fn embedded_fonts_have_at_most_750_kb() {
        let all = EMBEDDED.iter().chain([&JAPANESE, &CHINESE]);
        assert!(all.map(|font| font.bytes.len()).sum::<usize>() <= 750_000);
    }
}
