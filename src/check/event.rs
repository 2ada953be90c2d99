use std::ops::Range;
use std::path::Path;

use super::status::Settings;
use super::{Told, ToldEvent, time, words};
use crate::diagnostic::{Code, Diagnostic, Problems, nearest};
use crate::model::{ComponentIndex, Instant};
use crate::source::{RawIncident, RawWhen, RawZone, SourceText, Spanned};

/// How far an update may lie ahead of the clock before it is a mistake.
pub const TOLERANCE: i64 = 5 * 60;

/// Checks a file of `incidents/`. What it tells is none where an error keeps the file from counting.
pub fn check(source: SourceText, known: &Settings, now: Instant) -> (Option<Told>, Vec<Diagnostic>) {
    let (raw, found) = RawIncident::read(&source);
    let mut problems = Problems::of(&source.path);
    problems.extend(found);
    let mut rules = Rules { source: &source, known, now, problems, strangers: Vec::new() };
    let id = rules.id();
    let Some(mut raw) = raw else { return (None, rules.problems.into_vec()) };
    let links = std::mem::take(&mut raw.links);
    let place = raw.front.maintenance.as_ref().map_or(0..0, |window| window.place.clone());
    rules.near_misses(&raw);
    let draft = raw.front.draft;
    let event = match raw.front.maintenance.clone() {
        Some(window) => rules.maintenance(&id, raw, window).map(ToldEvent::Maintenance),
        None => rules.incident(&id, raw).map(ToldEvent::Incident),
    };
    let over = match &event {
        Some(ToldEvent::Incident(incident)) => incident.status(now).is_over(),
        Some(ToldEvent::Maintenance(window)) => window.status(now).is_over(),
        _ => false,
    };
    rules.strangers(over);
    if let Some(ToldEvent::Incident(incident)) = &event
        && !draft
        && !rules.problems.are_fatal()
    {
        rules.quiet(incident);
    }
    let mut problems = rules.problems.into_vec();
    if draft {
        problems = problems.into_iter().map(Diagnostic::harmless).collect();
        return (Some(Told { source, links, place, event: ToldEvent::Draft }), problems);
    }
    let event = event.filter(|_| !problems.iter().any(Diagnostic::is_fatal));
    (event.map(|event| Told { source, links, place, event }), problems)
}

/// What a file of `incidents/` is checked with, and what was found so far.
pub struct Rules<'a> {
    pub source: &'a SourceText,
    pub known: &'a Settings,
    pub now: Instant,
    pub problems: Problems,
    /// Names of components that `status.yaml` does not have.
    strangers: Vec<Spanned<String>>,
}

impl Rules<'_> {
    pub fn report(&mut self, code: Code, span: &Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        self.problems.push(self.source.problem(code, span, message).hint(hint));
    }

    /// The value, or none and its problem.
    pub fn keep<T>(&mut self, value: Result<T, Diagnostic>) -> Option<T> {
        value.map_err(|problem| self.problems.push(problem)).ok()
    }

    fn id(&mut self) -> String {
        let path = Path::new(&self.source.path);
        let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let right = |each: char| each.is_ascii_lowercase() || each.is_ascii_digit() || each == '-' || each == '_';
        if id.is_empty() || !id.chars().all(right) {
            let message = format!("the file name `{id}` is no id");
            let hint =
                "rename the file: its name is the incident's address, in lower-case letters, digits, `-` and `_`";
            self.problems.push(Diagnostic::new(Code::BadId, &self.source.path, message).hint(hint));
        }
        id
    }

    pub fn component(&mut self, name: &Spanned<String>) -> Option<ComponentIndex> {
        let component = self.known.component(&name.value);
        if component.is_none() && self.known.names_known {
            self.strangers.push(name.clone());
        }
        component
    }

    /// Reports the components that `status.yaml` does not have: a slip while it matters, but no
    /// reason to break the memory of what is over.
    fn strangers(&mut self, over: bool) {
        for name in std::mem::take(&mut self.strangers) {
            if self.problems.is_full() {
                break; // To look for what was meant takes longer than all the rest.
            }
            let message = format!("`status.yaml` has no component `{}`; it counts nowhere", name.value);
            let near = nearest(&name.value, self.known.places.keys().map(String::as_str));
            let hint = match (over, near) {
                (true, _) => "nothing to do if the component was retired".to_owned(),
                (false, Some(near)) => format!("did you mean `{near}`?"),
                (false, None) => "add it to `components`, or name one that is there".to_owned(),
            };
            let code = if over { Code::RetiredComponent } else { Code::UnknownComponent };
            self.report(code, &name.span, message, hint);
        }
    }

    pub fn time(&mut self, text: &Spanned<String>) -> Option<Instant> {
        self.keep(time::instant_of_text(self.source, text, self.known.zone))
    }

    pub fn ahead(&mut self, at: Instant, written: RawWhen, span: &Range<usize>) {
        let RawWhen::At(written) = written else { return };
        // Where `status.yaml` cannot be read, nobody knows what a local time means.
        let unknown = !self.known.names_known && written.zone == RawZone::Page;
        if at <= self.now.plus(TOLERANCE) || unknown {
            return;
        }
        let readings = time::readings(&written, self.known.zone);
        let message = format!("this update lies in the future: now it is {}", self.now.format_utc());
        self.report(Code::UpdateAhead, span, message, format!("{readings}; until its time comes it does not count"));
    }

    fn near_misses(&mut self, raw: &RawIncident) {
        let words = if raw.front.maintenance.is_some() { words::MAINTENANCE_WORDS } else { words::INCIDENT_WORDS };
        for miss in raw.near_misses.iter().filter(|miss| miss.is_likely(&words)) {
            let hint = "an update is a heading of level 2 that begins with its time or `now`, outside of any \
                        block: `## 2026-11-20 14:02 UTC - Identified`";
            self.report(Code::DatedHeading, &miss.text.span, "this looks like an update but is none", hint);
        }
    }
}
