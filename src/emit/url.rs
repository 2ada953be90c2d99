/// The parts of an absolute URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Url<'a> {
    pub host: &'a str,
    pub port: Option<&'a str>,
    /// The path without slashes around it.
    pub path: &'a str,
}

impl<'a> Url<'a> {
    /// Parses `scheme://[user@]host[:port][/path]`.
    pub fn new(url: &'a str) -> Self {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        let authority = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        // An IPv6 address has its colons in brackets.
        let name_ends = authority.rfind(']').unwrap_or(0);
        let (host, port) = match authority[name_ends..].find(':') {
            Some(colon) => (&authority[..name_ends + colon], Some(&authority[name_ends + colon + 1..])),
            None => (authority, None),
        };
        Self { host, port, path: path.trim_matches('/') }
    }
}

#[cfg(test)]
mod tests {
    use super::Url;

    #[test]
    fn url_is_split() {
        assert_eq!(Url::new("https://a.example"), Url { host: "a.example", port: None, path: "" });
        assert_eq!(Url::new("http://a.example:8080/b/c/"), Url { host: "a.example", port: Some("8080"), path: "b/c" });
        assert_eq!(Url::new("http://u:p@[::1]:80"), Url { host: "[::1]", port: Some("80"), path: "" });
    }
}
