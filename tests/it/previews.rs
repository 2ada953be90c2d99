//! Link previews: titles, descriptions, and images of the page and of open incidents.

use crate::site::{Built, Site};

const OPEN: &str = "---\ntitle: Payments fail\naffects: { api: major_outage }\n---\n## 2026-11-22 10:00 UTC - Investigating\n\nWe look.\n";
const OVER: &str = "## 2026-11-22 11:00 UTC - Resolved\n";
const PICTURE: &str = "incidents/payments/preview.png";

fn demo() -> Site {
    Site::new().log("2026-11-01T00:00:00Z api operational\n2026-11-01T00:00:00Z web operational\n")
}

/// Returns the content of the meta tag `og:NAME` of a page.
fn open_graph(site: &Built, page: &str, name: &str) -> Option<String> {
    let html = site.page(page);
    let (_, rest) = html.split_once(&format!("<meta property=\"og:{name}\" content=\""))?;
    Some(rest.split('"').next()?.to_owned())
}

#[test]
fn link_previews_show_status() {
    let repository = demo().incident("payments", OPEN);
    let site = repository.build();
    let front = |name| open_graph(&site, "index.html", name).unwrap();
    assert_eq!([front("title"), front("description")], ["Partial System Outage – Acme", "Active: Payments fail"]);
    let incident = |name| open_graph(&site, "incidents/payments/index.html", name).unwrap();
    assert_eq!([incident("title"), incident("description")], ["Payments fail – Acme", "Investigating. We look."]);
}

#[cfg(feature = "previews")]
#[test]
fn only_front_page_and_open_incidents_have_preview_images() {
    let site = demo();
    let calm = site.build();
    let before = open_graph(&calm, "index.html", "image").unwrap();
    assert!(before.starts_with("https://status.acme.example/preview.png?v="), "{before}");
    let picture = calm.files().into_iter().find(|(path, _)| path == "preview.png");
    site.write("incidents/payments.md", OPEN);
    let outage = site.build();
    assert_ne!(open_graph(&outage, "index.html", "image").unwrap(), before);
    assert_ne!(outage.files().into_iter().find(|(path, _)| path == "preview.png"), picture);
    let image = open_graph(&outage, "incidents/payments/index.html", "image").unwrap();
    assert!(image.starts_with("https://status.acme.example/incidents/payments/preview.png?v="), "{image}");
    assert!(outage.has(PICTURE));
    for page in ["subscribe/index.html", "components/api/index.html", "404.html"] {
        assert_eq!(open_graph(&outage, page, "image"), None, "{page}");
    }
}

#[test]
fn resolved_incident_has_no_preview_image() {
    let site = demo().incident("payments", OPEN);
    site.build();
    site.write("incidents/payments.md", format!("{OPEN}{OVER}"));
    let over = site.build();
    assert_eq!(open_graph(&over, "incidents/payments/index.html", "image"), None);
    assert!(!over.has(PICTURE));
}

#[cfg(not(feature = "previews"))]
#[test]
fn site_has_no_preview_images_without_cargo_feature_previews() {
    let repository = demo().incident("payments", OPEN);
    let site = repository.build();
    for page in ["index.html", "incidents/payments/index.html"] {
        assert!(!site.page(page).contains("preview.png"), "{page}");
    }
    assert!(!site.has("preview.png") && !site.has(PICTURE));
}

#[test]
fn invalid_font_is_reported() {
    let site = demo().file("theme/fonts/own.ttf", "text");
    let ran = site.check().code(1);
    assert_eq!(ran.problems(), ["AG401 theme/fonts/own.ttf"]);
    let ran = demo().file("theme/fonts/own.woff2", b"wOF2").check().code(1);
    assert_eq!(ran.problems(), ["AG401 theme/fonts/own.woff2"]);
}
