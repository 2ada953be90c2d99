//! `allgreen init --host`: what publishes a page elsewhere than on GitHub Pages.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::site::{NOW, Ran};

const HOSTS: [&str; 7] = ["github", "gitlab", "cloudflare", "netlify", "s3", "nginx", "caddy"];

/// What every page begins with, wherever it is published.
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

/// What `init` answers, which must succeed.
fn answer(folder: &Path, args: &[&str]) -> Value {
    serde_json::from_str(&init(folder, args).code(0).stdout).unwrap()
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|each| each.as_str().unwrap()).collect()
}

/// The files that only this host asks for.
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
        assert_eq!(texts(&begun["remarks"]), [""; 0], "{host}");
        for path in expected {
            let text = fs::read_to_string(folder.path().join(path)).unwrap();
            let stays = text.replace("${{", "").replace("{{website=major_outage}", "");
            assert!(!stays.contains("{{"), "{host} {path} has a key that nothing fills");
            assert!(!text.contains("\n\n\n") && text.ends_with('\n') && !text.ends_with("\n\n"), "{host} {path}");
        }
    }
}

#[test]
fn only_github_pages_tells_where_it_puts_a_page() {
    for host in HOSTS {
        let folder = tempfile::tempdir().unwrap();
        let begun = answer(folder.path(), &["--host", host, "--repository", "acme/status", "--dry-run"]);
        let url = if host == "github" { "https://acme.github.io/status" } else { "https://status.example.com" };
        assert_eq!(begun["url"], url, "{host}");
        assert_eq!(begun["remarks"].as_array().unwrap().is_empty(), host == "github");
    }
}

/// A page that is published on GitHub Pages.
fn page() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    answer(folder.path(), &["--url", "https://status.acme.example"]);
    folder
}

#[test]
fn a_page_that_is_there_gets_only_what_publishes_it() {
    let folder = page();
    let status = fs::read_to_string(folder.path().join("status.yaml")).unwrap();
    let begun = answer(folder.path(), &["--host", "nginx"]);
    assert_eq!(texts(&begun["written"]), own("nginx"));
    assert_eq!(begun["url"], "https://status.acme.example");
    let next = texts(&begun["next"]);
    assert_eq!(next.len(), 2);
    // The README.md that is there speaks of the host before.
    assert!(next[1].contains("/docs/hosts/nginx.md says how to go on") && !next[1].contains("README"), "{next:?}");
    let remarks = texts(&begun["remarks"]);
    assert_eq!(remarks.len(), 1, "{remarks:?}");
    assert!(remarks[0].starts_with("`.github/workflows/publish.yml` publishes the page too"), "{remarks:?}");
    assert_eq!(fs::read_to_string(folder.path().join("status.yaml")).unwrap(), status);
    let config = fs::read_to_string(folder.path().join("server/nginx.conf")).unwrap();
    assert!(config.contains("server_name status.acme.example;"));

    // Once more there is nothing left to write.
    let again = answer(folder.path(), &["--host", "nginx"]);
    assert_eq!((texts(&again["written"]).len(), texts(&again["left"]).len()), (0, 0));
}

#[test]
fn what_somebody_has_written_stays() {
    let folder = page();
    let workflow = folder.path().join(".github/workflows/publish.yml");
    let before = fs::read_to_string(&workflow).unwrap();
    for args in [&["--host", "cloudflare", "--dry-run"][..], &["--host", "cloudflare"]] {
        let begun = answer(folder.path(), args);
        assert_eq!(texts(&begun["written"]), ["_headers"]);
        let left = [".github/workflows/publish.yml", ".github/workflows/report-incident.yml"];
        assert_eq!(texts(&begun["left"]), left);
        assert!(texts(&begun["remarks"])[0].contains("`.github/workflows/publish.yml` is there already"));
        assert_eq!(fs::read_to_string(&workflow).unwrap(), before);
        // The old workflow knows nothing of the new host.
        let next = texts(&begun["next"]);
        assert!(next[0].starts_with("Move away the files that stayed") && next[0].contains(left[0]), "{next:?}");
        assert!(next[2].contains("with the `.github/workflows/publish.yml` of Cloudflare Pages, "), "{next:?}");
    }
    // Whoever wants the other one makes room for it.
    fs::remove_file(&workflow).unwrap();
    assert_eq!(texts(&answer(folder.path(), &["--host", "cloudflare"])["written"]), [".github/workflows/publish.yml"]);
    assert!(fs::read_to_string(&workflow).unwrap().contains("wrangler@"));
}

#[test]
fn who_asks_for_a_domain_says_so_of_other_addresses() {
    let told = |host, url| {
        let folder = tempfile::tempdir().unwrap();
        let begun = answer(folder.path(), &["--host", host, "--url", url, "--dry-run"]);
        texts(&begun["remarks"]).iter().any(|remark| remark.contains("at the root of a domain of its own"))
    };
    for host in HOSTS {
        let asks = ["s3", "nginx", "caddy"].contains(&host);
        for url in ["https://acme.example/status", "https://acme.example:8443", "http://acme.example", "https://[::1]/"]
        {
            assert_eq!(told(host, url), asks, "{host} {url}");
        }
        assert!(!told(host, "https://status.acme.example/"), "{host}");
    }
}

#[test]
fn a_page_whose_address_cannot_be_read_gets_nothing() {
    let folder = page();
    fs::write(folder.path().join("status.yaml"), "page: [\n").unwrap();
    let ran = init(folder.path(), &["--host", "caddy"]).code(1);
    assert!(ran.stderr.contains("could not read the address of the page"), "{}", ran.stderr);
    assert!(!folder.path().join("server").exists());
    answer(folder.path(), &["--host", "caddy", "--url", "https://status.acme.example"]);
}

#[test]
fn without_a_host_a_page_that_is_there_is_refused() {
    let folder = page();
    let ran = init(folder.path(), &[]).code(1);
    assert!(ran.stderr.contains("these files exist"), "{}", ran.stderr);
}

#[test]
fn the_log_can_have_a_branch_of_its_own_everywhere() {
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
