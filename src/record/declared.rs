use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Component, ComponentStatus};
use crate::repo::{ReadError, SourceFile};
use crate::source::{RawComponent, RawStatus, SourceText, Spanned};

/// The status that `status.yaml` declares for each component, by id, or `None` if it cannot be read.
pub type Statuses = BTreeMap<String, Option<ComponentStatus>>;

/// Returns what the `status.yaml` of the work tree declares, and what keeps it from being read.
pub fn in_tree(found: &SourceFile) -> (Option<Statuses>, Vec<Diagnostic>) {
    match &found.content {
        Ok(bytes) => parse(&found.path, bytes),
        Err(error) => (None, vec![unreadable(&found.path, error)]),
    }
}

fn unreadable(path: &str, error: &ReadError) -> Diagnostic {
    match error {
        ReadError::Missing => Diagnostic::new(Code::NoStatusFile, path, "there is no `status.yaml`")
            .hint("pass the folder of the repository with `--source DIR`"),
        error => Diagnostic::new(Code::Unreadable, path, error.to_string()).hint("run `allgreen check` for details"),
    }
}

/// Parses a `status.yaml`. Returns what it declares, or `None` if it cannot be parsed at all, and what keeps it from
/// being parsed, wholly or in part.
pub fn parse(path: &str, bytes: &[u8]) -> (Option<Statuses>, Vec<Diagnostic>) {
    let source = match SourceText::new(path, bytes) {
        Ok(source) => source,
        Err(problem) => return (None, vec![problem]),
    };
    let (raw, mut problems) = RawStatus::read(&source);
    problems.retain(Diagnostic::is_fatal);
    let Some(raw) = raw else { return (None, problems) };
    if raw.components.iter().all(|component| component.is_right) {
        // Other errors of the file do not affect what components declare.
        problems.clear();
    }
    let mut statuses = Statuses::new();
    for component in &raw.components {
        // Only valid ids may become a field of a line.
        let Some(id) = component.id.as_ref().filter(|id| Component::is_id(&id.value)) else { continue };
        let status = status(component);
        if let Err(word) = status {
            problems.push(unknown(&source, word));
        }
        // Of two components with one id, the first counts.
        statuses.entry(id.value.clone()).or_insert(status.ok().flatten());
    }
    (Some(statuses), problems)
}

/// Returns what a component declares, or `None` if it has another error, since that may concern its status.
///
/// # Errors
/// With the word, if it is no status.
fn status(component: &RawComponent) -> Result<Option<ComponentStatus>, &Spanned<String>> {
    match &component.status {
        _ if !component.is_right => Ok(None),
        None => Ok(Some(ComponentStatus::Operational)),
        Some(word) => ComponentStatus::from_word(&word.value).map(Some).ok_or(word),
    }
}

fn unknown(source: &SourceText, word: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` is not a valid status of a component", word.value);
    let hint = format!("use one of: {}", ComponentStatus::ALL.map(ComponentStatus::word).join(", "));
    source.problem(Code::UnknownStatus, &word.span, message).hint(hint)
}
