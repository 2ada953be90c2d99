use std::ops::Range;
use std::sync::OnceLock;

use memchr::{memchr, memchr_iter};

use crate::diagnostic::{Code, Diagnostic, Place};

/// The text of a file, without a byte order mark and with `\n` line endings.
#[derive(Clone, Debug)]
pub struct SourceText {
    /// The path relative to the folder with `status.yaml`.
    pub path: String,
    pub text: String,
    /// The byte offset at which each line begins, computed on first use.
    line_starts: OnceLock<Vec<usize>>,
}

/// A value and its byte range in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Range<usize>,
}

/// A text with its byte range, or `None` if it is missing.
pub type OptionalText = Option<Spanned<String>>;

impl<T> Spanned<T> {
    pub const fn new(value: T, span: Range<usize>) -> Self {
        Self { value, span }
    }
}

impl SourceText {
    /// Decodes the bytes of a file.
    ///
    /// # Errors
    /// When the bytes are not UTF-8 or contain a NUL byte.
    pub fn new(path: &str, bytes: &[u8]) -> Result<Self, Diagnostic> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => return Err(not_text(path, bytes, error.valid_up_to())),
        };
        if let Some(nul) = memchr(0, bytes) {
            let (place, _) = place_in_bytes(bytes, nul);
            return Err(Diagnostic::new(Code::NotText, path, "the file contains a NUL byte")
                .at(place)
                .hint("remove the NUL byte, or save the file as UTF-8"));
        }
        Ok(Self::of(path, text))
    }

    /// Decodes a file in an encoding other than UTF-8: UTF-16 with a byte order mark, or else Windows-1252. Returns
    /// `None` if the text contains a NUL, so that it is no text.
    pub fn decode(path: &str, bytes: &[u8]) -> Option<Self> {
        let (text, _, _) = encoding_rs::WINDOWS_1252.decode(bytes);
        (!text.contains('\0')).then(|| Self::of(path, &text))
    }

    /// Returns the source of a text, with `\n` line ends.
    fn of(path: &str, text: &str) -> Self {
        let text = match memchr(b'\r', text.as_bytes()) {
            Some(_) => text.replace("\r\n", "\n").replace('\r', "\n"),
            None => text.to_owned(),
        };
        Self { path: path.to_owned(), text, line_starts: OnceLock::new() }
    }

    /// Returns the line and the columns of a byte range, or of its part in the first line if it spans several lines.
    pub fn place(&self, span: &Range<usize>) -> Place {
        let start = self.floor(span.start);
        let starts = self.line_starts.get_or_init(|| {
            let ends = memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0).chain(ends.map(|end| end + 1)).collect()
        });
        let line = starts.partition_point(|at| *at <= start).max(1) - 1;
        let line_start = starts[line];
        let rest = &self.text[line_start..];
        let source = rest.split('\n').next().unwrap_or_default();
        let end = self.floor(span.end).clamp(start, line_start + source.len().max(start - line_start));
        let before = self.text[line_start..start].chars().count();
        let width = self.text[start..end].trim_end().chars().count();
        Place::in_line(line + 1, source, before, width)
    }

    /// Creates a diagnostic for a byte range of this file.
    pub fn problem(&self, code: Code, span: &Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, &self.path, message).at(self.place(span))
    }

    fn floor(&self, mut at: usize) -> usize {
        at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

fn not_text(path: &str, bytes: &[u8], at: usize) -> Diagnostic {
    let (place, byte) = place_in_bytes(bytes, at);
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let message = if utf16 {
        "the file is UTF-16, not UTF-8".to_owned()
    } else {
        format!("the file is not UTF-8: invalid byte 0x{byte:02x}")
    };
    Diagnostic::new(Code::NotText, path, message).at(place).hint("save the file as UTF-8")
}

/// Returns the line and column of the byte at offset `at`, and the byte itself. The file need not be valid UTF-8.
fn place_in_bytes(bytes: &[u8], at: usize) -> (Place, u8) {
    let number = memchr::memchr_iter(b'\n', &bytes[..at]).count() + 1;
    let start = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let end = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |newline| at + newline);
    let before = String::from_utf8_lossy(&bytes[start..at]).chars().count();
    let line = String::from_utf8_lossy(&bytes[start..end]);
    (Place::in_line(number, line.trim_end_matches('\r'), before, 1), bytes[at])
}
