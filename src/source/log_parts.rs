use std::fmt::Debug;
use std::io::{self, Read};

use super::LogLines;

/// What a file of the log holds: bytes that can be read from their beginning, as often as it takes.
pub trait LogBytes: Debug + Send + Sync {
    /// A reader that is at the beginning.
    ///
    /// # Errors
    /// When the system refuses.
    fn open(&self) -> io::Result<Box<dyn Read + Send + '_>>;
}

impl LogBytes for Vec<u8> {
    fn open(&self) -> io::Result<Box<dyn Read + Send + '_>> {
        Ok(Box::new(self.as_slice()))
    }
}

/// A part of a file of the log: whole lines.
#[derive(Debug)]
pub struct LogPart {
    bytes: Vec<u8>,
    /// How many lines of the file come before it.
    before: usize,
}

impl LogPart {
    /// Its lines that say something, numbered as in the file.
    pub fn lines(&self) -> LogLines<'_> {
        LogLines::behind(self.before, &self.bytes)
    }
}

/// The parts of a file, one behind another, up to its end or to where it cannot be read. Each is as long as asked for,
/// and goes on to the end of a line.
#[expect(missing_debug_implementations, reason = "a reader has no text")]
pub struct LogParts<'a> {
    /// None at the end.
    from: Option<io::Result<Box<dyn Read + Send + 'a>>>,
    length: usize,
    /// What was read behind the end of the last part.
    rest: Vec<u8>,
    lines: usize,
}

impl<'a> LogParts<'a> {
    /// Parts of so many bytes, at least one.
    pub fn of(file: &'a dyn LogBytes, length: usize) -> Self {
        Self { from: Some(file.open()), length, rest: Vec::new(), lines: 0 }
    }

    /// Reads bytes that end with a line, or with the file. Returns whether there may be more.
    fn read(&mut self, from: &mut dyn Read) -> io::Result<(Vec<u8>, bool)> {
        let mut bytes = Vec::with_capacity(self.rest.len() + self.length);
        bytes.append(&mut self.rest);
        loop {
            let known = bytes.len();
            if from.take(self.length as u64).read_to_end(&mut bytes)? < self.length {
                return Ok((bytes, false));
            }
            if let Some(newline) = memchr::memrchr(b'\n', &bytes[known..]) {
                let end = known + newline + 1;
                self.rest.extend_from_slice(&bytes[end..]);
                bytes.truncate(end);
                return Ok((bytes, true));
            }
        }
    }
}

impl Iterator for LogParts<'_> {
    type Item = io::Result<LogPart>;

    fn next(&mut self) -> Option<Self::Item> {
        let read = self.from.take()?.and_then(|mut from| {
            let (bytes, is_more) = self.read(&mut from)?;
            self.from = is_more.then_some(Ok(from));
            Ok(bytes)
        });
        let part = read.map(|bytes| {
            let before = self.lines;
            self.lines += memchr::memchr_iter(b'\n', &bytes).count();
            LogPart { bytes, before }
        });
        (!part.as_ref().is_ok_and(|part| part.bytes.is_empty())).then_some(part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::RawLine;

    /// What is told of each line: its number, its bytes, and whether a newline ends it.
    fn told(line: RawLine<'_>) -> (usize, Vec<u8>, bool) {
        (line.number, line.bytes.to_vec(), line.ended)
    }

    #[test]
    fn wherever_a_file_is_cut_its_lines_are_the_same() {
        let files: [&[u8]; 6] = [
            b"",
            b"\n",
            b"\xef\xbb\xbf",
            b"\xef\xbb\xbfa b\r\n\n# remark\nc d\n\n\ne",
            b"a\nb\nc\n",
            b"a line that is much longer than any part, and no newline behind it",
        ];
        for file in files {
            let whole: Vec<_> = LogLines::new(file).map(told).collect();
            let bytes = file.to_vec();
            for length in 1..=file.len() + 1 {
                let parts: Vec<_> = LogParts::of(&bytes, length).map(Result::unwrap).collect();
                let cut: Vec<_> = parts.iter().flat_map(LogPart::lines).map(told).collect();
                assert_eq!(cut, whole, "{length}");
                assert_eq!(parts.iter().flat_map(|part| part.bytes.clone()).collect::<Vec<_>>(), file, "{length}");
            }
        }
    }

    #[test]
    fn nothing_is_read_behind_an_error() {
        #[derive(Debug)]
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("broken"))
            }
        }
        impl LogBytes for Broken {
            fn open(&self) -> io::Result<Box<dyn Read + Send + '_>> {
                Ok(Box::new((&b"a\nb\n"[..]).chain(Self)))
            }
        }
        let mut parts = LogParts::of(&Broken, 3);
        assert!(parts.next().unwrap().is_ok());
        assert_eq!(parts.next().unwrap().unwrap_err().to_string(), "broken");
        assert!(parts.next().is_none());
    }
}
