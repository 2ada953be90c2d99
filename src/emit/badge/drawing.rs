use super::width::{shortened, width};
use crate::emit::direction::is_right_to_left;
use crate::emit::tone::tone;
use crate::emit::xml::legal;
use crate::model::Language;
use crate::view::{Label, escape};

/// The size of letters, in pixels.
const SIZE: u32 = 11;
/// How high a badge is, in pixels.
const HEIGHT: u32 = 20;
/// What stands free at both ends of a text, in pixels.
const PADDING: u32 = 7;
/// The most that a text may take, in thousandths of the size of letters: some forty of them.
const LONGEST: u32 = 24_000;
/// What the name stands on: it parts from white and, with the hairline around it, from black.
const GROUND: &str = "#43453f";

/// How the ends of a badge look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Rounded.
    Flat,
    Square,
}

impl Shape {
    /// By how many pixels corners are rounded.
    const fn radius(self) -> u32 {
        match self {
            Self::Flat => 4,
            Self::Square => 0,
        }
    }
}

/// A text and where it stands.
struct Cell {
    text: String,
    /// How long the text is, in tenths of a pixel.
    length: u32,
    /// In pixels, with what stands free.
    width: u32,
    right_to_left: bool,
}

impl Cell {
    /// `text`, cut where it is too long.
    fn new(text: &str, right_to_left: bool) -> Self {
        let text = legal(text);
        let text = shortened(&text, LONGEST);
        let length = width(&text) * SIZE / 100;
        Self { text: text.into_owned(), length, width: length.div_ceil(10) + 2 * PADDING, right_to_left }
    }

    /// The text in the middle of a cell that begins at `x`. Whatever font a viewer has, it is as long as the cell has
    /// room for.
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

/// What `name` is doing or has done, as a picture of about a kilobyte.
///
/// The name comes first: on the left, or on the right where people read from there. Its own letters say from where it
/// is read.
pub fn draw(name: &str, label: &Label, shape: Shape, language: Language<'_>) -> String {
    let (from_right, radius) = (language.is_right_to_left(), shape.radius());
    let (first, second) = (Cell::new(name, is_right_to_left(name, from_right)), Cell::new(&label.text, from_right));
    let said = format!("{}: {}", first.text, second.text);
    let said = escape(&said);
    let whole = first.width + second.width;
    let (name_at, state_at) = if from_right { (second.width, 0) } else { (0, first.width) };
    let state = if from_right { left_end(second.width, radius) } else { right_end(first.width, second.width, radius) };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"{tag}\" width=\"{whole}\" height=\"{HEIGHT}\" \
         viewBox=\"0 0 {whole} {HEIGHT}\" role=\"img\" \
         aria-label=\"{said}\"><title>{said}</title>\
         <rect width=\"{whole}\" height=\"{HEIGHT}\" rx=\"{radius}\" fill=\"{GROUND}\"/>\
         <path fill=\"{tone}\" d=\"{state}\"/>\
         <rect x=\".5\" y=\".5\" width=\"{inner}\" height=\"{inner_height}\" rx=\"{inner_radius}\" fill=\"none\" \
         stroke=\"#fff\" stroke-opacity=\".2\"/>\
         <g fill=\"#fff\" font-family=\"Verdana,DejaVu Sans,sans-serif\" font-size=\"{SIZE}\" text-anchor=\"middle\">\
         {name}{text}</g></svg>\n",
        tag = escape(language.0),
        tone = tone(label.kind),
        inner = whole - 1,
        inner_height = HEIGHT - 1,
        inner_radius = if radius == 0 { "0".to_owned() } else { tenths(radius * 10 - 5) },
        name = first.write(name_at),
        text = second.write(state_at),
    )
}

/// The outline of what fills the left end, `width` wide.
fn left_end(width: u32, radius: u32) -> String {
    let corner = format!("a{radius} {radius} 0 0 1");
    match radius {
        0 => format!("M0 0h{width}v{HEIGHT}H0z"),
        _ => format!("M{width} 0v{HEIGHT}H{radius}{corner}-{radius}-{radius}V{radius}{corner} {radius}-{radius}z"),
    }
}

/// The same of the right end, from `x` on.
fn right_end(x: u32, width: u32, radius: u32) -> String {
    let corner = format!("a{radius} {radius} 0 0 1");
    let (flat, side) = (width - radius, HEIGHT - 2 * radius);
    match radius {
        0 => format!("M{x} 0h{width}v{HEIGHT}H{x}z"),
        _ => format!("M{x} 0h{flat}{corner} {radius} {radius}v{side}{corner}-{radius} {radius}H{x}z"),
    }
}

/// Tenths as a decimal number.
fn tenths(number: u32) -> String {
    if number.is_multiple_of(10) { (number / 10).to_string() } else { format!("{}.{}", number / 10, number % 10) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Kind;

    fn label() -> Label {
        Label { kind: Kind::Partial, text: "Partial outage".into() }
    }

    #[test]
    fn a_badge_is_small_and_can_be_said() {
        let svg = draw("API", &label(), Shape::Flat, Language("en"));
        assert!(svg.contains("role=\"img\" aria-label=\"API: Partial outage\"><title>API: Partial outage</title>"));
        assert!(svg.len() < 1_000, "{}", svg.len());
        let name = "<text x=\"16\" y=\"14\" textLength=\"17.4\" lengthAdjust=\"spacingAndGlyphs\">API</text>";
        assert!(svg.contains(name), "{svg}");
    }

    #[test]
    fn nothing_that_people_write_breaks_out() {
        let svg = draw("</title><script>\u{0}\u{1}\"'&", &label(), Shape::Square, Language("en"));
        assert_eq!((svg.matches('<').count(), svg.matches("script").count()), (13, 3), "{svg}");
        let mut reader = quick_xml::Reader::from_str(&svg);
        while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
    }

    #[test]
    fn who_reads_from_the_right_has_the_name_there() {
        let at = |language| {
            let svg = draw("API", &label(), Shape::Flat, Language(language));
            svg.split("<text x=\"").nth(1).unwrap().split('"').next().unwrap().parse::<f64>().unwrap()
        };
        assert!(at("en") < 30.0 && at("ar") > 60.0);
    }

    #[test]
    fn a_name_is_read_as_its_letters_are_and_a_state_like_the_page() {
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
    fn a_long_name_is_cut_wherever_it_stands() {
        for name in ["long ".repeat(80), "支付".repeat(200), "خدمة ".repeat(80)] {
            let svg = draw(&name, &label(), Shape::Flat, Language("ar"));
            assert!(svg.len() < 1_200 && svg.matches('…').count() == 3, "{}", svg.len());
        }
    }
}
