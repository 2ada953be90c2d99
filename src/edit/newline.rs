/// The line ending of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newline {
    Unix,
    Windows,
    /// As on classic Mac OS.
    Cr,
}

impl Newline {
    /// Returns the line ending of the first line, or `Unix` if the file has no line ending.
    pub fn detect(bytes: &[u8]) -> Self {
        match bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            Some(at) if bytes[at..].starts_with(b"\r\n") => Self::Windows,
            Some(at) if bytes[at] == b'\r' => Self::Cr,
            _ => Self::Unix,
        }
    }

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unix => "\n",
            Self::Windows => "\r\n",
            Self::Cr => "\r",
        }
    }

    /// Replaces each `\n` of a text by this line ending.
    pub fn apply(self, text: &str) -> String {
        text.replace('\n', self.as_str())
    }
}
