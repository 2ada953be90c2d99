//! `allgreen record` appends each change of a declared status to the log, once and with its time.

use std::fs;

use allgreen::model::Instant;
use allgreen::record;

use crate::site::{NOW, PAGE, Ran, Site};

/// Returns the time `clock` (`HH:MM`, UTC) on the day of these tests.
fn at(clock: &str) -> String {
    format!("2026-11-22T{clock}:00Z")
}

fn components(api: &str, web: &str) -> String {
    format!(
        "{PAGE}components:\n  - {{ id: api, name: API, status: {api} }}\n  - {{ id: web, name: Website, status: {web} }}\n"
    )
}

/// Creates a repository whose commit of 10:00 declares both components operational.
fn site() -> Site {
    let site = Site::new().status(&components("operational", "operational"));
    site.commit(&at("10:00"));
    site
}

fn declare(site: &Site, api: &str, web: &str, clock: &str) {
    site.write("status.yaml", components(api, web));
    site.commit(&at(clock));
}

fn run(site: &Site, now: &str) -> Ran {
    site.run(&["record", "--now", now])
}

fn log(site: &Site) -> String {
    fs::read_to_string(site.path("history.log")).unwrap_or_default()
}

/// Runs `record` at noon, and asserts that the log then has these lines and that a second run adds none.
fn records(site: &Site, lines: &[&str]) {
    run(site, NOW).code(0);
    assert_eq!(log(site).lines().collect::<Vec<_>>(), lines);
    let again = run(site, &at("12:30")).code(0);
    assert_eq!((again.stdout.as_str(), again.stderr.as_str()), ("", "nothing to record\n"));
    assert_eq!(log(site).lines().collect::<Vec<_>>(), lines);
}

#[test]
fn changes_between_two_runs_are_recorded() {
    let site = site();
    declare(&site, "operational", "partial_outage", "10:05");
    run(&site, &at("10:06")).code(0);
    declare(&site, "major_outage", "partial_outage", "10:10");
    declare(&site, "operational", "operational", "10:20");
    records(
        &site,
        &[
            "2026-11-22T10:05:00Z web partial_outage",
            "2026-11-22T10:10:00Z api major_outage",
            "2026-11-22T10:20:00Z api operational",
            "2026-11-22T10:20:00Z web operational",
        ],
    );
}

#[test]
fn status_restored_by_git_revert_is_recorded() {
    let site = site();
    declare(&site, "major_outage", "operational", "10:10");
    site.git(&["revert", "--no-edit", "HEAD"], &at("10:40"));
    records(&site, &["2026-11-22T10:10:00Z api major_outage", "2026-11-22T10:40:00Z api operational"]);
}

#[test]
fn change_in_merged_branch_is_recorded_at_time_of_merge() {
    let site = site();
    site.git(&["switch", "-q", "-c", "outage"], NOW);
    declare(&site, "major_outage", "operational", "10:10");
    declare(&site, "partial_outage", "operational", "10:20");
    site.git(&["switch", "-q", "main"], NOW);
    site.git(&["merge", "-q", "--no-ff", "-m", "merge", "outage"], &at("10:30"));
    records(&site, &["2026-11-22T10:30:00Z api partial_outage"]);
}

#[test]
fn commit_in_same_second_as_last_line_is_recorded() {
    let site = site();
    declare(&site, "major_outage", "operational", "10:10");
    run(&site, &at("10:10")).code(0);
    declare(&site, "operational", "partial_outage", "10:10");
    records(
        &site,
        &[
            "2026-11-22T10:10:00Z api major_outage",
            "2026-11-22T10:10:00Z web partial_outage",
            "2026-11-22T10:10:00Z api operational",
        ],
    );
}

#[test]
fn next_run_adds_log_lines_that_a_killed_run_did_not_write() {
    let site = site();
    declare(&site, "major_outage", "major_outage", "10:10");
    declare(&site, "operational", "operational", "10:20");
    site.write("history.log", "2026-11-22T10:10:00Z api major_outage\n");
    records(
        &site,
        &[
            "2026-11-22T10:10:00Z api major_outage",
            "2026-11-22T10:10:00Z web major_outage",
            "2026-11-22T10:20:00Z api operational",
            "2026-11-22T10:20:00Z web operational",
        ],
    );
}

#[test]
fn commit_older_than_last_log_line_is_recorded_with_time_of_that_line() {
    let site = site();
    declare(&site, "major_outage", "operational", "11:00");
    declare(&site, "operational", "partial_outage", "10:30");
    records(
        &site,
        &[
            "2026-11-22T11:00:00Z api major_outage",
            "2026-11-22T11:00:00Z api operational",
            "2026-11-22T11:00:00Z web partial_outage",
        ],
    );
    declare(&site, "operational", "operational", "10:40");
    run(&site, NOW).code(0);
    assert_eq!(log(&site).lines().last(), Some("2026-11-22T11:00:00Z web operational"));
}

#[test]
fn commits_with_future_times_are_recorded_once() {
    let site = site();
    declare(&site, "major_outage", "operational", "12:10");
    run(&site, NOW).code(0);
    declare(&site, "operational", "operational", "12:04");
    records(&site, &["2026-11-22T12:10:00Z api major_outage", "2026-11-22T12:10:00Z api operational"]);
}

#[test]
fn commit_time_years_ahead_is_replaced_by_time_of_run() {
    let site = site();
    site.write("status.yaml", components("major_outage", "operational"));
    site.commit("2037-01-01T00:00:00Z");
    run(&site, &at("11:00")).code(0);
    declare(&site, "operational", "operational", "11:30");
    records(&site, &["2026-11-22T11:00:00Z api major_outage", "2026-11-22T11:30:00Z api operational"]);
}

#[test]
fn log_lines_have_time_of_run_if_there_is_no_git_repository() {
    let site = Site::new().status(&components("major_outage", "operational"));
    records(&site, &["2026-11-22T12:00:00Z api major_outage"]);
    site.write("status.yaml", components("operational", "operational"));
    run(&site, &at("13:00")).code(0);
    assert_eq!(log(&site).lines().last(), Some("2026-11-22T13:00:00Z api operational"));
}

#[test]
fn log_lines_have_time_of_run_if_there_are_no_commits() {
    let site = Site::new().status(&components("major_outage", "operational"));
    site.git(&["init", "-q"], NOW);
    records(&site, &["2026-11-22T12:00:00Z api major_outage"]);
}

#[test]
fn git_error_records_nothing() {
    let site = Site::new().status(&components("major_outage", "operational")).file(".git", "gitdir: nowhere\n");
    let ran = run(&site, NOW).code(1);
    assert!(ran.stderr.contains("could not read the commits") && ran.stderr.contains("hint: "), "{}", ran.stderr);
    assert_eq!(log(&site), "");
}

#[test]
fn always_operational_component_gets_no_log_line() {
    let site = site().log("2026-11-01T00:00:00Z web operational\n");
    site.commit(&at("10:01"));
    records(&site, &["2026-11-01T00:00:00Z web operational"]);
}

#[test]
fn status_that_override_already_set_is_not_recorded_again() {
    let site = site();
    declare(&site, "major_outage", "operational", "10:10");
    site.write("history.log", "2026-11-22T10:10:00Z api major_outage\n2026-11-22T10:30:00Z api operational *\n");
    declare(&site, "operational", "operational", "10:31");
    records(&site, &["2026-11-22T10:10:00Z api major_outage", "2026-11-22T10:30:00Z api operational *"]);
}

#[test]
fn override_does_not_suppress_changes_of_other_components() {
    let site = site();
    declare(&site, "major_outage", "partial_outage", "10:10");
    declare(&site, "operational", "operational", "10:20");
    site.write("history.log", "2026-11-22T10:40:00Z api operational *\n");
    records(
        &site,
        &[
            "2026-11-22T10:40:00Z api operational *",
            "2026-11-22T10:10:00Z web partial_outage",
            "2026-11-22T10:20:00Z web operational",
        ],
    );
}

#[test]
fn override_wins_over_other_line_with_same_time() {
    let site = Site::new().status(&components("operational", "operational"));
    let log = ["2026-11-22T10:00:00Z api operational *", "2026-11-22T10:00:00Z api major_outage"];
    site.write("history.log", log.join("\n") + "\n");
    records(&site, &log);
}

#[test]
fn monitor_lines_do_not_count_as_declared_statuses() {
    let site = site().log("2026-11-22T10:30:00Z api major_outage probe/x\n");
    records(&site, &["2026-11-22T10:30:00Z api major_outage probe/x"]);
}

#[test]
fn uncommitted_status_is_recorded_once_with_time_of_run() {
    let site = site();
    site.write("status.yaml", components("major_outage", "operational"));
    records(&site, &["2026-11-22T12:00:00Z api major_outage"]);
    site.commit(&at("12:40"));
    assert_eq!(run(&site, &at("12:50")).code(0).stdout, "");
}

#[test]
fn revert_of_uncommitted_status_is_recorded_with_time_of_run() {
    let site = site();
    site.write("status.yaml", components("major_outage", "operational"));
    run(&site, &at("11:00")).code(0);
    site.write("status.yaml", components("operational", "operational"));
    records(&site, &["2026-11-22T11:00:00Z api major_outage", "2026-11-22T12:00:00Z api operational"]);
}

#[test]
fn commit_with_invalid_status_file_is_skipped() {
    for broken in ["components: [\n".to_owned(), components("[a]", "operational"), components("down", "operational")] {
        let site = site();
        declare(&site, "major_outage", "operational", "10:10");
        site.write("status.yaml", broken);
        site.commit(&at("10:20"));
        fs::remove_file(site.path("status.yaml")).unwrap();
        site.commit(&at("10:30"));
        declare(&site, "major_outage", "partial_outage", "10:40");
        records(&site, &["2026-11-22T10:10:00Z api major_outage", "2026-11-22T10:40:00Z web partial_outage"]);
    }
}

#[test]
fn misspelt_status_key_does_not_mean_operational() {
    let site = site();
    declare(&site, "major_outage", "operational", "10:10");
    site.write("status.yaml", components("major_outage", "partial_outage").replace("status: maj", "statsu: maj"));
    site.commit(&at("10:20"));
    let ran = run(&site, NOW).code(1);
    assert!(ran.stderr.contains("unknown key `statsu`"), "{}", ran.stderr);
    assert_eq!(log(&site), "2026-11-22T10:10:00Z api major_outage\n2026-11-22T10:20:00Z web partial_outage\n");
}

#[test]
fn commits_are_recorded_even_if_status_file_in_work_tree_is_invalid() {
    let site = site();
    declare(&site, "major_outage", "operational", "10:10");
    site.write("status.yaml", "components: [\n");
    let ran = run(&site, NOW).code(1);
    assert!(ran.stderr.contains("AG101"), "{}", ran.stderr);
    assert_eq!(log(&site), "2026-11-22T10:10:00Z api major_outage\n");
    fs::remove_file(site.path("status.yaml")).unwrap();
    let ran = run(&site, NOW).code(1);
    assert!(ran.stderr.contains("AG005"), "{}", ran.stderr);
    assert_eq!(log(&site), "2026-11-22T10:10:00Z api major_outage\n");
}

#[test]
fn unknown_status_is_reported_and_other_components_are_recorded() {
    let site = Site::new().status(&components("down", "partial_outage"));
    let ran = run(&site, NOW).code(1);
    assert!(ran.stderr.contains("AG107"), "{}", ran.stderr);
    assert_eq!(log(&site), "2026-11-22T12:00:00Z web partial_outage\n");
}

#[test]
fn removed_component_gets_no_log_line() {
    let site = site();
    declare(&site, "major_outage", "partial_outage", "10:10");
    site.write("status.yaml", format!("{PAGE}components:\n  - {{ id: web, name: Website, status: partial_outage }}\n"));
    site.commit(&at("10:20"));
    records(&site, &["2026-11-22T10:10:00Z web partial_outage"]);
}

#[test]
fn component_with_invalid_id_gets_no_log_line() {
    let yaml = format!("{PAGE}components:\n  - {{ id: \"a\\n2026\", name: A, status: major_outage }}\n");
    records(&Site::new().status(&yaml), &[]);
}

#[test]
fn dry_run_changes_nothing_and_reports_everything() {
    let site = site();
    declare(&site, "major_outage", "operational", "10:10");
    site.write("history.log", "2026-11-01T00:00:00Z web operational");
    let ran = site.run(&["record", "--now", NOW, "--dry-run", "--format", "json"]).code(0);
    let answer: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let line = serde_json::json!({ "time": "2026-11-22T10:10:00Z", "component": "api", "status": "major_outage" });
    assert_eq!(answer, serde_json::json!({ "recorded": [line], "repaired_files": ["history.log"] }));
    assert_eq!(log(&site), "2026-11-01T00:00:00Z web operational");
}

#[test]
fn recorded_lines_are_printed() {
    let site = Site::new().status(&components("major_outage", "operational"));
    assert_eq!(run(&site, NOW).code(0).stdout, "2026-11-22T12:00:00Z api major_outage\n");
    let again = site.run(&["record", "--now", NOW, "--format", "json"]).code(0);
    let answer: serde_json::Value = serde_json::from_str(&again.stdout).unwrap();
    assert_eq!(answer, serde_json::json!({ "recorded": [], "repaired_files": [] }));
}

#[test]
fn log_split_by_year_stays_split() {
    let site = site().file("history/2025.log", "2025-11-01T00:00:00Z web operational");
    declare(&site, "major_outage", "operational", "10:10");
    run(&site, NOW).code(0);
    let file = |path: &str| fs::read_to_string(site.path(path)).unwrap();
    assert_eq!(file("history/2026.log"), "2026-11-22T10:10:00Z api major_outage\n");
    assert_eq!(file("history/2025.log"), "2025-11-01T00:00:00Z web operational\n");
    assert!(!site.path("history.log").exists());
}

#[test]
fn record_repairs_last_log_line_without_newline() {
    let cases = [
        ("2026-11-01T00:00:00Z web opera", "# torn: 2026-11-01T00:00:00Z web opera\n"),
        ("2026-11-01T00:00:00Z web operational probe/x", "# torn: 2026-11-01T00:00:00Z web operational probe/x\n"),
        ("2026-11-01T00:00:00Z web operational", "2026-11-01T00:00:00Z web operational\n"),
        ("2026-11-01T00:00:00Z web operational\r", "2026-11-01T00:00:00Z web operational\r\n"),
        ("2026-11-01T00:00:00Z web operational *", "2026-11-01T00:00:00Z web operational *\n"),
        ("# a remark", "# a remark\n"),
        ("\t", "\t\n"),
    ];
    for (torn, repaired) in cases {
        for head in ["", "\u{feff}", "# The log.\r\n2026-10-01T00:00:00Z api operational\r\n"] {
            let site = Site::new().status(&components("major_outage", "operational")).log(&format!("{head}{torn}"));
            let ran = run(&site, NOW).code(0);
            assert!(ran.stderr.contains("repaired the last line of `history.log`"), "{}", ran.stderr);
            assert_eq!(log(&site), format!("{head}{repaired}2026-11-22T12:00:00Z api major_outage\n"));
            let problems = site.check().problems();
            assert!(!problems.iter().any(|each| each.contains("history.log")), "{problems:?}");
        }
    }
}

#[test]
fn torn_line_is_repaired_even_if_nothing_is_recorded() {
    let site = Site::new().log("2026-11-01T00:00");
    run(&site, NOW).code(0);
    assert_eq!(log(&site), "# torn: 2026-11-01T00:00\n");
}

#[test]
fn record_accepts_the_lines_that_check_accepts() {
    let first = "2026-11-01T00:00:00Z api operational";
    let ends =
        ["", "\n", " x", " x\n", " *", " manual", " manual k=v", " p k=v\n", " p k\n", " p =v\n", " p k=v", "ly\n"];
    for line in ends.map(|end| format!("{first}{end}")).iter().chain(&["2026-11-01 api operational\n".to_owned()]) {
        let refused = Site::new().log(line).check().problems().iter().any(|each| each.contains("history.log"));
        let raw = allgreen::source::LogLines::new(line.as_bytes()).next().unwrap();
        assert_eq!(record::LogLine::parse(raw).is_none(), refused, "{line:?}");
    }
}

#[test]
fn unreadable_log_is_an_error() {
    let site = Site::new().status(&components("major_outage", "operational"));
    fs::create_dir(site.path("history.log")).unwrap();
    let ran = run(&site, NOW).code(1);
    assert!(ran.stderr.contains("could not read `history.log`"), "{}", ran.stderr);
}

#[test]
fn shallow_clone_is_reported() {
    let site = site();
    declare(&site, "major_outage", "operational", "10:10");
    declare(&site, "operational", "operational", "10:20");
    let clone = tempfile::tempdir().unwrap();
    let (from, to) = (format!("file://{}", site.path("").display()), clone.path().join("clone"));
    site.git(&["clone", "-q", "--depth", "1", &from, to.to_str().unwrap()], NOW);
    let ran = site.run(&["record", "--now", NOW, "--source", to.to_str().unwrap()]).code(0);
    assert!(ran.stderr.contains("fetch-depth: 0"), "{}", ran.stderr);
}

#[test]
fn append_writes_all_lines_or_none() {
    let site = Site::new().log("2026-11-01T00:00:00Z api opera");
    let lines = ["2026-11-20T14:02:00Z api operational *", "2026-11-20T14:03:00Z api major_outage probe/x ms=3"];
    let root = site.path("");
    assert_eq!(record::append(&root, &lines).unwrap(), ["history.log"]);
    let after = format!("# torn: 2026-11-01T00:00:00Z api opera\n{}\n{}\n", lines[0], lines[1]);
    assert_eq!(log(&site), after);
    for wrong in ["2026-11-20T14:02:00Z api", "# remark", "2026-11-20T14:02:00Z api operational\n"] {
        let error = record::append(&root, &[lines[0], wrong]).unwrap_err();
        assert!(error.to_string().contains("invalid log line"), "{error}");
    }
    assert_eq!(log(&site), after);
}

#[test]
fn preview_returns_what_record_would_append() {
    let site = Site::new();
    let now = Instant::parse_rfc3339(NOW).unwrap();
    let status = components("major_outage", "operational").into_bytes();
    let recorded = record::preview(&site.path(""), now, Some(status.clone()), &[]).unwrap();
    assert_eq!(recorded.lines.len(), 1);
    assert_eq!(record::preview(&site.path(""), now, Some(status), &recorded.lines).unwrap().lines, []);
    assert_eq!(log(&site), "");
}
