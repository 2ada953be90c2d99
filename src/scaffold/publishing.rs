//! The files that publish a page on a host, and the parts of other files that differ between hosts.

use super::{Host, ScaffoldFile, fill};
use crate::layout::FORM_FILE;

/// The key of a placeholder `{{key}}` in templates, and the value that replaces it.
pub type TemplateValue = (&'static str, String);

/// A template and the path of the file that it becomes.
struct Template {
    path: &'static str,
    text: &'static str,
}

/// Returns the files that publish a page on this host.
pub fn files(host: Host, values: &[TemplateValue]) -> Vec<ScaffoldFile> {
    let on_github = if host.is_published_by_github() { ON_GITHUB } else { &[] };
    let templates = own(host).iter().chain(on_github);
    templates
        .map(|Template { path, text }| ScaffoldFile { path: (*path).to_owned(), text: fill(text, values) })
        .collect()
}

const ON_GITHUB: &[Template] = &[
    Template { path: ".github/dependabot.yml", text: include_str!("../../scaffold/dependabot.yml") },
    Template { path: ".github/workflows/publish.yml", text: include_str!("../../scaffold/workflows/publish.yml") },
    Template {
        path: ".github/workflows/pull-request.yml",
        text: include_str!("../../scaffold/workflows/pull-request.yml"),
    },
    Template { path: FORM_FILE, text: include_str!("../../scaffold/workflows/report-incident.yml") },
];

const HEADERS: Template = Template { path: "_headers", text: include_str!("../../scaffold/hosts/elsewhere/_headers") };
const SERVICE: Template = Template {
    path: "server/allgreen-publish.service",
    text: include_str!("../../scaffold/hosts/elsewhere/publish.service"),
};
const TIMER: Template = Template {
    path: "server/allgreen-publish.timer",
    text: include_str!("../../scaffold/hosts/elsewhere/publish.timer"),
};

fn own(host: Host) -> &'static [Template] {
    match host {
        Host::Github => &[],
        Host::Gitlab => {
            &[Template { path: ".gitlab-ci.yml", text: include_str!("../../scaffold/hosts/gitlab/gitlab-ci.yml") }]
        }
        Host::Cloudflare | Host::Netlify => &[HEADERS],
        Host::S3 => &[
            Template { path: "cloudformation.yaml", text: include_str!("../../scaffold/hosts/s3/cloudformation.yaml") },
            Template { path: "upload.sh", text: include_str!("../../scaffold/hosts/s3/upload.sh") },
        ],
        Host::Nginx => &[
            SERVICE,
            TIMER,
            Template { path: "server/nginx.conf", text: include_str!("../../scaffold/hosts/nginx/nginx.conf") },
        ],
        Host::Caddy => &[
            SERVICE,
            TIMER,
            Template { path: "server/Caddyfile", text: include_str!("../../scaffold/hosts/caddy/Caddyfile") },
        ],
    }
}

/// Returns the template keys whose values differ between hosts, with the values. Keys in the values are replaced.
pub fn words(host: Host, values: &[TemplateValue]) -> Vec<TemplateValue> {
    let mut known = values.to_vec();
    let workflow = workflow(host).map(WorkflowParts::values);
    for (key, template) in workflow.into_iter().flatten().chain(readme(host).values()) {
        let text = fill(template, &known);
        known.push((key, text));
    }
    known.split_off(values.len())
}

/// The parts of the workflows on GitHub that differ between hosts.
struct WorkflowParts {
    permissions: &'static str,
    secrets: &'static str,
    /// The steps that deploy the site.
    deploy: &'static str,
    /// The step that waits until the site is live; empty if the steps in `deploy` already wait for that.
    live: &'static str,
}

impl WorkflowParts {
    /// Returns the keys of these parts in a template, each with its text. A text may itself contain keys that come earlier
    /// in the list.
    fn values(self) -> [(&'static str, &'static str); 4] {
        let Self { permissions, secrets, deploy, live } = self;
        [("permissions", permissions), ("secrets", secrets), ("live", live), ("deploy", deploy)]
    }
}

fn workflow(host: Host) -> Option<WorkflowParts> {
    const SECRETS: &str = include_str!("../../scaffold/hosts/elsewhere/secrets.yml");
    const LIVE: &str = include_str!("../../scaffold/hosts/elsewhere/live.yml");
    Some(match host {
        Host::Cloudflare => WorkflowParts {
            permissions: "",
            secrets: SECRETS,
            deploy: include_str!("../../scaffold/hosts/cloudflare/deploy.yml"),
            live: LIVE,
        },
        Host::Netlify => WorkflowParts {
            permissions: "",
            secrets: SECRETS,
            deploy: include_str!("../../scaffold/hosts/netlify/deploy.yml"),
            live: LIVE,
        },
        Host::S3 => WorkflowParts {
            permissions: include_str!("../../scaffold/hosts/s3/permissions.yml"),
            secrets: "",
            deploy: include_str!("../../scaffold/hosts/s3/deploy.yml"),
            live: LIVE,
        },
        Host::Github => WorkflowParts {
            permissions: include_str!("../../scaffold/hosts/github/permissions.yml"),
            secrets: "",
            deploy: include_str!("../../scaffold/hosts/github/deploy.yml"),
            live: "",
        },
        Host::Gitlab | Host::Nginx | Host::Caddy => return None,
    })
}

/// The parts of the new repository's README that differ between hosts.
struct ReadmeParts {
    /// The row about publishing in the README's table of files.
    row: &'static str,
    /// How to report an incident with a web browser.
    browser: &'static str,
    /// The rows about this host in the README's table of problems.
    trouble: &'static str,
    /// What to do when the job that publishes the page fails.
    red: &'static str,
    /// What to set up once before the page is published on the host.
    once: &'static str,
    status_link: &'static str,
}

impl ReadmeParts {
    /// Returns the keys of these parts in a template, each with its text. A text may itself contain keys that come earlier
    /// in the list.
    fn values(self) -> [(&'static str, &'static str); 6] {
        let Self { row, browser, trouble, red, once, status_link } = self;
        [
            ("row", row),
            ("browser", browser),
            ("trouble", trouble),
            ("red", red),
            ("once", once),
            ("status_link", status_link),
        ]
    }
}

fn readme(host: Host) -> ReadmeParts {
    match host {
        Host::Github => ReadmeParts {
            trouble: include_str!("../../scaffold/hosts/github/trouble.md"),
            once: include_str!("../../scaffold/hosts/github/once.md"),
            ..ON_GITHUB_README
        },
        Host::Cloudflare => {
            ReadmeParts { once: include_str!("../../scaffold/hosts/cloudflare/once.md"), ..ON_GITHUB_README }
        }
        Host::Netlify => ReadmeParts { once: include_str!("../../scaffold/hosts/netlify/once.md"), ..ON_GITHUB_README },
        Host::S3 => ReadmeParts { once: include_str!("../../scaffold/hosts/s3/once.md"), ..ON_GITHUB_README },
        Host::Gitlab => ReadmeParts {
            row: include_str!("../../scaffold/hosts/gitlab/row.md"),
            red: include_str!("../../scaffold/hosts/gitlab/red.md"),
            once: include_str!("../../scaffold/hosts/gitlab/once.md"),
            ..SERVER_README
        },
        Host::Nginx | Host::Caddy => SERVER_README,
    }
}

/// The README parts for hosts that a workflow on GitHub deploys to.
const ON_GITHUB_README: ReadmeParts = ReadmeParts {
    row: include_str!("../../scaffold/hosts/github/row.md"),
    browser: include_str!("../../scaffold/hosts/github/browser.md"),
    trouble: include_str!("../../scaffold/hosts/elsewhere/trouble.md"),
    red: include_str!("../../scaffold/hosts/github/red.md"),
    once: "",
    status_link: "[in `status.yaml`](../../edit/main/status.yaml)",
};

/// The README parts for servers that publish by a timer.
const SERVER_README: ReadmeParts = ReadmeParts {
    row: include_str!("../../scaffold/hosts/elsewhere/row.md"),
    browser: include_str!("../../scaffold/hosts/elsewhere/browser.md"),
    trouble: "",
    red: include_str!("../../scaffold/hosts/elsewhere/red.md"),
    once: include_str!("../../scaffold/hosts/elsewhere/once.md"),
    status_link: "in [`status.yaml`](status.yaml)",
};
