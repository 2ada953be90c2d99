use unicode_width::UnicodeWidthChar;

use super::fonts::{Fonts, Line, Weight};

/// The font and the width of a block of text.
#[derive(Clone, Copy)]
pub struct TextBlock<'a> {
    pub fonts: &'a Fonts<'a>,
    pub right_to_left: bool,
    pub weight: Weight,
    /// The font size in pixels.
    pub size: f32,
    /// The maximum width of a line in pixels.
    pub width: f32,
}

impl TextBlock<'_> {
    /// Breaks `text` into at most `max` lines. If it does not fit, the last line ends with an ellipsis.
    pub fn lines(&self, text: &str, max: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut rest = text.trim();
        while !rest.is_empty() {
            let line = if lines.len() + 1 < max { &rest[..self.end(rest)] } else { rest };
            rest = rest[line.len()..].trim_start();
            lines.push(self.truncate(line.trim_end()));
        }
        lines
    }

    /// Returns `text` as a line. If it is too wide, it is cut and ends with an ellipsis.
    fn truncate(&self, text: &str) -> Line {
        let line = self.line(text);
        if line.width * self.size <= self.width {
            return line;
        }
        let narrower = Self { width: self.width - self.line("…").width * self.size, ..*self };
        let cut = text[..narrower.end(text)].trim_end_matches([' ', ',', '.', ';', ':', '،', '、']);
        self.line(&format!("{cut}…"))
    }

    fn line(&self, text: &str) -> Line {
        self.fonts.line(text, self.weight, self.right_to_left)
    }

    /// Returns the byte offset at which the first line of `text` ends: between words or ideographs, or else anywhere.
    fn end(&self, text: &str) -> usize {
        let fits = |end: &usize| self.line(text[..*end].trim_end()).width * self.size <= self.width;
        let all = text.char_indices().skip(1).map(|(at, _)| at).chain([text.len()]);
        let breaks = all.clone().filter(|at| may_break(text, *at));
        let last = breaks.take_while(fits).last().or_else(|| all.take_while(fits).last());
        last.unwrap_or_else(|| text.chars().next().map_or(0, char::len_utf8))
    }
}

/// Whether a line may break before the byte offset `at` of `text`.
fn may_break(text: &str, at: usize) -> bool {
    let (Some(before), after) = (text[..at].chars().next_back(), text[at..].chars().next()) else { return false };
    let is_ideograph = |each: char| each.is_alphanumeric() && each.width() == Some(2);
    match after {
        None => true,
        Some(after) if before.is_whitespace() => !after.is_whitespace(),
        Some(after) => is_ideograph(after) || is_ideograph(before) && after.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    /// Returns how many lines `text` takes, and checks that no line is too wide.
    fn lines(text: &str, max: usize) -> usize {
        let fonts = Fonts::new(std::iter::empty(), Language("ja"));
        let block = TextBlock { fonts: &fonts, right_to_left: false, weight: Weight::Bold, size: 68.0, width: 500.0 };
        let lines = block.lines(text, max);
        assert!(lines.iter().all(|line| line.width * 68.0 <= 500.0), "{text}");
        lines.len()
    }

    #[test]
    fn lines_of_any_text_fit_the_width() {
        assert_eq!([lines("", 3), lines("   ", 3), lines("short", 3)], [0, 0, 1]);
        assert_eq!(lines("Card payments are failing", 3), 2);
        assert_eq!(lines("Card payments are failing and nobody knows why they are", 3), 3);
        assert_eq!(lines("カードのシステムでカードのシステム", 3), 3);
        assert_eq!(lines(&"W".repeat(10_000), 3), 3);
        assert_eq!(lines("\u{2067}\u{2069}", 2), 1);
    }

    #[test]
    fn lines_break_only_at_spaces_and_next_to_ideographs() {
        let breaks = |text: &str| {
            (1..=text.len()).filter(|at| text.is_char_boundary(*at) && may_break(text, *at)).collect::<Vec<_>>()
        };
        assert_eq!(breaks("ab  c"), [4, 5]);
        // No line starts with the full stop `。`.
        assert_eq!(breaks("決済。付"), [3, 9, 12]);
    }
}
