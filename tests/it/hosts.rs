//! `allgreen init --host`: the files for hosts other than GitHub Pages.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::site::{NOW, Ran};

const HOSTS: [&str; 7] = ["github", "gitlab", "cloudflare", "netlify", "s3", "nginx", "caddy"];

/// The files that `init` writes for every host.
const COMMON: [&str; 8] = [
    ".gitignore",
    "README.md",
    "history.log",
    "incident.schema.json",
    "incidents/2026-11-22-example.md",
    "status.schema.json",
    "status.yaml",
    "templates/provider.md",
];

fn init(folder: &Path, args: &[&str]) -> Ran {
    let mut program = Command::new(env!("CARGO_BIN_EXE_allgreen"));
    program.current_dir(folder).args(["init", "--format", "json"]).args(args).args(["--now", NOW]);
    program.env("GIT_CEILING_DIRECTORIES", folder.parent().unwrap());
    Ran::from(program.output().unwrap())
}

/// Runs `init`, which must succeed, and returns its JSON output.
fn answer(folder: &Path, args: &[&str]) -> Value {
    serde_json::from_str(&init(folder, args).code(0).stdout).unwrap()
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|each| each.as_str().unwrap()).collect()
}

/// Returns the files that `init` writes for this host in addition to `COMMON`.
fn own(host: &str) -> Vec<&'static str> {
    const ON_GITHUB: [&str; 4] = [
        ".github/dependabot.yml",
        ".github/workflows/publish.yml",
        ".github/workflows/pull-request.yml",
        ".github/workflows/report-incident.yml",
    ];
    const UNITS: [&str; 2] = ["server/allgreen-publish.service", "server/allgreen-publish.timer"];
    let mut files = match host {
        "gitlab" => return vec![".gitlab-ci.yml"],
        "nginx" => return [&UNITS[..], &["server/nginx.conf"]].concat(),
        "caddy" => return [&["server/Caddyfile"], &UNITS[..]].concat(),
        "cloudflare" | "netlify" => vec!["_headers"],
        "s3" => vec!["cloudformation.yaml", "upload.sh"],
        _ => Vec::new(),
    };
    files.extend(ON_GITHUB);
    files.sort_unstable();
    files
}

#[test]
fn each_host_gets_its_files() {
    for host in HOSTS {
        let folder = tempfile::tempdir().unwrap();
        let begun = answer(folder.path(), &["--host", host, "--url", "https://status.acme.example"]);
        let mut expected = [&COMMON[..], &own(host)].concat();
        expected.sort_unstable();
        assert_eq!(texts(&begun["written"]), expected, "{host}");
        assert_eq!(texts(&begun["notes"]), [""; 0], "{host}");
        for path in expected {
            let text = fs::read_to_string(folder.path().join(path)).unwrap();
            let stays = text.replace("${{", "").replace("{{website=major_outage}", "");
            assert!(!stays.contains("{{"), "{host} {path} has an unfilled placeholder");
            assert!(!text.contains("\n\n\n") && text.ends_with('\n') && !text.ends_with("\n\n"), "{host} {path}");
        }
    }
}

#[test]
fn only_github_pages_has_a_default_url() {
    for host in HOSTS {
        let folder = tempfile::tempdir().unwrap();
        let begun = answer(folder.path(), &["--host", host, "--repository", "acme/status", "--dry-run"]);
        let url = if host == "github" { "https://acme.github.io/status" } else { "https://status.example.com" };
        assert_eq!(begun["url"], url, "{host}");
        assert_eq!(begun["notes"].as_array().unwrap().is_empty(), host == "github");
    }
}

/// Creates a status page for GitHub Pages in a new folder.
fn page() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    answer(folder.path(), &["--url", "https://status.acme.example"]);
    folder
}

#[test]
fn init_adds_only_publishing_files_to_existing_page() {
    let folder = page();
    let status = fs::read_to_string(folder.path().join("status.yaml")).unwrap();
    let begun = answer(folder.path(), &["--host", "nginx"]);
    assert_eq!(texts(&begun["written"]), own("nginx"));
    assert_eq!(begun["url"], "https://status.acme.example");
    let next = texts(&begun["next_steps"]);
    assert_eq!(next.len(), 2);
    // The existing README.md describes the previous host.
    assert!(
        next[1].contains("see https://github.com/allgreen-status/allgreen/blob/main/docs/hosts/nginx.md")
            && !next[1].contains("README"),
        "{next:?}"
    );
    let notes = texts(&begun["notes"]);
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert!(notes[0].starts_with("`.github/workflows/publish.yml` still publishes the page"), "{notes:?}");
    assert_eq!(fs::read_to_string(folder.path().join("status.yaml")).unwrap(), status);
    let config = fs::read_to_string(folder.path().join("server/nginx.conf")).unwrap();
    assert!(config.contains("server_name status.acme.example;"));

    // A second run has nothing to write.
    let again = answer(folder.path(), &["--host", "nginx"]);
    assert_eq!((texts(&again["written"]).len(), texts(&again["kept"]).len()), (0, 0));
}

#[test]
fn init_with_another_host_keeps_existing_files() {
    let folder = page();
    let workflow = folder.path().join(".github/workflows/publish.yml");
    let before = fs::read_to_string(&workflow).unwrap();
    for args in [&["--host", "cloudflare", "--dry-run"][..], &["--host", "cloudflare"]] {
        let begun = answer(folder.path(), args);
        assert_eq!(texts(&begun["written"]), ["_headers"]);
        let left = [".github/workflows/publish.yml", ".github/workflows/report-incident.yml"];
        assert_eq!(texts(&begun["kept"]), left);
        assert!(texts(&begun["notes"])[0].contains("`.github/workflows/publish.yml` already exists"));
        assert_eq!(fs::read_to_string(&workflow).unwrap(), before);
        // The existing workflow does not publish to the new host.
        let next = texts(&begun["next_steps"]);
        assert!(next[0].starts_with("Move away the files that were kept") && next[0].contains(left[0]), "{next:?}");
        assert!(next[2].contains("with the `.github/workflows/publish.yml` of Cloudflare Pages, "), "{next:?}");
    }
    // Without the existing file, the new one is written.
    fs::remove_file(&workflow).unwrap();
    assert_eq!(texts(&answer(folder.path(), &["--host", "cloudflare"])["written"]), [".github/workflows/publish.yml"]);
    assert!(fs::read_to_string(&workflow).unwrap().contains("wrangler@"));
}

#[test]
fn init_notes_that_url_is_not_root_of_https_domain() {
    let has_note = |host, url| {
        let folder = tempfile::tempdir().unwrap();
        let begun = answer(folder.path(), &["--host", host, "--url", url, "--dry-run"]);
        texts(&begun["notes"]).iter().any(|note| note.contains("at the root of its own domain"))
    };
    for host in HOSTS {
        let asks = ["s3", "nginx", "caddy"].contains(&host);
        for url in ["https://acme.example/status", "https://acme.example:8443", "http://acme.example", "https://[::1]/"]
        {
            assert_eq!(has_note(host, url), asks, "{host} {url}");
        }
        assert!(!has_note(host, "https://status.acme.example/"), "{host}");
    }
}

#[test]
fn init_with_invalid_status_file_writes_nothing() {
    let folder = page();
    fs::write(folder.path().join("status.yaml"), "page: [\n").unwrap();
    let ran = init(folder.path(), &["--host", "caddy"]).code(1);
    assert!(ran.stderr.contains("could not read the key `page.url` of `status.yaml`"), "{}", ran.stderr);
    assert!(!folder.path().join("server").exists());
    answer(folder.path(), &["--host", "caddy", "--url", "https://status.acme.example"]);
}

#[test]
fn init_in_folder_with_a_status_page_needs_the_host_option() {
    let folder = page();
    let ran = init(folder.path(), &[]).code(1);
    assert!(ran.stderr.contains("these files already exist"), "{}", ran.stderr);
}

#[test]
fn generated_publish_command_has_the_log_branch_option() {
    for (host, path) in [
        ("gitlab", ".gitlab-ci.yml"),
        ("s3", ".github/workflows/publish.yml"),
        ("nginx", "server/allgreen-publish.service"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        answer(folder.path(), &["--host", host, "--log-branch"]);
        let text = fs::read_to_string(folder.path().join(path)).unwrap();
        assert!(text.contains(" --no-deploy-branch --log-branch allgreen-log"), "{host}");
    }
}
