use unicode_bidi::{Direction, get_base_direction_full};

/// Whether a name or a title is read from right to left, as its first letter with a direction tells: what `dir="auto"`
/// does on pages. One without such a letter is read like the page.
///
/// Source: Unicode Standard Annex #9, rules P2 and P3, <https://www.unicode.org/reports/tr9/#P2>.
pub fn is_right_to_left(text: &str, page: bool) -> bool {
    match get_base_direction_full(text) {
        Direction::Ltr => false,
        Direction::Rtl => true,
        // That is what it says of a text in which it finds none.
        Direction::Mixed => page,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_with_a_direction_counts() {
        for page in [false, true] {
            assert!(["C++", "1. API خدمة", "(API)!", "é"].iter().all(|text| !is_right_to_left(text, page)));
            assert!(["خدمة API", "1. שלום", "!ا"].iter().all(|text| is_right_to_left(text, page)));
            assert!(["", "99.9 %", "\u{2068}API\u{2069}"].iter().all(|text| is_right_to_left(text, page) == page));
        }
    }
}
