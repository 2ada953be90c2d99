use png::{BitDepth, ColorType, Encoder, Filter};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// The maximum number of colors in a palette.
const COLOURS: usize = 256;

/// Renders an SVG as a PNG of the same size.
///
/// # Errors
/// Returns an error if `svg` cannot be parsed or rendered, which is a bug in allgreen.
pub fn png(svg: &str) -> Result<Vec<u8>, String> {
    let tree = Tree::from_str(svg, &Options::default()).map_err(|error| error.to_string())?;
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or("the image has no size")?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    match indexed(&pixels) {
        Some((palette, indexes)) => encoded(&pixels, palette, &indexes).map_err(|error| error.to_string()),
        None => pixels.encode_png().map_err(|error| error.to_string()),
    }
}

/// Returns the palette of an opaque image, three bytes for each color, and the palette index of each pixel. Returns
/// `None` if there are more than 256 colors; most images have about a hundred.
fn indexed(pixels: &Pixmap) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut palette: Vec<[u8; 3]> = Vec::with_capacity(COLOURS);
    let mut indexes = Vec::with_capacity(pixels.pixels().len());
    let width = usize::try_from(pixels.width()).ok()?;
    let (mut last, mut above): (_, &[u8]) = (None, &[]);
    for (bytes, row) in pixels.data().chunks_exact(4 * width).zip(pixels.pixels().chunks_exact(width)) {
        // Most rows equal the row above, and comparing rows is faster than looking up each pixel.
        if bytes == above {
            indexes.extend_from_within(indexes.len() - width..);
            continue;
        }
        above = bytes;
        for pixel in row {
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
    }
    Some((palette.into_flattened(), indexes))
}

fn encoded(pixels: &Pixmap, palette: Vec<u8>, indexes: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette);
    // The other filters store differences between pixels, and differences between palette indexes compress badly.
    encoder.set_filter(Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(indexes)?;
    writer.finish()?;
    Ok(bytes)
}
