use std::fmt;

/// An absolute `http` or `https` URL, kept exactly as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url {
    text: String,
    parsed: url::Url,
}

/// Why a text is not a valid [`Url`]. Messages print the error after the text: `https://` has no host.
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
    /// Parses an absolute URL.
    ///
    /// Stricter than the WHATWG URL standard, which repairs many errors: the host must be a DNS name or an IP address,
    /// and characters that need percent-encoding or punycode are errors.
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

    /// Checks that `text` has only characters that are allowed in a URL.
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

    /// Returns this URL without slashes at its end.
    pub fn without_trailing_slash(mut self) -> Self {
        self.text.truncate(self.text.trim_end_matches('/').len());
        self
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the host as written. An IPv6 address is in brackets.
    pub fn host(&self) -> &str {
        split_authority(authority(&self.text)).0
    }

    /// Whether the host is an IP address rather than a name.
    pub fn is_ip(&self) -> bool {
        matches!(self.parsed.host(), Some(url::Host::Ipv4(_) | url::Host::Ipv6(_)))
    }

    /// Whether the URL contains a port, even if it is the default port of the scheme.
    pub fn has_port(&self) -> bool {
        split_authority(authority(&self.text)).1.is_some()
    }

    pub fn is_https(&self) -> bool {
        self.parsed.scheme() == "https"
    }

    /// Returns the path as written, without slashes at its end: `/status`, or an empty string.
    pub fn path(&self) -> &str {
        let rest = &self.without_scheme()[authority(&self.text).len()..];
        rest[..rest.find(['?', '#']).unwrap_or(rest.len())].trim_end_matches('/')
    }

    pub fn has_query_or_fragment(&self) -> bool {
        self.parsed.query().is_some() || self.parsed.fragment().is_some()
    }

    /// Returns scheme, host and port as written, such as `https://a.example:443`.
    pub fn origin(&self) -> &str {
        &self.text[..self.text.len() - self.without_scheme().len() + authority(&self.text).len()]
    }

    /// Returns the URL without `https://` or `http://`.
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

/// Returns the host and port of a URL, such as `a.example:443`.
fn authority(text: &str) -> &str {
    let rest = without_scheme(text);
    &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())]
}

/// Splits `HOST:PORT` into host and port. Colons in the brackets of an IPv6 address do not count.
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
    fn malformed_urls_are_refused() {
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

    /// Browsers cannot open these URLs.
    #[test]
    fn impossible_ip_addresses_and_ports_are_refused() {
        for wrong in ["https://[zz]/", "https://[::1]x", "https://1.2.3.400", "https://a.1"] {
            assert_eq!(Url::parse(wrong), Err(UrlError::Host), "{wrong}");
        }
        assert_eq!(Url::parse("https://a:+80"), Err(UrlError::Port));
    }

    #[test]
    fn url_parts_are_returned_as_written() {
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
