//! Reports the lines of `affects`.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Slips;
use crate::check::recovery::Target;
use crate::check::recovery::front::{LooseAffected, LooseFront};
use crate::check::recovery::heading::LooseStatus;
use crate::check::recovery::word::near_component_status;
use crate::check::words::{component_hint, status_hint};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ComponentIndex, ComponentStatus};

impl Slips<'_> {
    /// Reports the lines of `affects`. `counted` are the statuses that they count as.
    pub fn affected(&mut self, front: &LooseFront, counted: &BTreeMap<ComponentIndex, ComponentStatus>, is_over: bool) {
        let mut lines: BTreeMap<usize, Vec<&LooseAffected>> = BTreeMap::new();
        for each in front.affects.iter().filter(|each| !each.line.is_empty()) {
            lines.entry(each.line.start).or_default().push(each);
        }
        for affected in lines.into_values() {
            let (span, is_window) = (affected[0].line.clone(), front.window.is_some());
            let pairs: Vec<_> = affected.iter().map(|each| &each.status).collect();
            let problem = self.wrong_pair(&pairs, &span, is_window, is_over).or_else(|| {
                let form = if is_window { "`  - COMPONENT`" } else { "`  COMPONENT: STATUS`" };
                let is_regular = affected.iter().all(|each| each.is_regular);
                let message = format!("this line of `affects` is not {form}");
                (!is_regular).then(|| self.source.problem(Code::WrongType, &span, message))
            });
            if let Some(problem) = problem {
                let fix = self.affects_line(&pairs, &span, is_window);
                let shown = if is_window { None } else { self.shown_statuses(&pairs, counted) };
                let problem = problem.maybe_fix(fix);
                self.add(match shown {
                    Some(shown) => problem.shown(shown),
                    None => problem,
                });
            }
        }
    }

    /// Returns the statuses of components that visitors see, if all of the names are known.
    fn shown_statuses(
        &self,
        pairs: &[&LooseStatus],
        counted: &BTreeMap<ComponentIndex, ComponentStatus>,
    ) -> Option<String> {
        let status = |pair: &&LooseStatus| {
            let target = Target::find(self.settings(), &pair.name);
            let component = target.components().first()?;
            Some(format!("{} as `{}`", self.name(&pair.name)?, counted.get(component)?))
        };
        let statuses: Option<Vec<_>> = pairs.iter().map(status).collect();
        statuses.map(|statuses| format!("visitors see {}", statuses.join(", ")))
    }

    /// Returns a message about the first name or word that is wrong.
    pub(super) fn wrong_pair(
        &self,
        pairs: &[&LooseStatus],
        span: &Range<usize>,
        is_window: bool,
        is_over: bool,
    ) -> Option<Diagnostic> {
        // Without `status.yaml` no name can be checked.
        let names_known = self.settings().names_known;
        pairs.iter().find_map(|LooseStatus { name, word }| {
            if names_known && Target::find(self.settings(), name) == Target::Unknown {
                return Some(self.unknown_component(name, span, is_over));
            }
            if names_known && Target::exact(self.settings(), name).is_none() {
                let message = format!("`{name}` is not the id of a component");
                let found = self.source.problem(Code::UnknownComponent, span, message);
                return Some(found.hint(self.component_hint(name)));
            }
            let word = word.as_deref().filter(|_| !is_window)?;
            if ComponentStatus::from_word(word).is_some() {
                return None;
            }
            let message = format!("`{word}` is not a valid status of a component");
            Some(self.source.problem(Code::UnknownStatus, span, message).hint(status_hint(word)))
        })
    }

    fn unknown_component(&self, name: &str, span: &Range<usize>, is_over: bool) -> Diagnostic {
        let code = if is_over { Code::RetiredComponent } else { Code::UnknownComponent };
        let problem = self.source.problem(code, span, format!("unknown component `{name}`"));
        let hint = self.component_hint(name);
        problem.hint(hint).shown(format!("no component changes; visitors see the name `{name}`"))
    }

    /// Proposes a component that the file names elsewhere, else any.
    fn component_hint(&self, name: &str) -> String {
        let own: Vec<_> = self.named.iter().map(String::as_str).collect();
        component_hint(name, &self.settings().components, &own)
    }

    /// Returns a line of `affects` as it should be.
    fn affects_line(&self, pairs: &[&LooseStatus], span: &Range<usize>, is_window: bool) -> Option<String> {
        let names: Option<Vec<_>> = pairs.iter().map(|pair| self.name(&pair.name)).collect();
        let names = names?;
        let is_inline = pairs.len() > 1 || self.source.text[span.clone()].trim_start().starts_with("affects");
        if is_window {
            let list = names.join(", ");
            return Some(if is_inline { format!("affects: [{list}]") } else { format!("  - {list}") });
        }
        let words = pairs.iter().map(|pair| pair.word.as_deref().and_then(near_component_status));
        let words = words.map(|near| near.map_or(ComponentStatus::DegradedPerformance, |near| near.status));
        let pairs: Vec<_> = names.iter().zip(words).map(|(name, word)| format!("{name}: {word}")).collect();
        let list = pairs.join(", ");
        Some(if is_inline { format!("affects: {{ {list} }}") } else { format!("  {list}") })
    }

    /// Returns a name as it should be written. `None` if it is unknown.
    pub(super) fn name(&self, name: &str) -> Option<String> {
        match Target::find(self.settings(), name) {
            Target::Unknown => None,
            Target::Component(component) => Some(self.settings().components[component].id.clone()),
            Target::Group(_) => Some(format!("\"{name}\"")),
            Target::All(_) => Some("all".to_owned()),
        }
    }
}
