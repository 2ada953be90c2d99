//! Snapshots of files of a small built site.

use crate::site::{PAGE, Site};

const OUTAGE: &str = "---\ntitle: Card payments are failing\naffects: { api: partial_outage }\nstarted: 2026-11-20 13:55 UTC\n---\n\n\
## 2026-11-20 14:02 UTC - Investigating\n\nWe see elevated error rates, see [the window](../upgrade/).\n\n\
## 2026-11-20 14:20 UTC - Identified {api=major_outage}\n\nA bad deploy.\n\n## 2026-11-20 15:10 UTC - Resolved\n";

const UPGRADE: &str = "---\ntitle: Database upgrade\nmaintenance:\n  starts: 2026-12-01 22:00 UTC\n  ends: 2026-12-02 00:00 UTC\naffects: [api, web]\n---\n\n\
## 2026-11-21 09:00 UTC - Scheduled\n\nReads stay up.\n";

fn site() -> Site {
    Site::new()
        .incident("card-payments", OUTAGE)
        .incident("upgrade", UPGRADE)
        .log("2026-11-01T00:00:00Z api operational\n2026-11-22T11:00:00Z web degraded_performance probe/x\n")
}

#[test]
fn pages_equal_snapshots() {
    let site = site();
    let built = site.build();
    insta::assert_snapshot!("front", without_version(&built.page("index.html")));
    insta::assert_snapshot!("sitemap", built.page("sitemap.xml"));
    insta::assert_snapshot!("incident", without_version(&built.page("incidents/card-payments/index.html")));
}

#[test]
fn uptime_json_lists_incidents_of_each_day() {
    let site = site();
    let uptime = site.build().json("api/uptime.json");
    let days = uptime["components"][0]["days"].as_array().unwrap();
    let day = days.iter().find(|day| day["date"] == "2026-11-20").unwrap();
    assert_eq!(day["status"], "major_outage");
    assert_eq!(day["seconds"]["major_outage"], 50 * 60);
    assert_eq!(day["seconds"]["partial_outage"], 25 * 60);
    assert_eq!(day["incidents"], serde_json::json!(["card-payments"]));
}

#[test]
fn link_to_each_page_and_file_of_the_site_is_accepted() {
    let open = OUTAGE.replace("2026-11-20 15:10 UTC - Resolved", "2026-11-22 11:00 UTC - Monitoring");
    let site = site().incident("open", &open);
    let mut paths: Vec<_> = site.build().files().into_iter().map(|(path, _)| path).collect();
    // Nobody links to the files that only hosts read.
    paths.retain(|path| !path.starts_with('.') && path != "CNAME");
    let pages: Vec<_> =
        paths.iter().filter_map(|path| Some(path.strip_suffix("/index.html")?.to_owned() + "/")).collect();
    paths.extend(pages);
    let in_text: Vec<_> = paths.iter().map(|path| format!("[text](../../{path})\n")).collect();
    let in_header: Vec<_> = paths.iter().map(|path| format!("      to {path}: {path}\n")).collect();
    let components = "components:\n  - { id: api, name: API }\n  - { id: web, name: Website }\n";
    let site = site
        .status(&format!("{PAGE}  links:\n    header:\n{}{components}", in_header.concat()))
        .incident("card-payments", &OUTAGE.replace("A bad deploy.", &in_text.concat()))
        .incident("upgrade", &UPGRADE.replace("Reads stay up.", "[text](window.ics)"));
    let ran = site.check();
    let lists = "`ROOT_FILES` in `src/check/address.rs` (AG122), `PAGES` or `FILES` in `src/check/links.rs` (AG220)";
    assert_eq!(ran.problems(), [""; 0], "add the paths to {lists}: {}", ran.stdout);
}

/// Removes the hash of the stylesheet, which changes with every edit, and the preview image, which needs a feature.
fn without_version(html: &str) -> String {
    let is_kept = |line: &&str| !line.contains("og:image") && !line.contains("twitter:card");
    let html: String = html.split_inclusive('\n').filter(is_kept).collect();
    let (before, rest) = html.split_once("style.css?v=").unwrap();
    format!("{before}style.css?v=…{}", &rest[rest.find('"').unwrap()..])
}
