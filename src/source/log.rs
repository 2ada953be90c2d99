/// An iterator over the lines of a log file that skips comments and blank lines.
#[derive(Debug)]
pub struct LogLines<'a> {
    rest: &'a [u8],
    number: usize,
}

/// A line of a log file, valid or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawLine<'a> {
    /// The number of the line in its file, from 1.
    pub number: usize,
    pub bytes: &'a [u8],
    /// Whether the line ends with a newline. If not, it may be incomplete.
    pub ended: bool,
}

impl<'a> LogLines<'a> {
    /// Returns the lines of a log file with this content.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes), number: 0 }
    }

    /// Returns the lines of a file in chunks of at least `size` bytes. The last chunk may be shorter.
    pub fn split(bytes: &'a [u8], size: usize) -> Vec<Self> {
        let Self { mut rest, mut number } = Self::new(bytes);
        let mut chunks = Vec::new();
        while !rest.is_empty() {
            let newline = rest.get(size..).and_then(|after| memchr::memchr(b'\n', after));
            let (chunk, after) = rest.split_at(newline.map_or(rest.len(), |newline| size + newline + 1));
            chunks.push(Self { rest: chunk, number });
            number += memchr::memchr_iter(b'\n', chunk).count();
            rest = after;
        }
        chunks
    }
}

impl<'a> Iterator for LogLines<'a> {
    type Item = RawLine<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.rest.is_empty() {
            self.number += 1;
            let newline = memchr::memchr(b'\n', self.rest);
            let (line, rest) = self.rest.split_at(newline.unwrap_or(self.rest.len()));
            self.rest = rest.get(1..).unwrap_or_default();
            let line = line.trim_ascii();
            if !line.is_empty() && !line.starts_with(b"#") {
                return Some(RawLine { number: self.number, bytes: line, ended: newline.is_some() });
            }
        }
        None
    }
}

impl<'a> RawLine<'a> {
    /// Returns the fields of the line, which are separated by spaces and tabs.
    ///
    /// # Errors
    /// If the line is not UTF-8.
    pub fn fields(self) -> Result<impl Iterator<Item = &'a str>, std::str::Utf8Error> {
        let text = std::str::from_utf8(self.bytes)?;
        let ends = memchr::memchr2_iter(b' ', b'\t', self.bytes).chain([text.len()]);
        let mut start = 0;
        // Much faster than `str::split`, which decodes every character.
        let fields = ends.map(move |end| &text[std::mem::replace(&mut start, end + 1)..end]);
        Ok(fields.filter(|field| !field.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_blank_lines_of_the_log_are_skipped() {
        let log = b"\xef\xbb\xbf# remark\r\n\r\n2026-11-20T14:02:00Z\tapi  operational \r\nlast";
        let lines: Vec<_> = LogLines::new(log).collect();
        assert_eq!(lines.len(), 2);
        assert_eq!((lines[0].number, lines[1].number, lines[1].ended), (3, 4, false));
        let fields: Vec<_> = lines[0].fields().unwrap().collect();
        assert_eq!(fields, ["2026-11-20T14:02:00Z", "api", "operational"]);
    }

    #[test]
    fn chunks_together_have_all_lines_of_the_log() {
        let files: [&[u8]; 6] = [
            b"",
            b"\n",
            b"\xef\xbb\xbf",
            b"\xef\xbb\xbfa b\r\n\n# remark\nc d\n\n\ne",
            b"a\nb\nc\n",
            b"a line that is longer than any chunk and has no newline",
        ];
        for file in files {
            let whole: Vec<_> = LogLines::new(file).collect();
            for size in 0..=file.len() + 1 {
                let lines: Vec<_> = LogLines::split(file, size).into_iter().flatten().collect();
                assert_eq!(lines, whole, "{size}");
            }
        }
    }
}
