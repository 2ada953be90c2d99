use std::ops::Range;

/// The bytes of a file, by the places of its text as [`SourceText`](crate::source::SourceText) has it: without a byte
/// order mark, and with `\n` for every kind of newline.
#[derive(Debug)]
pub struct Original<'a> {
    bytes: &'a [u8],
    /// How long the byte order mark is.
    mark: usize,
    /// The place in the text of each newline that has two bytes.
    doubled: Vec<usize>,
}

impl<'a> Original<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        let mark = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let newlines = memchr::memmem::find_iter(&bytes[mark..], b"\r\n");
        let doubled = newlines.enumerate().map(|(before, at)| at - before).collect();
        Self { bytes, mark, doubled }
    }

    /// The bytes with others in the place of a part of the text. Newlines of `by` are written as they are around it.
    pub fn with(&self, place: &Range<usize>, by: &str) -> Vec<u8> {
        let (start, end) = (self.byte(place.start), self.byte(place.end));
        let by = by.replace('\n', self.newline(start));
        [&self.bytes[..start], by.as_bytes(), &self.bytes[end..]].concat()
    }

    fn byte(&self, place: usize) -> usize {
        self.mark + place + self.doubled.partition_point(|newline| *newline < place)
    }

    /// How the line that holds a byte ends; of a last line without an end, how the one before does.
    fn newline(&self, byte: usize) -> &'static str {
        let is_newline = |byte: &u8| matches!(byte, b'\r' | b'\n');
        let next = self.bytes[byte..].iter().position(is_newline).map(|at| byte + at);
        let last = || self.bytes[..byte].iter().rposition(is_newline);
        let Some(at) = next.or_else(last) else { return "\n" };
        match self.bytes[at] {
            b'\r' if self.bytes.get(at + 1) == Some(&b'\n') => "\r\n",
            b'\r' => "\r",
            _ if at > 0 && self.bytes[at - 1] == b'\r' => "\r\n",
            _ => "\n",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceText;

    #[test]
    fn places_of_the_text_are_places_of_the_bytes() {
        let bytes = "\u{feff}é: 1\r\nb: 2\rc: 3\n\r\nd: 4\r\n".as_bytes();
        let text = SourceText::new("x", bytes).unwrap().text;
        for number in ["1", "2", "3", "4"] {
            let at = text.find(number).unwrap();
            let changed = Original::new(bytes).with(&(at..at + 1), "x");
            assert_eq!(String::from_utf8(changed).unwrap(), String::from_utf8_lossy(bytes).replace(number, "x"));
        }
    }

    #[test]
    fn a_new_line_ends_like_its_neighbour() {
        for newline in ["\n", "\r\n", "\r"] {
            for end in ["", newline] {
                let text = format!("a: 1{newline}b: 2{end}");
                let changed = Original::new(text.as_bytes()).with(&(9..9), "\nc: 3");
                assert_eq!(String::from_utf8(changed).unwrap(), format!("a: 1{newline}b: 2{newline}c: 3{end}"));
            }
        }
    }
}
