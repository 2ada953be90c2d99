use super::affects::{list_for_incident, map_for_window};
use super::words::{self, EventKind};
use crate::diagnostic::{Code, Diagnostic, Problems};
use crate::model::{Component, ComponentStatus, Impact, IncidentStatus, MaintenanceStatus};
use crate::source::{RawAffects, RawFrontMatter, RawIncident, RawWhen, SourceText, Spanned};

/// The defaults for a new incident, from `templates/NAME.md`.
#[derive(Debug, Default)]
pub struct IncidentTemplate {
    pub title: Option<String>,
    pub affects: Vec<(String, ComponentStatus)>,
    pub impact: Option<Impact>,
    pub update_every: Option<String>,
    pub status: Option<IncidentStatus>,
    /// The text of the first update, in Markdown.
    pub text: String,
}

/// The defaults for a new maintenance window, from `templates/NAME.md`.
#[derive(Debug, Default)]
pub struct WindowTemplate {
    pub title: Option<String>,
    /// The ids of the affected components.
    pub affects: Vec<String>,
    /// The text of the first update, in Markdown.
    pub text: String,
}

impl IncidentTemplate {
    /// Parses and checks the template of an incident.
    ///
    /// # Errors
    /// Returns all diagnostics of an invalid template.
    pub fn read(source: &SourceText) -> Result<Self, Vec<Diagnostic>> {
        let (template, problems) = Self::of(source, RawTemplate::read(source)?);
        if problems.is_empty() { Ok(template) } else { Err(problems) }
    }

    fn of(source: &SourceText, raw: RawTemplate) -> (Self, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let mut affects = Vec::new();
        match &raw.affects {
            RawAffects::None => {}
            RawAffects::Components(span, names) => problems.push(list_for_incident(source, span, names)),
            RawAffects::Statuses(_, statuses) => {
                for (component, word) in statuses {
                    let status = keep(words::component_status(source, word), &mut problems);
                    affects.extend(status.map(|status| (component.value.clone(), status)));
                }
            }
        }
        let impact = raw.impact.and_then(|word| keep(words::impact(source, &word), &mut problems));
        if let Some(duration) = &raw.update_every {
            keep(words::update_every(source, duration), &mut problems);
        }
        let status = raw.status.and_then(|word| {
            keep(words::update_status(source, &word, IncidentStatus::from_word, EventKind::Incident), &mut problems)
        });
        let update_every = raw.update_every.map(|duration| duration.value);
        (Self { title: raw.title, affects, impact, update_every, status, text: raw.text }, problems)
    }
}

impl WindowTemplate {
    /// Parses and checks the template of a maintenance window.
    ///
    /// # Errors
    /// Returns all diagnostics of an invalid template.
    pub fn read(source: &SourceText) -> Result<Self, Vec<Diagnostic>> {
        let (template, problems) = Self::of(source, RawTemplate::read(source)?);
        if problems.is_empty() { Ok(template) } else { Err(problems) }
    }

    fn of(source: &SourceText, raw: RawTemplate) -> (Self, Vec<Diagnostic>) {
        let RawTemplate { title, affects, impact, update_every, status, text } = raw;
        let mut problems = Vec::new();
        for (key, value) in [("impact", impact), ("update_every", update_every)] {
            if let Some(value) = value {
                let message = format!("`{key}` is not allowed in a maintenance window");
                problems.push(source.problem(Code::UnknownKey, &value.span, message).hint("remove it"));
            }
        }
        let affects = match affects {
            RawAffects::None => Vec::new(),
            RawAffects::Components(_, components) => components.into_iter().map(|each| each.value).collect(),
            RawAffects::Statuses(span, statuses) => {
                problems.push(map_for_window(source, &span, &statuses));
                Vec::new()
            }
        };
        if let Some(word) = status {
            let status = words::update_status(source, &word, MaintenanceStatus::from_word, EventKind::Maintenance);
            if keep(status, &mut problems).is_some_and(|status| status != MaintenanceStatus::Scheduled) {
                let problem = source.problem(
                    Code::UnknownWord,
                    &word.span,
                    "the first status of a maintenance window must be `Scheduled`",
                );
                problems.push(problem.hint("write `## now - Scheduled`"));
            }
        }
        (Self { title, affects, text }, problems)
    }
}

/// Checks a file of `templates/`. `components` are those in `status.yaml`.
pub fn template(source: &SourceText, components: &[Component]) -> Vec<Diagnostic> {
    let raw = match RawTemplate::read(source) {
        Ok(raw) => raw,
        Err(problems) => return problems,
    };
    let mut problems = unknown_components(source, &raw.affects, components);
    let as_window = |raw| WindowTemplate::of(source, raw).1;
    let as_incident = |raw| IncidentTemplate::of(source, raw).1;
    problems.extend(match &raw.affects {
        RawAffects::Components(..) => as_window(raw),
        // Without `affects`, it may be a template of an incident or of a window.
        RawAffects::None if as_window(raw.clone()).is_empty() => Vec::new(),
        RawAffects::None | RawAffects::Statuses(..) => as_incident(raw),
    });
    problems
}

fn unknown_components(source: &SourceText, affects: &RawAffects, components: &[Component]) -> Vec<Diagnostic> {
    let names: Vec<_> = match affects {
        RawAffects::None => Vec::new(),
        RawAffects::Components(_, names) => names.iter().collect(),
        RawAffects::Statuses(_, statuses) => statuses.iter().map(|(name, _)| name).collect(),
    };
    let unknown = names.into_iter().filter(|name| !components.iter().any(|component| component.id == name.value));
    unknown
        .map(|name| {
            let message = format!("unknown component `{}`", name.value);
            let hint = words::component_hint(&name.value, components, &[]);
            source.problem(Code::UnknownComponent, &name.span, message).hint(hint)
        })
        .collect()
}

fn keep<T>(value: Result<T, Diagnostic>, problems: &mut Vec<Diagnostic>) -> Option<T> {
    value.map_err(|problem| problems.push(problem)).ok()
}

/// A parsed file of `templates/`, not yet checked.
#[derive(Clone, Debug)]
struct RawTemplate {
    /// The title, with each run of whitespace replaced by a space.
    title: Option<String>,
    affects: RawAffects,
    impact: Option<Spanned<String>>,
    update_every: Option<Spanned<String>>,
    /// The status of the first update, if the template has a heading `## now - STATUS`.
    status: Option<Spanned<String>>,
    /// The text of the first update, in Markdown.
    text: String,
}

impl RawTemplate {
    /// Parses a template. Missing keys are not errors, because their values can be passed to the command.
    fn read(source: &SourceText) -> Result<Self, Vec<Diagnostic>> {
        let (raw, found) = RawIncident::read(source);
        let mut problems = Problems::of(&source.path);
        problems.extend(found.into_iter().filter(|each| each.code != Code::MissingKey).collect());
        if let Some(raw) = &raw {
            forbid(source, raw, &mut problems);
        }
        match raw {
            Some(raw) if !problems.are_fatal() => Ok(Self::of(raw)),
            _ => Err(problems.into_vec()),
        }
    }

    fn of(raw: RawIncident) -> Self {
        let RawIncident { front, intro, mut updates, .. } = raw;
        let (status, text) = match updates.pop() {
            Some(update) => (Some(update.heading.status), update.text),
            None => (None, intro.map(|intro| intro.value).unwrap_or_default()),
        };
        // Without `..`, so that a new key does not compile until it is used here or refused in `forbid`.
        let RawFrontMatter { title, affects, started: _, impact, update_every, draft: _, maintenance: _ } = front;
        let title = title.map(|title| title.value.split_whitespace().collect::<Vec<_>>().join(" "));
        let title = title.filter(|title| !title.is_empty());
        Self { title, affects, impact, update_every, status, text }
    }
}

/// Reports parts that an incident or a window may have but a template may not, such as `started`.
fn forbid(source: &SourceText, raw: &RawIncident, problems: &mut Problems) {
    let mut report = |code, span, message: &str, hint: &str| {
        problems.push(source.problem(code, span, message).hint(hint));
    };
    if let Some(started) = &raw.front.started {
        report(
            Code::UnknownKey,
            &started.span,
            "`started` is not allowed in a template",
            "remove `started` and pass `--started TIME`",
        );
    }
    if let Some(window) = &raw.front.maintenance {
        let hint = "remove `maintenance` and pass `--starts` and `--ends` to `allgreen maintenance plan`";
        report(Code::UnknownKey, &window.place, "`maintenance` is not allowed in a template", hint);
    }
    if raw.front.draft {
        report(
            Code::UnknownKey,
            &(0..3),
            "`draft` is not allowed in a template",
            "remove `draft`: templates are never published",
        );
    }
    if let (Some(intro), Some(_)) = (&raw.intro, raw.updates.first()) {
        let hint = "move the text below the heading";
        report(Code::TextBeforeUpdate, &intro.span, "this text comes before the heading of the first update", hint);
    }
    if let Some(second) = raw.updates.get(1) {
        let hint = "keep only the first update: later ones are written when they happen";
        report(Code::NotAnUpdate, &second.heading.span, "a template can have only one update", hint);
    }
    for heading in raw.updates.iter().take(1).map(|update| &update.heading) {
        if heading.when.value != RawWhen::Now {
            let hint = "write `now` instead of the time";
            report(Code::BadTime, &heading.when.span, "the update of a template cannot have a fixed time", hint);
        }
        if let Some(braces) = &heading.braces {
            let hint = "move the statuses to `affects`";
            report(Code::BadBraces, braces, "the update of a template cannot set statuses", hint);
        }
    }
}
