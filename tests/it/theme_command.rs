//! `allgreen theme list` and `allgreen theme copy`.

use std::fs;

use allgreen::emit::BuiltIn;

use crate::site::Site;

/// Returns the name and the state of each file that `theme list` prints.
fn states(site: &Site) -> Vec<(String, String)> {
    let listed: serde_json::Value =
        serde_json::from_str(&site.run(&["theme", "list", "--format", "json"]).code(0).stdout).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let files = listed["files"].as_array().unwrap().iter();
    files.map(|file| (text(&file["name"]), text(&file["state"]))).collect()
}

#[test]
fn every_file_is_listed_with_its_state() {
    let site = Site::new()
        .file("theme/templates/404.html", "Gone.\n")
        .file("theme/text/nl.ftl", "today = Vandaag\n")
        .file("theme/assets/logo.svg", "<svg/>")
        .file("theme/templates/indx.html", "Hello.\n");
    site.run(&["theme", "copy", "footer.html"]).code(0);
    let states = states(&site);
    let state = |name: &str| states.iter().find(|(file, _)| file == name).map(|(_, state)| state.as_str()).unwrap();
    assert_eq!(state("templates/404.html"), "replaced");
    assert_eq!(state("templates/parts/footer.html"), "unchanged");
    assert_eq!(state("templates/index.html"), "built_in");
    assert_eq!([state("text/nl.ftl"), state("assets/logo.svg")], ["added", "added"]);
    assert_eq!(state("templates/indx.html"), "unused");
    assert_eq!(states.len(), BuiltIn::ALL.len() + 3);

    let ran = site.run(&["theme", "list"]).code(0);
    assert!(ran.stdout.starts_with("FILE  ") && ran.stdout.contains("built in   the front page"), "{}", ran.stdout);
    assert!(ran.stderr.contains("did you mean `theme/templates/index.html`?"), "{}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn theme_list_reports_unreadable_file() {
    let site = Site::new().file("theme/text/de.ftl", "");
    std::os::unix::fs::symlink("nowhere", site.path("theme/templates")).unwrap();
    let ran = site.run(&["theme", "list", "--format", "json"]).code(1);
    assert!(ran.stdout.contains("\"theme/templates\""), "{}", ran.stdout);
    assert!(ran.stderr.contains("AG001"), "{}", ran.stderr);
}

#[test]
fn theme_copy_accepts_the_end_of_a_path() {
    let site = Site::new();
    let ran = site.run(&["theme", "copy", "footer.html", "parts/row.html", "theme/text/en.ftl"]).code(0);
    let wanted = ["theme/templates/parts/footer.html", "theme/templates/parts/row.html", "theme/text/en.ftl"];
    assert_eq!(ran.stdout, wanted.map(|path| format!("wrote {path}\n")).concat());
    for path in wanted {
        let built_in = BuiltIn::at(path.strip_prefix("theme/").unwrap()).unwrap();
        assert_eq!(fs::read_to_string(site.path(path)).unwrap(), built_in.text);
    }
    let there = fs::read_dir(site.path("theme/templates/parts")).unwrap().count();
    assert_eq!(there, 2, "no other file is written");
}

#[test]
fn dry_run_copies_nothing() {
    let site = Site::new();
    let ran = site.run(&["theme", "copy", "--all", "--dry-run", "--format", "json"]).code(0);
    let output: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(output["dry_run"], true);
    assert_eq!(output["written"].as_array().unwrap().len(), BuiltIn::ALL.len());
    assert!(!site.path("theme").exists());
}

#[test]
fn existing_files_are_not_overwritten() {
    let site = Site::new().file("theme/templates/404.html", "Ours.\n");
    for args in [&["theme", "copy", "404.html", "footer.html"][..], &["theme", "copy", "--all", "--dry-run"]] {
        let ran = site.run(args).code(1);
        assert!(ran.stderr.contains("theme/templates/404.html"), "{}", ran.stderr);
        assert!(ran.stderr.contains("hint: remove it first"), "{}", ran.stderr);
    }
    assert_eq!(fs::read_to_string(site.path("theme/templates/404.html")).unwrap(), "Ours.\n");
    assert!(!site.path("theme/templates/parts").exists(), "no other file is copied");
}

#[test]
fn misspelt_name_gets_suggestion() {
    let site = Site::new();
    let error_of = |name: &str| site.run(&["theme", "copy", name]).code(1).stderr;
    assert!(
        error_of("footr.html").contains("did you mean `templates/parts/footer.html`?"),
        "{}",
        error_of("footr.html")
    );
    assert!(error_of("templates/indx.html").contains("did you mean `templates/index.html`?"));
    assert!(error_of("zzz").contains("`allgreen theme list` shows all of them"));
    site.run(&["theme", "copy"]).code(2);
    site.run(&["theme", "copy", "--all", "footer.html"]).code(2);
    assert!(!site.path("theme").exists());
}

#[test]
fn copied_built_in_theme_builds_the_same_site() {
    let incident = "---\ntitle: Outage\naffects: { api: major_outage }\n---\n\n## 2026-11-20 10:00 UTC - Investigating\n\nText.\n\n## 2026-11-20 11:00 UTC - Resolved\n";
    let site = Site::new().incident("2026-11-20-outage", incident);
    // The manifest `.allgreen` has the fingerprints of pages, which differ.
    let built = || -> Vec<_> { site.build().files().into_iter().filter(|(path, _)| path != ".allgreen").collect() };
    let before = built();
    site.run(&["theme", "copy", "--all"]).code(0);
    assert_eq!(site.check().code(0).problems(), [""; 0]);
    let after = built();
    assert_eq!(before.len(), after.len());
    for (was, is) in before.iter().zip(&after) {
        assert!(was == is, "{} differs", was.0);
    }
}
