use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The widths of characters in `DejaVu Sans`, in thousandths of the font size. Each entry is a run of characters: the
/// code point of the first one and the width of each one. Combining and missing characters have width 0.
const ADVANCES: &[(u32, &[u16])] = include!("advances.txt");

/// The width of a letter that is not in [`ADVANCES`], in thousandths of the font size.
const LETTER: u32 = 600;
/// The width of an ideograph or an emoji, in thousandths of the font size.
const SQUARE: u32 = 1000;

/// Returns the width of `text` in `DejaVu Sans` or Verdana, in thousandths of the font size: the sum of the advances.
/// Kerning is ignored: it matters less than the difference between fonts, and badges stretch texts to this width.
pub fn width(text: &str) -> u32 {
    let known: u32 = text.chars().filter_map(advance).sum();
    // Characters that are not in the table are measured in runs, because several may form one emoji.
    known + text.split(|each| advance(each).is_some()).map(unknown).sum::<u32>()
}

/// Cuts `text` if it is wider than `limit` thousandths of the font size. The limit includes the ellipsis at the end.
pub fn truncate(text: &str, limit: u32) -> Cow<'_, str> {
    if width(text) <= limit {
        return text.into();
    }
    let mut sum = width("…");
    let (mut from, mut joins) = (0, false);
    for (at, each) in text.char_indices() {
        // A combining mark stays with its letter, and an emoji is not split.
        if !joins && each.width() != Some(0) {
            sum += width(&text[from..at]);
            if sum > limit {
                break;
            }
            from = at;
        }
        joins = each == '\u{200d}';
    }
    format!("{}…", text[..from].trim_end()).into()
}

/// Returns the width of a character in [`ADVANCES`], or `None` if the character is missing there or has width 0.
fn advance(character: char) -> Option<u32> {
    let code = u32::from(character);
    let nth = ADVANCES.partition_point(|(first, _)| *first <= code).checked_sub(1)?;
    let (first, advances) = ADVANCES[nth];
    let advance = advances.get(usize::try_from(code - first).ok()?)?;
    (*advance > 0).then_some((*advance).into())
}

fn unknown(text: &str) -> u32 {
    let columns = u32::try_from(text.width()).unwrap_or(u32::MAX / SQUARE);
    if text.chars().any(|each| each.width() == Some(2)) { columns * (SQUARE / 2) } else { columns * LETTER }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_width_is_sum_of_character_widths() {
        assert_eq!([width(""), width("A"), width("API"), width("é"), width("e\u{301}")], [0, 684, 1582, 615, 615]);
        assert_eq!([width("支付"), width("👍"), width("👩‍👩‍👧"), width("नमस")], [2000, 1000, 1000, 1800]);
        assert!(width("خدمة") < 2500, "joined letters are narrower than single ones");
    }

    #[test]
    fn truncated_text_fits_and_ends_with_ellipsis() {
        assert_eq!(truncate("Payments", 8000), "Payments");
        for text in [
            "Payments and everything",
            "支付支付支付支付支付",
            "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}",
        ] {
            let short = truncate(text, 4000);
            assert!(short.ends_with('…') && width(&short) <= 4000 && width(&short) > 2500, "{short}");
            assert!(!text[short.len() - '…'.len_utf8()..].starts_with('\u{301}'), "{short}");
        }
        assert_eq!(truncate("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 2200), "👩‍👩‍👧…");
    }
}
