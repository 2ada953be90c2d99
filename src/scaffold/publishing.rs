//! The files that publish a page on a host, and the host-specific text in shared files.

use super::{Host, ScaffoldFile, fill};

/// A key of the templates and its value.
pub type TemplateValue = (&'static str, String);

/// Returns the files that only this host needs.
pub fn files(host: Host, values: &[TemplateValue]) -> Vec<ScaffoldFile> {
    let filled = |path: &str, template: &str| ScaffoldFile { path: path.to_owned(), text: fill(template, values) };
    let mut files: Vec<_> = own(host).iter().map(|(path, template)| filled(path, template)).collect();
    if host.is_published_by_github() {
        files.extend(ON_GITHUB.iter().map(|(path, template)| filled(path, template)));
    }
    files
}

const ON_GITHUB: &[(&str, &str)] = &[
    (".github/dependabot.yml", include_str!("../../scaffold/dependabot.yml")),
    (".github/workflows/publish.yml", include_str!("../../scaffold/workflows/publish.yml")),
    (".github/workflows/pull-request.yml", include_str!("../../scaffold/workflows/pull-request.yml")),
    (".github/workflows/report-incident.yml", include_str!("../../scaffold/workflows/report-incident.yml")),
];

const HEADERS: (&str, &str) = ("_headers", include_str!("../../scaffold/hosts/elsewhere/_headers"));
const SERVICE: (&str, &str) =
    ("server/allgreen-publish.service", include_str!("../../scaffold/hosts/elsewhere/publish.service"));
const TIMER: (&str, &str) =
    ("server/allgreen-publish.timer", include_str!("../../scaffold/hosts/elsewhere/publish.timer"));

fn own(host: Host) -> &'static [(&'static str, &'static str)] {
    match host {
        Host::Github => &[],
        Host::Gitlab => &[(".gitlab-ci.yml", include_str!("../../scaffold/hosts/gitlab/gitlab-ci.yml"))],
        Host::Cloudflare | Host::Netlify => &[HEADERS],
        Host::S3 => &[
            ("cloudformation.yaml", include_str!("../../scaffold/hosts/s3/cloudformation.yaml")),
            ("upload.sh", include_str!("../../scaffold/hosts/s3/upload.sh")),
        ],
        Host::Nginx => &[SERVICE, TIMER, ("server/nginx.conf", include_str!("../../scaffold/hosts/nginx/nginx.conf"))],
        Host::Caddy => &[SERVICE, TIMER, ("server/Caddyfile", include_str!("../../scaffold/hosts/caddy/Caddyfile"))],
    }
}

/// Returns the values of shared files that depend on the host. They are already filled.
pub fn words(host: Host, values: &[TemplateValue]) -> Vec<TemplateValue> {
    let mut known = values.to_vec();
    for (key, template) in workflow(host).into_iter().chain(readme(host)) {
        let text = fill(template, &known);
        known.push((key, text));
    }
    known.split_off(values.len())
}

/// Returns the host-specific parts of the workflows on GitHub.
fn workflow(host: Host) -> Vec<(&'static str, &'static str)> {
    let (permissions, secrets, deploy, live) = match host {
        Host::Cloudflare => ("", SECRETS, include_str!("../../scaffold/hosts/cloudflare/deploy.yml"), LIVE),
        Host::Netlify => ("", SECRETS, include_str!("../../scaffold/hosts/netlify/deploy.yml"), LIVE),
        Host::S3 => (
            include_str!("../../scaffold/hosts/s3/permissions.yml"),
            "",
            include_str!("../../scaffold/hosts/s3/deploy.yml"),
            LIVE,
        ),
        Host::Github => (
            include_str!("../../scaffold/hosts/github/permissions.yml"),
            "",
            include_str!("../../scaffold/hosts/github/deploy.yml"),
            "",
        ),
        Host::Gitlab | Host::Nginx | Host::Caddy => return Vec::new(),
    };
    vec![("permissions", permissions), ("secrets", secrets), ("live", live), ("deploy", deploy)]
}

const SECRETS: &str = include_str!("../../scaffold/hosts/elsewhere/secrets.yml");
const LIVE: &str = include_str!("../../scaffold/hosts/elsewhere/live.yml");

/// Returns the host-specific parts of the README of the new repository.
fn readme(host: Host) -> Vec<(&'static str, &'static str)> {
    let (row, browser, trouble, red) = match host {
        Host::Github => {
            (GITHUB_ROW, GITHUB_BROWSER, include_str!("../../scaffold/hosts/github/trouble.md"), GITHUB_RED)
        }
        Host::Cloudflare | Host::Netlify | Host::S3 => {
            (GITHUB_ROW, GITHUB_BROWSER, include_str!("../../scaffold/hosts/elsewhere/trouble.md"), GITHUB_RED)
        }
        Host::Gitlab => (
            include_str!("../../scaffold/hosts/gitlab/row.md"),
            BROWSER,
            "",
            include_str!("../../scaffold/hosts/gitlab/red.md"),
        ),
        Host::Nginx | Host::Caddy => (
            include_str!("../../scaffold/hosts/elsewhere/row.md"),
            BROWSER,
            "",
            include_str!("../../scaffold/hosts/elsewhere/red.md"),
        ),
    };
    let once = match host {
        Host::Github => include_str!("../../scaffold/hosts/github/once.md"),
        Host::Gitlab => include_str!("../../scaffold/hosts/gitlab/once.md"),
        Host::Cloudflare => include_str!("../../scaffold/hosts/cloudflare/once.md"),
        Host::Netlify => include_str!("../../scaffold/hosts/netlify/once.md"),
        Host::S3 => include_str!("../../scaffold/hosts/s3/once.md"),
        Host::Nginx | Host::Caddy => include_str!("../../scaffold/hosts/elsewhere/once.md"),
    };
    let status_link =
        if host.is_published_by_github() { "[in `status.yaml`](../../edit/main/status.yaml)" } else { STATUS_LINK };
    vec![
        ("row", row),
        ("browser", browser),
        ("trouble", trouble),
        ("red", red),
        ("once", once),
        ("status_link", status_link),
    ]
}

const STATUS_LINK: &str = "in [`status.yaml`](status.yaml)";
const GITHUB_ROW: &str = include_str!("../../scaffold/hosts/github/row.md");
const GITHUB_BROWSER: &str = include_str!("../../scaffold/hosts/github/browser.md");
const GITHUB_RED: &str = include_str!("../../scaffold/hosts/github/red.md");
const BROWSER: &str = include_str!("../../scaffold/hosts/elsewhere/browser.md");
