//! `allgreen build`, with valid and invalid files.

use std::fs;

use crate::site::{PAGE, Site};

const OPEN: &str = "---\ntitle: Payments fail\naffects: { api: major_outage }\n---\n\n## 2026-11-22 10:00 UTC - Investigating\n\nWe look.\n";

fn demo() -> Site {
    Site::new()
        .incident("payments", OPEN)
        .log("2026-11-01T00:00:00Z api operational\n2026-11-01T00:00:00Z web operational\n")
}

#[test]
fn equal_input_gives_equal_bytes() {
    let (one, other) = (demo().build().files(), demo().build().files());
    assert_eq!(one, other);
}

#[test]
fn order_of_updates_in_file_does_not_matter() {
    let update = |time: &str, rest: &str| format!("\n## 2026-11-20 {time} UTC - {rest}\n\nText of {time}.\n");
    let updates = [
        update("10:00", "Investigating {web=partial_outage}"),
        update("10:30", "Identified {api=degraded_performance}"),
        update("11:00", "Monitoring {web=operational}"),
        update("12:00", "Resolved"),
    ];
    let head = "---\ntitle: Outage\naffects: { api: major_outage }\n---\n";
    let forth = Site::new().incident("outage", &format!("{head}{}", updates.concat()));
    let reversed: String = updates.iter().rev().map(String::as_str).collect();
    let back = Site::new().incident("outage", &format!("{head}{reversed}"));
    assert_eq!(forth.build().files(), back.build().files());
}

#[test]
fn without_keep_going_build_with_invalid_file_writes_nothing() {
    let site = demo();
    let before = site.build().files();
    site.write("incidents/typo.md", "---\ntitle: Typo\n---\n## 2026-11-22 10:00 UTC - Fixed\n");
    let ran = site.run(&["build"]).code(1);
    assert!(ran.stderr.contains("AG204") && ran.stderr.contains("nothing was built"), "{}", ran.stderr);
    assert_eq!(site.built().files(), before);
}

#[test]
fn invalid_log_line_is_reported() {
    let ran = demo().log("2026-11-01T00:00:00Z api operational\nnonsense\n").run(&["build"]).code(3);
    assert!(ran.stderr.contains("history.log:2: a line of the log is invalid"), "{}", ran.stderr);
}

#[test]
fn invalid_incident_is_published_part_by_part() {
    let site = demo();
    site.commit("2026-11-22T10:00:00Z");
    site.write(
        "incidents/payments.md",
        OPEN.replace("Investigating", "Investigatin").replace("We look.", "We looked."),
    );
    site.commit("2026-11-22T10:10:00Z");
    site.write("incidents/never.md", "---\ntitel: Never right\n---\n");
    let ran = site.run(&["build", "--keep-going"]).code(3);
    let seen = "incidents/payments.md:6: visitors see it as `Investigating` at 2026-11-22 10:00 UTC";
    assert!(ran.stderr.contains(seen), "{}", ran.stderr);
    assert!(ran.stderr.contains("write `## 2026-11-22 10:00 UTC - Investigating`"), "{}", ran.stderr);
    let incidents = &site.built().json("api/v2/incidents/unresolved.json")["incidents"];
    assert_eq!([&incidents[0]["name"], &incidents[1]["name"]], ["Never", "Payments fail"]);
    assert_eq!(incidents[1]["incident_updates"][0]["body"], "We looked.");
}

#[test]
fn build_uses_last_valid_version_of_invalid_status_file() {
    let site = demo();
    site.commit("2026-11-22T10:00:00Z");
    site.write("status.yaml", format!("{PAGE}components: [\n"));
    site.run(&["build"]).code(1);
    let ran = site.run(&["build", "--keep-going"]).code(3);
    assert!(ran.stderr.contains("status.yaml: has errors, so the version of commit"), "{}", ran.stderr);
    assert_eq!(site.built().json("api/v2/status.json")["status"]["indicator"], "major");
}

#[test]
fn without_git_invalid_incident_is_published_and_invalid_status_file_is_fatal() {
    let site = demo().incident("wrong", "Nothing works.").incident("binary", "\0");
    let ran = site.run(&["build", "--keep-going"]).code(3);
    assert!(ran.stderr.contains("incidents/binary.md: has errors, so visitors do not see it"), "{}", ran.stderr);
    assert!(site.built().page("incidents/wrong/index.html").contains("Nothing works."));
    site.write("status.yaml", "page: []\n");
    site.run(&["build", "--keep-going"]).code(1);
}

#[test]
fn duplicate_id_gets_a_number() {
    let site = demo().file("incidents/zz/payments.md", OPEN.replace("Payments", "Others"));
    site.commit("2026-11-22T10:00:00Z");
    let ran = site.run(&["build", "--keep-going"]).code(3);
    assert!(ran.stderr.contains("incidents/zz/payments.md: visitors see it as `payments-2`"), "{}", ran.stderr);
    let incidents = &site.built().json("api/v2/incidents.json")["incidents"];
    assert_eq!([&incidents[0]["id"], &incidents[1]["id"]], ["payments", "payments-2"]);
    assert_eq!([&incidents[0]["name"], &incidents[1]["name"]], ["Payments fail", "Others fail"]);
}

#[test]
fn unknown_component_of_open_incident_is_reported() {
    let site = demo().incident("open", &OPEN.replace("{ api:", "{ apii:"));
    let ran = site.run(&["build"]).code(3);
    assert!(ran.stderr.contains("did you mean `api` (API)?"), "{}", ran.stderr);
}

#[test]
fn future_update_takes_effect_at_its_time() {
    let site = demo().incident("payments", &format!("{OPEN}\n## 2026-11-23 10:00 UTC - Resolved\n"));
    let ran = site.run(&["build"]).code(3);
    assert!(ran.stderr.contains("AG217"), "{}", ran.stderr);
    assert_eq!(site.built().json("api/v2/status.json")["status"]["indicator"], "major");
    site.run(&["build", "--now", "2026-11-23T10:00:00Z"]).code(0);
    assert_eq!(site.built().json("api/v2/status.json")["status"]["indicator"], "none");
}

#[test]
fn only_files_of_earlier_builds_are_removed() {
    let site = demo();
    let built = site.build();
    assert!(built.has("incidents/payments/index.html"));
    site.write("public/theirs.txt", "keep me");
    fs::remove_file(site.path("incidents/payments.md")).unwrap();
    let built = site.build();
    assert!(!built.has("incidents/payments") && built.has("theirs.txt"));
}

#[test]
fn output_folder_with_files_not_from_allgreen_is_refused() {
    let site = demo().file("public/theirs.txt", "keep me");
    let ran = site.run(&["build"]).code(1);
    assert!(ran.stderr.contains("public"), "{}", ran.stderr);
    assert_eq!(fs::read_dir(site.path("public")).unwrap().count(), 1);
}

#[test]
fn page_of_resolved_incident_does_not_change_with_time() {
    let over = format!("{OPEN}\n## 2026-11-22 11:00 UTC - Resolved\n");
    let site = demo().incident("payments", &over);
    let before = site.build().page("incidents/payments/index.html");
    site.run(&["build", "--now", "2027-06-01T00:00:00Z"]).code(0);
    assert_eq!(site.built().page("incidents/payments/index.html"), before);
}

#[test]
fn page_of_open_incident_changes_only_when_update_is_overdue() {
    let site = demo();
    let page = |now: &str| {
        site.run(&["build", "--now", now]).code(0);
        site.built().page("incidents/payments/index.html")
    };
    let fresh = page("2026-11-22T10:01:00Z");
    let time = "<time datetime=\"2026-11-22T10:30:00Z\">10:30 UTC</time>";
    assert!(fresh.contains(&format!("<span>Next update by {time}</span>")), "{fresh}");
    assert!(site.built().page("index.html").contains(&format!("<span>Next update by {time}</span>")));
    assert_eq!(page("2026-11-22T10:30:00Z"), fresh, "an update is not overdue in the minute in which it is due");
    let late = page("2026-11-22T10:31:00Z");
    let turned = fresh.replace("<span>Next", "<span hidden>Next").replace("class=\"late\" hidden", "class=\"late\"");
    assert_eq!(late, turned);
    assert_eq!(page("2026-11-22T23:00:00Z"), late);
}

#[test]
fn next_update_is_not_shown_if_update_every_is_never() {
    let site = demo().incident("payments", &OPEN.replace("affects", "update_every: never\naffects"));
    site.build();
    assert!(!site.built().page("incidents/payments/index.html").contains("ext update"));
    assert!(!site.built().page("index.html").contains("ext update"));
    let site = demo().incident("payments", &OPEN.replace("affects", "update_every: 15h\naffects"));
    let front = site.build().page("index.html");
    let time = "<time datetime=\"2026-11-23T01:00:00Z\">23 Nov 2026, 01:00 UTC</time>";
    assert!(front.contains(&format!("Next update by {time}")), "{front}");
}

#[test]
fn usage_errors_exit_with_code_2() {
    let site = demo();
    for args in [
        &["build", "--now", "yesterday"][..],
        &["build", "--base-url", "example.org"],
        &["bild"],
        &["check", "--explain", "AG999"],
    ] {
        let ran = site.run(args);
        assert_eq!(ran.code, 2, "{}", ran.stderr);
    }
    let ran = site.run(&["build", "--now", "2026-11-22"]);
    assert!(ran.stderr.contains("2026-11-22T12:00:00Z"), "{}", ran.stderr);
}

#[test]
fn version_option_prints_release_of_time_zone_data() {
    let ran = Site::new().run(&["--version"]).code(0);
    assert!(ran.stdout.contains("time zones of IANA's release 20"), "{}", ran.stdout);
}

#[test]
fn shell_completions_are_printed() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = Site::new().run(&["completions", shell]).code(0);
        assert!(ran.stdout.contains("keep-going"), "{shell}");
    }
}

#[test]
fn duplicate_id_never_replaces_open_incident() {
    let over = format!("{OPEN}\n## 2026-11-22 11:00 UTC - Resolved\n");
    for other in [over.clone(), over.replace("title:", "draft: true\ntitle:").replace("Payments", "Draft of payments")]
    {
        let site = demo();
        site.commit("2026-11-22T10:00:00Z");
        site.write("incidents/0/payments.md", other.replace("Payments fail", "Something else"));
        site.commit("2026-11-22T10:10:00Z");
        site.run(&["build", "--keep-going"]);
        let unresolved = site.built().json("api/v2/incidents/unresolved.json");
        assert_eq!(unresolved["incidents"][0]["name"], "Payments fail");
    }
    let draft = demo().file("incidents/0/payments.md", over.replace("title:", "draft: true\ntitle:"));
    draft.run(&["check"]).code(0);
}

#[cfg(unix)]
#[test]
fn unreadable_incidents_folder_is_reported() {
    let elsewhere = tempfile::tempdir().unwrap();
    let site = Site::new();
    std::os::unix::fs::symlink(elsewhere.path(), site.path("incidents")).unwrap();
    assert_eq!(site.check().code(1).problems(), ["AG004 incidents"]);
    fs::remove_file(site.path("incidents")).unwrap();
    site.write("incidents", "a file");
    assert_eq!(site.check().code(1).problems(), ["AG001 incidents"]);
}

#[cfg(unix)]
#[test]
fn unreadable_log_uses_its_last_valid_version() {
    let elsewhere = tempfile::NamedTempFile::new().unwrap();
    let site = demo().log("2026-11-01T00:00:00Z api operational\n2026-11-20T00:00:00Z web major_outage probe/x\n");
    site.commit("2026-11-22T10:00:00Z");
    fs::remove_file(site.path("history.log")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), site.path("history.log")).unwrap();
    let ran = site.run(&["build", "--keep-going"]).code(3);
    assert!(ran.stderr.contains("history.log: has errors, so the version of commit"), "{}", ran.stderr);
    let web = &site.built().json("api/uptime.json")["components"][1];
    assert_eq!(web["status"], "major_outage");
}

#[test]
fn missing_history_of_shallow_clone_is_reported() {
    let site = demo();
    site.commit("2026-11-22T10:00:00Z");
    site.write("theme/templates/404.html", "{% if");
    site.commit("2026-11-22T10:10:00Z");
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", site.path(".").canonicalize().unwrap().display());
    let to = clone.path().join("clone");
    site.git(&["clone", "-q", "--depth", "1", &from, to.to_str().unwrap()], "2026-11-22T10:20:00Z");
    let source = to.to_str().unwrap();
    let ran = site.run(&["build", "--keep-going", "--source", source]).code(3);
    assert!(ran.stderr.contains("shallow clone"), "{}", ran.stderr);
}

#[test]
fn problems_of_last_valid_version_are_reported() {
    let site = demo().incident("payments", &OPEN.replace("{ api:", "{ apii: partial_outage, api:"));
    site.commit("2026-11-22T10:00:00Z");
    let status = fs::read_to_string(site.path("status.yaml")).unwrap();
    site.write("status.yaml", format!("{status}x: [\n"));
    let ran = site.run(&["build", "--keep-going"]).code(3);
    assert!(ran.stderr.contains("did you mean `api` (API)?"), "{}", ran.stderr);
}

#[test]
fn github_annotations_have_paths_from_repository_root() {
    let site = Site::new().file("pages/status/status.yaml", "page: {}\n");
    site.commit("2026-11-22T10:00:00Z");
    let ran = site.run(&["check", "--source", "pages/status", "--format", "github"]).code(1);
    assert!(ran.stdout.starts_with("::error file=pages/status/status.yaml,line=1,"), "{}", ran.stdout);
}

#[cfg(unix)]
#[test]
fn empty_output_folder_is_filled_in_place() {
    use std::os::unix::fs::MetadataExt;
    let site = demo();
    fs::create_dir(site.path("public")).unwrap();
    let before = fs::metadata(site.path("public")).unwrap().ino();
    assert!(site.build().has("index.html"));
    assert_eq!(fs::metadata(site.path("public")).unwrap().ino(), before);
}

#[test]
fn output_folder_inside_theme_folder_is_refused() {
    let site = demo();
    let ran = site.run(&["build", "--out", "theme/assets/site"]).code(1);
    assert!(ran.stderr.contains("hint: choose another folder"), "{}", ran.stderr);
    assert!(!site.path("theme").exists());
    assert_eq!(site.run(&["build", "--source", "status.yaml"]).code, 2);
}

#[test]
fn base_url_does_not_change_cname() {
    let site = demo();
    site.run(&["build", "--base-url", "https://preview.acme.example"]).code(0);
    assert_eq!(site.built().page("CNAME"), "status.acme.example\n");
    assert!(site.built().page("history.rss").contains("https://preview.acme.example/incidents/payments/"));
}

#[test]
fn incident_with_unusual_name_is_published_with_a_warning() {
    let site = demo();
    site.commit("2026-11-22T10:00:00Z");
    site.git(&["mv", "incidents/payments.md", "incidents/Payments fail.MD"], "2026-11-22T10:10:00Z");
    site.write("Incident/other.md.txt", OPEN.replace("Payments", "Others"));
    site.write("incidents/copy.md.orig", OPEN);
    let ran = site.run(&["build", "--keep-going"]).code(0);
    assert!(ran.stderr.contains("rename it to `incidents/payments-fail.md`"), "{}", ran.stderr);
    assert!(ran.stderr.contains("`incidents/copy.md.orig` is not read"), "{}", ran.stderr);
    let built = site.built();
    assert!(built.has("incidents/payments-fail/index.html") && built.has("incidents/other/index.html"));
    assert!(!built.has("incidents/copy/index.html"));
}

#[test]
fn misnamed_status_file_is_read_with_a_warning() {
    let site = demo();
    fs::rename(site.path("status.yaml"), site.path("status.yml")).unwrap();
    let ran = site.run(&["build"]).code(0);
    assert!(ran.stderr.contains("rename it to `status.yaml`"), "{}", ran.stderr);
}

#[test]
fn statuses_in_invalid_status_file_count() {
    let site = demo();
    site.commit("2026-11-22T10:00:00Z");
    let status = fs::read_to_string(site.path("status.yaml")).unwrap();
    let down = status.replace("{ id: web,", "{ id: web, status: major_outage,");
    assert_ne!(status, down);
    site.write("status.yaml", format!("{down}x: [\n"));
    site.run(&["build", "--keep-going"]).code(3);
    let components = &site.built().json("api/v2/components.json")["components"];
    let web = components.as_array().unwrap().iter().find(|each| each["id"] == "web").unwrap();
    assert_eq!(web["status"], "major_outage");
}

#[test]
fn incident_without_updates_has_one_update_in_the_api() {
    let begun = OPEN.replace("affects", "started: 2026-11-22 11:30 UTC\naffects").replace("10:00", "12:03");
    let site = demo().incident("payments", &begun);
    site.run(&["build"]).code(0);
    let incidents = site.built().json("api/v2/incidents.json");
    let update = &incidents["incidents"][0]["incident_updates"][0];
    assert_eq!(update["status"], "investigating");
    assert_eq!(update["affected_components"][0]["new_status"], "major_outage");
}
