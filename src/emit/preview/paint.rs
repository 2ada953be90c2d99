use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{FontResolver, Options, Tree};

use super::fonts::Fonts;

/// An SVG as a PNG of the size that it says.
///
/// # Errors
/// When it cannot be read, which takes a mistake of ours.
pub fn png(svg: &str, fonts: &Fonts<'_>) -> Result<Vec<u8>, String> {
    let font_resolver = FontResolver {
        select_font: Box::new(|font, _| fonts.usual(font.weight())),
        select_fallback: Box::new(|character, tried, _| fonts.other(character, tried)),
    };
    let options = Options { fontdb: fonts.database(), font_resolver, ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|error| error.to_string())?;
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or("a picture has no size")?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| error.to_string())
}
