//! Parses statuses, impacts and durations.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{Component, ComponentStatus, Impact, IncidentStatus, MaintenanceStatus, UpdateEvery, seconds_of};
use crate::source::{SourceText, Spanned};

/// Parses the status of a component.
pub fn component_status(source: &SourceText, word: &Spanned<String>) -> Result<ComponentStatus, Diagnostic> {
    ComponentStatus::from_word(&word.value).ok_or_else(|| {
        let message = format!("`{}` is not a valid status of a component", word.value);
        let problem = source.problem(Code::UnknownStatus, &word.span, message);
        problem.hint(status_hint(&word.value))
    })
}

/// Returns the hint for a word that is not a valid status of a component.
pub fn status_hint(word: &str) -> String {
    meant(word, &ComponentStatus::ALL.map(ComponentStatus::word), short_names(word))
}

/// Parses the promised interval between updates: a duration or `never`.
pub fn update_every(source: &SourceText, text: &Spanned<String>) -> Result<UpdateEvery, Diagnostic> {
    UpdateEvery::parse(&text.value)
        .ok_or_else(|| bad_length(source, text).hint(format!("{LENGTHS} to make no promise")))
}

/// Parses the duration after which a page is outdated. Returns it in seconds, or `None` for `never`.
pub fn stale_after(source: &SourceText, text: &Spanned<String>) -> Result<Option<u32>, Diagnostic> {
    if text.value.trim() == "never" {
        return Ok(None);
    }
    let seconds = seconds_of(&text.value).map(Some);
    seconds.ok_or_else(|| {
        let problem =
            Diagnostic { effect: Code::BadStaleAfter.effect(), code: Code::BadStaleAfter, ..bad_length(source, text) };
        problem.hint(format!("{LENGTHS} if the page is built only when it changes"))
    })
}

const LENGTHS: &str = "write a duration such as `30m`, `2h`, `1h 30m` or `1d`, or `never`";

fn bad_length(source: &SourceText, text: &Spanned<String>) -> Diagnostic {
    source.problem(Code::BadLength, &text.span, format!("`{}` is not a valid duration", text.value))
}

/// Parses an impact.
pub fn impact(source: &SourceText, word: &Spanned<String>) -> Result<Impact, Diagnostic> {
    Impact::from_word(&word.value).ok_or_else(|| {
        let problem =
            source.problem(Code::UnknownImpact, &word.span, format!("`{}` is not a valid impact", word.value));
        problem.hint(meant(&word.value, &Impact::ALL.map(Impact::word), None))
    })
}

/// The statuses of an incident's updates.
pub const INCIDENT_WORDS: [&str; 5] = [
    IncidentStatus::Investigating.word(),
    IncidentStatus::Identified.word(),
    IncidentStatus::Monitoring.word(),
    IncidentStatus::Resolved.word(),
    IncidentStatus::Postmortem.word(),
];

/// The statuses of a window's updates.
pub const MAINTENANCE_WORDS: [&str; 5] = [
    MaintenanceStatus::Scheduled.word(),
    MaintenanceStatus::InProgress.word(),
    MaintenanceStatus::Verifying.word(),
    MaintenanceStatus::Completed.word(),
    MaintenanceStatus::Canceled.word(),
];

/// Parses the status in a heading, regardless of case, with spaces or `_` between words.
pub fn update_status<S>(
    source: &SourceText,
    word: &Spanned<String>,
    from_word: fn(&str) -> Option<S>,
    kind: EventKind,
) -> Result<S, Diagnostic> {
    let plain = word.value.split_whitespace().collect::<Vec<_>>().join("_").to_lowercase();
    from_word(&plain).ok_or_else(|| unknown_word(source, &word.value, &plain, &word.span, kind))
}

/// The kind of event that a status belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    Incident,
    Maintenance,
}

fn unknown_word(source: &SourceText, word: &str, plain: &str, span: &Range<usize>, kind: EventKind) -> Diagnostic {
    let (noun, words, others) = match kind {
        EventKind::Incident => ("an incident", INCIDENT_WORDS, MAINTENANCE_WORDS),
        EventKind::Maintenance => ("a maintenance window", MAINTENANCE_WORDS, INCIDENT_WORDS),
    };
    let problem = source.problem(Code::UnknownWord, span, format!("`{word}` is not a valid status of {noun}"));
    if others.contains(&plain) {
        let words = words.join(", ");
        return problem.hint(match kind {
            EventKind::Incident => {
                format!("use one of {words}, or add `maintenance:` with `starts` and `ends` if this is planned work")
            }
            EventKind::Maintenance => format!("use one of {words}, or remove `maintenance:` if this is an incident"),
        });
    }
    let common = match plain {
        "cancelled" => Some("canceled"),
        "fixed" | "solved" | "closed" | "done" if kind == EventKind::Incident => Some("resolved"),
        "post-mortem" | "post_mortem" => Some("postmortem"),
        "done" | "finished" | "resolved" | "complete" if kind == EventKind::Maintenance => Some("completed"),
        "started" | "ongoing" | "begun" if kind == EventKind::Maintenance => Some("in_progress"),
        "planned" if kind == EventKind::Maintenance => Some("scheduled"),
        "update" | "investigation" if kind == EventKind::Incident => Some("investigating"),
        _ => None,
    };
    problem.hint(meant(word, &words, common))
}

/// Returns a hint with the valid `words`. It suggests `common`, or else the word that is most similar to `word`.
pub fn meant(word: &str, words: &[&str], common: Option<&str>) -> String {
    match common.or_else(|| nearest(word, words.iter().copied())) {
        Some(near) => format!("did you mean `{near}`? Valid values: {}", words.join(", ")),
        None => format!("use one of: {}", words.join(", ")),
    }
}

/// Returns the hint for a name that is not the id of a component: the component that is meant, and all ids. Of two
/// equally similar components, one in `own` is proposed: the ids that the file names elsewhere.
pub fn component_hint(name: &str, components: &[Component], own: &[&str]) -> String {
    const MOST: usize = 100;
    if components.is_empty() {
        return "add it to `components` in `status.yaml`".to_owned();
    }
    let more = if components.len() > MOST { ", …" } else { "" };
    let ids: Vec<_> = components.iter().take(MOST).map(|component| component.id.as_str()).collect();
    let ids = ids.join(", ") + more;
    let is_own = |component: &&Component| own.contains(&component.id.as_str());
    let near =
        nearest_component(name, components.iter().filter(is_own)).or_else(|| nearest_component(name, components));
    match near {
        Some(near) => format!("did you mean `{}` ({})? Known components: {ids}", near.id, near.name),
        None => format!("use one of: {ids}, or add it to `components` in `status.yaml`"),
    }
}

/// Returns the component whose id or name is most similar to a misspelt name.
fn nearest_component<'a>(name: &str, components: impl IntoIterator<Item = &'a Component>) -> Option<&'a Component> {
    let components: Vec<_> = components.into_iter().collect();
    let words = components.iter().flat_map(|component| [component.id.as_str(), component.name.as_str()]);
    let near = nearest(name, words)?;
    components.into_iter().find(|component| component.id == near || component.name == near)
}

/// Returns the component status for a word that other products use, such as `major_outage` for `down`.
fn short_names(word: &str) -> Option<&'static str> {
    match word.to_lowercase().as_str() {
        "down" | "offline" | "outage" | "major" | "critical" | "red" => Some("major_outage"),
        "up" | "ok" | "online" | "green" | "healthy" | "none" => Some("operational"),
        "partial" | "orange" => Some("partial_outage"),
        "slow" | "degraded" | "yellow" | "minor" => Some("degraded_performance"),
        "maintenance" | "maintainance" | "blue" => Some("under_maintenance"),
        _ => None,
    }
}

/// Joins the words of a text with single spaces.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
