//! Reads the statuses of components from a `status.yaml` that has errors.

use super::front::at_least_degraded;
use super::heading::unquoted;
use super::line::{Lines, split_key};
use super::word::near_component_status;
use crate::model::{Component, ComponentStatus};
use crate::source::SourceText;

/// The text that should be the status of a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredStatus {
    /// The id of the component.
    pub id: String,
    pub word: String,
}

/// Returns the texts that should be statuses in a `status.yaml`, line by line.
pub fn declared_statuses(source: &SourceText) -> Vec<DeclaredStatus> {
    let mut found = Vec::new();
    let (mut id, mut word) = (None, None);
    for line in Lines::of(source).all {
        let text = line.text.trim();
        let item = text.strip_prefix("- ");
        if item.is_some() {
            (id, word) = (None, None);
        }
        let entry = item.unwrap_or(text).trim_matches(|each| matches!(each, '{' | '}' | ' '));
        let is_inline = item.is_some_and(|item| item.trim_start().starts_with('{'));
        let parts: Vec<_> = if is_inline { entry.split(',').collect() } else { vec![entry] };
        for part in parts {
            let Some((key, value, _)) = split_key(part.trim()) else { continue };
            let value = unquoted(value.split(" #").next().unwrap_or_default()).to_owned();
            match key {
                "id" => id = Some(value),
                "status" => word = Some(value),
                _ => {}
            }
        }
        if let (Some(id), Some(word)) = (&id, word.take_if(|_| id.is_some())) {
            found.push(DeclaredStatus { id: id.clone(), word });
        }
    }
    found
}

/// Gives components the statuses that `declared` says. A guess makes no component better.
pub fn declare(components: &mut [Component], declared: &[DeclaredStatus]) {
    for DeclaredStatus { id, word } in declared {
        let Some(component) = components.iter_mut().find(|component| component.id == *id) else { continue };
        component.declared = counted(word, component.declared);
    }
}

fn counted(word: &str, before: ComponentStatus) -> ComponentStatus {
    match near_component_status(word) {
        None => at_least_degraded(before),
        Some(near) if near.distance == 0 => near.status,
        Some(near) => near.status.max(before),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_read_in_a_file_with_errors() {
        let text = "page\n  name: [x\ncomponents:\n  - id: api\n    name: API: x\n    status: major_outage # since 3\n  - { id: web, status: Partial Outage }\n  - status: broken\n    id: cdn\n  - id: mail\n";
        let source = SourceText::new("status.yaml", text.as_bytes()).unwrap();
        let found: Vec<_> =
            declared_statuses(&source).into_iter().map(|each| format!("{}={}", each.id, each.word)).collect();
        assert_eq!(found, ["api=major_outage", "web=Partial Outage", "cdn=broken"]);
    }

    #[test]
    fn unreadable_status_is_never_better() {
        assert_eq!(counted("operational", ComponentStatus::MajorOutage), ComponentStatus::Operational);
        assert_eq!(counted("operatoinal", ComponentStatus::MajorOutage), ComponentStatus::MajorOutage);
        assert_eq!(counted("major_outag", ComponentStatus::Operational), ComponentStatus::MajorOutage);
        assert_eq!(counted("broken", ComponentStatus::Operational), ComponentStatus::DegradedPerformance);
        assert_eq!(counted("", ComponentStatus::PartialOutage), ComponentStatus::PartialOutage);
    }
}
