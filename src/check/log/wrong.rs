use std::collections::HashMap;

use super::fields::LineProblem;
use crate::check::status::Settings;
use crate::diagnostic::{Code, Diagnostic, Place, Problems, nearest};
use crate::source::RawLine;

/// What is wrong with a file of the log.
pub(super) struct Wrong {
    path: String,
    pub problems: Problems,
    /// Components that `status.yaml` does not have: the first line of each, and how many there are.
    strangers: HashMap<String, (Place, usize)>,
}

impl Wrong {
    /// Nothing yet.
    pub fn of(path: &str) -> Self {
        Self { path: path.to_owned(), problems: Problems::of(path), strangers: HashMap::new() }
    }

    pub fn ill_formed(&mut self, raw: RawLine<'_>, problem: &LineProblem<'_>) {
        let (code, hint) = if raw.ended {
            (Code::IllFormedLine, problem.hint.clone())
        } else {
            (
                Code::TornLine,
                format!("the file ends in the middle of this line: finish it or remove it ({})", problem.hint),
            )
        };
        let found = Diagnostic::new(code, &self.path, format!("{}; the line is skipped", problem.message));
        self.problems.push(found.at(place(raw, problem.field)).hint(hint));
    }

    /// Counts a line of a component that `status.yaml` does not have.
    pub fn stranger(&mut self, raw: RawLine<'_>, component: &str) {
        match self.strangers.get_mut(component) {
            Some((_, count)) => *count += 1,
            None => {
                self.strangers.insert(component.to_owned(), (place(raw, Some(component)), 1));
            }
        }
    }

    /// Joins what is wrong with other parts of the same file.
    pub fn join(mut self, other: Self) -> Self {
        self.problems = self.problems.join(other.problems);
        for (component, (place, count)) in other.strangers {
            let own = self.strangers.entry(component).or_insert_with(|| (place.clone(), 0));
            if place < own.0 {
                own.0 = place;
            }
            own.1 += count;
        }
        self
    }

    pub fn finish(mut self, known: &Settings) -> Vec<Diagnostic> {
        let mut strangers: Vec<_> = self.strangers.into_iter().collect();
        strangers.sort();
        for (component, (place, count)) in strangers {
            let message =
                format!("`status.yaml` has no component `{component}`; its lines here ({count}) count nowhere");
            let near = nearest(&component, known.places.keys().map(String::as_str));
            let hint = near.map_or_else(String::new, |near| format!("; `{near}` has a similar name"));
            let problem = Diagnostic::new(Code::UnknownInLog, &self.path, message).at(place);
            self.problems.push(problem.hint(format!("nothing to do if the component was retired{hint}")));
        }
        self.problems.into_vec()
    }
}

/// The place of a field of a line, or of all of it.
pub(super) fn place(raw: RawLine<'_>, field: Option<&str>) -> Place {
    let line = String::from_utf8_lossy(raw.bytes);
    let Some(field) = field else { return Place::in_line(raw.number, &line, 0, line.chars().count()) };
    let start = field.as_ptr() as usize - raw.bytes.as_ptr() as usize;
    Place::in_line(raw.number, &line, line[..start].chars().count(), field.chars().count())
}
