use std::collections::BTreeMap;

use ahash::AHashMap;

use super::line::LogFields;
use super::problems::{FileProblems, place};
use crate::check::status::Settings;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ComponentIndex, Instant, LogEntry, SourceId};
use crate::source::{LogLines, RawLine};

/// What is needed to check lines of the log: the valid parts of `status.yaml` and the current time.
pub(super) struct Rules<'a> {
    pub settings: &'a Settings,
    pub now: Instant,
}

/// The entries of consecutive lines of the log, and the diagnostics of these lines.
pub(super) struct Entries<'a> {
    rules: &'a Rules<'a>,
    /// The id of each monitor by its name.
    monitors: AHashMap<Box<str>, SourceId>,
    /// The entries of each component, in the order of the log.
    components: Vec<Vec<LogEntry>>,
    /// The problems of each file, by path.
    problems: BTreeMap<&'a str, FileProblems>,
}

impl<'a> Entries<'a> {
    pub fn new(rules: &'a Rules<'a>) -> Self {
        let components = vec![Vec::new(); rules.settings.components.len()];
        Self { rules, monitors: AHashMap::new(), components, problems: BTreeMap::new() }
    }

    /// Adds the next lines of the log, which are in the file at `path`.
    pub fn add_lines(&mut self, path: &'a str, lines: LogLines<'_>) {
        for line in lines {
            if let Some((component, entry)) = self.check_line(path, line) {
                self.components[component].push(entry);
            }
        }
    }

    fn check_line(&mut self, path: &'a str, line: RawLine<'_>) -> Option<(ComponentIndex, LogEntry)> {
        let LogFields { at, component, status, source } = match LogFields::parse(line) {
            Ok(fields) => fields,
            Err(error) => {
                self.problems_of(path).add_ill_formed(line, &error);
                return None;
            }
        };
        if !at.counts_at(self.rules.now) {
            let message = format!("this line is dated in the future: {}", at.rfc3339());
            let diagnostic = Diagnostic::new(Code::LineAhead, path, message);
            let diagnostic = diagnostic
                .at(place(line, None))
                .hint("check the clock of the machine that wrote this line; the line has no effect before its time");
            self.problems_of(path).diagnostics.push(diagnostic);
        }
        let Some(index) = self.rules.settings.component(component) else {
            if self.rules.settings.names_known {
                self.problems_of(path).add_unknown(line, component);
            }
            return None;
        };
        Some((index, LogEntry { at, source: self.source_id(source), status }))
    }

    fn problems_of(&mut self, path: &'a str) -> &mut FileProblems {
        self.problems.entry(path).or_insert_with(|| FileProblems::new(path))
    }

    fn source_id(&mut self, name: &str) -> SourceId {
        match name {
            "manual" => SourceId::MANUAL,
            "*" => SourceId::OVERRIDE,
            _ => match self.monitors.get(name) {
                Some(id) => *id,
                None => self.add_monitor(name.into()),
            },
        }
    }

    fn add_monitor(&mut self, name: Box<str>) -> SourceId {
        let id = SourceId::monitor(self.monitors.len());
        *self.monitors.entry(name).or_insert(id)
    }

    /// Appends the entries and diagnostics of `next`, the lines that follow in the log.
    pub fn join(mut self, next: Self) -> Self {
        let ids: AHashMap<_, _> = next.monitors.into_iter().map(|(name, id)| (id, self.add_monitor(name))).collect();
        let renumber = |entry: LogEntry| LogEntry { source: *ids.get(&entry.source).unwrap_or(&entry.source), ..entry };
        for (entries, next) in self.components.iter_mut().zip(next.components) {
            entries.extend(next.into_iter().map(renumber));
        }
        for (path, next) in next.problems {
            let joined = match self.problems.remove(path) {
                Some(problems) => problems.join(next),
                None => next,
            };
            self.problems.insert(path, joined);
        }
        self
    }

    /// Returns the entries of each component, and the diagnostics.
    pub fn finish(self) -> (Vec<Vec<LogEntry>>, Vec<Diagnostic>) {
        let settings = self.rules.settings;
        let diagnostics = self.problems.into_values().flat_map(|problems| problems.finish(settings)).collect();
        (self.components, diagnostics)
    }
}
