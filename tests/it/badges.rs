//! The files in `badges/`: status and uptime of components, groups and the page.

use crate::site::{Built, PAGE, Site};

const DOWN: &str = "---\ntitle: T\naffects: { api: partial_outage }\n---\n## 2026-11-22 11:00 UTC - Investigating\n";

/// A site with two components in a group and a third without data. Uptime is computed over two days.
fn shop() -> Site {
    let status = format!(
        "{PAGE}uptime: {{ window_days: 2 }}\ncomponents:\n  - {{ id: api, name: API, group: The shop, since: 2026-11-21 }}\n  \
         - {{ id: web, name: <Website>, group: The shop, since: 2026-11-22 }}\n  - {{ id: new, name: New }}\n"
    );
    Site::new().status(&status)
}

/// Returns the `<title>` of the badge `NAME.svg`.
fn title(site: &Built, name: &str) -> String {
    let svg = site.page(&format!("badges/{name}.svg"));
    svg.split("<title>").nth(1).unwrap().split("</title>").next().unwrap().replace('\u{a0}', " ")
}

#[test]
fn every_badge_variant_exists_for_components_groups_and_the_page() {
    let repository = shop().incident("open", DOWN);
    let site = repository.build();
    for id in ["overall", "group-the-shop", "api", "web", "new"] {
        for end in ["", ".square", ".uptime", ".uptime.square"] {
            assert!(site.has(&format!("badges/{id}{end}.svg")), "{id}{end}");
        }
        for end in ["", ".uptime"] {
            assert_eq!(site.json(&format!("badges/{id}{end}.json"))["schemaVersion"], 1, "{id}{end}");
        }
    }
    assert_eq!(title(&site, "overall"), "Acme: Minor Service Outage");
    assert_eq!(title(&site, "group-the-shop"), "The shop: Partial outage");
    assert_eq!(title(&site, "web"), "&lt;Website&gt;: Operational");
    assert_eq!(title(&site, "new.uptime"), "New: No data yet");
    let json = site.json("badges/api.json");
    assert_eq!(
        (&json["label"], &json["message"], &json["isError"]),
        (&"API".into(), &"Partial outage".into(), &true.into())
    );
    assert_eq!(site.json("badges/web.json")["isError"], false);
}

#[test]
fn uptime_of_group_and_page_weights_components_by_known_time() {
    // At noon, 36 hours of the API and 12 of the website are known. An hour of partial outage is 1,080 seconds of downtime.
    let repository = shop().incident("open", DOWN);
    let site = repository.build();
    assert_eq!(title(&site, "api.uptime"), "API: 99.16 % uptime · 2 days");
    assert_eq!(title(&site, "web.uptime"), "&lt;Website&gt;: 100 % uptime · 2 days");
    assert_eq!(title(&site, "group-the-shop.uptime"), "The shop: 99.37 % uptime · 2 days");
    assert_eq!(title(&site, "overall.uptime"), "Acme: 99.37 % uptime · 2 days");
    let json = site.json("api/uptime.json");
    let sum =
        |key: &str| json["components"].as_array().unwrap().iter().map(|each| each[key].as_f64().unwrap()).sum::<f64>();
    assert!((1.0 - sum("downtime_seconds") / sum("known_seconds") - 0.99375).abs() < 1e-9);
}

#[test]
fn page_badge_replaces_badge_of_component_with_id_overall() {
    let repository = Site::new().components("  - { id: overall, name: Everything, status: major_outage }\n");
    let site = repository.build();
    assert_eq!(title(&site, "overall"), "Acme: Major System Outage");
    assert!(!site.page("badges/index.html").contains("Everything"));
}

#[test]
fn badges_page_shows_code_to_paste() {
    let page = shop().build().page("badges/index.html");
    let markdown = "[![New](https://status.acme.example/badges/new.svg)](https://status.acme.example/components/new/)";
    assert!(page.contains(&format!("<code>{markdown}</code>")) && page.contains(&format!("data-copy=\"{markdown}\"")));
    assert!(page.contains("[![\\&lt;Website\\&gt;](https://status.acme.example/badges/web.svg)]"), "{page}");
    assert!(page.contains("src=\"../badges/group-the-shop.svg\""));
}
