use std::borrow::Cow;

use crate::escape::is_printable;

/// Removes the characters that XML 1.0 cannot contain, not even escaped.
///
/// Source: <https://www.w3.org/TR/xml/#charsets>.
pub(super) fn legal(text: &str) -> Cow<'_, str> {
    if is_printable(text) || text.chars().all(is_legal) {
        text.into()
    } else {
        text.chars().filter(|character| is_legal(*character)).collect()
    }
}

fn is_legal(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::legal;

    #[test]
    fn characters_illegal_in_xml_are_removed() {
        assert_eq!(legal("a\u{0}\u{8}\u{b}\u{1f}\u{fffe}\u{ffff}b\tc\nü😀"), "ab\tc\nü😀");
    }
}
