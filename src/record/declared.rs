use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Component, ComponentStatus};
use crate::repo::{ReadError, SourceFile};
use crate::source::{RawComponent, RawStatus, SourceText, Spanned};

/// The status that `status.yaml` declares for each component, by id; `None` if the component is invalid.
pub type Statuses = BTreeMap<String, Option<ComponentStatus>>;

/// Returns the statuses that `status.yaml` declares in the work tree, and the errors because of which any are missing.
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

/// Parses a `status.yaml`. Returns the declared statuses, or `None` if no part of the file can be parsed, and the
/// errors because of which some statuses are missing.
pub fn parse(path: &str, bytes: &[u8]) -> (Option<Statuses>, Vec<Diagnostic>) {
    let source = match SourceText::new(path, bytes) {
        Ok(source) => source,
        Err(problem) => return (None, vec![problem]),
    };
    let (raw, mut problems) = RawStatus::read(&source);
    problems.retain(Diagnostic::is_fatal);
    let Some(raw) = raw else { return (None, problems) };
    if raw.components.iter().all(|component| component.is_right) {
        // Errors outside of `components` do not affect the statuses.
        problems.clear();
    }
    let mut statuses = Statuses::new();
    for component in &raw.components {
        // An invalid id must not be written to the log.
        let Some(id) = component.id.as_ref().filter(|id| Component::is_id(&id.value)) else { continue };
        let status = status(component);
        if let Err(word) = status {
            problems.push(unknown(&source, word));
        }
        // If two components have the same id, the first one counts.
        statuses.entry(id.value.clone()).or_insert(status.ok().flatten());
    }
    (Some(statuses), problems)
}

/// Returns the declared status of a component, or `None` if the component has an error, such as a misspelt key.
///
/// # Errors
/// Returns the value of `status` if it is not a valid status.
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
