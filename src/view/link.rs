use std::borrow::Cow;
use std::fmt::Write as _;

use super::base::Base;

/// The schemes that a link may have; every other one, `javascript` first of all, is refused.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Where an address that somebody wrote leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leads {
    /// To another place on this site.
    Within,
    /// To another host.
    Away,
    /// To a mail or telephone program.
    Program,
    /// To where no text may lead.
    Nowhere,
}

/// An address out of a text, read as a browser would read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link<'a> {
    pub address: Cow<'a, str>,
    pub leads: Leads,
}

impl<'a> Link<'a> {
    /// Reads `address` as it stands in a text, with entities and escapes already undone.
    ///
    /// Browsers drop tabs and line breaks anywhere and blanks at both ends before they look for a
    /// scheme, and take `\` for `/`; so all control characters go first, and what is unclear is refused.
    pub fn new(address: &'a str) -> Self {
        let address: Cow<'a, str> = if address.contains(char::is_control) {
            address.chars().filter(|character| !character.is_control()).collect::<String>().trim().to_owned().into()
        } else {
            address.trim().into()
        };
        let leads = leads(&address);
        Self { address, leads }
    }

    /// The same link as it is told from another place, if it leads within the site.
    pub fn seen_from(self, base: Base<'_>) -> Self {
        match (self.leads, &self.address) {
            (Leads::Within, Cow::Borrowed(address)) => Self { address: base.resolve(address), ..self },
            (Leads::Within, Cow::Owned(address)) => Self { address: base.resolve(address).into_owned().into(), ..self },
            _ => self,
        }
    }

    /// The address as the value of an HTML attribute, percent-encoded where a URL asks for it.
    pub fn attribute(&self) -> Cow<'_, str> {
        let bytes = self.address.as_bytes();
        if bytes.iter().all(|byte| stands_for_itself(*byte)) {
            return Cow::Borrowed(&self.address);
        }
        let mut value = String::with_capacity(self.address.len());
        for (place, byte) in bytes.iter().enumerate() {
            match byte {
                b'&' => value.push_str("&amp;"),
                b'\'' => value.push_str("&#39;"),
                b'%' if begins_with_escape(&bytes[place..]) => value.push('%'),
                byte if stands_for_itself(*byte) => value.push(char::from(*byte)),
                _ => {
                    let _ = write!(value, "%{byte:02X}");
                }
            }
        }
        value.into()
    }
}

fn leads(address: &str) -> Leads {
    let path = address.find(['/', '\\', '?', '#']).unwrap_or(address.len());
    match address[..path].split_once(':') {
        Some((scheme, _)) => match SCHEMES.iter().position(|known| scheme.eq_ignore_ascii_case(known)) {
            Some(0 | 1) => Leads::Away,
            Some(_) => Leads::Program,
            None => Leads::Nowhere,
        },
        // `//host`, which takes its scheme from the page.
        None if address.starts_with(['/', '\\']) && address[1..].starts_with(['/', '\\']) => Leads::Away,
        None => Leads::Within,
    }
}

/// Whether a byte may stand in a URL, and in an attribute, as it is.
fn stands_for_itself(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.!~*()#@?=;:/,+$".contains(&byte)
}

fn begins_with_escape(bytes: &[u8]) -> bool {
    matches!(bytes, [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leads_to(address: &str) -> Leads {
        Link::new(address).leads
    }

    #[test]
    fn only_four_schemes_and_relative_addresses_lead_anywhere() {
        for away in
            ["https://a.example", "HTTP://a.example", "//a.example/x", "\\\\a.example", "/\\a.example", "http:a"]
        {
            assert_eq!(leads_to(away), Leads::Away, "{away}");
        }
        for within in ["", "x", "./x", "../x:y", "/x", "#x:y", "?x:y", "x/y:z"] {
            assert_eq!(leads_to(within), Leads::Within, "{within}");
        }
        for program in ["mailto:a@b.example", "tel:+4930123"] {
            assert_eq!(leads_to(program), Leads::Program, "{program}");
        }
    }

    #[test]
    fn disguises_are_seen_through() {
        for nowhere in [
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
            assert_eq!(leads_to(nowhere), Leads::Nowhere, "{nowhere:?}");
        }
    }

    #[test]
    fn attributes_hold_nothing_that_ends_them() {
        assert_eq!(Link::new("/a b\"<>'&ü%zz%20").attribute(), "/a%20b%22%3C%3E&#39;&amp;%C3%BC%25zz%20");
    }
}
