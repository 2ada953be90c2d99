//! `allgreen refresh`: the form for incidents offers the components of `status.yaml`.

use std::fs;

use serde_json::{Value, json};

use crate::site::{NOW, Ran, Site};

const FORM: &str = ".github/workflows/report-incident.yml";
/// The components of the default page as the form offers them.
const CHOICES: &str = "          - \"(none)\"\n          - \"api\"\n          - \"web\"\n";
const RENAMED: &str = "  - { id: api, name: API }\n  - { id: cdn, name: CDN }\n";

/// Creates a page with the components `api` and `web`, and the form for it.
fn site() -> Site {
    let site = Site::new();
    site.run(&["init", "--host", "github", "--now", NOW]).code(0);
    site
}

fn refresh(site: &Site, args: &[&str]) -> Ran {
    site.run(&[&["refresh", "--now", NOW], args].concat())
}

fn form(site: &Site) -> String {
    fs::read_to_string(site.path(FORM)).unwrap()
}

#[test]
fn init_writes_the_components_of_an_existing_page_into_the_form() {
    let site = site();
    assert!(form(&site).contains(CHOICES), "{}", form(&site));
    assert_eq!(site.check().code(0).problems(), [""; 0]);
    let ran = refresh(&site, &[]).code(0);
    assert_eq!(ran.stdout, format!("`{FORM}` already offers the components of `status.yaml`\n"));
}

#[test]
fn refresh_changes_only_the_list_of_components() {
    let site = site();
    let ours = form(&site).replace("What to do", "Was tun?").replace("# end components", "# end components, ours");
    let ours = format!("\u{feff}{}", ours.replace('\n', "\r\n"));
    site.write(FORM, &ours);
    let site = site.components(RENAMED);
    let ran = refresh(&site, &[]).code(0);
    assert_eq!(ran.stdout, format!("changed the components in `{FORM}`\n- web\n+ cdn\n"));
    assert_eq!(form(&site), ours.replace("- \"web\"", "- \"cdn\""));
    assert_eq!(site.check().code(0).problems(), [""; 0]);
}

#[test]
fn refresh_dry_run_shows_components_and_changes_nothing() {
    let site = site().components(RENAMED);
    let before = form(&site);
    let ran = refresh(&site, &["--dry-run"]).code(0);
    assert_eq!(ran.stdout, format!("would change the components in `{FORM}`\n- web\n+ cdn\n"));
    let output = |args: &[&str]| -> Value { serde_json::from_str(&refresh(&site, args).code(0).stdout).unwrap() };
    let mut expected = json!({ "dry_run": true, "path": FORM, "changed": true, "added": ["cdn"], "removed": ["web"] });
    assert_eq!(output(&["--dry-run", "--format", "json"]), expected);
    assert_eq!(form(&site), before);
    expected["dry_run"] = false.into();
    assert_eq!(output(&["--format", "json"]), expected);
    assert_eq!(output(&["--format", "json"])["changed"], false);
}

#[test]
fn outdated_form_is_a_warning_until_it_is_refreshed() {
    for (components, message) in [
        (RENAMED, "this form does not offer the component `cdn`"),
        ("  - { id: api, name: API }\n", "this form offers the unknown component `web`"),
        ("  - { id: web, name: Web }\n  - { id: api, name: API }\n", "in another order than `status.yaml`"),
    ] {
        let site = site().components(components);
        let ran = site.run(&["check"]).code(0);
        assert!(ran.stdout.contains(message) && ran.stdout.contains("hint: run `allgreen refresh`"), "{}", ran.stdout);
        site.run(&["check", "--strict"]).code(1);
        site.run(&["build", "--strict"]).code(0);
        refresh(&site, &[]).code(0);
        site.run(&["check", "--strict"]).code(0);
    }
}

#[test]
fn form_of_a_page_with_many_components_offers_a_hundred() {
    let components: Vec<_> = (0..150).map(|number| format!("  - {{ id: c{number}, name: C{number} }}\n")).collect();
    let site = site().components(&components.concat());
    refresh(&site, &[]).code(0);
    assert!(form(&site).contains("\"c99\"\n          # end components"), "{}", form(&site));
    assert_eq!(site.check().code(0).problems(), [""; 0]);
}

#[test]
fn form_without_the_comments_is_left_alone() {
    let site = site().components(RENAMED);
    let ours = form(&site).replace("          # end components\n", "");
    site.write(FORM, &ours);
    assert_eq!(site.check().code(0).problems(), [""; 0]);
    let ran = refresh(&site, &[]).code(1);
    assert!(ran.stderr.contains("has no list of components between comments\nhint: put `# begin"), "{}", ran.stderr);
    assert_eq!(form(&site), ours);
}

#[test]
fn form_that_is_missing_or_a_link_is_not_refreshed() {
    let site = Site::new();
    let missing = |site: &Site| {
        assert_eq!(site.check().code(0).problems(), [""; 0]);
        let ran = refresh(site, &[]).code(1);
        assert!(ran.stderr.starts_with(&format!("error: there is no file `{FORM}`\nhint: ")), "{}", ran.stderr);
    };
    missing(&site);
    #[cfg(unix)]
    {
        let site = self::site().components(RENAMED);
        site.write("form.yml", form(&site));
        fs::remove_file(site.path(FORM)).unwrap();
        std::os::unix::fs::symlink("../../form.yml", site.path(FORM)).unwrap();
        missing(&site);
    }
}

#[test]
fn refresh_with_invalid_status_file_changes_nothing() {
    let site = site().status("page: [\n");
    let before = form(&site);
    let ran = refresh(&site, &[]).code(1);
    assert!(ran.stderr.contains("AG101") && ran.stderr.contains("status.yaml"), "{}", ran.stderr);
    assert_eq!(form(&site), before);
}
