use serde_json::Value;

use super::examples::sections;
use super::read;
use crate::site::{PAGE, Site};

/// The site of the examples in `docs/reports.md`.
fn site() -> Site {
    let incident = "---\ntitle: Errors in the API\naffects: { api: major_outage }\nstarted: 2026-11-20 13:55 UTC\n---\n\n\
        ## 2026-11-20 14:02 UTC - Investigating\n\n## 2026-11-20 14:36 UTC - Monitoring {api=operational}\n\n\
        ## 2026-11-20 15:03 UTC - Resolved\n";
    let component = "components:\n  - { id: api, name: API, since: 2026-11-01 }\n";
    Site::new().status(&format!("{PAGE}{component}")).incident("errors", incident)
}

#[test]
fn csv_columns_are_documented_in_order() {
    let site = site();
    let table = site.build().page("api/uptime.csv");
    let page = read("reports.md");
    let documented = page.split("## The columns").nth(1).unwrap().split("\n## ").next().unwrap();
    let documented: Vec<_> =
        documented.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    assert_eq!(table.lines().next().unwrap(), documented.join(","));
    // The spreadsheet formula on the page uses these column letters.
    let letter = |column: char| documented[usize::from(column as u8 - b'A')];
    assert_eq!(['A', 'B', 'E', 'L'].map(letter), ["month", "component_id", "known_seconds", "downtime_seconds"]);
}

#[test]
fn month_json_example_is_correct() {
    let site = site();
    let page = read("reports.md");
    let example = sections(&page).into_iter().flatten().find(|example| example.of.ends_with(".json")).unwrap();
    let documented: Value = serde_json::from_str(&example.text).unwrap();
    assert_eq!(site.build().json(&example.of), documented);
}
