use std::ops::Range;

/// The bytes of a file, addressed by offsets in its [`SourceText`](crate::source::SourceText). That text has no byte
/// order mark, and all of its line endings are `\n`.
#[derive(Debug)]
pub struct SourceBytes<'a> {
    bytes: &'a [u8],
    /// The length of the byte order mark in bytes: 3, or 0 if the file has none.
    mark: usize,
    /// The offsets in the text of the line endings that are CR LF in the file.
    crlf: Vec<usize>,
}

impl<'a> SourceBytes<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        let mark = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let newlines = memchr::memmem::find_iter(&bytes[mark..], b"\r\n");
        let crlf = newlines.enumerate().map(|(before, at)| at - before).collect();
        Self { bytes, mark, crlf }
    }

    /// Returns the file with `span` of its text replaced. Each `\n` in `replacement` becomes the file's line ending.
    pub fn replace(&self, span: &Range<usize>, replacement: &str) -> Vec<u8> {
        let (start, end) = (self.byte(span.start), self.byte(span.end));
        let replacement = replacement.replace('\n', self.newline(start));
        [&self.bytes[..start], replacement.as_bytes(), &self.bytes[end..]].concat()
    }

    /// Converts an offset in the text to an offset in the bytes of the file.
    fn byte(&self, offset: usize) -> usize {
        self.mark + offset + self.crlf.partition_point(|newline| *newline < offset)
    }

    /// Returns the line ending of the line at a byte offset. If that line has none, returns that of the line before it.
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
    fn replace_accounts_for_byte_order_mark_and_crlf() {
        let bytes = "\u{feff}é: 1\r\nb: 2\rc: 3\n\r\nd: 4\r\n".as_bytes();
        let text = SourceText::new("x", bytes).unwrap().text;
        for number in ["1", "2", "3", "4"] {
            let at = text.find(number).unwrap();
            let changed = SourceBytes::new(bytes).replace(&(at..at + 1), "x");
            assert_eq!(String::from_utf8(changed).unwrap(), String::from_utf8_lossy(bytes).replace(number, "x"));
        }
    }

    #[test]
    fn inserted_line_gets_line_ending_of_the_file() {
        for newline in ["\n", "\r\n", "\r"] {
            for end in ["", newline] {
                let text = format!("a: 1{newline}b: 2{end}");
                let changed = SourceBytes::new(text.as_bytes()).replace(&(9..9), "\nc: 3");
                assert_eq!(String::from_utf8(changed).unwrap(), format!("a: 1{newline}b: 2{newline}c: 3{end}"));
            }
        }
    }
}
