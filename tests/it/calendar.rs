//! `LAST-MODIFIED` of maintenance windows in calendars, from commits and from the work tree.

use std::path::Path;
use std::sync::Mutex;

use allgreen::model::Instant;
use allgreen::pipeline::{self, Loaded, Request};

use crate::site::{NOW, Site};

fn window(title: &str) -> String {
    format!(
        "---\ntitle: {title}\nmaintenance:\n  starts: 2026-12-01 22:00 UTC\n  ends: 2026-12-02 00:00 UTC\naffects: [api]\n---\n"
    )
}

/// Renders the site and returns its `history.ics`, with folded lines joined.
fn calendar(request: &Request, mut loaded: Loaded) -> String {
    let mut files = Mutex::new(Vec::new());
    assert!(loaded.render(request, None, &mut files).unwrap());
    let files = files.into_inner().unwrap();
    let file = files.into_iter().find(|file| file.path == "history.ics").unwrap();
    String::from_utf8(file.bytes).unwrap().replace("\r\n ", "")
}

/// Returns `SUMMARY` and `LAST-MODIFIED` of the only window in the calendar.
fn last_change(request: &Request, loaded: Loaded) -> (String, String) {
    let text = calendar(request, loaded);
    let value = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)).unwrap().to_owned();
    (value("SUMMARY:"), value("LAST-MODIFIED:"))
}

/// Returns `SUMMARY` and `LAST-MODIFIED` of the only window in the work tree at the time `now`.
fn last_change_at(site: &Site, now: &str) -> (String, String) {
    let request = Request { now: Instant::parse_rfc3339(now).unwrap(), ..request(site) };
    last_change(&request, pipeline::load(&request).unwrap())
}

fn change(title: &str, time: &str) -> (String, String) {
    (title.to_owned(), time.to_owned())
}

fn request(site: &Site) -> Request {
    let source = site.path("status.yaml").parent().map(Path::to_owned).unwrap();
    Request { source, now: Instant::parse_rfc3339(NOW).unwrap(), keep_going: false, strict: false }
}

#[test]
fn last_modified_is_time_of_last_change_up_to_built_commit() {
    let site = Site::new().incident("move", &window("One"));
    site.commit("2026-11-20T10:00:00Z");
    site.write("incidents/move.md", window("Two"));
    site.commit("2026-11-21T10:00:00Z");
    site.write("status.yaml", std::fs::read_to_string(site.path("status.yaml")).unwrap() + "# later\n");
    site.commit("2026-11-22T10:00:00Z");
    site.write("incidents/move.md", window("Three"));

    let request = request(&site);
    let at = |revision: &str| last_change(&request, pipeline::load_revision(&request, revision).unwrap());
    assert_eq!(at("HEAD~2"), change("One", "20261120T100000Z"));
    assert_eq!(at("HEAD"), change("Two", "20261121T100000Z"));
    assert_eq!(last_change(&request, pipeline::load(&request).unwrap()), change("Three", "20261121T100001Z"));
}

#[test]
fn last_modified_always_increases_despite_wrong_clocks() {
    for days in [["10T10", "07T10", "09T10", "09T11"], ["01T10", "10T10", "01T11", "03T11"]] {
        let site = Site::new();
        let after_each = days.map(|day| {
            site.write("incidents/move.md", window(&format!("On {day}")));
            site.commit(&format!("2026-11-{day}:00:00Z"));
            last_change_at(&site, NOW).1
        });
        assert!(after_each.is_sorted_by(|before, next| before < next), "{after_each:?}");
    }
}

#[test]
fn future_update_changes_last_modified_at_its_time() {
    let update = "\n## 2026-11-25 09:00 UTC - Canceled\n\nNot needed.\n";
    let site = Site::new().incident("move", &(window("Move") + update));
    site.commit("2026-11-20T10:00:00Z");
    assert_eq!(last_change_at(&site, "2026-11-25T08:54:59Z"), change("Move", "20261120T100000Z"));
    assert_eq!(last_change_at(&site, "2026-11-25T09:00:00Z"), change("Canceled: Move", "20261125T090000Z"));
    site.write("incidents/move.md", window("Move house") + update);
    site.commit("2026-11-26T10:00:00Z");
    assert_eq!(last_change_at(&site, "2026-11-26T10:00:00Z"), change("Canceled: Move house", "20261126T100000Z"));
}

#[test]
fn git_configuration_does_not_change_last_modified() {
    let update = "\n## 2026-11-21 09:00 UTC - Scheduled\n\nSoon.\n";
    let site = Site::new().incident("move", &(window("First") + update));
    let commit_and_read = |time| {
        site.commit(time);
        for setting in ["log.showRoot=false", "log.diffMerges=off", "log.showSignature=true", "log.follow=true"]
            .into_iter()
            .chain(["color.ui=always", "diff.renames=copies", "diff.relative=true", "diff.noPrefix=true"])
        {
            let (key, value) = setting.split_once('=').unwrap();
            site.git(&["config", key, value], time);
        }
        last_change_at(&site, NOW)
    };
    assert_eq!(commit_and_read("2026-11-22T08:00:00Z"), change("First", "20261122T080000Z"));
    site.git(&["switch", "-q", "-c", "branch"], NOW);
    site.write("incidents/move.md", window("Second") + update);
    site.commit("2026-11-22T09:00:00Z");
    site.git(&["switch", "-q", "main"], NOW);
    site.git(&["merge", "-q", "--no-ff", "-m", "merge", "branch"], "2026-11-22T10:00:00Z");
    assert_eq!(commit_and_read("2026-11-22T11:00:00Z"), change("Second", "20261122T100000Z"));
}

#[test]
fn uncommitted_window_was_last_changed_at_its_newest_update() {
    let update = "\n## 2026-11-21 09:00 UTC - Scheduled\n\nSoon.\n\n## 2026-11-30 09:00 UTC - Scheduled\n\nAlmost.\n";
    let site = Site::new();
    site.commit("2026-11-20T10:00:00Z");
    let site = site.incident("move", &(window("New") + update));
    let request = request(&site);
    assert_eq!(last_change(&request, pipeline::load(&request).unwrap()), change("New", "20261121T090000Z"));
    let calendar = calendar(&request, pipeline::load(&request).unwrap());
    assert!(calendar.contains("Soon.") && !calendar.contains("Almost."), "{calendar}");
}

#[test]
fn renamed_window_file_counts_as_changed() {
    let site = Site::new().incident("move", &window("Move"));
    site.commit("2026-11-20T10:00:00Z");
    std::fs::create_dir_all(site.path("incidents/2026")).unwrap();
    site.git(&["mv", "incidents/move.md", "incidents/2026/move.md"], NOW);
    site.commit("2026-11-21T10:00:00Z");
    assert_eq!(last_change_at(&site, NOW), change("Move", "20261121T100000Z"));
}

#[test]
fn window_in_shallow_clone_was_last_changed_by_its_only_commit() {
    let site = Site::new().incident("move", &window("Move"));
    site.commit("2026-11-20T10:00:00Z");
    site.write("other.md", "Elsewhere.");
    site.commit("2026-11-21T10:00:00Z");
    assert_eq!(last_change_at(&site, NOW), change("Move", "20261120T100000Z"));
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (format!("file://{}", site.path("").display()), folder.path().join("clone"));
    site.git(&["clone", "-q", "--depth=1", &from, to.to_str().unwrap()], NOW);
    let request = Request { source: to, ..request(&site) };
    assert_eq!(last_change(&request, pipeline::load(&request).unwrap()), change("Move", "20261121T100000Z"));
}

#[test]
fn site_in_subfolder_ignores_changes_outside_it() {
    let site = Site::new();
    let status = std::fs::read_to_string(site.path("status.yaml")).unwrap();
    let site = site.file("status/status.yaml", status).file("status/incidents/move.md", window("Move"));
    site.commit("2026-11-20T10:00:00Z");
    site.write("incidents/move.md", window("Another"));
    site.commit("2026-11-21T10:00:00Z");
    let request = Request { source: site.path("status"), ..request(&site) };
    assert_eq!(last_change(&request, pipeline::load(&request).unwrap()), change("Move", "20261120T100000Z"));
}
