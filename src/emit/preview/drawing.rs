use std::fmt::Write as _;

use super::fonts::{Fonts, Line, Weight};
use super::lines::TextBlock;
use crate::emit::assets::favicon::Symbol;
use crate::emit::direction::is_right_to_left;
use crate::emit::status_color::status_color;
use crate::view::{LabelKind, Preview};

/// The width of an image in pixels. Chats and social networks expect 1200 × 630.
const WIDTH: u16 = 1200;
/// The height of an image in pixels.
const HEIGHT: u16 = 630;
/// The margin at the left and right sides in pixels.
const MARGIN: u16 = 84;
/// The color of the background. It and the next three colors are those of a page in light mode.
const GROUND: &str = "#fbfbfa";
const INK: &str = "#1a1b19";
const SOFT: &str = "#5d5f5a";
const LINE: &str = "#e5e5e1";
/// The width of a bar, as a fraction of the distance between the left edges of two adjacent bars.
const DAY: f32 = 0.7;
/// The font sizes of the texts in an image, smallest first, in pixels.
const SMALL: u16 = 30;
const NAME: u16 = 36;
const LONG: u16 = 52;
const TITLE: u16 = 68;
/// The distance from the top to the center of the main text in pixels.
const MIDDLE: u16 = 292;
/// The space in pixels between texts of different font sizes.
const GAP: u16 = 16;
/// The line height in hundredths of the font size.
const LEADING: u16 = 122;

/// Draws preview images as SVG.
pub struct Drawing<'a> {
    pub fonts: &'a Fonts<'a>,
    /// The host name of the site, drawn instead of the page's name if the fonts lack a letter or digit of that name.
    pub host: &'a str,
    pub right_to_left: bool,
}

/// Whether the fonts have all characters of the texts in `preview` that are translated. Texts of the site are not
/// checked.
pub fn can_draw(preview: &Preview, fonts: &Fonts<'_>) -> bool {
    [&preview.status.text, &preview.footer.0, &preview.footer.1]
        .into_iter()
        .all(|text| drawable(text, fonts).as_ref() == Some(text))
}

/// Returns `text` without the symbols, such as emoji, that no font has. Returns `None` if one of its
/// letters or digits is in no font, because the remaining text may mean something else.
fn drawable(text: &str, fonts: &Fonts<'_>) -> Option<String> {
    let kept: String = text.chars().filter(|each| fonts.has(*each)).collect();
    let letters = |text: &str| text.chars().filter(|each| each.is_alphanumeric()).count();
    (letters(&kept) == letters(text) && !kept.trim().is_empty()).then_some(kept)
}

impl Drawing<'_> {
    /// Draws the image of the front page: the status, the open incidents, and a bar for each day.
    pub fn page(&self, preview: &Preview) -> String {
        let mut canvas = self.canvas(preview);
        self.status(preview, &mut canvas);
        canvas.days(&preview.days);
        self.finish(canvas, preview)
    }

    /// Draws the image of an incident: the impact, the title, and the affected components.
    pub fn incident(&self, preview: &Preview) -> String {
        let mut canvas = self.canvas(preview);
        match preview.title.as_deref().and_then(|title| drawable(title, self.fonts)) {
            Some(title) => self.title(&title, preview, &mut canvas),
            None => self.status(preview, &mut canvas),
        }
        canvas.rule();
        self.finish(canvas, preview)
    }

    /// Draws the status in the largest font size, next to its symbol.
    fn status(&self, preview: &Preview, canvas: &mut Canvas<'_>) {
        let (kind, x) = (preview.status.kind, MARGIN + 116);
        let status = self.lines(&preview.status.text, TITLE, Weight::Bold, x, 2);
        let about = self.about(preview, x, 2);
        let height = status.height() + GAP + about.height();
        let top = MIDDLE - height / 2;
        canvas.symbol(kind, MARGIN, top + 1, 84);
        canvas.lines(&status, (x, top), status_color(kind));
        canvas.lines(&about, (x, top + status.height() + GAP), SOFT);
    }

    /// Draws the title in the largest size, below the impact.
    fn title(&self, title: &str, preview: &Preview, canvas: &mut Canvas<'_>) {
        let kind = preview.status.kind;
        let large = self.written(title, TITLE, MARGIN, 3);
        let title = if large.lines.len() < 3 { large } else { self.written(title, LONG, MARGIN, 3) };
        let about = self.about(preview, MARGIN, if title.lines.len() < 3 { 2 } else { 1 });
        let above = 74;
        let height = above + title.height() + GAP + about.height();
        let top = MIDDLE + 22 - height / 2;
        canvas.symbol(kind, MARGIN, top, 46);
        let status = self.lines(&preview.status.text, NAME, Weight::Bold, MARGIN + 64, 1);
        canvas.lines(&status, (MARGIN + 64, top), status_color(kind));
        canvas.lines(&title, (MARGIN, top + above), INK);
        canvas.lines(&about, (MARGIN, top + above + title.height() + GAP), SOFT);
    }

    fn about(&self, preview: &Preview, x: u16, most: usize) -> Lines {
        self.lines(&drawable(&preview.about, self.fonts).unwrap_or_default(), NAME, Weight::Regular, x, most)
    }

    /// Breaks `text`, written in the direction of the page's language, into at most `most` lines that start at `x`.
    fn lines(&self, text: &str, size: u16, weight: Weight, x: u16, most: usize) -> Lines {
        let (fonts, right_to_left) = (self.fonts, self.right_to_left);
        let block = TextBlock { fonts, right_to_left, weight, size: size.into(), width: (WIDTH - MARGIN - x).into() };
        Lines { lines: block.lines(text, most), size }
    }

    /// Breaks a name or a title into bold lines. Its characters decide whether it is written from right to left.
    fn written(&self, text: &str, size: u16, x: u16, most: usize) -> Lines {
        let own = Self { right_to_left: is_right_to_left(text, self.right_to_left), ..*self };
        own.lines(text, size, Weight::Bold, x, most)
    }

    /// Starts an image: draws the background and the name of the page.
    fn canvas(&self, preview: &Preview) -> Canvas<'_> {
        let mut svg = String::with_capacity(4096);
        let _ = write!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\">\
             <path fill=\"{GROUND}\" d=\"M0 0h{WIDTH}v{HEIGHT}H0z\"/>\
             <path fill=\"{tone}\" d=\"M0 0h{WIDTH}v12H0z\"/>",
            tone = status_color(preview.status.kind),
        );
        let mut canvas = Canvas { svg, fonts: self.fonts, right_to_left: self.right_to_left };
        let name = drawable(&preview.name, self.fonts).unwrap_or_else(|| self.host.to_owned());
        canvas.lines(&self.written(&name, NAME, MARGIN, 1), (MARGIN, 72), INK);
        canvas
    }

    /// Adds the footer and returns the image.
    fn finish(&self, mut canvas: Canvas<'_>, preview: &Preview) -> String {
        let line = |text: &str| self.fonts.line(text, Weight::Regular, self.right_to_left);
        let (begin, end) = (line(&preview.footer.0), line(&preview.footer.1));
        canvas.line(&begin, MARGIN.into(), 576, SMALL, SOFT);
        let width = end.width * f32::from(SMALL);
        canvas.line(&end, f32::from(WIDTH - MARGIN) - width, 576, SMALL, SOFT);
        canvas.svg.push_str("</svg>");
        canvas.svg
    }
}

/// Lines of text with one font size.
struct Lines {
    lines: Vec<Line>,
    size: u16,
}

impl Lines {
    fn height(&self) -> u16 {
        u16::try_from(self.lines.len()).unwrap_or(0) * self.leading()
    }

    /// Returns the line height in pixels.
    const fn leading(&self) -> u16 {
        self.size * LEADING / 100
    }
}

/// An image that is being drawn.
struct Canvas<'a> {
    svg: String,
    fonts: &'a Fonts<'a>,
    right_to_left: bool,
}

impl Canvas<'_> {
    /// Draws a line of text on the baseline `y`. The line starts `x` pixels from the left edge, or from the right edge
    /// in a right-to-left language.
    fn line(&mut self, line: &Line, x: f32, y: u16, size: u16, fill: &str) {
        let width = line.width * f32::from(size);
        let x = if self.right_to_left { f32::from(WIDTH) - x - width } else { x };
        let _ = write!(
            self.svg,
            "<path fill=\"{fill}\" transform=\"translate({x:.1} {y})\" d=\"{}\"/>",
            self.fonts.outline(line, size.into())
        );
    }

    /// Draws lines of text below each other. The top of the first line is at `y`.
    fn lines(&mut self, lines: &Lines, (x, y): (u16, u16), fill: &str) {
        let mut base = y + lines.size;
        for line in &lines.lines {
            self.line(line, x.into(), base, lines.size, fill);
            base += lines.leading();
        }
    }

    /// Draws the symbol of a status, `size` pixels wide and high.
    fn symbol(&mut self, kind: LabelKind, x: u16, y: u16, size: u16) {
        let x = if self.right_to_left { WIDTH - x - size } else { x };
        let Symbol { outline, mark, .. } = Symbol::of(kind);
        let (tone, scale) = (status_color(kind), f32::from(size) / 20.0);
        let _ = write!(
            self.svg,
            "<g transform=\"translate({x} {y}) scale({scale})\"><path fill=\"{tone}\" d=\"{outline}\"/>{mark}</g>"
        );
    }

    /// Draws a horizontal rule above the footer.
    fn rule(&mut self) {
        let across = WIDTH - 2 * MARGIN;
        let _ = write!(self.svg, "<path fill=\"{LINE}\" d=\"M{MARGIN} 524h{across}v2H{MARGIN}z\"/>");
    }

    /// Draws a bar for each day, oldest first, with one path for each status. The worse the status, the taller the bar.
    fn days(&mut self, days: &[LabelKind]) {
        let Ok(count) = u16::try_from(days.len()) else { return };
        // The last day ends at the margin.
        let step = f32::from(WIDTH - 2 * MARGIN) / (f32::from(count.max(1)) - (1.0 - DAY));
        for kind in [
            LabelKind::Operational,
            LabelKind::Maintenance,
            LabelKind::Degraded,
            LabelKind::Partial,
            LabelKind::Major,
            LabelKind::Unknown,
        ] {
            let (colour, height) = bar(kind);
            let mut path = String::new();
            for (index, _) in (0..count).zip(days).filter(|(_, day)| **day == kind) {
                let index = if self.right_to_left { count - 1 - index } else { index };
                let x = f32::from(MARGIN) + f32::from(index) * step;
                let _ = write!(path, "M{x:.1} {}h{:.1}v{height}h-{:.1}z", 520 - height, step * DAY, step * DAY);
            }
            if !path.is_empty() {
                let _ = write!(self.svg, "<path fill=\"{colour}\" d=\"{path}\"/>");
            }
        }
    }
}

/// Returns the color of a day's bar, the same as on the page in light mode, and the height of the bar in pixels.
const fn bar(kind: LabelKind) -> (&'static str, u16) {
    match kind {
        LabelKind::Operational => ("#3aa56f", 36),
        LabelKind::Maintenance | LabelKind::Notice => ("#5b8def", 42),
        LabelKind::Degraded => ("#b98200", 48),
        LabelKind::Partial => ("#e2711d", 54),
        LabelKind::Major => ("#cf2e36", 60),
        LabelKind::Unknown => ("#8f918b", 12),
    }
}
