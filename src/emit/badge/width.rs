use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::advances::ADVANCES;

/// How wide a letter is of a script that the table lacks, and an ideograph or an emoji, in thousandths of the size.
const LETTER: u32 = 600;
const SQUARE: u32 = 1000;

/// How wide `text` is in `DejaVu Sans` or Verdana, in thousandths of the size of its letters.
///
/// The sum of the characters' own advances: what pairs of letters gain or lose is less than what fonts differ by, and
/// every badge tells how long its texts are to be.
pub fn width(text: &str) -> u32 {
    let known: u32 = text.chars().filter_map(advance).sum();
    // The others are taken together, since several characters may make one emoji.
    known + text.split(|each| advance(each).is_some()).map(unknown).sum::<u32>()
}

/// `text`, cut so that it is no wider than `limit` with the ellipsis that then ends it.
pub fn shortened(text: &str, limit: u32) -> Cow<'_, str> {
    if width(text) <= limit {
        return text.into();
    }
    let mut sum = width("…");
    let (mut from, mut joins) = (0, false);
    for (at, each) in text.char_indices() {
        // A mark stays with its letter, and an emoji in one piece.
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

/// What the table has; none of what takes no room of its own.
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
    fn texts_are_as_wide_as_their_letters() {
        assert_eq!([width(""), width("A"), width("API"), width("é"), width("e\u{301}")], [0, 684, 1582, 615, 615]);
        assert_eq!([width("支付"), width("👍"), width("👩‍👩‍👧"), width("नमस")], [2000, 1000, 1000, 1800]);
        assert!(width("خدمة") < 2500, "joined letters are narrower than single ones");
    }

    #[test]
    fn long_texts_end_with_an_ellipsis() {
        assert_eq!(shortened("Payments", 8000), "Payments");
        for text in [
            "Payments and everything",
            "支付支付支付支付支付",
            "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}",
        ] {
            let short = shortened(text, 4000);
            assert!(short.ends_with('…') && width(&short) <= 4000 && width(&short) > 2500, "{short}");
            assert!(!text[short.len() - '…'.len_utf8()..].starts_with('\u{301}'), "{short}");
        }
        assert_eq!(shortened("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 2200), "👩‍👩‍👧…");
    }
}
