use png::{BitDepth, ColorType, Encoder, Filter};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// The most colours that an image with a palette can have.
const COLOURS: usize = 256;

/// An SVG as a PNG of the size that it says.
///
/// # Errors
/// When it cannot be read or painted, which takes a mistake of ours.
pub fn png(svg: &str) -> Result<Vec<u8>, String> {
    let tree = Tree::from_str(svg, &Options::default()).map_err(|error| error.to_string())?;
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or("a picture has no size")?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    match indexed(&pixels) {
        Some((palette, indexes)) => encoded(&pixels, palette, &indexes).map_err(|error| error.to_string()),
        None => pixels.encode_png().map_err(|error| error.to_string()),
    }
}

/// The colours of a picture without transparent ones, three bytes each, and which of them each pixel has. None if there
/// are too many: flat colours and the edges of letters mostly come to a hundred.
fn indexed(pixels: &Pixmap) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut palette: Vec<[u8; 3]> = Vec::with_capacity(COLOURS);
    let mut indexes = Vec::with_capacity(pixels.pixels().len());
    let mut last = None;
    for pixel in pixels.pixels() {
        let colour = [pixel.red(), pixel.green(), pixel.blue()];
        let index = match last {
            Some((index, before)) if before == colour => index,
            _ => palette.iter().position(|each| *each == colour).unwrap_or_else(|| {
                palette.push(colour);
                palette.len() - 1
            }),
        };
        last = Some((index, colour));
        indexes.push(u8::try_from(index).ok()?);
    }
    Some((palette.into_flattened(), indexes))
}

fn encoded(pixels: &Pixmap, palette: Vec<u8>, indexes: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette);
    // Numbers of colours are no amounts that could be told as differences.
    encoder.set_filter(Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(indexes)?;
    writer.finish()?;
    Ok(bytes)
}
