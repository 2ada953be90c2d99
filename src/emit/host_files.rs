//! The files at the root of the site that hosts of static sites and crawlers read.

use super::{File, Stage};
use crate::model::Url;

/// Domains under which hosts serve sites that have no domain of their own.
const SHARED_DOMAINS: [&str; 5] = ["github.io", "gitlab.io", "pages.dev", "netlify.app", "localhost"];

/// Returns `robots.txt`, `.nojekyll` and, for a page at the root of its own domain, `CNAME`. `CNAME` contains the
/// domain of `page_url`, even if the site is built for another `base_url`, such as the address of a preview.
pub fn files(page_url: &Url, base_url: &str) -> Vec<File> {
    let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {base_url}/sitemap.xml\n");
    // Without `.nojekyll`, GitHub Pages omits files whose names start with an underscore or a dot.
    let mut files = vec![file("robots.txt", robots), file(".nojekyll", String::new())];
    files.extend(custom_domain(page_url).map(|domain| file("CNAME", format!("{domain}\n"))));
    files
}

fn file(path: &str, text: String) -> File {
    File { path: path.to_owned(), bytes: text.into_bytes(), stage: Stage::Data }
}

/// Returns the host of `url` if it is a custom domain and the page is at its root.
fn custom_domain(url: &Url) -> Option<String> {
    let host = url.host().to_ascii_lowercase();
    let shared = SHARED_DOMAINS.iter().any(|domain| host.strip_suffix(domain).is_some_and(|name| name.ends_with('.')));
    let is_name = host.contains('.') && !url.is_ip();
    (is_name && !shared && !url.has_port() && url.path().is_empty()).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn custom_domain(url: &str) -> Option<String> {
        super::custom_domain(&Url::parse(url).unwrap())
    }

    #[test]
    fn only_site_with_custom_domain_has_cname_file() {
        assert_eq!(custom_domain("https://Status.acme.example").as_deref(), Some("status.acme.example"));
        assert_eq!(custom_domain("https://notgithub.io").as_deref(), Some("notgithub.io"));
        for other in [
            "https://acme.github.io",
            "https://acme.github.io/status",
            "https://acme.gitlab.io",
            "https://acme.pages.dev",
            "https://acme.netlify.app",
            "http://localhost:8000",
            "http://localhost",
            "http://127.0.0.1",
            "http://127.1",
            "http://[::1]",
            "https://status.acme.example/a",
            "https://status.acme.example:8443",
        ] {
            assert_eq!(custom_domain(other), None, "{other}");
        }
    }

    #[test]
    fn robots_txt_names_sitemap() {
        let files = files(&Url::parse("https://a.example/b").unwrap(), "https://a.example/b");
        assert_eq!(files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(), ["robots.txt", ".nojekyll"]);
        let robots = String::from_utf8(files[0].bytes.clone()).unwrap();
        assert!(robots.ends_with("\nSitemap: https://a.example/b/sitemap.xml\n"));
    }
}
