use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Component, ComponentStatus, Instant};
use crate::repo::{Found, ReadError};
use crate::source::{RawComponent, RawStatus, SourceText, Spanned};

/// What `status.yaml` declares of each component it has; nothing where that cannot be read.
pub type Statuses = BTreeMap<String, Option<ComponentStatus>>;

/// What a commit declared.
#[derive(Clone, Debug)]
pub struct Declared {
    /// When it was committed.
    pub at: Instant,
    pub statuses: Statuses,
}

/// What the file of the work tree declares, and what is wrong where it declares nothing that can be read.
pub fn in_tree(found: &Found) -> (Option<Statuses>, Vec<Diagnostic>) {
    match &found.content {
        Ok(bytes) => read(&found.path, bytes),
        Err(error) => (None, vec![unreadable(&found.path, error)]),
    }
}

fn unreadable(path: &str, error: &ReadError) -> Diagnostic {
    match error {
        ReadError::Missing => Diagnostic::new(Code::NoStatusFile, path, "there is no `status.yaml` here")
            .hint("say where the repository is with `--source DIR`"),
        error => {
            Diagnostic::new(Code::Unreadable, path, error.to_string()).hint("`allgreen check` says how to mend it")
        }
    }
}

/// What these bytes of `status.yaml` declare, none where they cannot be read at all; and what kept them from being
/// read, all or in part.
pub fn read(path: &str, bytes: &[u8]) -> (Option<Statuses>, Vec<Diagnostic>) {
    let source = match SourceText::new(path, bytes) {
        Ok(source) => source,
        Err(problem) => return (None, vec![problem]),
    };
    let (raw, mut problems) = RawStatus::read(&source);
    problems.retain(Diagnostic::is_fatal);
    let Some(raw) = raw else { return (None, problems) };
    if raw.components.iter().all(|component| component.is_right) {
        // What is wrong elsewhere is no matter of what a component is doing.
        problems.clear();
    }
    let mut statuses = Statuses::new();
    for component in &raw.components {
        // What is no id must not become a part of a line.
        let Some(id) = component.id.as_ref().filter(|id| Component::is_id(&id.value)) else { continue };
        let status = status(component);
        if let Err(word) = status {
            problems.push(unknown(&source, word));
        }
        // Of two components with one id, the first has it.
        statuses.entry(id.value.clone()).or_insert(status.ok().flatten());
    }
    (Some(statuses), problems)
}

/// What a component declares; nothing where something else is wrong with it, which may well be its status.
///
/// # Errors
/// With the word, when it is no status.
fn status(component: &RawComponent) -> Result<Option<ComponentStatus>, &Spanned<String>> {
    match &component.status {
        _ if !component.is_right => Ok(None),
        None => Ok(Some(ComponentStatus::Operational)),
        Some(word) => ComponentStatus::from_word(&word.value).map(Some).ok_or(word),
    }
}

fn unknown(source: &SourceText, word: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` is no status of a component", word.value);
    let hint = format!("it can be {}", ComponentStatus::ALL.map(ComponentStatus::word).join(", "));
    source.problem(Code::UnknownStatus, &word.span, message).hint(hint)
}
