/// The lines of a log file that say something, well-formed or not.
#[derive(Debug)]
pub struct LogLines<'a> {
    rest: &'a [u8],
    number: usize,
}

/// A line of a log: its fields, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawLine<'a> {
    /// From 1.
    pub number: usize,
    pub bytes: &'a [u8],
    /// Whether a newline ends it: one without may be torn.
    pub ended: bool,
}

impl<'a> LogLines<'a> {
    /// The lines of a whole file.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self::behind(0, bytes)
    }

    /// The lines of a part of a file that so many lines come before.
    pub(super) fn behind(lines: usize, bytes: &'a [u8]) -> Self {
        let mark = if lines == 0 { bytes.strip_prefix(b"\xef\xbb\xbf") } else { None };
        Self { rest: mark.unwrap_or(bytes), number: lines }
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
    /// The fields of the line, between blanks and tabs.
    ///
    /// # Errors
    /// When it is not UTF-8.
    pub fn fields(self) -> Result<impl Iterator<Item = &'a str>, std::str::Utf8Error> {
        let text = std::str::from_utf8(self.bytes)?;
        Ok(text.split([' ', '\t']).filter(|field| !field.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_and_blank_lines_are_passed_over() {
        let log = b"\xef\xbb\xbf# remark\r\n\r\n2026-11-20T14:02:00Z\tapi  operational \r\nlast";
        let lines: Vec<_> = LogLines::new(log).collect();
        assert_eq!(lines.len(), 2);
        assert_eq!((lines[0].number, lines[1].number, lines[1].ended), (3, 4, false));
        let fields: Vec<_> = lines[0].fields().unwrap().collect();
        assert_eq!(fields, ["2026-11-20T14:02:00Z", "api", "operational"]);
    }
}
