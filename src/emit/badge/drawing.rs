use super::width::{truncate, width};
use crate::emit::direction::is_right_to_left;
use crate::emit::status_color::status_color;
use crate::emit::xml::legal;
use crate::escape::escape;
use crate::model::Language;
use crate::view::Label;

/// The font size in pixels.
const SIZE: u32 = 11;
/// The height of a badge in pixels.
const HEIGHT: u32 = 20;
/// The space at both ends of a text in pixels.
const PADDING: u32 = 7;
/// The width at which a text is cut, in thousandths of the font size: about forty characters.
const MAX_WIDTH: u32 = 24_000;
/// The color behind the name on a badge. It contrasts with white text, and the badge's outline with a black page.
const BACKGROUND: &str = "#43453f";

/// The shape of the corners of a badge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Rounded corners.
    Flat,
    Square,
}

impl Shape {
    /// The radius of the corners in pixels.
    const fn radius(self) -> u32 {
        match self {
            Self::Flat => 4,
            Self::Square => 0,
        }
    }
}

/// One half of a badge: the name or the label.
struct Cell {
    text: String,
    /// The width of the text in tenths of a pixel.
    length: u32,
    /// The width of the cell in pixels, with padding.
    width: u32,
    right_to_left: bool,
}

impl Cell {
    /// Returns a cell with `text`, which is cut if it is too wide.
    fn new(text: &str, right_to_left: bool) -> Self {
        let text = legal(text);
        let text = truncate(&text, MAX_WIDTH);
        let length = width(&text) * SIZE / 100;
        Self { text: text.into_owned(), length, width: length.div_ceil(10) + 2 * PADDING, right_to_left }
    }

    /// Returns an SVG element with the text, stretched to its computed width and centered in a cell that starts at `x`.
    fn write(&self, x: u32) -> String {
        let middle = tenths(x * 10 + self.width * 5);
        let (length, text) = (tenths(self.length), escape(&self.text));
        let direction = if self.right_to_left { " direction=\"rtl\"" } else { "" };
        format!(
            "<text x=\"{middle}\" y=\"14\" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\"{direction}>\
             {text}</text>"
        )
    }
}

/// Draws a badge with `name` and `label` as SVG of about a kilobyte.
///
/// The name is on the left, or on the right in a right-to-left language. Its own characters determine its direction.
pub fn draw(name: &str, label: &Label, shape: Shape, language: Language<'_>) -> String {
    let (from_right, radius) = (language.is_right_to_left(), shape.radius());
    let (first, second) = (Cell::new(name, is_right_to_left(name, from_right)), Cell::new(&label.text, from_right));
    let title = format!("{}: {}", first.text, second.text);
    let title = escape(&title);
    let whole = first.width + second.width;
    let (name_at, state_at) = if from_right { (second.width, 0) } else { (0, first.width) };
    let state = if from_right { left_end(second.width, radius) } else { right_end(first.width, second.width, radius) };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"{tag}\" width=\"{whole}\" height=\"{HEIGHT}\" \
         viewBox=\"0 0 {whole} {HEIGHT}\" role=\"img\" \
         aria-label=\"{title}\"><title>{title}</title>\
         <rect width=\"{whole}\" height=\"{HEIGHT}\" rx=\"{radius}\" fill=\"{BACKGROUND}\"/>\
         <path fill=\"{tone}\" d=\"{state}\"/>\
         <rect x=\".5\" y=\".5\" width=\"{inner}\" height=\"{inner_height}\" rx=\"{inner_radius}\" fill=\"none\" \
         stroke=\"#fff\" stroke-opacity=\".2\"/>\
         <g fill=\"#fff\" font-family=\"Verdana,DejaVu Sans,sans-serif\" font-size=\"{SIZE}\" text-anchor=\"middle\">\
         {name}{text}</g></svg>\n",
        tag = escape(language.0),
        tone = status_color(label.kind),
        inner = whole - 1,
        inner_height = HEIGHT - 1,
        inner_radius = if radius == 0 { "0".to_owned() } else { tenths(radius * 10 - 5) },
        name = first.write(name_at),
        text = second.write(state_at),
    )
}

/// Returns the outline of the left half of a badge as an SVG path. `width` and `radius` are in pixels.
fn left_end(width: u32, radius: u32) -> String {
    let corner = format!("a{radius} {radius} 0 0 1");
    match radius {
        0 => format!("M0 0h{width}v{HEIGHT}H0z"),
        _ => format!("M{width} 0v{HEIGHT}H{radius}{corner}-{radius}-{radius}V{radius}{corner} {radius}-{radius}z"),
    }
}

/// Returns the outline of the right half of a badge as an SVG path. It starts at `x` pixels.
fn right_end(x: u32, width: u32, radius: u32) -> String {
    let corner = format!("a{radius} {radius} 0 0 1");
    let (flat, side) = (width - radius, HEIGHT - 2 * radius);
    match radius {
        0 => format!("M{x} 0h{width}v{HEIGHT}H{x}z"),
        _ => format!("M{x} 0h{flat}{corner} {radius} {radius}v{side}{corner}-{radius} {radius}H{x}z"),
    }
}

/// Formats a number of tenths as a decimal number: `174` as `17.4`.
fn tenths(number: u32) -> String {
    if number.is_multiple_of(10) { (number / 10).to_string() } else { format!("{}.{}", number / 10, number % 10) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::LabelKind;

    fn label() -> Label {
        Label { kind: LabelKind::Partial, text: "Partial outage".into() }
    }

    #[test]
    fn badge_has_accessible_name_in_under_1000_bytes() {
        let svg = draw("API", &label(), Shape::Flat, Language("en"));
        assert!(svg.contains("role=\"img\" aria-label=\"API: Partial outage\"><title>API: Partial outage</title>"));
        assert!(svg.len() < 1_000, "{}", svg.len());
        let name = "<text x=\"16\" y=\"14\" textLength=\"17.4\" lengthAdjust=\"spacingAndGlyphs\">API</text>";
        assert!(svg.contains(name), "{svg}");
    }

    #[test]
    fn badge_texts_are_escaped() {
        let svg = draw("</title><script>\u{0}\u{1}\"'&", &label(), Shape::Square, Language("en"));
        assert_eq!((svg.matches('<').count(), svg.matches("script").count()), (13, 3), "{svg}");
        let mut reader = quick_xml::Reader::from_str(&svg);
        while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
    }

    #[test]
    fn badge_name_is_on_the_right_in_right_to_left_languages() {
        let at = |language| {
            let svg = draw("API", &label(), Shape::Flat, Language(language));
            svg.split("<text x=\"").nth(1).unwrap().split('"').next().unwrap().parse::<f64>().unwrap()
        };
        assert!(at("en") < 30.0 && at("ar") > 60.0);
    }

    #[test]
    fn names_take_direction_from_characters_but_labels_from_language() {
        let directions = |name, language| {
            let svg = draw(name, &label(), Shape::Flat, Language(language));
            svg.split("<text ").skip(1).map(|text| text.contains(" direction=\"rtl\"")).collect::<Vec<_>>()
        };
        assert_eq!(directions("C++", "ar"), [false, true]);
        assert_eq!(directions("خدمة API", "ar"), [true, true]);
        assert_eq!(directions("42", "ar"), [true, true]);
        assert_eq!(directions("خدمة API", "en"), [true, false]);
        assert_eq!(directions("C++", "en"), [false, false]);
    }

    #[test]
    fn long_badge_name_is_truncated() {
        for name in ["long ".repeat(80), "支付".repeat(200), "خدمة ".repeat(80)] {
            let svg = draw(&name, &label(), Shape::Flat, Language("ar"));
            assert!(svg.len() < 1_200 && svg.matches('…').count() == 3, "{}", svg.len());
        }
    }
}
