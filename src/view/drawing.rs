//! Squares of days as SVG, made by hand: a page has thousands of them, and most are green.

use std::fmt::Write as _;

use super::{Trouble, escape};

/// One path that draws many runs of plain days.
#[derive(Debug, Default)]
pub struct Runs(String);

impl Runs {
    /// A run from (`x`, `y`), `length` long.
    pub fn push(&mut self, x: usize, y: usize, length: usize) {
        // Writing to a string cannot fail.
        let _ = write!(self.0, "M{x} {y}h{length}");
    }

    /// The path, unless it draws nothing. Most are of no `class`.
    pub fn write(&self, class: &str, svg: &mut String) {
        if self.0.is_empty() {
            return;
        }
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let _ = write!(svg, "<path{class} d=\"{}\"/>", self.0);
    }
}

/// One day with trouble: a link to its entry in the list, with a name that can be said. It is no stop
/// of the Tab key, since the list that it leads to has the same links at full size.
pub fn day(trouble: &Trouble, path: &str, svg: &mut String) {
    let (anchor, kind, name) = (&trouble.anchor, trouble.kind.word(), escape(&trouble.name));
    let _ = write!(
        svg,
        "<a href=\"#{anchor}\" tabindex=\"-1\"><title>{name}</title><path class=\"{kind}\" d=\"{path}\"/></a>"
    );
}
