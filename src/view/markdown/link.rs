use std::borrow::Cow;
use std::fmt::Write as _;

use super::Base;

/// The schemes that links may have. All others are rejected, most importantly `javascript`.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// What a link points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page or a file of the site.
    Site,
    /// A URL on another host.
    External,
    /// A mail or telephone program: the scheme is `mailto` or `tel`.
    Program,
    /// An address whose scheme is not allowed.
    Rejected,
}

/// A link in a text. Its address is parsed as in browsers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link<'a> {
    pub address: Cow<'a, str>,
    pub target: Target,
}

impl<'a> Link<'a> {
    /// Parses `address`, in which entities and escapes are already decoded.
    ///
    /// Browsers remove tabs and line breaks and trim spaces before they parse the scheme, and treat `\` as `/`. So all
    /// control characters are removed first, and every address that may have a forbidden scheme is rejected.
    pub fn new(address: &'a str) -> Self {
        let address: Cow<'a, str> = if address.contains(char::is_control) {
            address.chars().filter(|character| !character.is_control()).collect::<String>().trim().to_owned().into()
        } else {
            address.trim().into()
        };
        let target = target(&address);
        Self { address, target }
    }

    /// Resolves the link from `base` if its target is a page or a file of the site. Returns other links unchanged.
    pub fn resolved_from(self, base: Base<'_>) -> Self {
        match (self.target, &self.address) {
            (Target::Site, Cow::Borrowed(address)) => Self { address: base.resolve(address), ..self },
            (Target::Site, Cow::Owned(address)) => Self { address: base.resolve(address).into_owned().into(), ..self },
            _ => self,
        }
    }

    /// Returns the address as the value of an HTML attribute, percent-encoded where URLs require it.
    pub fn attribute(&self) -> Cow<'_, str> {
        let bytes = self.address.as_bytes();
        if bytes.iter().all(|byte| is_unescaped(*byte)) {
            return Cow::Borrowed(&self.address);
        }
        let mut value = String::with_capacity(self.address.len());
        for (index, byte) in bytes.iter().enumerate() {
            match byte {
                b'&' => value.push_str("&amp;"),
                b'\'' => value.push_str("&#39;"),
                b'%' if starts_with_escape(&bytes[index..]) => value.push('%'),
                byte if is_unescaped(*byte) => value.push(char::from(*byte)),
                _ => {
                    let _ = write!(value, "%{byte:02X}");
                }
            }
        }
        value.into()
    }
}

fn target(address: &str) -> Target {
    let path = address.find(['/', '\\', '?', '#']).unwrap_or(address.len());
    match address[..path].split_once(':') {
        Some((scheme, _)) => match SCHEMES.iter().position(|known| scheme.eq_ignore_ascii_case(known)) {
            Some(0 | 1) => Target::External,
            Some(_) => Target::Program,
            None => Target::Rejected,
        },
        // `//host`, which takes its scheme from the page.
        None if address.starts_with(['/', '\\']) && address[1..].starts_with(['/', '\\']) => Target::External,
        None => Target::Site,
    }
}

/// Whether a byte needs no escape in a URL in an HTML attribute.
fn is_unescaped(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.!~*()#@?=;:/,+$".contains(&byte)
}

fn starts_with_escape(bytes: &[u8]) -> bool {
    matches!(bytes, [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target_of(address: &str) -> Target {
        Link::new(address).target
    }

    #[test]
    fn only_four_schemes_and_relative_urls_are_allowed() {
        for external in
            ["https://a.example", "HTTP://a.example", "//a.example/x", "\\\\a.example", "/\\a.example", "http:a"]
        {
            assert_eq!(target_of(external), Target::External, "{external}");
        }
        for within in ["", "x", "./x", "../x:y", "/x", "#x:y", "?x:y", "x/y:z"] {
            assert_eq!(target_of(within), Target::Site, "{within}");
        }
        for program in ["mailto:a@b.example", "tel:+4930123"] {
            assert_eq!(target_of(program), Target::Program, "{program}");
        }
    }

    #[test]
    fn links_with_unsafe_schemes_are_rejected() {
        for rejected in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "\u{1}javascript:alert(1)",
            "java\nscript:alert(1)",
            "java\tscript\r:alert(1)",
            "\u{a0}javascript:alert(1)",
            "javascript&colon;x:",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://a.example",
            ":x",
            "1:2",
        ] {
            assert_eq!(target_of(rejected), Target::Rejected, "{rejected:?}");
        }
    }

    #[test]
    fn link_attribute_is_escaped() {
        assert_eq!(Link::new("/a b\"<>'&ü%zz%20").attribute(), "/a%20b%22%3C%3E&#39;&amp;%C3%BC%25zz%20");
    }
}
