/// How a file ends its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newline {
    Unix,
    Windows,
    /// As on Macs of the last century.
    Return,
}

impl Newline {
    /// How the first line of a file ends.
    pub fn of(bytes: &[u8]) -> Self {
        match bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            Some(at) if bytes[at..].starts_with(b"\r\n") => Self::Windows,
            Some(at) if bytes[at] == b'\r' => Self::Return,
            _ => Self::Unix,
        }
    }

    pub const fn sign(self) -> &'static str {
        match self {
            Self::Unix => "\n",
            Self::Windows => "\r\n",
            Self::Return => "\r",
        }
    }

    /// A text whose lines end with `\n`, with the ends that the file has.
    pub fn apply(self, text: &str) -> String {
        text.replace('\n', self.sign())
    }
}
