use std::fmt::Write as _;

use crate::escape::escape;
use crate::view::AffectedDay;

/// A single SVG path that draws all days that need no link.
#[derive(Debug, Default)]
pub struct DayPath(String);

impl DayPath {
    /// Adds a horizontal line of `length` units that starts at (`x`, `y`).
    pub fn push(&mut self, x: usize, y: usize, length: usize) {
        // Writing to a string cannot fail.
        let _ = write!(self.0, "M{x} {y}h{length}");
    }

    /// Appends the path to `svg`, unless the path is empty. If `class` is empty, no attribute `class` is written.
    pub fn write(&self, class: &str, svg: &mut String) {
        if self.0.is_empty() {
            return;
        }
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let _ = write!(svg, "<path{class} d=\"{}\"/>", self.0);
    }
}

/// Appends an affected day to `svg`: a link to the day in the list below the drawing, with a title for screen readers.
/// The Tab key skips the link, because the list has the same days at full size.
pub fn write_affected_day(day: &AffectedDay, path: &str, svg: &mut String) {
    let (anchor, kind, name) = (&day.anchor, day.kind.word(), escape(&day.name));
    let _ = write!(
        svg,
        "<a href=\"#{anchor}\" tabindex=\"-1\"><title>{name}</title><path class=\"{kind}\" d=\"{path}\"/></a>"
    );
}
