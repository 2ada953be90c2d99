//! Addresses that stand in `status.yaml`.

/// What is wrong with an absolute address.
pub fn problem(url: &str) -> Option<&'static str> {
    let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) else {
        return Some("does not begin with `https://` or `http://`");
    };
    if let Some(problem) = bad_character(url) {
        return Some(problem);
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = match authority.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
        Some((_, port)) => ("ip", port.strip_prefix(':')),
        None => authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port))),
    };
    if authority.contains('@') {
        Some("carries a user name")
    } else if host.is_empty() {
        Some("has no host")
    } else if !host.split('.').all(is_label) {
        Some("has an ill-formed host")
    } else if port.is_some_and(|port| port.parse::<u16>().is_err()) {
        Some("has an ill-formed port")
    } else {
        None
    }
}

/// What is wrong with the address at which people get help.
pub fn support_problem(url: &str) -> Option<&'static str> {
    let other = ["mailto:", "tel:"].into_iter().find_map(|scheme| url.strip_prefix(scheme));
    match other {
        Some("") => Some("leads to nobody"),
        Some(_) => bad_character(url),
        None => problem(url),
    }
}

/// What is wrong with an address that a link of every page leads to: one like that of the support, or a place on this
/// site as its front page sees it.
pub fn link_problem(url: &str) -> Option<&'static str> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    if path.split('/').next().is_some_and(|first| first.contains(':')) {
        support_problem(url)
    } else if url.is_empty() {
        Some("is empty")
    } else if path.starts_with('/') {
        Some("begins with `/`, which leads out of a page that stands under a path")
    } else if path.split('/').any(|part| part.replace("%2e", ".").replace("%2E", ".") == "..") {
        Some("leads out of this site")
    } else if let Some(problem) = bad_character(url) {
        Some(problem)
    } else {
        meant(path).map(|_| "is no place on this page")
    }
}

/// How to mend a link that [`link_problem`] has found wrong.
pub fn link_hint(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    match meant(path.trim_start_matches('/')) {
        Some(scheme) => format!("did you mean `{scheme}{}`?", url.trim_start_matches('/')),
        None => "write `https://…`, `mailto:…`, `tel:…`, or a place on this page, such as `history/`".to_owned(),
    }
}

/// Files at the root of every site whose names could be those of hosts.
const ROOT_FILES: [&str; 8] =
    ["404.html", "favicon.svg", "feed.json", "history.atom", "history.rss", "index.html", "robots.txt", "sitemap.xml"];

/// What a relative path lacks that is in truth a host, a mailbox or a telephone number.
fn meant(path: &str) -> Option<&'static str> {
    let first = path.split('/').next().unwrap_or_default();
    let is_number =
        |number: &str| number.len() > 4 && number.bytes().all(|each| each.is_ascii_digit() || b"-.()".contains(&each));
    if path.strip_prefix('+').is_some_and(is_number) {
        Some("tel:")
    } else if path == "." || path.starts_with("./") || ROOT_FILES.contains(&path) || !first.contains('.') {
        None
    } else if first.contains('@') {
        Some("mailto:")
    } else {
        Some("https://")
    }
}

/// The path of an absolute address, without slashes at its end.
pub fn path(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').map_or("", |slash| rest[slash..].trim_end_matches('/'))
}

/// Whether an absolute address is one that GitHub Pages gives a repository: there the path is none of the page's doing.
pub fn is_project_page(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split('/').next().is_some_and(|host| host.ends_with(".github.io"))
}

fn bad_character(url: &str) -> Option<&'static str> {
    let wrong = |each: char| each.is_whitespace() || each.is_control() || "\"<>\\^`{|}".contains(each);
    if url.contains(wrong) {
        Some("holds a character that no address has")
    } else if !url.is_ascii() {
        Some("holds a character beyond ASCII; write it percent-encoded, or the host in punycode")
    } else {
        None
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
    fn addresses_are_told_apart() {
        for right in
            ["https://status.acme.example", "http://localhost:8080/a", "https://[::1]/", "https://u.github.io/repo/"]
        {
            assert_eq!(problem(right), None, "{right}");
        }
        for wrong in [
            "status.acme.example",
            "ftp://a",
            "https://",
            "https://a b",
            "https://a\"b",
            "https://u:p@a",
            "https://-a",
            "https://a..b",
        ] {
            assert!(problem(wrong).is_some(), "{wrong}");
        }
        assert_eq!(support_problem("mailto:help@acme.example"), None);
        assert!(support_problem("javascript:alert(1)").is_some());
        for right in [
            "https://a.example",
            "mailto:a@b.example",
            "tel:+4930",
            "history/",
            "#past",
            "assets/a.pdf?b:c",
            "./",
            "history.rss",
        ] {
            assert_eq!(link_problem(right), None, "{right}");
        }
        for wrong in [
            "",
            "javascript:alert(1)",
            "data:text/html,x",
            "//a.example",
            "/a",
            "../a",
            "a/../../b",
            "a\"b",
            "\\\\a",
            "a/%2e%2E/.%2e/b",
        ] {
            assert!(link_problem(wrong).is_some(), "{wrong}");
        }
        for (wrong, meant) in [
            ("www.acme.example/imprint", "`https://www.acme.example/imprint`"),
            ("//acme.example", "`https://acme.example`"),
            ("+493012345", "`tel:+493012345`"),
            ("help@acme.example", "`mailto:help@acme.example`"),
        ] {
            assert!(link_problem(wrong).is_some() && link_hint(wrong).contains(meant), "{wrong}: {}", link_hint(wrong));
        }
        assert_eq!(path("https://u.github.io/repo/"), "/repo");
        assert!(
            is_project_page("https://u.github.io/repo/") && !is_project_page("https://github.io.example/u.github.io")
        );
    }
}
