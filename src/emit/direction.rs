use unicode_bidi::{Direction, get_base_direction_full};

/// Whether `text` is read from right to left. As with `dir="auto"` in HTML, its first character with a strong direction
/// decides. A text without such a character has the direction of the page; `page` says whether that is right to left.
///
/// Source: Unicode Standard Annex #9, rules P2 and P3, <https://www.unicode.org/reports/tr9/#P2>.
pub fn is_right_to_left(text: &str, page: bool) -> bool {
    match get_base_direction_full(text) {
        Direction::Ltr => false,
        Direction::Rtl => true,
        // The text has no character with a strong direction.
        Direction::Mixed => page,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_strong_character_sets_text_direction() {
        for page in [false, true] {
            assert!(["C++", "1. API خدمة", "(API)!", "é"].iter().all(|text| !is_right_to_left(text, page)));
            assert!(["خدمة API", "1. שלום", "!ا"].iter().all(|text| is_right_to_left(text, page)));
            assert!(["", "99.9 %", "\u{2068}API\u{2069}"].iter().all(|text| is_right_to_left(text, page) == page));
        }
    }
}
