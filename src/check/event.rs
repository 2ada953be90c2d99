use std::ops::Range;
use std::path::Path;

use super::status::Settings;
use super::{CheckedEvent, CheckedFile, time, words};
use crate::diagnostic::{Code, Diagnostic, Problems};
use crate::model::{ComponentIndex, Instant};
use crate::source::{RawIncident, RawWhen, RawZone, SourceText, Spanned};

/// How many seconds an update or a log line may be ahead of the clock.
pub const TOLERANCE: i64 = 5 * 60;

/// Checks a file of `incidents/`. Returns `None` for the file if one of the diagnostics stops a build.
pub fn check(source: SourceText, known: &Settings, now: Instant) -> (Option<CheckedFile>, Vec<Diagnostic>) {
    let (raw, found) = RawIncident::read(&source);
    let mut problems = Problems::of(&source.path);
    problems.extend(found);
    let mut checker = EventChecker { source: &source, known, now, problems, unknown_components: Vec::new() };
    let id = checker.id();
    let Some(mut raw) = raw else { return (None, checker.problems.into_vec()) };
    let links = std::mem::take(&mut raw.links);
    let place = raw.front.maintenance.as_ref().map_or(0..0, |window| window.place.clone());
    checker.near_misses(&raw);
    let draft = raw.front.draft;
    let event = match raw.front.maintenance.clone() {
        Some(window) => checker.maintenance(&id, raw, window).map(CheckedEvent::Maintenance),
        None => checker.incident(&id, raw).map(CheckedEvent::Incident),
    };
    let over = match &event {
        Some(CheckedEvent::Incident(incident)) => incident.status(now).is_over(),
        Some(CheckedEvent::Maintenance(window)) => window.status(now).is_over(),
        _ => false,
    };
    checker.unknown_components(over);
    if let Some(CheckedEvent::Incident(incident)) = &event
        && !draft
        && !checker.problems.are_fatal()
    {
        checker.quiet(incident);
    }
    let mut problems = checker.problems.into_vec();
    if draft {
        problems = problems.into_iter().map(Diagnostic::harmless).collect();
        return (Some(CheckedFile { source, links, place, event: CheckedEvent::Draft }), problems);
    }
    let event = event.filter(|_| !problems.iter().any(Diagnostic::is_fatal));
    (event.map(|event| CheckedFile { source, links, place, event }), problems)
}

/// Checks a file of `incidents/` and collects the diagnostics.
pub struct EventChecker<'a> {
    pub source: &'a SourceText,
    pub known: &'a Settings,
    pub now: Instant,
    pub problems: Problems,
    /// The components that the file names and `status.yaml` does not have.
    unknown_components: Vec<Spanned<String>>,
}

impl EventChecker<'_> {
    pub fn report(&mut self, code: Code, span: &Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        self.problems.push(self.source.problem(code, span, message).hint(hint));
    }

    /// Returns the value of a result, or reports its diagnostic.
    pub fn keep<T>(&mut self, value: Result<T, Diagnostic>) -> Option<T> {
        value.map_err(|problem| self.problems.push(problem)).ok()
    }

    fn id(&mut self) -> String {
        let path = Path::new(&self.source.path);
        let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let right = |each: char| each.is_ascii_lowercase() || each.is_ascii_digit() || each == '-' || each == '_';
        if id.is_empty() || !id.chars().all(right) {
            let message = format!("the file name `{id}` is not a valid id");
            let hint =
                "rename the file: use lower-case letters, digits, `-` and `_`, because the name is part of the URL";
            self.problems.push(Diagnostic::new(Code::BadId, &self.source.path, message).hint(hint));
        }
        id
    }

    pub fn component(&mut self, name: &Spanned<String>) -> Option<ComponentIndex> {
        let component = self.known.component(&name.value);
        if component.is_none() && self.known.names_known {
            self.unknown_components.push(name.clone());
        }
        component
    }

    /// Reports the components of the event that `status.yaml` does not have: as errors, or as warnings if it is over.
    fn unknown_components(&mut self, over: bool) {
        for name in std::mem::take(&mut self.unknown_components) {
            if self.problems.is_full() {
                break; // Finding the most similar name is slow.
            }
            let message = format!("unknown component `{}`, so naming it here has no effect", name.value);
            let (code, hint) = if over {
                (Code::RetiredComponent, "ignore this if the component was removed from `status.yaml`".to_owned())
            } else {
                let known: Vec<_> = self.known.components.iter().map(|component| component.id.as_str()).collect();
                (Code::UnknownComponent, words::component_hint(&name.value, &known))
            };
            self.report(code, &name.span, message, hint);
        }
    }

    pub fn time(&mut self, text: &Spanned<String>) -> Option<Instant> {
        self.keep(time::instant_of_text(self.source, text, self.known.zone))
    }

    pub fn ahead(&mut self, at: Instant, written: RawWhen, span: &Range<usize>) {
        let RawWhen::At(written) = written else { return };
        // Without `status.yaml` the zone of a local time is not known.
        let unknown = !self.known.names_known && written.zone == RawZone::Page;
        if at <= self.now.plus(TOLERANCE) || unknown {
            return;
        }
        let readings = time::readings(&written, self.known.zone);
        let message = format!("this update is in the future: it is now {}", self.now.format_utc());
        self.report(Code::UpdateAhead, span, message, format!("{readings}; the update is not shown before its time"));
    }

    fn near_misses(&mut self, raw: &RawIncident) {
        let (words, example) = match raw.front.maintenance {
            Some(_) => (words::MAINTENANCE_WORDS, "Completed"),
            None => (words::INCIDENT_WORDS, "Resolved"),
        };
        for miss in raw.near_misses.iter().filter(|miss| miss.is_likely(&words)) {
            let hint = format!(
                "start the line with `##` and a time or `now`, outside of code, lists and quotes: `## now - {example}`"
            );
            self.report(Code::DatedHeading, &miss.text.span, "this line is not recognised as an update", hint);
        }
    }
}
