use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Input;
use super::event::TOLERANCE;
use super::status::Settings;
use super::words::status_hint;
use crate::diagnostic::{Code, Diagnostic, Place, Problems, nearest};
use crate::model::{ComponentIndex, ComponentStatus, Instant, LogLine, Source};
use crate::source::{LogLines, RawLine};

/// Checks the log and sorts its lines by component.
pub fn check(logs: &[Input], known: &Settings, now: Instant) -> (Vec<Vec<LogLine>>, Vec<Diagnostic>) {
    let mut lines = vec![Vec::new(); known.components.len()];
    let mut diagnostics = Vec::new();
    let mut sources = HashSet::new();
    for input in logs {
        match &input.content {
            Ok(bytes) => {
                let mut reader = Reader::new(&input.path, known, now, &mut sources);
                for line in LogLines::new(bytes) {
                    if let Some((component, line)) = reader.line(line) {
                        lines[component].push(line);
                    }
                }
                diagnostics.extend(reader.finish());
            }
            Err(problem) => diagnostics.push(problem.clone()),
        }
    }
    (lines, diagnostics)
}

struct Reader<'a> {
    path: &'a str,
    known: &'a Settings,
    now: Instant,
    problems: Problems,
    /// The name of each source once, however many lines it has.
    sources: &'a mut HashSet<Arc<str>>,
    /// Components that `status.yaml` does not have: the first line of each, and how many there are.
    strangers: HashMap<String, (Place, usize)>,
}

/// What is wrong with a line: the field, or nothing for the line as a whole.
struct LineProblem<'a> {
    field: Option<&'a str>,
    message: String,
    hint: String,
}

const FORM: &str =
    "a line is `TIME COMPONENT STATUS [SOURCE] [KEY=VALUE …]`, such as `2026-11-20T14:02:00Z api major_outage`";

impl<'a> Reader<'a> {
    fn new(path: &'a str, known: &'a Settings, now: Instant, sources: &'a mut HashSet<Arc<str>>) -> Self {
        Self { path, known, now, problems: Problems::of(path), sources, strangers: HashMap::new() }
    }

    fn line(&mut self, raw: RawLine<'_>) -> Option<(ComponentIndex, LogLine)> {
        let (component, line) = match self.parse(raw) {
            Ok(parsed) => parsed,
            Err(problem) => {
                self.ill_formed(raw, &problem);
                return None;
            }
        };
        if line.at > self.now.plus(TOLERANCE) {
            let message = format!("this line lies in the future, at {}", line.at.rfc3339());
            let problem = Diagnostic::new(Code::LineAhead, self.path, message).at(place(raw, None));
            self.problems.push(problem.hint("it counts when its time comes"));
        }
        let Some(index) = self.known.component(component) else {
            if self.known.names_known {
                self.strangers.entry(component.to_owned()).or_insert_with(|| (place(raw, Some(component)), 0)).1 += 1;
            }
            return None;
        };
        Some((index, line))
    }

    fn parse<'l>(&mut self, raw: RawLine<'l>) -> Result<(&'l str, LogLine), LineProblem<'l>> {
        let wrong = |field, message: &str, hint: String| LineProblem { field, message: message.to_owned(), hint };
        let mut fields =
            raw.fields().map_err(|_| wrong(None, "the line is not UTF-8", "remove it, or write it anew".to_owned()))?;
        let (Some(time), Some(component), Some(word)) = (fields.next(), fields.next(), fields.next()) else {
            return Err(wrong(None, "the line has fewer than three fields", FORM.to_owned()));
        };
        let at = Instant::parse_rfc3339(time).ok_or_else(|| {
            wrong(Some(time), "this is no RFC 3339 time", "write it as `2026-11-20T14:02:00Z`".to_owned())
        })?;
        let status = ComponentStatus::from_word(word).ok_or_else(|| {
            let hint = status_hint(word);
            LineProblem { field: Some(word), message: format!("`{word}` is no status of a component"), hint }
        })?;
        let source = fields.next().map_or(Source::Manual, |name| self.source(name));
        if !raw.ended && matches!(source, Source::Named(_)) {
            // The end of a name may be missing, and nobody would ever clear what half a name says.
            let hint = "end the line with a newline if it is whole".to_owned();
            return Err(wrong(None, "no newline ends the line, so its source may be cut off", hint));
        }
        let is_pair = |field: &&str| field.split_once('=').is_some_and(|(key, _)| !key.is_empty());
        if let Some(field) = fields.find(|field| !is_pair(field)) {
            let hint = "behind the source only fields of the form `KEY=VALUE` may stand".to_owned();
            return Err(wrong(Some(field), "this field is one too many", hint));
        }
        Ok((component, LogLine { at, source, status }))
    }

    fn source(&mut self, name: &str) -> Source {
        match name {
            "manual" => Source::Manual,
            "*" => Source::Override,
            _ => Source::Named(self.sources.get(name).cloned().unwrap_or_else(|| {
                let name: Arc<str> = name.into();
                self.sources.insert(Arc::clone(&name));
                name
            })),
        }
    }

    fn ill_formed(&mut self, raw: RawLine<'_>, problem: &LineProblem<'_>) {
        let (code, hint) = if raw.ended {
            (Code::IllFormedLine, problem.hint.clone())
        } else {
            (
                Code::TornLine,
                format!("the file ends in the middle of this line: finish it or remove it ({})", problem.hint),
            )
        };
        let found = Diagnostic::new(code, self.path, format!("{}; the line is skipped", problem.message));
        self.problems.push(found.at(place(raw, problem.field)).hint(hint));
    }

    fn finish(mut self) -> Vec<Diagnostic> {
        let mut strangers: Vec<_> = self.strangers.into_iter().collect();
        strangers.sort();
        for (component, (place, count)) in strangers {
            let message =
                format!("`status.yaml` has no component `{component}`; its lines here ({count}) count nowhere");
            let near = nearest(&component, self.known.places.keys().map(String::as_str));
            let hint = near.map_or_else(String::new, |near| format!("; `{near}` has a similar name"));
            let problem = Diagnostic::new(Code::UnknownInLog, self.path, message).at(place);
            self.problems.push(problem.hint(format!("nothing to do if the component was retired{hint}")));
        }
        self.problems.into_vec()
    }
}

/// The place of a field of a line, or of all of it.
fn place(raw: RawLine<'_>, field: Option<&str>) -> Place {
    let line = String::from_utf8_lossy(raw.bytes);
    let Some(field) = field else { return Place::in_line(raw.number, &line, 0, line.chars().count()) };
    let start = field.as_ptr() as usize - raw.bytes.as_ptr() as usize;
    Place::in_line(raw.number, &line, line[..start].chars().count(), field.chars().count())
}

/// Reports the lines of an older log that a newer one has lost. Lines may move between files: both
/// logs are read as one.
pub fn removed_lines(older: &[(String, Vec<u8>)], newer: &[Input]) -> Vec<Diagnostic> {
    let mut left: HashMap<&[u8], usize> = HashMap::new();
    let bytes = newer.iter().filter_map(|input| input.content.as_ref().ok());
    for line in bytes.flat_map(|bytes| LogLines::new(bytes)) {
        *left.entry(line.bytes).or_default() += 1;
    }
    let mut diagnostics = Vec::new();
    for (path, bytes) in older {
        let mut problems = Problems::of(path);
        for line in LogLines::new(bytes) {
            match left.get_mut(line.bytes).filter(|count| **count > 0) {
                Some(count) => *count -= 1,
                None => {
                    let problem =
                        Diagnostic::new(Code::LineRemoved, path, "this line of the log was removed or changed");
                    let hint = "bring it back: the log only grows; to correct it, say the line again as it should be";
                    problems.push(problem.at(place(line, None)).hint(hint));
                }
            }
        }
        diagnostics.extend(problems.into_vec());
    }
    diagnostics
}
