use std::collections::BTreeMap;

use ahash::AHashMap;

use super::fields::Fields;
use super::older::{Heard, Older, voice};
use super::wrong::{Wrong, place};
use crate::check::LogInput;
use crate::check::event::TOLERANCE;
use crate::check::status::Settings;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ComponentIndex, ComponentLog, Instant, LogLine, Part, Voice};
use crate::source::{LogPart, RawLine};

/// What lines are read by.
pub(super) struct Rules<'a> {
    pub files: &'a [LogInput],
    pub known: &'a Settings,
    pub now: Instant,
    /// From when on lines are kept: from where anything bears on a page.
    pub kept_from: Instant,
}

/// What some parts of the log say, and what is wrong with them.
pub(super) struct Gathered<'a> {
    rules: &'a Rules<'a>,
    /// The number of each monitor by its name: each name once, however many lines it has.
    monitors: AHashMap<Box<str>, Voice>,
    components: Vec<ComponentLog>,
    /// Which lines are not kept.
    older: Older,
    /// By the number of the file.
    wrong: BTreeMap<usize, Wrong>,
}

impl<'a> Gathered<'a> {
    pub fn new(rules: &'a Rules<'a>) -> Self {
        let components = vec![ComponentLog::new(rules.kept_from); rules.known.components.len()];
        Self { rules, monitors: AHashMap::new(), components, older: Older::default(), wrong: BTreeMap::new() }
    }

    /// Takes a part of a file, after all those that come before it and are taken here.
    pub fn take(&mut self, file: usize, part: Part, read: &LogPart) {
        for raw in read.lines() {
            if let Some((component, line)) = self.line(file, part, raw) {
                if line.at < self.rules.kept_from {
                    self.older.count(line.at, part);
                }
                self.components[component].take(line);
            }
        }
    }

    fn line(&mut self, file: usize, part: Part, raw: RawLine<'_>) -> Option<(ComponentIndex, LogLine)> {
        let Fields { at, component, status, source } = match Fields::parse(raw) {
            Ok(fields) => fields,
            Err(problem) => {
                self.wrong(file).ill_formed(raw, &problem);
                return None;
            }
        };
        if at > self.rules.now.plus(TOLERANCE) {
            let message = format!("this line lies in the future, at {}", at.rfc3339());
            let problem = Diagnostic::new(Code::LineAhead, &self.rules.files[file].path, message);
            let problem = problem.at(place(raw, None)).hint("it counts when its time comes");
            self.wrong(file).problems.push(problem);
        }
        let Some(index) = self.rules.known.component(component) else {
            if self.rules.known.names_known {
                self.wrong(file).stranger(raw, component);
            }
            return None;
        };
        Some((index, LogLine { at, voice: self.voice(source), part, status }))
    }

    /// Remembers why a file cannot be read to its end.
    pub fn broke_off(&mut self, file: usize, problem: Diagnostic) {
        self.wrong(file).problems.push(problem);
    }

    fn wrong(&mut self, file: usize) -> &mut Wrong {
        let rules = self.rules;
        self.wrong.entry(file).or_insert_with(|| Wrong::of(&rules.files[file].path))
    }

    /// Joins what was gathered of other parts.
    pub fn join(mut self, other: Self) -> Self {
        // What its monitors are called here, by the number that they have there.
        let mut here = vec![Voice::MANUAL; other.monitors.len()];
        for (name, there) in other.monitors {
            if let Some(number) = there.others() {
                let next = Voice::monitor(self.monitors.len());
                here[number] = *self.monitors.entry(name).or_insert(next);
            }
        }
        for (own, other) in self.components.iter_mut().zip(other.components) {
            own.merge(other, |there| there.others().map_or(there, |number| here[number]));
        }
        self.older = self.older.join(other.older);
        for (file, wrong) in other.wrong {
            let joined = match self.wrong.remove(&file) {
                Some(own) => own.join(wrong),
                None => wrong,
            };
            self.wrong.insert(file, joined);
        }
        self
    }

    /// The log of each component, what came before it, and what is wrong.
    pub fn finish(self) -> (Vec<ComponentLog>, Heard, Vec<Diagnostic>) {
        let known = self.rules.known;
        let diagnostics = self.wrong.into_values().flat_map(|wrong| wrong.finish(known)).collect();
        (self.components, Heard { older: self.older, monitors: self.monitors }, diagnostics)
    }

    fn voice(&mut self, source: &str) -> Voice {
        voice(&self.monitors, source).unwrap_or_else(|| {
            let voice = Voice::monitor(self.monitors.len());
            self.monitors.insert(source.into(), voice);
            voice
        })
    }
}
