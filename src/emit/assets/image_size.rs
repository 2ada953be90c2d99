//! The media type and the size of an image, without decoding it.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Returns the media type of the SVG or PNG at `path`.
pub(in crate::emit) fn media_type(path: &str) -> &'static str {
    if is(path, "svg") { "image/svg+xml" } else { "image/png" }
}

/// Returns the width and height of an SVG or PNG, in SVG units or pixels, or `None` if no plausible size is found.
pub(in crate::emit) fn size(path: &str, bytes: &[u8]) -> Option<(f64, f64)> {
    let size = if is(path, "svg") { svg_size(bytes) } else { png_size(bytes) };
    size.filter(|(width, height)| *height > 0.0 && (0.1..=100.0).contains(&(width / height)))
}

fn is(path: &str, kind: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case(kind))
}

/// Returns the size in pixels. A PNG has it at the start of the chunk `IHDR`, which follows an eight-byte signature.
fn png_size(bytes: &[u8]) -> Option<(f64, f64)> {
    let head = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?.get(4..)?.strip_prefix(b"IHDR")?;
    let number = |at: usize| Some(f64::from(u32::from_be_bytes(head.get(at..at + 4)?.try_into().ok()?)));
    Some((number(0)?, number(4)?))
}

/// Returns the size in the `viewBox`, or else the width and height if they are numbers.
fn svg_size(bytes: &[u8]) -> Option<(f64, f64)> {
    let mut reader = Reader::from_reader(bytes);
    let root = loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => break tag,
            Event::Eof => return None,
            _ => {}
        }
    };
    let box_of = |text: &str| {
        let numbers: Vec<f64> = text.split([' ', ',', '\n', '\t']).filter_map(|part| part.parse().ok()).collect();
        numbers.get(2).copied().zip(numbers.get(3).copied())
    };
    let length = |name| attribute(&root, name)?.trim_end_matches("px").parse().ok();
    attribute(&root, "viewBox").and_then(|text| box_of(&text)).or_else(|| length("width").zip(length("height")))
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    Some(String::from_utf8_lossy(&attribute.value).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn image_size_is_read_from_header_of_file() {
        let svg = |text: &str| size("assets/a.SVG", text.as_bytes());
        assert_eq!(
            svg("<?xml version=\"1.0\"?><!-- x --><svg viewBox=\"0 0 120 30\" width=\"9\"/>"),
            Some((120.0, 30.0))
        );
        assert_eq!(svg("<svg width='48px' height='24'><g/></svg>"), Some((48.0, 24.0)));
        for wrong in
            ["", "<svg/>", "<svg width='100%' height='1'/>", "<svg viewBox='0 0 0 9'/>", "<svg viewBox='nan'", "x"]
        {
            assert_eq!(svg(wrong), None, "{wrong}");
        }
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01\0\0\0\0\x40\x08";
        assert_eq!(size("a.png", png), Some((256.0, 64.0)));
        assert_eq!(size("a.png", &png[..20]), None);
        assert_eq!(size("a.webp", b"RIFF"), None);
    }
}
