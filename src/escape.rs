//! Escaping for HTML and XML.

use std::borrow::Cow;

/// Escapes `text` for HTML and XML, in text and in attributes, and removes the characters that HTML forbids.
pub fn escape(text: &str) -> Cow<'_, str> {
    // Most texts need no change. Checking sixteen bytes at a time lets the compiler vectorize the loop.
    let plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n') & !matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
    if text.as_bytes().chunks(16).all(|chunk| chunk.iter().fold(true, |all, byte| all & plain(byte))) {
        return Cow::Borrowed(text);
    }
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ if is_forbidden(character) => {}
            _ => html.push(character),
        }
    }
    Cow::Owned(html)
}

/// Whether `text` has only printable ASCII characters and line feeds, which every output format allows.
pub fn is_printable(text: &str) -> bool {
    let printable = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n');
    text.as_bytes().chunks(16).all(|chunk| chunk.iter().fold(true, |all, byte| all & printable(byte)))
}

/// Whether HTML or XML forbids `character`: a control character other than newline and tab, or one of the last two code
/// points of a Unicode plane.
pub fn is_forbidden(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\t') || u32::from(character) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::{escape, is_printable};

    #[test]
    fn only_spaces_newlines_and_visible_ascii_are_printable() {
        let long = "a text that is longer than one chunk\n";
        assert!(is_printable("") && is_printable(long));
        for other in ["\t", "\u{7f}", "ü", "\u{0}"] {
            assert!(!is_printable(&format!("{long}{other}{long}")), "{other:?}");
        }
    }

    #[test]
    fn special_characters_are_escaped_and_forbidden_ones_removed() {
        assert_eq!(escape("<a b='c'>\u{0}\u{7f}\u{ffff}&\"ü\n"), "&lt;a b=&#39;c&#39;&gt;&amp;&quot;ü\n");
    }
}
