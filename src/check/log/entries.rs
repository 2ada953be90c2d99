use std::collections::BTreeMap;

use ahash::AHashMap;
use rayon::prelude::*;

use super::line::LogFields;
use super::problems::{FileProblems, place};
use crate::check::status::Settings;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ComponentIndex, ComponentLog, Instant, LogEntry, SourceId};
use crate::source::{LogLines, RawLine};

/// What is needed to check lines of the log: the valid parts of `status.yaml` and the current time.
pub(super) struct Rules<'a> {
    pub settings: &'a Settings,
    pub now: Instant,
}

/// The entries of consecutive lines of a file of the log, and the problems of these lines.
pub(super) struct Entries<'a> {
    rules: &'a Rules<'a>,
    path: &'a str,
    /// The names of the monitors, by their ids in `components`.
    monitors: Monitors<'a>,
    /// The entries of each component, in the order of the log.
    components: Vec<Vec<LogEntry>>,
    problems: FileProblems,
}

impl<'a> Entries<'a> {
    /// Reads lines of the file at `path`.
    pub fn read(rules: &'a Rules<'a>, path: &'a str, lines: LogLines<'a>) -> Self {
        let components = vec![Vec::new(); rules.settings.components.len()];
        let mut entries =
            Self { rules, path, monitors: Monitors::default(), components, problems: FileProblems::new(path) };
        for line in lines {
            if let Some((component, entry)) = entries.check_line(line) {
                entries.components[component].push(entry);
            }
        }
        entries
    }

    fn check_line(&mut self, line: RawLine<'a>) -> Option<(ComponentIndex, LogEntry)> {
        let LogFields { at, component, status, source } = match LogFields::parse(line) {
            Ok(fields) => fields,
            Err(error) => {
                self.problems.add_ill_formed(line, &error);
                return None;
            }
        };
        if !at.counts_at(self.rules.now) {
            let message = format!("this line is dated in the future: {}", at.rfc3339());
            let diagnostic = Diagnostic::new(Code::LineAhead, self.path, message);
            let diagnostic = diagnostic
                .at(place(line, None))
                .hint("check the clock of the machine that wrote this line; the line has no effect before its time");
            self.problems.diagnostics.push(diagnostic);
        }
        let Some(index) = self.rules.settings.component(component) else {
            if self.rules.settings.names_known {
                self.problems.add_unknown(line, component);
            }
            return None;
        };
        Some((index, LogEntry { at, source: self.monitors.source_id(source), status }))
    }

    /// Joins the parts of the log, in its order. Returns the log of each component, and the diagnostics.
    pub fn join(parts: Vec<Self>, settings: &Settings) -> (Vec<ComponentLog>, Vec<Diagnostic>) {
        let mut monitors = Monitors::default();
        let mut problems: BTreeMap<&str, FileProblems> = BTreeMap::new();
        let mut joined = Vec::with_capacity(parts.len());
        for part in parts {
            let ids: Vec<_> = part.monitors.names.into_iter().map(|name| monitors.id(name)).collect();
            joined.push((part.components, ids));
            let problems_so_far = match problems.remove(part.path) {
                Some(earlier) => earlier.join(part.problems),
                None => part.problems,
            };
            problems.insert(part.path, problems_so_far);
        }
        let log_of = |component: ComponentIndex| {
            let mut entries =
                Vec::with_capacity(joined.iter().map(|(components, _)| components[component].len()).sum());
            for (components, ids) in &joined {
                let renumbered = |entry: &LogEntry| LogEntry { source: entry.source.renumbered(ids), ..*entry };
                entries.extend(components[component].iter().map(renumbered));
            }
            ComponentLog::new(entries)
        };
        let logs = (0..settings.components.len()).into_par_iter().map(log_of).collect();
        (logs, problems.into_values().flat_map(|problems| problems.finish(settings)).collect())
    }
}

/// The ids of monitors.
#[derive(Default)]
struct Monitors<'a> {
    ids: AHashMap<&'a str, SourceId>,
    /// The names, in the order of the ids.
    names: Vec<&'a str>,
}

impl<'a> Monitors<'a> {
    fn source_id(&mut self, name: &'a str) -> SourceId {
        match name {
            "manual" => SourceId::MANUAL,
            "*" => SourceId::OVERRIDE,
            _ => self.id(name),
        }
    }

    fn id(&mut self, name: &'a str) -> SourceId {
        *self.ids.entry(name).or_insert_with(|| {
            self.names.push(name);
            SourceId::monitor(self.names.len() - 1)
        })
    }
}
