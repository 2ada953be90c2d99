use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::status::{Settings, StatusChecker};
use super::words::{self, one_line};
use crate::diagnostic::Code;
use crate::model::{Component, ComponentStatus, Date, Group, Overall, slug};
use crate::source::{RawComponent, Spanned};

/// Checks the components of `status.yaml` and collects their groups.
impl StatusChecker<'_> {
    pub fn components(&mut self, raw: &[RawComponent], settings: &mut Settings) {
        let mut groups: HashMap<String, usize> = HashMap::new();
        for raw in raw {
            let Some((component, span)) = self.component(raw) else { continue };
            if let Some((_, first)) = settings.places.get(&component.id) {
                let line = self.source.place(first).line;
                let message = format!("the id `{}` is already used by the component in line {line}", component.id);
                self.problems.push(self.source.problem(Code::DuplicateId, &span, message).hint("choose a unique id"));
                continue;
            }
            let index = settings.components.len();
            let group =
                raw.group.as_ref().map(|name| one_line(&name.value)).filter(|name| !name.is_empty()).map(|name| {
                    *groups.entry(name.clone()).or_insert_with(|| {
                        settings.groups.push(Group { id: String::new(), name, members: Vec::new() });
                        settings.groups.len() - 1
                    })
                });
            if let Some(group) = group {
                settings.groups[group].members.push(index);
            }
            settings.status_places.push(raw.status.as_ref().map_or_else(|| span.clone(), |word| word.span.clone()));
            settings.places.insert(component.id.clone(), (index, span));
            settings.components.push(Component { group, ..component });
        }
        name_groups(settings);
    }

    fn component(&mut self, raw: &RawComponent) -> Option<(Component, Range<usize>)> {
        let status = raw.status.as_ref().map(|word| words::component_status(self.source, word));
        let declared = match status {
            Some(Err(problem)) => {
                self.problems.push(problem);
                ComponentStatus::Operational
            }
            Some(Ok(status)) => status,
            None => ComponentStatus::Operational,
        };
        let since = raw.since.as_ref().and_then(|text| {
            let date = Date::parse(text.value.trim());
            if date.is_none() {
                let message = format!("`{}` is not a valid date", text.value);
                self.report(Code::BadDate, text, message, "write year-month-day, such as `2026-01-31`");
            }
            date
        });
        let id = raw.id.as_ref()?;
        self.id(id);
        let description = raw.description.as_ref().map(|text| one_line(&text.value)).filter(|text| !text.is_empty());
        let name = raw.name.as_ref().map_or_else(|| id.value.clone(), |name| one_line(&name.value));
        Some((Component { id: id.value.clone(), name, group: None, description, declared, since }, id.span.clone()))
    }

    fn id(&mut self, id: &Spanned<String>) {
        if let Some(hint) = id_problem(&id.value) {
            self.report(Code::BadId, id, format!("`{}` is not a valid id", id.value), hint);
        }
        if id.value == Overall::ID {
            let message = format!("the id `{}` is reserved for the badges of the overall status", id.value);
            self.report(Code::TakenId, id, message, "choose another id if the component needs badges");
        }
    }
}

/// Returns the hint for an invalid id of a component, or `None` if the id is valid.
pub fn id_problem(id: &str) -> Option<String> {
    if Component::is_id(id) {
        return None;
    }
    let hint = "use at most 64 lower-case letters, digits, `-` and `_`, beginning with a letter or a digit";
    Some(match shortened(slug(id)) {
        near if near.is_empty() => hint.to_owned(),
        near => format!("{hint}, such as `{near}`"),
    })
}

/// Gives each group a unique id.
fn name_groups(settings: &mut Settings) {
    let mut taken: HashSet<String> = settings.places.keys().cloned().collect();
    for group in &mut settings.groups {
        let base = format!("group-{}", group_slug(&group.name));
        let numbered = (2_usize..).map(|number| format!("{base}-{number}"));
        let free = std::iter::once(base.clone()).chain(numbered).find(|id| !taken.contains(id));
        group.id = free.unwrap_or(base);
        taken.insert(group.id.clone());
    }
}

/// Returns the slug for the id of a group. It drops letters that are not ASCII and never transliterates them, because
/// ids of groups are part of the API and must not change.
fn group_slug(name: &str) -> String {
    let ascii = name.to_lowercase().replace(|each: char| !each.is_ascii_alphanumeric(), " ");
    shortened(slug(&ascii))
}

fn shortened(mut slug: String) -> String {
    slug.truncate(Component::LONGEST_ID);
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn group_slug_drops_non_ascii_letters() {
        assert_eq!(group_slug("CDN & file storage"), "cdn-file-storage");
        assert_eq!(group_slug("Don't: Störung"), "don-t-st-rung");
        assert_eq!(group_slug("支付"), "");
        assert_eq!(group_slug(&"word ".repeat(13)).len(), 64);
    }

    #[test]
    fn hint_for_invalid_id_suggests_valid_id() {
        assert!(id_problem("Störung").unwrap().ends_with("`stoerung`"));
        assert!(id_problem("!").unwrap().ends_with("a digit"));
    }
}
