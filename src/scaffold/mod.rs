//! What a new status repository begins with: the files under `scaffold/`, filled with what is known of the page.

mod action;
mod fill;
mod repository;
mod yaml;

use crate::check;
use crate::model::{Date, Instant, Zone};
use fill::fill;

pub use action::COMMIT;
pub use repository::Repository;

/// Where this program comes from.
const PROJECT: &str = env!("CARGO_PKG_REPOSITORY");

const STATUS_SCHEMA: &str = include_str!("../../schema/status.schema.json");
const INCIDENT_SCHEMA: &str = include_str!("../../schema/incident.schema.json");

/// What is known of a page before it has any file.
#[derive(Clone, Debug)]
pub struct Answers {
    pub name: String,
    pub url: String,
    pub zone: Zone,
    /// At least one.
    pub components: Vec<Component>,
    /// Whether the log has a branch of its own.
    pub log_branch: bool,
    pub now: Instant,
}

/// A component of a page to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    pub id: String,
    pub name: String,
}

/// A file to be: its path with `/` between its parts, and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub path: String,
    pub text: String,
}

/// The files of a new status repository, by path.
pub fn files(answers: &Answers) -> Vec<File> {
    let today = answers.zone.date(answers.now);
    let values = values(answers, today);
    let filled = |path: &str, template: &str| File { path: path.to_owned(), text: fill(template, &values) };
    let mut files = vec![
        filled("status.yaml", include_str!("../../scaffold/status.yaml")),
        File { path: "status.schema.json".to_owned(), text: STATUS_SCHEMA.to_owned() },
        File { path: "incident.schema.json".to_owned(), text: INCIDENT_SCHEMA.to_owned() },
        filled(&example(answers), include_str!("../../scaffold/incident.md")),
        filled("templates/provider.md", include_str!("../../scaffold/template.md")),
        filled("README.md", include_str!("../../scaffold/README.md")),
        filled(".gitignore", include_str!("../../scaffold/gitignore")),
        filled(".github/dependabot.yml", include_str!("../../scaffold/dependabot.yml")),
    ];
    for (name, template) in WORKFLOWS {
        files.push(filled(&format!(".github/workflows/{name}"), template));
    }
    if !answers.log_branch {
        files.push(filled("history.log", include_str!("../../scaffold/history.log")));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The path of the incident that shows every form, and is to be deleted before anybody sees it.
pub fn example(answers: &Answers) -> String {
    format!("incidents/{}-example.md", answers.zone.date(answers.now))
}

/// The workflows, by the name of their file.
const WORKFLOWS: &[(&str, &str)] = &[
    ("publish.yml", include_str!("../../scaffold/workflows/publish.yml")),
    ("pull-request.yml", include_str!("../../scaffold/workflows/pull-request.yml")),
    ("report-incident.yml", include_str!("../../scaffold/workflows/report-incident.yml")),
];

/// What stands for each `{{key}}`.
fn values(answers: &Answers, today: Date) -> Vec<(&'static str, String)> {
    let Answers { name, url, zone, components, log_branch, now } = answers;
    let ago = |minutes: i64| check::utc(now.plus(-minutes * 60));
    let first = components.first().map_or("website", |component| &component.id);
    let (publish_options, ignored) =
        if *log_branch { (" --log-branch allgreen-log", "/history.log\n") } else { ("", "") };
    vec![
        ("name", yaml::text(name)),
        ("url", yaml::text(url)),
        ("timezone", zone.name().to_owned()),
        ("components", entries(components, today)),
        ("component", first.to_owned()),
        ("started", ago(60)),
        ("investigating", ago(55)),
        ("identified", ago(50)),
        ("monitoring", ago(40)),
        ("resolved", ago(30)),
        ("postmortem", ago(20)),
        ("action", action::pinned()),
        ("publish_options", publish_options.to_owned()),
        ("ignored", ignored.to_owned()),
        ("project", PROJECT.to_owned()),
        ("owner", action::owner().to_owned()),
    ]
}

/// The components as entries of a list, each known from today on.
fn entries(components: &[Component], today: Date) -> String {
    let entry = |Component { id, name }: &Component| {
        let (id, name) = (yaml::text(id), yaml::text(name));
        format!("  - id: {id}\n    name: {name}\n    status: operational\n    since: {today}")
    };
    components.iter().map(entry).collect::<Vec<_>>().join("\n\n")
}
