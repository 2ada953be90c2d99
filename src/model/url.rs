use std::fmt;

/// The address of a page: `http` or `https`, a host, perhaps a port and a path. It keeps the text as people wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url {
    text: String,
    parsed: url::Url,
}

/// The reason why a text is not a [`Url`], worded to follow the text in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UrlError {
    Scheme,
    Character,
    NotAscii,
    UserName,
    NoHost,
    Host,
    Port,
}

impl Url {
    /// Parses an absolute address.
    ///
    /// Stricter than the standard for the web, which repairs what it can: hosts are names of labels as DNS knows them or IP
    /// addresses, and nothing needs percent-encoding or punycode.
    pub fn parse(text: &str) -> Result<Self, UrlError> {
        if !["https://", "http://"].iter().any(|scheme| text.starts_with(scheme)) {
            return Err(UrlError::Scheme);
        }
        Self::check_characters(text)?;
        let (host, port) = split_authority(authority(text));
        let is_ipv6 = host.starts_with('[') && host.ends_with(']');
        if authority(text).contains('@') {
            Err(UrlError::UserName)
        } else if host.is_empty() {
            Err(UrlError::NoHost)
        } else if !is_ipv6 && !host.split('.').all(is_label) {
            Err(UrlError::Host)
        } else if port == Some("") {
            Err(UrlError::Port)
        } else {
            let parsed = url::Url::parse(text).map_err(|error| match error {
                url::ParseError::InvalidPort => UrlError::Port,
                _ => UrlError::Host,
            })?;
            Ok(Self { text: text.to_owned(), parsed })
        }
    }

    /// Checks that an address has only characters that an address may have.
    pub fn check_characters(text: &str) -> Result<(), UrlError> {
        let is_wrong = |each: char| each.is_whitespace() || each.is_control() || "\"<>\\^`{|}".contains(each);
        if text.contains(is_wrong) {
            Err(UrlError::Character)
        } else if !text.is_ascii() {
            Err(UrlError::NotAscii)
        } else {
            Ok(())
        }
    }

    /// This address without the slashes at its end.
    pub fn without_trailing_slash(mut self) -> Self {
        self.text.truncate(self.text.trim_end_matches('/').len());
        self
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The host as written, an IPv6 address in its brackets.
    pub fn host(&self) -> &str {
        split_authority(authority(&self.text)).0
    }

    /// Whether the host is an IP address rather than a name.
    pub fn is_ip(&self) -> bool {
        matches!(self.parsed.host(), Some(url::Host::Ipv4(_) | url::Host::Ipv6(_)))
    }

    /// Whether a port is written, even if it is the usual one.
    pub fn has_port(&self) -> bool {
        split_authority(authority(&self.text)).1.is_some()
    }

    pub fn is_https(&self) -> bool {
        self.parsed.scheme() == "https"
    }

    /// The path as written, without slashes at its end: `/status`, or nothing.
    pub fn path(&self) -> &str {
        let rest = &self.without_scheme()[authority(&self.text).len()..];
        rest[..rest.find(['?', '#']).unwrap_or(rest.len())].trim_end_matches('/')
    }

    pub fn has_query_or_fragment(&self) -> bool {
        self.parsed.query().is_some() || self.parsed.fragment().is_some()
    }

    /// Scheme, host and port as written.
    pub fn origin(&self) -> &str {
        &self.text[..self.text.len() - self.without_scheme().len() + authority(&self.text).len()]
    }

    /// The address without `https://` or `http://`.
    pub fn without_scheme(&self) -> &str {
        without_scheme(&self.text)
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for UrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Scheme => "does not begin with `https://` or `http://`",
            Self::Character => "has a character that is not allowed in a URL",
            Self::NotAscii => "has a character that is not ASCII; percent-encode it, or write the host in punycode",
            Self::UserName => "has a user name",
            Self::NoHost => "has no host",
            Self::Host => "has an invalid host",
            Self::Port => "has an invalid port",
        })
    }
}

impl std::error::Error for UrlError {}

fn without_scheme(text: &str) -> &str {
    text.split_once("://").map_or(text, |(_, rest)| rest)
}

/// The host and the port.
fn authority(text: &str) -> &str {
    let rest = without_scheme(text);
    &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())]
}

/// Splits at the colon before the port, not at one within the brackets of an IPv6 address.
fn split_authority(authority: &str) -> (&str, Option<&str>) {
    match authority.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')) {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    }
}

fn is_label(label: &str) -> bool {
    let inner = |each: char| each.is_ascii_alphanumeric() || each == '-' || each == '_';
    !label.is_empty()
        && label.len() <= 63
        && label.chars().all(inner)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn malformed_addresses_are_refused() {
        for right in [
            "https://status.acme.example",
            "http://localhost:8080/a",
            "https://[::1]/",
            "https://u.github.io/repo/",
            "https://xn--bcher-kva.example",
            "https://_a.example?b#c",
        ] {
            assert_eq!(Url::parse(right).map(|url| url.to_string()).as_deref(), Ok(right));
        }
        for (wrong, error) in [
            ("status.acme.example", UrlError::Scheme),
            ("ftp://a", UrlError::Scheme),
            ("https://", UrlError::NoHost),
            ("https://:80", UrlError::NoHost),
            ("https://a b", UrlError::Character),
            ("https://a\"b", UrlError::Character),
            ("https://bücher.example", UrlError::NotAscii),
            ("https://u:p@a", UrlError::UserName),
            ("https://-a", UrlError::Host),
            ("https://a..b", UrlError::Host),
            ("https://a.", UrlError::Host),
            ("https://[::1", UrlError::Host),
            ("https://a:", UrlError::Port),
            ("https://a:65536", UrlError::Port),
        ] {
            assert_eq!(Url::parse(wrong), Err(error), "{wrong}");
        }
    }

    /// No browser opens these.
    #[test]
    fn impossible_ip_addresses_and_ports_are_refused() {
        for wrong in ["https://[zz]/", "https://[::1]x", "https://1.2.3.400", "https://a.1"] {
            assert_eq!(Url::parse(wrong), Err(UrlError::Host), "{wrong}");
        }
        assert_eq!(Url::parse("https://a:+80"), Err(UrlError::Port));
    }

    #[test]
    fn parts_are_as_written() {
        for (text, host, has_port, path, origin) in [
            ("https://A.example", "A.example", false, "", "https://A.example"),
            ("https://a.example:443/b/c/", "a.example", true, "/b/c", "https://a.example:443"),
            ("http://[::1]:80", "[::1]", true, "", "http://[::1]:80"),
            ("http://[2001:DB8::1]/?b=/c", "[2001:DB8::1]", false, "", "http://[2001:DB8::1]"),
            ("https://a.example?b#/c", "a.example", false, "", "https://a.example"),
        ] {
            let url = Url::parse(text).unwrap();
            let parts = (url.host(), url.has_port(), url.path(), url.origin());
            assert_eq!(parts, (host, has_port, path, origin), "{text}");
        }
        assert!(Url::parse("https://127.1").unwrap().is_ip() && !Url::parse("https://a.example").unwrap().is_ip());
        assert_eq!(
            Url::parse("https://a.example/b//").unwrap().without_trailing_slash().as_str(),
            "https://a.example/b"
        );
    }
}
