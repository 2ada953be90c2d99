use std::path::Path;

use crate::check::{self, IncidentTemplate, WindowTemplate};
use crate::diagnostic::{Diagnostic, Effect, Failure, FailureKind, nearest};
use crate::model::Component;
use crate::pipeline;
use crate::repo;
use crate::source::SourceText;

/// Reads the incident template `templates/NAME.md`. Without a name, returns an empty template.
///
/// # Errors
/// When there is no such template, or it has errors.
pub fn incident_template(root: &Path, name: Option<&str>) -> Result<IncidentTemplate, Failure> {
    name.map_or(Ok(IncidentTemplate::default()), |name| read(root, name, IncidentTemplate::read))
}

/// Reads the maintenance template `templates/NAME.md`. Without a name, returns an empty template.
///
/// # Errors
/// When there is no such template, or it has errors.
pub fn window_template(root: &Path, name: Option<&str>) -> Result<WindowTemplate, Failure> {
    name.map_or(Ok(WindowTemplate::default()), |name| read(root, name, WindowTemplate::read))
}

/// Checks the files of `templates/` against the components of the page. Returns diagnostics that never stop a build.
pub fn template_diagnostics(root: &Path, components: &[Component]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for file in repo::read_templates(root) {
        let input = pipeline::input(file);
        match input.content.and_then(|bytes| SourceText::new(&input.path, &bytes)) {
            Ok(source) => found.extend(check::template(&source, components)),
            Err(problem) => found.push(problem),
        }
    }
    found.into_iter().map(|problem| Diagnostic { effect: Effect::Nothing, ..problem }).collect()
}

fn read<T>(root: &Path, name: &str, parse: impl Fn(&SourceText) -> Result<T, Vec<Diagnostic>>) -> Result<T, Failure> {
    let all = repo::read_templates(root);
    let path = format!("templates/{name}.md");
    let Some(found) = all.iter().find(|each| each.path == path) else {
        let names = all.iter().filter_map(|each| each.path.strip_prefix("templates/")?.strip_suffix(".md"));
        return Err(unknown_template(name, &names.collect::<Vec<_>>()));
    };
    let bytes = found
        .content
        .as_ref()
        .map_err(|error| Failure::new(FailureKind::Io, format!("could not read `{path}`: {error}")))?;
    let parsed = SourceText::new(&path, bytes).map_err(|problem| vec![problem]).and_then(|source| parse(&source));
    parsed.map_err(|problems| {
        Failure::invalid(format!("could not use the template `{path}`: it is invalid"))
            .diagnostics(&problems)
            .hint("fix it first")
    })
}

fn unknown_template(name: &str, names: &[&str]) -> Failure {
    let hint = match (nearest(name, names.iter().copied()), names) {
        (Some(near), _) => format!("did you mean `{near}`? The templates are {}", names.join(", ")),
        (None, []) => format!("there are no templates yet; write `templates/{name}.md`"),
        (None, _) => format!("the templates are {}", names.join(", ")),
    };
    Failure::not_found(format!("there is no template `{name}`")).hint(hint)
}
