//! `allgreen maintenance`: commands write files like those that people write.

use std::fs;

use crate::site::{Ran, Site};

const WINDOW: &str = "---\ntitle: Upgrade\nmaintenance:\n  starts: 2026-11-23 22:00 UTC\n  ends: 2026-11-24 00:00 UTC\naffects: [api]\n---\n";
const NOW: &str = "2026-11-23T12:00:00Z";

/// Runs `allgreen maintenance` with these arguments at the time `now`.
fn at(site: &Site, now: &str, args: &[&str]) -> Ran {
    site.run(&[&["maintenance"], args, &["--now", now]].concat())
}

fn read(site: &Site, id: &str) -> String {
    fs::read_to_string(site.path(&format!("incidents/{id}.md"))).unwrap()
}

/// Asserts that a command fails with this exit code and message and does not change the window `upgrade`.
fn refused(site: &Site, now: &str, args: &[&str], code: i32, message: &str) {
    let before = fs::read(site.path("incidents/upgrade.md")).ok();
    let ran = at(site, now, args).code(code);
    assert!(ran.stderr.contains(message), "{args:?}: {message}: {}", ran.stderr);
    assert_eq!(fs::read(site.path("incidents/upgrade.md")).ok(), before, "{args:?}");
}

#[test]
fn commands_and_hand_written_file_give_the_same_site() {
    let commands = Site::new();
    let plan = ["plan", "Database upgrade", "--starts", "2026-11-21 22:00 UTC", "--for", "1h 30m"];
    at(&commands, "2026-11-20T09:00:30Z", &[&plan[..], &["--affects", "web,api", "-m", "Writes pause."]].concat())
        .code(0);
    at(&commands, "2026-11-21T21:50:00Z", &["start", "-m", "We begin."]).code(0);
    at(&commands, "2026-11-21T23:00:00Z", &["finish"]).code(0);
    assert_eq!(
        read(&commands, "2026-11-21-database-upgrade"),
        "---\ntitle: Database upgrade\nmaintenance:\n  starts: 2026-11-21 22:00 UTC\n  ends: 2026-11-21 23:30 UTC\naffects:\n- api\n- web\n---\n\n\
         ## 2026-11-20 09:00 UTC - Scheduled\n\nWrites pause.\n\n\
         ## 2026-11-21 21:50 UTC - In progress\n\nWe begin.\n\n\
         ## 2026-11-21 23:00 UTC - Completed\n"
    );
    let by_hand = "---\ntitle: Database upgrade\nmaintenance: { starts: 2026-11-21 22:00, ends: 2026-11-22T01:30+02:00 }\naffects: [web, api]\n---\n\
        ## 2026-11-21 23:00 UTC - completed\n\
        ## 2026-11-20 09:00 UTC - Scheduled\nWrites pause.\n\
        ## 2026-11-21 21:50 UTC - in_progress\nWe begin.\n";
    let hand = Site::new().incident("2026-11-21-database-upgrade", by_hand);
    assert_eq!(commands.build().files(), hand.build().files());
    assert_eq!(commands.check().problems(), [""; 0]);
}

#[test]
fn output_of_maintenance_commands_is_text_or_json() {
    let site = Site::new();
    let plan = ["plan", "Upgrade", "--starts", "2026-11-23 22:00", "--ends", "2026-11-24 00:00", "--affects", "api"];
    let dry = at(&site, NOW, &[&plan[..], &["--dry-run", "--format", "json"]].concat()).code(0);
    assert!(!site.path("incidents").exists());
    let parsed: serde_json::Value = serde_json::from_str(&dry.stdout).unwrap();
    assert_eq!(parsed["affects"], serde_json::json!({ "api": "under_maintenance" }));
    let ran = at(&site, NOW, &plan).code(0);
    assert_eq!(
        ran.stdout,
        "planned incidents/2026-11-23-upgrade.md\nvisitors will see: Upgrade - Scheduled (2026-11-23 22:00 UTC to 2026-11-24 00:00 UTC, API)\n"
    );
    assert_eq!(parsed["content"], read(&site, "2026-11-23-upgrade"));
    let ran = at(&site, NOW, &["start", "--dry-run"]).code(0);
    assert!(
        ran.stdout
            .starts_with("would start incidents/2026-11-23-upgrade.md\nvisitors would see: Upgrade - In progress")
    );
}

#[test]
fn times_are_in_the_time_zone_of_the_page() {
    let berlin =
        "page: { name: A, url: https://a.example, timezone: Europe/Berlin }\ncomponents: [{ id: api, name: API }]\n";
    let site = Site::new().status(berlin);
    let plan = |starts| ["plan", "Upgrade", "--for", "1h", "--affects", "api", "--starts", starts];
    at(&site, NOW, &plan("2026-12-02 00:30")).code(0);
    assert!(read(&site, "2026-12-02-upgrade").contains("starts: 2026-12-01 23:30 UTC\n"));
    refused(&site, NOW, &plan("2027-03-28 02:30"), 1, "because the clocks skip it");
    refused(&site, NOW, &plan("2027-10-31 02:30"), 1, "because the clocks go back");
}

#[test]
fn impossible_changes_are_refused() {
    let site = Site::new().incident("upgrade", WINDOW);
    let (during, after) = ("2026-11-23T22:30:00Z", "2026-11-24T00:00:00Z");
    refused(&site, NOW, &["finish", "upgrade"], 1, "`upgrade` has not started yet");
    for turn in ["start", "finish", "cancel"] {
        refused(&site, after, &[turn, "upgrade"], 1, "`upgrade` is already completed, since 2026-11-24 00:00 UTC");
    }
    at(&site, during, &["start"]).code(0);
    refused(&site, during, &["start", "upgrade"], 1, "`upgrade` has already started");
    refused(&site, during, &["cancel", "upgrade"], 1, "`upgrade` has already started");
    at(&site, during, &["finish"]).code(0);
    refused(&site, during, &["finish", "upgrade"], 1, "`upgrade` is already completed, since 2026-11-23 22:30 UTC");
    site.write("incidents/upgrade.md", WINDOW);
    at(&site, NOW, &["cancel"]).code(0);
    refused(&site, NOW, &["start", "upgrade"], 1, "`upgrade` is already canceled, since 2026-11-23 12:00 UTC");

    let plan = |more: &[&'static str]| [&["plan", "Upgrade", "--id", "upgrade2", "--affects", "api"], more].concat();
    refused(
        &site,
        NOW,
        &plan(&["--starts", "2026-11-24 10:00", "--ends", "2026-11-24 09:00"]),
        1,
        "is not after the start",
    );
    refused(&site, NOW, &plan(&["--starts", "2026-11-22 10:00", "--for", "1h"]), 1, "is in the past");
    refused(&site, NOW, &plan(&["--starts", "2026-11-24 10:00", "--for", "soon"]), 2, "`1h 30m`");
    refused(&site, NOW, &plan(&["--starts", "2026-11-24 10:00"]), 2, "--ends");
    refused(&site, NOW, &plan(&["--starts", "2099-12-31 23:00", "--for", "2h"]), 1, "end after the year 2099");
    refused(&site, NOW, &plan(&["--starts", "soon", "--for", "1h"]), 2, "does not begin with a date");
    let stranger = ["plan", "U", "--starts", "2026-11-24 10:00", "--for", "1h", "--affects", "api, wbe"];
    refused(&site, NOW, &stranger, 1, "no component `wbe`\nhint: did you mean `web`?");
    assert!(!site.path("incidents/upgrade2.md").exists());
    site.write("incidents/outage.md", "---\ntitle: T\n---\n## 2026-11-22 10:00 UTC - Investigating\n");
    refused(&site, NOW, &["start", "outage"], 1, "`outage` is not a maintenance window");
}

#[test]
fn without_id_the_only_suitable_window_is_chosen() {
    let far = WINDOW.replace("2026-11-23", "2026-12-23").replace("2026-11-24", "2026-12-24");
    let site = Site::new().incident("upgrade", WINDOW).incident("far", &far);
    refused(&site, NOW, &["finish"], 1, "no maintenance window is in progress");
    refused(
        &site,
        NOW,
        &["cancel"],
        1,
        "2 maintenance windows are scheduled:\n  far      Upgrade\n  upgrade  Upgrade\n",
    );
    let ran = at(&site, NOW, &["start"]).code(0);
    assert!(ran.stdout.contains("incidents/upgrade.md"), "{}", ran.stdout);
    let ran = at(&site, NOW, &["cancel"]).code(0);
    assert!(ran.stdout.contains("incidents/far.md"), "{}", ran.stdout);
    refused(&site, NOW, &["start"], 1, "no maintenance window is scheduled within a day");
}

#[test]
fn future_scheduled_update_does_not_prevent_start() {
    let later = format!("{WINDOW}\n## 2026-11-23 18:00 UTC - Scheduled\n\nSoon.\n");
    let site = Site::new().incident("upgrade", &later);
    at(&site, NOW, &["start"]).code(0);
    assert_eq!(read(&site, "upgrade"), format!("{later}\n## 2026-11-23 12:00 UTC - In progress\n"));
    let ahead = format!("{WINDOW}\n## 2026-11-23 12:06 UTC - Verifying\n");
    site.write("incidents/upgrade.md", ahead);
    refused(&site, NOW, &["cancel", "upgrade"], 1, "its newest update is dated 2026-11-23 12:06 UTC");
}

#[test]
fn template_provides_defaults_of_a_new_window() {
    let site =
        Site::new().file("templates/upgrade.md", "---\ntitle: Upgrade\naffects: [web, api]\n---\n\nWrites pause.\n");
    let plan = ["plan", "--template", "upgrade", "--starts", "2026-11-25 22:00", "--for", "1h"];
    at(&site, NOW, &plan).code(0);
    let file = read(&site, "2026-11-25-upgrade");
    assert!(file.contains("affects:\n- api\n- web\n"), "{file}");
    assert!(file.ends_with("## 2026-11-23 12:00 UTC - Scheduled\n\nWrites pause.\n"), "{file}");
    at(&site, NOW, &[&plan[..], &["Other", "--affects", "web", "-m", "None."]].concat()).code(0);
    assert!(read(&site, "2026-11-25-other").contains("affects:\n- web\n"));
    for (wrong, code) in [
        ("---\ntitle: T\naffects: { api: major_outage }\n---\n", "AG104"),
        ("---\ntitle: T\nimpact: minor\n---\n", "AG102"),
        ("---\ntitle: T\n---\n## now - In progress\n", "AG204"),
        ("---\ntitle: T\n---\n## now - Resolved\n", "AG204"),
    ] {
        site.write("templates/upgrade.md", wrong);
        refused(&site, NOW, &plan, 1, code);
    }
}

#[test]
fn windows_are_listed() {
    let over = WINDOW.replace("2026-11-23", "2026-10-23").replace("2026-11-24", "2026-10-24");
    let site = Site::new().incident("upgrade", WINDOW).incident("over", &over);
    let ran = at(&site, "2026-11-23T22:30:00Z", &["list"]).code(0);
    let line = "upgrade  in_progress  2026-11-23 22:00 UTC  2026-11-24 00:00 UTC  api         Upgrade\n";
    assert!(ran.stdout.ends_with(line) && ran.stdout.lines().count() == 2, "{}", ran.stdout);
    let ran = at(&site, NOW, &["list", "--all", "--format", "json"]).code(0);
    let list: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(list["windows"].as_array().unwrap().len(), 2);
    assert_eq!(list["windows"][1]["components"], serde_json::json!(["api"]));
    let ran = at(&site, "2026-12-23T22:30:00Z", &["list"]).code(0);
    assert_eq!(ran.stdout, "no maintenance window is planned or in progress\n");
}
