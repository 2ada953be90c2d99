use std::path::Path;

use anyhow::bail;

use crate::check::words::{self, Kind};
use crate::cmd::report;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::edit::Template;
use crate::model::{ComponentStatus, Impact, IncidentStatus, MaintenanceStatus};
use crate::repo;
use crate::source::{RawAffects, SourceText};

/// What `templates/NAME.md` says of an incident. One that says nothing stands for none.
#[derive(Debug, Default)]
pub struct IncidentTemplate {
    pub title: Option<String>,
    pub affects: Vec<(String, ComponentStatus)>,
    pub impact: Option<Impact>,
    pub update_every: Option<String>,
    pub status: Option<IncidentStatus>,
    pub text: String,
}

/// What `templates/NAME.md` says of a maintenance window. One that says nothing stands for none.
#[derive(Debug, Default)]
pub struct WindowTemplate {
    pub title: Option<String>,
    pub affects: Vec<String>,
    pub text: String,
}

impl IncidentTemplate {
    /// Reads the template of this name; with none, there is nothing to fill in.
    pub fn read(source: &Path, name: Option<&str>) -> anyhow::Result<Self> {
        let Some(name) = name else { return Ok(Self::default()) };
        let (source, template) = read(source, name)?;
        let mut problems = Vec::new();
        let mut affects = Vec::new();
        match &template.affects {
            RawAffects::None => {}
            RawAffects::Components(span, _) => {
                let problem =
                    source.problem(Code::WrongType, span, "an incident's `affects` must be a map, not a list");
                problems.push(problem.hint("write what each of them is doing, such as `api: partial_outage`"));
            }
            RawAffects::Statuses(_, statuses) => {
                for (component, word) in statuses {
                    let status = keep(words::component_status(&source, word), &mut problems);
                    affects.extend(status.map(|status| (component.value.clone(), status)));
                }
            }
        }
        let impact = template.impact.and_then(|word| keep(words::impact(&source, &word), &mut problems));
        let every = template.update_every;
        if let Some(length) = &every {
            keep(words::update_every(&source, length), &mut problems);
        }
        let status = template.status.and_then(|word| {
            keep(words::update_status(&source, &word, IncidentStatus::from_word, Kind::Incident), &mut problems)
        });
        refuse(&source.path, &problems)?;
        let update_every = every.map(|length| length.value);
        Ok(Self { title: template.title, affects, impact, update_every, status, text: template.text })
    }
}

impl WindowTemplate {
    /// Reads the template of this name; with none, there is nothing to fill in.
    pub fn read(source: &Path, name: Option<&str>) -> anyhow::Result<Self> {
        let Some(name) = name else { return Ok(Self::default()) };
        let (source, template) = read(source, name)?;
        let mut problems = Vec::new();
        for (key, value) in [("impact", &template.impact), ("update_every", &template.update_every)] {
            if let Some(value) = value {
                let message = format!("a maintenance window has no `{key}`");
                problems.push(source.problem(Code::UnknownKey, &value.span, message).hint("remove it"));
            }
        }
        let affects = match &template.affects {
            RawAffects::None => Vec::new(),
            RawAffects::Components(_, components) => components.iter().map(|each| each.value.clone()).collect(),
            RawAffects::Statuses(span, _) => {
                let problem = source.problem(Code::WrongType, span, "a window's `affects` must be a list, not a map");
                problems.push(problem.hint("write `affects: [api]`: all of them are under maintenance"));
                Vec::new()
            }
        };
        if let Some(word) = &template.status {
            let status = words::update_status(&source, word, MaintenanceStatus::from_word, Kind::Maintenance);
            if keep(status, &mut problems).is_some_and(|status| status != MaintenanceStatus::Scheduled) {
                let problem = source.problem(Code::UnknownWord, &word.span, "a plan begins with `Scheduled`");
                problems.push(problem.hint("write `## now - Scheduled`"));
            }
        }
        refuse(&source.path, &problems)?;
        Ok(Self { title: template.title, affects, text: template.text })
    }
}

/// Reads one of the files of `templates/`.
fn read(root: &Path, name: &str) -> anyhow::Result<(SourceText, Template)> {
    let all = repo::read_templates(root);
    let path = format!("templates/{name}.md");
    let Some(found) = all.iter().find(|each| each.path == path) else {
        let names: Vec<_> =
            all.iter().filter_map(|each| each.path.strip_prefix("templates/")?.strip_suffix(".md")).collect();
        let hint = match (nearest(name, names.iter().copied()), &names[..]) {
            (Some(near), _) => format!("did you mean `{near}`? There are {}", names.join(", ")),
            (None, []) => format!("there are none yet; write `{path}`"),
            (None, _) => format!("there are {}", names.join(", ")),
        };
        bail!("there is no template `{name}`\nhint: {hint}");
    };
    let bytes = match &found.content {
        Ok(bytes) => bytes,
        Err(error) => bail!("could not read `{path}`: {error}"),
    };
    let read = SourceText::new(&path, bytes).map_err(|problem| vec![problem]);
    match read.and_then(|source| Template::read(&source).map(|template| (source, template))) {
        Ok(read) => Ok(read),
        Err(problems) => {
            Err(refuse(&path, &problems).err().unwrap_or_else(|| anyhow::anyhow!("could not use `{path}`")))
        }
    }
}

fn keep<T>(value: Result<T, Diagnostic>, problems: &mut Vec<Diagnostic>) -> Option<T> {
    value.map_err(|problem| problems.push(problem)).ok()
}

fn refuse(path: &str, problems: &[Diagnostic]) -> anyhow::Result<()> {
    if problems.is_empty() {
        return Ok(());
    }
    report::problems(problems)?;
    bail!("could not use the template `{path}`\nhint: mend it first");
}
