//! Checks the URLs in `status.yaml`.

use crate::model::Url;

/// Returns what is wrong with a `page.support_url`, such as `has no recipient`, or `None` if it is valid.
pub fn support_problem(url: &str) -> Option<String> {
    let other = ["mailto:", "tel:"].into_iter().find_map(|scheme| url.strip_prefix(scheme));
    match other {
        Some("") => Some("has no recipient".to_owned()),
        Some(_) => character_problem(url),
        None => Url::parse(url).err().map(|error| error.to_string()),
    }
}

/// Returns what is wrong with the URL of a link in `page.links`, or `None` if it is valid. Valid are paths relative to
/// the front page and all URLs that are valid as `page.support_url`.
pub fn link_problem(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let problem = if path.split('/').next().is_some_and(|first| first.contains(':')) {
        return support_problem(url);
    } else if url.is_empty() {
        "is empty"
    } else if path.starts_with('/') {
        "begins with `/`, which leads out of a site that is published under a path"
    } else if path.split('/').any(|part| part.replace("%2e", ".").replace("%2E", ".") == "..") {
        "leads out of this site"
    } else if Url::check_characters(url).is_err() {
        return character_problem(url);
    } else {
        missing_scheme(path).map(|_| "is not a path of this site")?
    };
    Some(problem.to_owned())
}

fn character_problem(url: &str) -> Option<String> {
    Url::check_characters(url).err().map(|error| error.to_string())
}

/// Returns the hint for a URL that is invalid according to [`link_problem`].
pub fn link_hint(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    match missing_scheme(path.trim_start_matches('/')) {
        Some(scheme) => format!("did you mean `{scheme}{}`?", url.trim_start_matches('/')),
        None => "write `https://…`, `mailto:…`, `tel:…`, or a path of this site such as `history/`".to_owned(),
    }
}

/// Paths that look like host names but are files of every site.
const ROOT_FILES: [&str; 11] = [
    "404.html",
    "embed.js",
    "favicon.svg",
    "feed.json",
    "history.atom",
    "history.ics",
    "history.rss",
    "index.html",
    "preview.png",
    "robots.txt",
    "sitemap.xml",
];

/// Returns the missing scheme of a relative path that looks like a host, a mail address or a telephone number.
fn missing_scheme(path: &str) -> Option<&'static str> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_with_allowed_scheme_or_path_are_accepted() {
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
    }
}
