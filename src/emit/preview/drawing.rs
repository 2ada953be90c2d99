use std::fmt::Write as _;

use super::fonts::{Fonts, Line, Weight};
use super::lines::Setting;
use crate::emit::direction::is_right_to_left;
use crate::emit::favicon::Sign;
use crate::emit::tone::tone;
use crate::view::{Kind, Preview};

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
/// How much of the way from one day to the next is drawn.
const DAY: f32 = 0.7;
/// The one scale of type, in pixels.
const SMALL: u16 = 30;
const NAME: u16 = 36;
const LONG: u16 = 52;
const TITLE: u16 = 68;
/// Where the middle of what is largest stands.
const MIDDLE: u16 = 292;
/// What stands free between texts of two sizes.
const GAP: u16 = 16;
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
    [&preview.answer.text, &preview.foot.0, &preview.foot.1]
        .into_iter()
        .all(|text| drawable(text, fonts).as_ref() == Some(text))
}

/// `text` without signs such as emoji that no font has; none if a letter of it cannot be drawn, since the others might
/// say something else without it.
fn drawable(text: &str, fonts: &Fonts<'_>) -> Option<String> {
    let kept: String = text.chars().filter(|each| fonts.has(*each)).collect();
    let letters = |text: &str| text.chars().filter(|each| each.is_alphanumeric()).count();
    (letters(&kept) == letters(text) && !kept.trim().is_empty()).then_some(kept)
}

impl Drawing<'_> {
    /// The picture of the page: the answer, what is open, the days.
    pub fn page(&self, preview: &Preview) -> String {
        let mut sheet = self.sheet(preview);
        self.answer(preview, &mut sheet);
        sheet.days(&preview.days);
        self.finished(sheet, preview)
    }

    /// The picture of an incident: how bad it is, what it is called, what it has to do with.
    pub fn incident(&self, preview: &Preview) -> String {
        let mut sheet = self.sheet(preview);
        match preview.title.as_deref().and_then(|title| drawable(title, self.fonts)) {
            Some(title) => self.title(&title, preview, &mut sheet),
            None => self.answer(preview, &mut sheet),
        }
        sheet.rule();
        self.finished(sheet, preview)
    }

    /// The answer at its largest, beside its sign.
    fn answer(&self, preview: &Preview, sheet: &mut Sheet<'_>) {
        let (kind, x) = (preview.answer.kind, EDGE + 116);
        let answer = self.lines(&preview.answer.text, TITLE, Weight::Bold, x, 2);
        let about = self.about(preview, x, 2);
        let height = answer.height() + GAP + about.height();
        let top = MIDDLE - height / 2;
        sheet.sign(kind, EDGE, top + 1, 84);
        sheet.lines(&answer, (x, top), tone(kind));
        sheet.lines(&about, (x, top + answer.height() + GAP), SOFT);
    }

    /// The title at its largest, below the answer.
    fn title(&self, title: &str, preview: &Preview, sheet: &mut Sheet<'_>) {
        let kind = preview.answer.kind;
        let large = self.written(title, TITLE, EDGE, 3);
        let title = if large.lines.len() < 3 { large } else { self.written(title, LONG, EDGE, 3) };
        let about = self.about(preview, EDGE, if title.lines.len() < 3 { 2 } else { 1 });
        let above = 74;
        let height = above + title.height() + GAP + about.height();
        let top = MIDDLE + 22 - height / 2;
        sheet.sign(kind, EDGE, top, 46);
        let answer = self.lines(&preview.answer.text, NAME, Weight::Bold, EDGE + 64, 1);
        sheet.lines(&answer, (EDGE + 64, top), tone(kind));
        sheet.lines(&title, (EDGE, top + above), INK);
        sheet.lines(&about, (EDGE, top + above + title.height() + GAP), SOFT);
    }

    fn about(&self, preview: &Preview, x: u16, most: usize) -> Lines {
        self.lines(&drawable(&preview.about, self.fonts).unwrap_or_default(), NAME, Weight::Regular, x, most)
    }

    /// Words of the page in lines that begin at `x`.
    fn lines(&self, text: &str, size: u16, weight: Weight, x: u16, most: usize) -> Lines {
        let (fonts, right_to_left) = (self.fonts, self.right_to_left);
        let setting = Setting { fonts, right_to_left, weight, size: size.into(), width: (WIDTH - EDGE - x).into() };
        Lines { lines: setting.lines(text, most), size }
    }

    /// A name or a title in bold lines that begin where those of the page do: its own letters say from where each is
    /// read.
    fn written(&self, text: &str, size: u16, x: u16, most: usize) -> Lines {
        let own = Self { right_to_left: is_right_to_left(text, self.right_to_left), ..*self };
        own.lines(text, size, Weight::Bold, x, most)
    }

    /// An empty picture but for whose it is.
    fn sheet(&self, preview: &Preview) -> Sheet<'_> {
        let mut svg = String::with_capacity(4096);
        let _ = write!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\">\
             <path fill=\"{GROUND}\" d=\"M0 0h{WIDTH}v{HEIGHT}H0z\"/>\
             <path fill=\"{tone}\" d=\"M0 0h{WIDTH}v12H0z\"/>",
            tone = tone(preview.answer.kind),
        );
        let mut sheet = Sheet { svg, fonts: self.fonts, right_to_left: self.right_to_left };
        let name = drawable(&preview.name, self.fonts).unwrap_or_else(|| self.host.to_owned());
        sheet.lines(&self.written(&name, NAME, EDGE, 1), (EDGE, 72), INK);
        sheet
    }

    /// The picture with what stands below.
    fn finished(&self, mut sheet: Sheet<'_>, preview: &Preview) -> String {
        let line = |text: &str| self.fonts.line(text, Weight::Regular, self.right_to_left);
        let (begin, end) = (line(&preview.foot.0), line(&preview.foot.1));
        sheet.line(&begin, EDGE.into(), 576, SMALL, SOFT);
        let width = end.width * f32::from(SMALL);
        sheet.line(&end, f32::from(WIDTH - EDGE) - width, 576, SMALL, SOFT);
        sheet.svg.push_str("</svg>");
        sheet.svg
    }
}

/// Lines of letters of one size.
struct Lines {
    lines: Vec<Line>,
    size: u16,
}

impl Lines {
    fn height(&self) -> u16 {
        u16::try_from(self.lines.len()).unwrap_or(0) * self.leading()
    }

    /// How far apart they are.
    const fn leading(&self) -> u16 {
        self.size * LEADING / 100
    }
}

/// A picture in the making.
struct Sheet<'a> {
    svg: String,
    fonts: &'a Fonts<'a>,
    right_to_left: bool,
}

impl Sheet<'_> {
    /// A line that begins at `x` from where lines begin, on the base line `y`.
    fn line(&mut self, line: &Line, x: f32, y: u16, size: u16, fill: &str) {
        let width = line.width * f32::from(size);
        let x = if self.right_to_left { f32::from(WIDTH) - x - width } else { x };
        let _ = write!(
            self.svg,
            "<path fill=\"{fill}\" transform=\"translate({x:.1} {y})\" d=\"{}\"/>",
            self.fonts.outline(line, size.into())
        );
    }

    /// Lines below each other, of which the first one's top is at `y`.
    fn lines(&mut self, lines: &Lines, (x, y): (u16, u16), fill: &str) {
        let mut base = y + lines.size;
        for line in &lines.lines {
            self.line(line, x.into(), base, lines.size, fill);
            base += lines.leading();
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

    /// The hairline above what stands below.
    fn rule(&mut self) {
        let across = WIDTH - 2 * EDGE;
        let _ = write!(self.svg, "<path fill=\"{LINE}\" d=\"M{EDGE} 524h{across}v2H{EDGE}z\"/>");
    }

    /// The days as squares, oldest first, one path for each kind: the worse a day, the taller.
    fn days(&mut self, days: &[Kind]) {
        let Ok(count) = u16::try_from(days.len()) else { return };
        // The last one ends where the lines do.
        let step = f32::from(WIDTH - 2 * EDGE) / (f32::from(count.max(1)) - (1.0 - DAY));
        for kind in [Kind::Operational, Kind::Maintenance, Kind::Degraded, Kind::Partial, Kind::Major, Kind::Unknown] {
            let (colour, height) = bar(kind);
            let mut path = String::new();
            for (nth, _) in (0..count).zip(days).filter(|(_, day)| **day == kind) {
                let nth = if self.right_to_left { count - 1 - nth } else { nth };
                let x = f32::from(EDGE) + f32::from(nth) * step;
                let _ = write!(path, "M{x:.1} {}h{:.1}v{height}h-{:.1}z", 520 - height, step * DAY, step * DAY);
            }
            if !path.is_empty() {
                let _ = write!(self.svg, "<path fill=\"{colour}\" d=\"{path}\"/>");
            }
        }
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
