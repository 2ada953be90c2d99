use std::fmt::Write as _;

use super::fonts::{Fonts, Weight};
use super::lines::Setting;
use crate::emit::favicon::Sign;
use crate::emit::tone::tone;
use crate::view::{Kind, Preview, escape};

/// The size that chats and social networks ask for, in pixels.
const WIDTH: u16 = 1200;
const HEIGHT: u16 = 630;
/// What stands free at the sides.
const EDGE: u16 = 84;
/// The colours of a light page.
const GROUND: &str = "#fbfbfa";
const INK: &str = "#1a1b19";
const SOFT: &str = "#5d5f5a";
const LINE: &str = "#e5e5e1";
/// The one scale of type, in pixels.
const SMALL: u16 = 30;
const NAME: u16 = 36;
const TITLE: u16 = 68;
/// How far apart lines are, in hundredths of the size of their letters.
const LEADING: u16 = 122;

/// What pictures are drawn with.
pub struct Drawing<'a> {
    pub fonts: &'a Fonts<'a>,
    /// Where the page stands, for a name that no font can draw.
    pub host: &'a str,
    pub right_to_left: bool,
}

/// Whether there are fonts for the page's own words.
pub fn can_draw(preview: &Preview, fonts: &Fonts<'_>) -> bool {
    [&preview.answer.text, &preview.foot.0, &preview.foot.1].into_iter().all(|text| drawable(text, fonts).as_ref() == Some(text))
}

/// `text` without what no font has; none if little is left of its letters.
fn drawable(text: &str, fonts: &Fonts<'_>) -> Option<String> {
    let is_drawn = |each: &char| each.is_whitespace() || is_invisible(*each) || fonts.has(*each);
    let kept: String = text.chars().filter(is_drawn).collect();
    let letters = |text: &str| text.chars().filter(|each| each.is_alphanumeric()).count();
    (letters(&kept) * 4 >= letters(text) * 3 && !kept.trim().is_empty()).then_some(kept)
}

/// Marks of direction and joiners, which have no glyph of their own.
const fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}

impl Drawing<'_> {
    /// The picture of the page: the answer, what is open, the days.
    pub fn page(&self, preview: &Preview) -> String {
        let mut sheet = self.sheet(preview);
        let kind = preview.answer.kind;
        let about = drawable(&preview.about, self.fonts).unwrap_or_default();
        let beside = 116;
        let answer = self.set(TITLE, Weight::Bold, WIDTH - 2 * EDGE - beside).lines(&preview.answer.text, 2);
        let about = self.set(NAME, Weight::Regular, WIDTH - 2 * EDGE - beside).lines(&about, 2);
        let height = leading(TITLE) * lines(&answer) + leading(NAME) * lines(&about);
        let top = 140 + (310 - height) / 2;
        sheet.sign(kind, EDGE, top - 2, 84);
        sheet.lines(&answer, (EDGE + beside, top), TITLE, Weight::Bold, tone(kind));
        sheet.lines(&about, (EDGE + beside, top + leading(TITLE) * lines(&answer) + 6), NAME, Weight::Regular, SOFT);
        sheet.days(&preview.days);
        sheet.finished(preview)
    }

    /// The picture of an incident: how bad it is, what it is called, what it has to do with.
    pub fn incident(&self, preview: &Preview) -> String {
        let mut sheet = self.sheet(preview);
        let kind = preview.answer.kind;
        let title = preview.title.as_deref().and_then(|title| drawable(title, self.fonts));
        let about = drawable(&preview.about, self.fonts).unwrap_or_default();
        let title = self.set(TITLE, Weight::Bold, WIDTH - 2 * EDGE).lines(&title.unwrap_or_default(), 3);
        let about = self.set(NAME, Weight::Regular, WIDTH - 2 * EDGE).lines(&about, if title.len() > 2 { 1 } else { 2 });
        let height = 74 + leading(TITLE) * lines(&title) + leading(NAME) * lines(&about);
        let top = 140 + (380 - height) / 2;
        sheet.sign(kind, EDGE, top, 46);
        sheet.text(&preview.answer.text, (EDGE + 64, top + 36), NAME, Weight::Bold, tone(kind), false);
        sheet.lines(&title, (EDGE, top + 74), TITLE, Weight::Bold, INK);
        sheet.lines(&about, (EDGE, top + 74 + leading(TITLE) * lines(&title) + 6), NAME, Weight::Regular, SOFT);
        sheet.finished(preview)
    }

    fn set(&self, size: u16, weight: Weight, width: u16) -> Setting<'_> {
        Setting { fonts: self.fonts, weight, size: size.into(), width: width.into() }
    }

    /// An empty picture but for whose it is.
    fn sheet(&self, preview: &Preview) -> Sheet {
        let mut sheet = Sheet { svg: String::with_capacity(4096), right_to_left: self.right_to_left };
        let _ = write!(
            sheet.svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" font-family=\"Inter\">\
             <path fill=\"{GROUND}\" d=\"M0 0h{WIDTH}v{HEIGHT}H0z\"/>\
             <path fill=\"{tone}\" d=\"M0 0h{WIDTH}v12H0z\"/>",
            tone = tone(preview.answer.kind),
        );
        let name = drawable(&preview.name, self.fonts).unwrap_or_else(|| self.host.to_owned());
        let name = self.set(NAME, Weight::Bold, WIDTH - 2 * EDGE).shortened(&name);
        sheet.text(&name, (EDGE, 108), NAME, Weight::Bold, INK, false);
        sheet
    }
}

/// A picture in the making.
struct Sheet {
    svg: String,
    right_to_left: bool,
}

impl Sheet {
    /// Where something stands that is `x` from where lines begin.
    const fn across(&self, x: u16) -> u16 {
        if self.right_to_left { WIDTH - x } else { x }
    }

    /// A line that begins, or ends, at `x` from where lines begin, on the base line `y`.
    fn text(&mut self, text: &str, (x, y): (u16, u16), size: u16, weight: Weight, fill: &str, ends: bool) {
        let anchor = if ends == self.right_to_left { "start" } else { "end" };
        // Only isolated from the rest does a text keep the direction of the page's language.
        let (open, close) = if self.right_to_left { ("\u{2067}", "\u{2069}") } else { ("", "") };
        let _ = write!(
            self.svg,
            "<text x=\"{}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{}\" fill=\"{fill}\" text-anchor=\"{anchor}\">\
             {open}{}{close}</text>",
            self.across(x),
            weight.number(),
            escape(text),
        );
    }

    /// Lines below each other, of which the first one's top is at `y`.
    fn lines(&mut self, lines: &[String], (x, y): (u16, u16), size: u16, weight: Weight, fill: &str) {
        let mut base = y + size;
        for line in lines {
            self.text(line, (x, base), size, weight, fill, false);
            base += leading(size);
        }
    }

    /// The sign of a state, `size` wide and high.
    fn sign(&mut self, kind: Kind, x: u16, y: u16, size: u16) {
        let x = if self.right_to_left { WIDTH - x - size } else { x };
        let Sign { shape, mark, .. } = Sign::of(kind);
        let (tone, scale) = (tone(kind), f32::from(size) / 20.0);
        let _ = write!(
            self.svg,
            "<g transform=\"translate({x} {y}) scale({scale})\"><path fill=\"{tone}\" d=\"{shape}\"/>{mark}</g>"
        );
    }

    /// The days as squares, oldest first, one path for each kind: the worse a day, the taller.
    fn days(&mut self, days: &[Kind]) {
        let Ok(count) = u16::try_from(days.len()) else { return };
        let step = f32::from(WIDTH - 2 * EDGE) / f32::from(count.max(1));
        for kind in [Kind::Operational, Kind::Maintenance, Kind::Degraded, Kind::Partial, Kind::Major, Kind::Unknown] {
            let (colour, height) = bar(kind);
            let mut path = String::new();
            for (nth, _) in (0..count).zip(days).filter(|(_, day)| **day == kind) {
                let nth = if self.right_to_left { count - 1 - nth } else { nth };
                let x = f32::from(EDGE) + f32::from(nth) * step;
                let _ = write!(path, "M{x:.1} {}h{:.1}v{height}h-{:.1}z", 520 - height, step * 0.7, step * 0.7);
            }
            if !path.is_empty() {
                let _ = write!(self.svg, "<path fill=\"{colour}\" d=\"{path}\"/>");
            }
        }
    }

    /// The picture with what stands below.
    fn finished(mut self, preview: &Preview) -> String {
        if preview.days.is_empty() {
            let across = WIDTH - 2 * EDGE;
            let _ = write!(self.svg, "<path fill=\"{LINE}\" d=\"M{EDGE} 524h{across}v2H{EDGE}z\"/>");
        }
        let (begin, end) = &preview.foot;
        self.text(begin, (EDGE, 576), SMALL, Weight::Regular, SOFT, false);
        self.text(end, (WIDTH - EDGE, 576), SMALL, Weight::Regular, SOFT, true);
        self.svg.push_str("</svg>");
        self.svg
    }
}

/// The colour of a day and how tall it is, as on a light page.
const fn bar(kind: Kind) -> (&'static str, u16) {
    match kind {
        Kind::Operational => ("#3aa56f", 36),
        Kind::Maintenance | Kind::Notice => ("#5b8def", 42),
        Kind::Degraded => ("#b98200", 48),
        Kind::Partial => ("#e2711d", 54),
        Kind::Major => ("#cf2e36", 60),
        Kind::Unknown => ("#8f918b", 12),
    }
}

/// How far apart the lines of letters of a size are.
const fn leading(size: u16) -> u16 {
    size * LEADING / 100
}

fn lines(lines: &[String]) -> u16 {
    u16::try_from(lines.len()).unwrap_or(0)
}
