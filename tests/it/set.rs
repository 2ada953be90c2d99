//! `allgreen set` changes one line of `status.yaml` and can record the change.

use std::fs;

use crate::site::{NOW, PAGE, Ran, Site};

const COMPONENTS: &str =
    "  - id: api\n    name: API\n    status: operational  # well\n  - id: web\n    name: Website\n";

fn site() -> Site {
    Site::new().components(COMPONENTS)
}

fn set(site: &Site, args: &[&str]) -> Ran {
    site.run(&[&["set"], args, &["--now", NOW]].concat())
}

fn read(site: &Site, path: &str) -> String {
    fs::read_to_string(site.path(path)).unwrap_or_default()
}

fn answer(ran: &Ran) -> serde_json::Value {
    serde_json::from_str(&ran.stdout).unwrap()
}

#[test]
fn set_changes_only_the_status() {
    let site = site();
    let before = read(&site, "status.yaml");
    let ran = set(&site, &["api", "major_outage"]).code(0);
    assert_eq!(ran.stdout, "changed `api` from `operational` to `major_outage` in line 7 of `status.yaml`\n");
    assert_eq!(read(&site, "status.yaml"), before.replace("operational", "major_outage"));
    let ran = set(&site, &["web", "partial_outage"]).code(0);
    assert_eq!(ran.stdout, "changed `web` from `operational` to `partial_outage` in line 10 of `status.yaml`\n");
    assert!(!site.path("history.log").exists());
}

#[test]
fn unchanged_status_is_not_written() {
    let site = site();
    let before = read(&site, "status.yaml");
    for component in ["api", "web"] {
        let ran = set(&site, &[component, "operational"]).code(0);
        assert_eq!(ran.stdout, format!("`{component}` is already `operational`; `status.yaml` was not changed\n"));
    }
    assert_eq!(read(&site, "status.yaml"), before);
}

#[test]
fn unknown_component_and_status_get_suggestions() {
    let site = site();
    let before = read(&site, "status.yaml");
    let ran = set(&site, &["ap", "major_outage"]).code(1);
    assert_eq!(ran.stderr, "error: `status.yaml` has no component `ap`\nhint: did you mean `api`?\n");
    let ran = set(&site, &["api", "down"]).code(1);
    assert!(
        ran.stderr
            .starts_with("error: `down` is not a valid status of a component\nhint: did you mean `major_outage`?")
    );
    assert!(ran.stderr.contains("under_maintenance"), "{}", ran.stderr);
    assert_eq!(read(&site, "status.yaml"), before);
}

#[test]
fn dry_run_shows_the_line_and_changes_nothing() {
    let site = site().log("2026-11-01T00:00:00Z web operat");
    let before = (read(&site, "status.yaml"), read(&site, "history.log"));
    let ran = set(&site, &["api", "major_outage", "--record", "--dry-run"]).code(0);
    let shown = "-     status: operational  # well\n+     status: major_outage  # well\n2026-11-22T12:00:00Z api major_outage\n";
    assert_eq!(ran.stdout, shown);
    assert!(ran.stderr.contains("would repair the last line of `history.log`"), "{}", ran.stderr);
    let ran = set(&site, &["web", "major_outage", "--override", "--dry-run"]).code(0);
    assert_eq!(ran.stdout, "+     status: major_outage\n2026-11-22T12:00:00Z web major_outage *\n");
    assert_eq!((read(&site, "status.yaml"), read(&site, "history.log")), before);
}

#[test]
fn dry_run_output_equals_that_of_the_real_run() {
    for flags in [vec![], vec!["--record"], vec!["--override"], vec!["--record", "--override"]] {
        let site = Site::new().components(&COMPONENTS.replace("Website\n", "Website\n    status: partial_outage\n"));
        let args = [&["api", "major_outage", "--format", "json"], flags.as_slice()].concat();
        let dry = answer(&set(&site, &[args.as_slice(), &["--dry-run"]].concat()).code(0));
        let real = answer(&set(&site, &args).code(0));
        assert_eq!(dry, real);
        assert_eq!(real["removed"], serde_json::json!(["    status: operational  # well"]));
        let lines: Vec<String> = read(&site, "history.log").lines().map(str::to_owned).collect();
        assert_eq!(real["recorded"].as_array().unwrap().len(), lines.len());
    }
}

#[test]
fn record_option_records_the_change() {
    let site = site();
    let ran = set(&site, &["api", "major_outage", "--record", "--format", "json"]).code(0);
    let line = serde_json::json!({ "time": NOW, "component": "api", "status": "major_outage" });
    let wanted = serde_json::json!({
        "component": "api", "before": "operational", "status": "major_outage", "changed": true, "line": 7,
        "removed": ["    status: operational  # well"], "added": ["    status: major_outage  # well"],
        "recorded": [line], "repaired_files": [],
    });
    assert_eq!(answer(&ran), wanted);
    assert_eq!(read(&site, "history.log"), "2026-11-22T12:00:00Z api major_outage\n");
}

#[test]
fn override_wins_over_stuck_monitor() {
    let site = site().log("2026-11-22T11:00:00Z api major_outage probe/x\n");
    site.commit(NOW);
    let ran = set(&site, &["api", "operational", "--override"]).code(0);
    let expected =
        "`api` is already `operational`; `status.yaml` was not changed\n2026-11-22T12:00:00Z api operational *\n";
    assert_eq!(ran.stdout, expected);
    assert_eq!(site.run(&["record", "--now", NOW]).code(0).stdout, "");
    set(&site, &["api", "degraded_performance", "--override"]).code(0);
    assert_eq!(site.run(&["record", "--now", NOW]).code(0).stdout, "");
    site.commit("2026-11-22T12:10:00Z");
    assert_eq!(site.run(&["record", "--now", "2026-11-22T12:20:00Z"]).code(0).stdout, "");
    let status = "api/v2/components.json";
    site.run(&["build", "--now", "2026-11-22T12:20:00Z"]).code(0);
    assert_eq!(site.built().json(status)["components"][0]["status"], "degraded_performance");
}

#[test]
fn invalid_status_file_is_reported_and_unchanged() {
    let site = Site::new().status("components: [\n");
    let ran = set(&site, &["api", "major_outage"]).code(1);
    assert!(ran.stderr.contains("AG101") && ran.stderr.contains("could not read `status.yaml`"), "{}", ran.stderr);
    assert_eq!(read(&site, "status.yaml"), "components: [\n");
    fs::remove_file(site.path("status.yaml")).unwrap();
    let ran = set(&site, &["api", "major_outage"]).code(1);
    assert!(ran.stderr.contains("could not read `status.yaml`"), "{}", ran.stderr);
}

#[test]
fn other_errors_in_the_status_file_do_not_prevent_a_change() {
    let yaml = format!("{PAGE}  timezon: UTC\ncomponents:\n{COMPONENTS}");
    let site = Site::new().status(&yaml);
    let ran = set(&site, &["api", "major_outage"]).code(0);
    assert!(ran.stderr.contains("AG102"), "{}", ran.stderr);
    assert_eq!(read(&site, "status.yaml"), yaml.replace("operational", "major_outage"));
}

#[test]
fn status_with_a_yaml_anchor_is_not_changed() {
    let site = Site::new()
        .components("  - { id: api, name: API, status: &s operational }\n  - { id: web, name: W, status: *s }\n");
    let before = read(&site, "status.yaml");
    let ran = set(&site, &["api", "major_outage", "--record"]).code(1);
    assert!(
        ran.stderr.contains("hint: the component in line 5 or its status is shared by an anchor (`&`)")
            && ran.stderr.contains("write out the shared value in each place, here with `status: major_outage`"),
        "{}",
        ran.stderr
    );
    assert_eq!(read(&site, "status.yaml"), before);
    set(&site, &["web", "major_outage"]).code(0);
}

#[test]
fn set_keeps_all_other_bytes_of_the_demo() {
    let demo = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/status.yaml")).unwrap();
    let site = Site::new().status(&demo);
    set(&site, &["cdn", "major_outage"]).code(0);
    let (changed, at) = (read(&site, "status.yaml"), demo.find("id: cdn").unwrap());
    assert_eq!(changed[..at], demo[..at]);
    assert_eq!(changed[at..], demo[at..].replacen("status: operational", "status: major_outage", 1));
}

#[test]
fn output_escapes_control_characters() {
    for entry in [
        "{ id: api, name: API, status: operational } # \u{1b}[2J",
        "{ id: api, name: API, status: \"a\\e[2J\" }",
        "{ id: \"apis\\e\", name: API }",
    ] {
        let site = Site::new().components(&format!("  - {entry}\n"));
        for flag in ["--dry-run", "--record"] {
            let ran = set(&site, &["api", "major_outage", flag]);
            assert!(!ran.stdout.contains('\u{1b}') && !ran.stderr.contains('\u{1b}'), "{}{}", ran.stdout, ran.stderr);
        }
    }
}
