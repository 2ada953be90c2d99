use unicode_width::UnicodeWidthChar;

use super::fonts::{Fonts, Weight};

/// Letters of one size and weight, and how wide a line of them may be.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    pub fonts: &'a Fonts<'a>,
    pub weight: Weight,
    /// In pixels.
    pub size: f32,
    /// In pixels.
    pub width: f32,
}

impl Setting<'_> {
    /// `text` in at most `most` lines; the last one ends with an ellipsis if it is not all of it.
    pub fn lines(&self, text: &str, most: usize) -> Vec<String> {
        let mut lines = Vec::new();
        let mut rest = text.trim();
        while !rest.is_empty() {
            if lines.len() + 1 == most {
                lines.push(self.shortened(rest));
                break;
            }
            let (line, after) = rest.split_at(self.end(rest));
            lines.push(line.trim_end().to_owned());
            rest = after.trim_start();
        }
        lines
    }

    /// `text`, cut if it is wider than a line.
    pub fn shortened(&self, text: &str) -> String {
        if self.fits(text) {
            return text.to_owned();
        }
        let narrower = Setting { width: self.width - self.fonts.width("…", self.weight, self.size), ..*self };
        let (line, _) = text.split_at(narrower.end(text));
        format!("{}…", line.trim_end_matches([' ', ',', '.', ';', ':', '،', '、']))
    }

    fn fits(&self, text: &str) -> bool {
        self.fonts.width(text, self.weight, self.size) <= self.width
    }

    /// Where the first line of `text` ends: between words or ideographs if there is such a place, else between letters.
    fn end(&self, text: &str) -> usize {
        let mut sum = 0.0;
        let (mut between, mut before) = (0, ' ');
        for (at, each) in text.char_indices() {
            let is_wide = |character: char| character.width() == Some(2);
            if before.is_whitespace() || is_wide(before) && (is_wide(each) || each.is_alphanumeric()) || is_wide(each) && before.is_alphanumeric() {
                between = at;
            }
            sum += self.fonts.width(each.encode_utf8(&mut [0; 4]), self.weight, self.size);
            if sum > self.width && !each.is_whitespace() {
                return if between > 0 { between } else { at.max(each.len_utf8()) };
            }
            before = each;
        }
        text.len()
    }
}
