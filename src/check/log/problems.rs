use std::collections::BTreeMap;

use super::line::LineError;
use crate::check::status::Settings;
use crate::diagnostic::{Code, Diagnostic, Place, Problems, nearest};
use crate::source::RawLine;

/// The diagnostics of one file of the log.
pub(super) struct FileProblems {
    path: String,
    pub diagnostics: Problems,
    /// The components that are not in `status.yaml`: the place that first names each, and the number of its log lines.
    unknown: BTreeMap<String, (Place, usize)>,
}

impl FileProblems {
    pub fn new(path: &str) -> Self {
        Self { path: path.to_owned(), diagnostics: Problems::of(path), unknown: BTreeMap::new() }
    }

    pub fn add_ill_formed(&mut self, line: RawLine<'_>, error: &LineError<'_>) {
        let hint = &error.hint;
        let (code, hint) = if line.ended {
            (Code::IllFormedLine, hint.clone())
        } else {
            (Code::TornLine, format!("the file ends in the middle of this line: complete or remove the line ({hint})"))
        };
        let diagnostic = Diagnostic::new(code, &self.path, format!("{}; the line is skipped", error.message));
        self.diagnostics.push(diagnostic.at(place(line, error.field)).hint(hint));
    }

    /// Counts a log line about a component that is not in `status.yaml`.
    pub fn add_unknown(&mut self, line: RawLine<'_>, component: &str) {
        match self.unknown.get_mut(component) {
            Some((_, count)) => *count += 1,
            None => {
                self.unknown.insert(component.to_owned(), (place(line, Some(component)), 1));
            }
        }
    }

    /// Appends `later`, the problems of later lines of the same file.
    pub fn join(mut self, later: Self) -> Self {
        self.diagnostics = self.diagnostics.join(later.diagnostics);
        for (component, (place, count)) in later.unknown {
            self.unknown.entry(component).or_insert((place, 0)).1 += count;
        }
        self
    }

    pub fn finish(mut self, settings: &Settings) -> Vec<Diagnostic> {
        for (component, (place, count)) in self.unknown {
            let message =
                format!("unknown component `{component}`, so its lines in this file ({count}) have no effect");
            let near = nearest(&component, settings.components.iter().map(|known| known.id.as_str()));
            let hint = near.map_or_else(String::new, |near| format!(", or correct the name if you meant `{near}`"));
            let diagnostic = Diagnostic::new(Code::UnknownInLog, &self.path, message).at(place);
            self.diagnostics
                .push(diagnostic.hint(format!("ignore this if the component was removed from `status.yaml`{hint}")));
        }
        self.diagnostics.into_vec()
    }
}

/// Returns the place of `field` in a line, or the place of the entire line if `field` is `None`.
pub(super) fn place(line: RawLine<'_>, field: Option<&str>) -> Place {
    let text = String::from_utf8_lossy(line.bytes);
    let Some(field) = field else { return Place::in_line(line.number, &text, 0, text.chars().count()) };
    let start = field.as_ptr() as usize - line.bytes.as_ptr() as usize;
    Place::in_line(line.number, &text, text[..start].chars().count(), field.chars().count())
}
