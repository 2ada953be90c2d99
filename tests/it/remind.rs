//! `allgreen remind`: which updates are overdue.

use crate::site::Site;

const OPEN: &str = "---\ntitle: Payments fail\naffects: { api: major_outage }\n---\n\n## 2026-11-22 10:00 UTC - Investigating\n\nWe look.\n";

/// Returns the text of the open incident with this line added to its front matter.
fn with(line: &str) -> String {
    OPEN.replace("affects", &format!("{line}\naffects"))
}

#[test]
fn overdue_update_is_reported_with_command_that_adds_one() {
    let site = Site::new().file("incidents/2026/payments.md", OPEN);
    let ran = site.run(&["remind"]).code(4);
    insta::assert_snapshot!(ran.stdout, @"Payments fail: the next update is overdue by 1 hour 30 minutes, last update at 2026-11-22 10:00 UTC (incidents/2026/payments.md); add one with `allgreen incident update payments`");
    assert_eq!(ran.stderr, "1 update is overdue (1 open incident)\n");
    let ran = site.run(&["remind", "--now", "2026-11-22T10:30:00Z"]).code(0);
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", "no update is overdue (1 open incident)\n"));
    site.run(&["remind", "--now", "2026-11-22T10:30:01Z"]).code(4);
}

#[test]
fn update_is_overdue_after_update_every() {
    let code = |site: Site| site.run(&["remind"]).code;
    assert_eq!(code(Site::new()), 0);
    assert_eq!(code(Site::new().incident("a", &with("update_every: 2h"))), 0);
    assert_eq!(code(Site::new().incident("a", &with("update_every: 1h"))), 4);
    assert_eq!(code(Site::new().incident("a", &with("update_every: never"))), 0);
    assert_eq!(code(Site::new().incident("a", &with("draft: true"))), 0);
    assert_eq!(code(Site::new().incident("a", &format!("{OPEN}\n## 2026-11-22 10:05 UTC - Resolved\n"))), 0);
    let with_default = |every: &str| {
        let site = Site::new().incident("a", OPEN);
        let status = std::fs::read_to_string(site.path("status.yaml")).unwrap();
        site.status(&format!("{status}incidents: {{ update_every: {every} }}\n"))
    };
    assert_eq!([code(with_default("3h")), code(with_default("never"))], [0, 0]);
}

#[test]
fn json_is_sorted_by_due_time() {
    let later = OPEN.replace("Payments fail", "Mails are late").replace("10:00", "11:00");
    let site = Site::new().incident("a-mails", &later).incident("payments", OPEN);
    let ran = site.run(&["remind", "--format", "json"]).code(4);
    insta::assert_snapshot!("remind_json", ran.stdout);
    let ran = Site::new().run(&["remind", "--format", "json"]).code(0);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&ran.stdout).unwrap()["overdue"], serde_json::json!([]));
}

#[test]
fn github_annotations_are_escaped() {
    let hostile = OPEN.replace("Payments fail", "\"100%, ::error::x\\n\\e[31m\"");
    let site = Site::new();
    for file in ["status.yaml", "incidents/payments.md"] {
        let text =
            if file == "status.yaml" { std::fs::read_to_string(site.path(file)).unwrap() } else { hostile.clone() };
        site.write(&format!("pages/a,b/{file}"), text);
    }
    site.commit("2026-11-22T10:00:00Z");
    let ran = site.run(&["remind", "--source", "pages/a,b", "--format", "github"]).code(4);
    insta::assert_snapshot!("remind_github", ran.stdout);
    let ran = site.run(&["remind", "--source", "pages/a,b"]).code(4);
    assert!(!ran.stdout.contains('\u{1b}') && ran.stdout.lines().count() == 1, "{}", ran.stdout);
}

#[test]
fn invalid_file_does_not_suppress_reminders() {
    let site = Site::new().incident("payments", OPEN);
    site.commit("2026-11-22T10:00:00Z");
    site.write("incidents/typo.md", "---\ntitle: Typo\n---\n## 2026-11-22 10:00 UTC - Fixed\n");
    site.write("incidents/payments.md", OPEN.replace("Investigating", "Investigatin"));
    let ran = site.run(&["remind"]).code(4);
    assert!(ran.stdout.starts_with("Payments fail:") && ran.stdout.contains("\nTypo:"), "{}", ran.stdout);
    assert!(ran.stderr.contains("AG204") && ran.stderr.contains("typo.md"), "{}", ran.stderr);
}

#[test]
fn invalid_status_file_is_an_error() {
    let ran = Site::new().status("page: []\n").run(&["remind"]).code(1);
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.contains("nothing was checked"), "{}", ran.stderr);
}

#[test]
fn remind_fails_if_an_incident_file_cannot_be_read() {
    let site = Site::new().incident("typo", &OPEN.replace("Payments", "\0"));
    let ran = site.run(&["remind"]).code(1);
    assert!(ran.stderr.contains("not checked: incidents/typo.md"), "{}", ran.stderr);
    let ran = site.run(&["remind", "--format", "json"]).code(1);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(report["invalid_files"], serde_json::json!(["incidents/typo.md"]));
    site.write("incidents/other.md", OPEN);
    site.run(&["remind"]).code(4);
    // An invalid line of the log does not affect incidents.
    let site = Site::new().log("nonsense\n");
    site.run(&["remind"]).code(0);
}
