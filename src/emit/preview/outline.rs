use std::fmt::Write as _;

use skrifa::outline::OutlinePen;

/// Collects glyphs as one SVG path. The y axis points up in fonts and down in SVG.
#[derive(Default)]
pub struct Outline {
    path: String,
    x: f32,
    y: f32,
}

impl Outline {
    /// Sets the position of the next glyph to (`x`, `y`), in pixels.
    pub fn begin(&mut self, x: f32, y: f32) {
        (self.x, self.y) = (x, y);
    }

    pub fn into_path(self) -> String {
        self.path
    }

    /// Appends an SVG path command with its points, which are relative to the position of the glyph.
    fn step(&mut self, command: char, points: &[(f32, f32)]) {
        self.path.push(command);
        for (x, y) in points {
            // Writing to a string cannot fail.
            let _ = write!(self.path, "{:.2} {:.2} ", self.x + x, -self.y - y);
        }
    }
}

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.step('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.step('L', &[(x, y)]);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.step('Q', &[(cx0, cy0), (x, y)]);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.step('C', &[(cx0, cy0), (cx1, cy1), (x, y)]);
    }

    fn close(&mut self) {
        self.step('Z', &[]);
    }
}
