//! The files of a new status repository: templates under `scaffold/`, filled with the answers to `allgreen init`.

mod action;
mod fill;
mod headers;
mod host;
mod publishing;
mod repository;
mod yaml;

use crate::edit;
use crate::layout::{INCIDENTS_FOLDER, LOG_FILE, STATUS_FILE, TEMPLATES_FOLDER};
use crate::model::{Date, Instant, Url, Zone};
use fill::fill;

pub use action::COMMIT;
pub use host::Host;
pub use repository::Repository;

/// The URL of allgreen's repository.
const PROJECT: &str = env!("CARGO_PKG_REPOSITORY");

const STATUS_SCHEMA: &str = include_str!("../../schema/status.schema.json");
const INCIDENT_SCHEMA: &str = include_str!("../../schema/incident.schema.json");

/// The arguments of `allgreen init`, with defaults, that determine the files of a new repository.
#[derive(Clone, Debug)]
pub struct Answers {
    pub name: String,
    pub url: String,
    /// The repository on GitHub, if it is known.
    pub repository: Option<Repository>,
    pub host: Host,
    pub zone: Zone,
    /// The components; there is at least one.
    pub components: Vec<NewComponent>,
    /// Whether the log has its own branch.
    pub log_branch: bool,
    pub now: Instant,
}

/// A component of the new page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewComponent {
    pub id: String,
    pub name: String,
}

/// A file to create. Its path is relative and has `/` between its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScaffoldFile {
    pub path: String,
    pub text: String,
}

/// Returns the files of a new status repository, sorted by path.
pub fn files(answers: &Answers) -> Vec<ScaffoldFile> {
    let values = values(answers);
    let filled = |path: &str, template: &str| ScaffoldFile { path: path.to_owned(), text: fill(template, &values) };
    let mut files = vec![
        filled(STATUS_FILE, include_str!("../../scaffold/status.yaml")),
        ScaffoldFile { path: "status.schema.json".to_owned(), text: STATUS_SCHEMA.to_owned() },
        ScaffoldFile { path: "incident.schema.json".to_owned(), text: INCIDENT_SCHEMA.to_owned() },
        filled(&example(answers), include_str!("../../scaffold/incident.md")),
        filled(&format!("{TEMPLATES_FOLDER}/provider.md"), include_str!("../../scaffold/template.md")),
        filled("README.md", include_str!("../../scaffold/README.md")),
        filled(".gitignore", include_str!("../../scaffold/gitignore")),
    ];
    files.extend(publishing::files(answers.host, &values));
    if !answers.log_branch {
        files.push(filled(LOG_FILE, include_str!("../../scaffold/history.log")));
    }
    sorted(files)
}

/// Returns the files to add to the repository of an existing page so that it is published, sorted by path.
pub fn publishing_files(answers: &Answers) -> Vec<ScaffoldFile> {
    sorted(publishing::files(answers.host, &values(answers)))
}

fn sorted(mut files: Vec<ScaffoldFile>) -> Vec<ScaffoldFile> {
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Returns the path of the example incident, which people delete before they publish the page.
pub fn example(answers: &Answers) -> String {
    format!("{INCIDENTS_FOLDER}/{}-example.md", answers.zone.date(answers.now))
}

/// Returns the value of each `{{key}}` of the templates.
fn values(answers: &Answers) -> Vec<publishing::TemplateValue> {
    let Answers { name, url, repository, host, zone, components, log_branch, now } = answers;
    let today = zone.date(*now);
    let ago = |minutes: i64| now.minute_start().plus(-minutes * 60).format_utc();
    let first = components.first().map_or("website", |component| &component.id);
    // Only GitHub Pages needs a commit of its own for each deployment.
    let deploy_branch = if *host == Host::Github { "" } else { " --no-deploy-branch" };
    let (log_option, ignored) = if *log_branch { (" --log-branch allgreen-log", "/history.log\n") } else { ("", "") };
    let mut values = vec![
        ("name", yaml::text(name)),
        ("url", yaml::text(url)),
        ("timezone", zone.name().to_owned()),
        ("components", entries(components, today)),
        ("component", first.to_owned()),
        ("choices", choices(components)),
        ("started", ago(60)),
        ("investigating", ago(55)),
        ("identified", ago(50)),
        ("monitoring", ago(40)),
        ("resolved", ago(30)),
        ("postmortem", ago(20)),
        ("action", action::pinned()),
        ("publish_options", format!("{deploy_branch}{log_option}")),
        ("ignored", ignored.to_owned()),
        ("project", PROJECT.to_owned()),
        ("owner", action::owner().to_owned()),
        ("version", env!("CARGO_PKG_VERSION").to_owned()),
        ("host", host.name().to_owned()),
        ("host_id", host.id().to_owned()),
        ("environment", if *host == Host::Github { "github-pages" } else { host.id() }.to_owned()),
        ("domain", domain(url)),
        ("repository", repository.as_ref().map_or_else(|| "OWNER/NAME".to_owned(), ToString::to_string)),
        ("csp", headers::POLICY.to_owned()),
        ("hsts", format!("max-age={}", headers::HTTPS_ONLY)),
        ("hsts_seconds", headers::HTTPS_ONLY.to_owned()),
        ("referrer", headers::REFERRER.to_owned()),
        ("permissions_policy", headers::PERMISSIONS.to_owned()),
    ];
    let words = publishing::words(*host, &values);
    values.extend(words);
    values
}

/// Returns whether the page is served over HTTPS at the root of a host name, on the default port.
pub fn has_its_own_domain(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| url.is_https() && !url.is_ip() && !url.has_port() && url.path().is_empty())
}

/// Returns the host name of the page.
fn domain(url: &str) -> String {
    Url::parse(url).map(|url| url.host().to_owned()).unwrap_or_default()
}

/// Returns the components as entries of a YAML list, each with today as `since`.
fn entries(components: &[NewComponent], today: Date) -> String {
    let entry = |NewComponent { id, name }: &NewComponent| {
        let (id, name) = (yaml::text(id), yaml::text(name));
        format!("  - id: {id}\n    name: {name}\n    status: operational\n    since: {today}")
    };
    components.iter().map(entry).collect::<Vec<_>>().join("\n\n")
}

/// Returns the components to choose from in the form for incidents, as lines of a list.
fn choices(components: &[NewComponent]) -> String {
    let ids: Vec<_> = components.iter().map(|component| component.id.as_str()).collect();
    edit::choice_lines(&ids, "          ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_has_its_own_domain_only_with_https_and_without_path_or_port() {
        for (url, name, own) in [
            ("https://status.acme.example", "status.acme.example", true),
            ("https://status.acme.example/", "status.acme.example", true),
            ("https://localhost", "localhost", true),
            ("http://status.acme.example", "status.acme.example", false),
            ("https://status.acme.example:8443", "status.acme.example", false),
            ("https://acme.example/status", "acme.example", false),
            ("https://192.0.2.1", "192.0.2.1", false),
            ("https://[::1]/", "[::1]", false),
            ("https://[2001:db8::1]:8443/status", "[2001:db8::1]", false),
        ] {
            assert_eq!((domain(url), has_its_own_domain(url)), (name.to_owned(), own), "{url}");
        }
    }
}
