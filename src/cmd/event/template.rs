use std::path::Path;

use anyhow::bail;

use crate::check::Input;
use crate::check::words::{self, Kind};
use crate::cmd::report;
use crate::diagnostic::{Code, Diagnostic, Effect, nearest};
use crate::edit::Template;
use crate::model::{ComponentStatus, Impact, IncidentStatus, MaintenanceStatus};
use crate::pipeline;
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
        let (read, problems) = Self::of(&source, template);
        refuse(&source.path, &problems)?;
        Ok(read)
    }

    /// What a template says of an incident, and what is wrong with it then.
    fn of(source: &SourceText, template: Template) -> (Self, Vec<Diagnostic>) {
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
                    let status = keep(words::component_status(source, word), &mut problems);
                    affects.extend(status.map(|status| (component.value.clone(), status)));
                }
            }
        }
        let impact = template.impact.and_then(|word| keep(words::impact(source, &word), &mut problems));
        let every = template.update_every;
        if let Some(length) = &every {
            keep(words::update_every(source, length), &mut problems);
        }
        let status = template.status.and_then(|word| {
            keep(words::update_status(source, &word, IncidentStatus::from_word, Kind::Incident), &mut problems)
        });
        let update_every = every.map(|length| length.value);
        let read = Self { title: template.title, affects, impact, update_every, status, text: template.text };
        (read, problems)
    }
}

impl WindowTemplate {
    /// Reads the template of this name; with none, there is nothing to fill in.
    pub fn read(source: &Path, name: Option<&str>) -> anyhow::Result<Self> {
        let Some(name) = name else { return Ok(Self::default()) };
        let (source, template) = read(source, name)?;
        let (read, problems) = Self::of(&source, template);
        refuse(&source.path, &problems)?;
        Ok(read)
    }

    /// What a template says of a window, and what is wrong with it then.
    fn of(source: &SourceText, template: Template) -> (Self, Vec<Diagnostic>) {
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
            let status = words::update_status(source, word, MaintenanceStatus::from_word, Kind::Maintenance);
            if keep(status, &mut problems).is_some_and(|status| status != MaintenanceStatus::Scheduled) {
                let problem = source.problem(Code::UnknownWord, &word.span, "a plan begins with `Scheduled`");
                problems.push(problem.hint("write `## now - Scheduled`"));
            }
        }
        (Self { title: template.title, affects, text: template.text }, problems)
    }
}

/// What is wrong with the files of `templates/`, on a page with these components. None of it stops a build.
pub fn template_problems(root: &Path, components: &[&str]) -> Vec<Diagnostic> {
    let all = repo::read_templates(root).into_iter();
    all.flat_map(|found| problems_of(pipeline::input(found), components))
        .map(|problem| Diagnostic { effect: Effect::Nothing, ..problem })
        .collect()
}

fn problems_of(input: Input, components: &[&str]) -> Vec<Diagnostic> {
    let source = match input.content.and_then(|bytes| SourceText::new(&input.path, &bytes)) {
        Ok(source) => source,
        Err(problem) => return vec![problem],
    };
    let template = match Template::read(&source) {
        Ok(template) => template,
        Err(problems) => return problems,
    };
    let mut strangers = strangers(&source, &template.affects, components);
    let of_window = |template| WindowTemplate::of(&source, template).1;
    let of_incident = |template| IncidentTemplate::of(&source, template).1;
    strangers.extend(match &template.affects {
        RawAffects::Components(..) => of_window(template),
        // It may be for either.
        RawAffects::None if of_window(template.clone()).is_empty() => Vec::new(),
        RawAffects::None | RawAffects::Statuses(..) => of_incident(template),
    });
    strangers
}

/// The components of a template that `status.yaml` does not have.
fn strangers(source: &SourceText, affects: &RawAffects, components: &[&str]) -> Vec<Diagnostic> {
    let names: Vec<_> = match affects {
        RawAffects::None => Vec::new(),
        RawAffects::Components(_, names) => names.iter().collect(),
        RawAffects::Statuses(_, statuses) => statuses.iter().map(|(name, _)| name).collect(),
    };
    let unknown = names.into_iter().filter(|name| !components.contains(&name.value.as_str()));
    unknown
        .map(|name| {
            let message = format!("`status.yaml` has no component `{}`", name.value);
            let hint = match nearest(&name.value, components.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "add it to `components`, or name one that is there".to_owned(),
            };
            source.problem(Code::UnknownComponent, &name.span, message).hint(hint)
        })
        .collect()
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
