use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use super::status::Settings;
use super::words::{self, Kind, meant, update_status};
use super::{Told, ToldEvent, time};
use crate::diagnostic::{Code, Diagnostic, Problems, nearest};
use crate::model::{
    ComponentIndex, ComponentStatus, Impact, Incident, IncidentStatus, IncidentUpdate, Instant, Maintenance,
    MaintenanceStatus, MaintenanceUpdate,
};
use crate::source::{RawAffects, RawIncident, RawUpdate, SourceText, Spanned, looks_dated};

/// How far an update may lie ahead of the clock before it is a mistake.
pub const TOLERANCE: i64 = 5 * 60;
/// How long an incident may be open without a word.
const QUIET: u64 = 24 * 3600;

/// Checks a file of `incidents/`. What it tells is none where an error keeps the file from counting.
pub fn check(source: SourceText, known: &Settings, now: Instant) -> (Option<Told>, Vec<Diagnostic>) {
    let (raw, found) = RawIncident::read(&source);
    let mut problems = Problems::of(&source.path);
    problems.extend(found);
    let mut rules = Rules { source: &source, known, now, problems, strangers: Vec::new() };
    let id = rules.id();
    let Some(mut raw) = raw else { return (None, rules.problems.into_vec()) };
    let links = std::mem::take(&mut raw.links);
    let place = raw.maintenance.as_ref().map_or(0..0, |(place, ..)| place.clone());
    rules.other_headings(&raw);
    let draft = raw.draft;
    let event = match raw.maintenance.clone() {
        Some(window) => rules.maintenance(&id, raw, window).map(ToldEvent::Maintenance),
        None => rules.incident(&id, raw).map(ToldEvent::Incident),
    };
    let over = match &event {
        Some(ToldEvent::Incident(incident)) => incident.updates.last().is_some_and(|last| last.status.is_over()),
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
        return (Some(Told { source, links, place, event: ToldEvent::Draft(id) }), problems);
    }
    let event = event.filter(|_| !problems.iter().any(Diagnostic::is_fatal));
    (event.map(|event| Told { source, links, place, event }), problems)
}

struct Rules<'a> {
    source: &'a SourceText,
    known: &'a Settings,
    now: Instant,
    problems: Problems,
    /// Names of components that `status.yaml` does not have.
    strangers: Vec<Spanned<String>>,
}

impl Rules<'_> {
    fn report(&mut self, code: Code, span: &Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        self.problems.push(self.source.problem(code, span, message).hint(hint));
    }

    /// The value, or none and its problem.
    fn keep<T>(&mut self, value: Result<T, Diagnostic>) -> Option<T> {
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

    fn incident(&mut self, id: &str, raw: RawIncident) -> Option<Incident> {
        if let Some(intro) = &raw.intro {
            let hint = "put it below a heading such as `## 2026-11-20 14:02 UTC - Investigating`";
            self.report(Code::TextBeforeUpdate, &first_line(intro), "text stands before the first update", hint);
        }
        let affects = self.statuses_affected(&raw.affects);
        let impact = raw.impact.as_ref().and_then(|word| self.impact(word));
        let started = raw.started.as_ref().and_then(|text| self.time(text));
        let no_updates = raw.updates.is_empty();
        let updates: Vec<_> = raw.updates.into_iter().filter_map(|update| self.incident_update(update)).collect();
        if no_updates {
            let problem = Diagnostic::new(Code::NoUpdate, &self.source.path, "the incident has no update");
            let now = time::utc(self.now);
            self.problems.push(problem.hint(format!("add a heading such as `## {now} - Investigating`")));
        }
        let (spans, mut updates): (Vec<_>, Vec<_>) = updates.into_iter().unzip();
        self.early_postmortem(&spans, &updates);
        updates.sort_by_key(|update| update.at);
        if let (Some(started), Some(first), Some(text)) = (started, updates.first(), &raw.started)
            && started > first.at
        {
            let message = format!("`started` is later than the first update, at {}", time::utc(first.at));
            self.report(
                Code::StartedLate,
                &text.span,
                message,
                "the incident counts from its first update; remove `started` or mend it",
            );
        }
        if updates.is_empty() {
            return None;
        }
        Some(Incident {
            id: id.to_owned(),
            title: words::one_line(&raw.title?.value),
            affects,
            started,
            impact,
            updates,
            link_definitions: raw.link_definitions,
        })
    }

    fn incident_update(&mut self, raw: RawUpdate) -> Option<(Range<usize>, IncidentUpdate)> {
        let status =
            self.keep(update_status(self.source, &raw.heading.status, IncidentStatus::from_word, Kind::Incident));
        let at = self.keep(time::instant(self.source, &raw.heading.time, self.known.zone));
        let mut sets = BTreeMap::new();
        let mut seen: Vec<&str> = Vec::new();
        for (component, word) in &raw.heading.sets {
            if seen.contains(&component.value.as_str()) {
                let message = format!("`{}` stands twice between the braces", component.value);
                self.report(Code::BadBraces, &component.span, message, "keep one of the two");
            }
            seen.push(&component.value);
            let status = self.keep(words::component_status(self.source, word));
            if let (Some(component), Some(status)) = (self.component(component), status) {
                sets.insert(component, status);
            }
        }
        let (at, status) = (at?, status?);
        self.ahead(at, &raw.heading.time, &raw.heading.span);
        Some((raw.heading.span, IncidentUpdate { at, status, sets, text: raw.text }))
    }

    fn maintenance(
        &mut self,
        id: &str,
        raw: RawIncident,
        (place, starts, ends): (Range<usize>, Option<Spanned<String>>, Option<Spanned<String>>),
    ) -> Option<Maintenance> {
        for (key, value) in [("started", &raw.started), ("impact", &raw.impact)] {
            if let Some(value) = value {
                let message = format!("a maintenance window has no `{key}`");
                self.report(
                    Code::UnknownKey,
                    &value.span,
                    message,
                    "remove it, or remove `maintenance` if this is an incident",
                );
            }
        }
        let affects = self.components_affected(&raw.affects);
        let updates = raw.updates.into_iter().filter_map(|update| self.maintenance_update(update)).collect::<Vec<_>>();
        let ends_at = ends.as_ref().and_then(|text| self.time(text));
        let starts_at = starts.as_ref().and_then(|text| self.time(text));
        let (starts_at, ends_at) = (starts_at?, ends_at?);
        if ends_at <= starts_at {
            let span = ends.map_or(place, |text| text.span);
            self.report(Code::EndsBeforeStarts, &span, "`ends` is not after `starts`", "mend the one that is wrong");
        }
        for (span, _) in updates.iter().filter(|(_, update)| update.at > ends_at) {
            let message = format!("this update comes after the window's end, at {}", time::utc(ends_at));
            self.report(
                Code::UpdateAfterEnd,
                span,
                message,
                "to go on longer, move `ends`; the window is over by the clock",
            );
        }
        let mut updates: Vec<_> = updates.into_iter().map(|(_, update)| update).collect();
        updates.sort_by_key(|update| update.at);
        Some(Maintenance {
            id: id.to_owned(),
            title: words::one_line(&raw.title?.value),
            starts: starts_at,
            ends: ends_at,
            affects,
            text: raw.intro.map(|intro| intro.value).unwrap_or_default(),
            updates,
            link_definitions: raw.link_definitions,
        })
    }

    fn maintenance_update(&mut self, raw: RawUpdate) -> Option<(Range<usize>, MaintenanceUpdate)> {
        let heading = &raw.heading;
        let status =
            self.keep(update_status(self.source, &heading.status, MaintenanceStatus::from_word, Kind::Maintenance));
        let at = self.keep(time::instant(self.source, &heading.time, self.known.zone));
        if let Some(braces) = &heading.braces {
            let hint = "its components are under maintenance by themselves; if something broke, write an incident";
            self.report(Code::BracesInWindow, braces, "an update of a maintenance window gives no statuses", hint);
        }
        let (at, status) = (at?, status?);
        if status != MaintenanceStatus::Scheduled {
            self.ahead(at, &heading.time, &heading.span);
        }
        Some((raw.heading.span, MaintenanceUpdate { at, status, text: raw.text }))
    }

    fn statuses_affected(&mut self, raw: &RawAffects) -> BTreeMap<ComponentIndex, ComponentStatus> {
        let mut affects = BTreeMap::new();
        match raw {
            RawAffects::None => {}
            RawAffects::Components(span, names) => {
                let first = names.first().map_or("api", |name| name.value.as_str());
                let hint = format!("write what each of them is doing, such as `{first}: partial_outage`");
                self.report(Code::WrongType, span, "an incident's `affects` must be a map, not a list", hint);
            }
            RawAffects::Statuses(_, statuses) => {
                for (name, word) in statuses {
                    let status = self.keep(words::component_status(self.source, word));
                    if let (Some(component), Some(status)) = (self.component(name), status) {
                        affects.insert(component, status);
                    }
                }
            }
        }
        affects
    }

    fn components_affected(&mut self, raw: &RawAffects) -> Vec<ComponentIndex> {
        let mut affects = Vec::new();
        match raw {
            RawAffects::None => {}
            RawAffects::Statuses(span, statuses) => {
                let names: Vec<_> = statuses.iter().map(|(name, _)| name.value.as_str()).collect();
                let hint = format!("write `affects: [{}]`: all of them are under maintenance", names.join(", "));
                self.report(Code::WrongType, span, "a window's `affects` must be a list, not a map", hint);
            }
            RawAffects::Components(_, names) => {
                let mut seen = std::collections::HashSet::new();
                for name in names {
                    if !seen.insert(&name.value) {
                        let message = format!("`{}` stands twice in `affects`", name.value);
                        self.report(Code::DoubledKey, &name.span, message, "keep one of the two");
                    }
                    affects.extend(self.component(name));
                }
            }
        }
        affects.sort_unstable();
        affects.dedup();
        affects
    }

    fn component(&mut self, name: &Spanned<String>) -> Option<ComponentIndex> {
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

    fn impact(&mut self, word: &Spanned<String>) -> Option<Impact> {
        let impact = Impact::from_word(&word.value);
        if impact.is_none() {
            let hint = meant(&word.value, &Impact::ALL.map(Impact::word), None);
            self.report(Code::UnknownImpact, &word.span, format!("`{}` is no impact", word.value), hint);
        }
        impact
    }

    fn time(&mut self, text: &Spanned<String>) -> Option<Instant> {
        self.keep(time::instant_of_text(self.source, text, self.known.zone))
    }

    fn ahead(&mut self, at: Instant, written: &Spanned<crate::source::RawTime>, span: &Range<usize>) {
        if at <= self.now.plus(TOLERANCE) {
            return;
        }
        let readings = time::readings(&written.value, self.known.zone);
        let message = format!("this update lies in the future: now it is {}", time::utc(self.now));
        self.report(Code::UpdateAhead, span, message, format!("{readings}; until its time comes it does not count"));
    }

    fn early_postmortem(&mut self, spans: &[Range<usize>], updates: &[IncidentUpdate]) {
        let first = |status| {
            updates
                .iter()
                .enumerate()
                .filter(move |(_, update)| update.status == status)
                .min_by_key(|(_, update)| update.at)
        };
        if let Some((at, postmortem)) = first(IncidentStatus::Postmortem)
            && first(IncidentStatus::Resolved).is_none_or(|(_, resolved)| resolved.at > postmortem.at)
        {
            let hint = "the incident counts as over from here on; add an update `Resolved` at the time when it was";
            self.report(Code::EarlyPostmortem, &spans[at], "this postmortem comes before any `Resolved`", hint);
        }
    }

    fn quiet(&mut self, incident: &Incident) {
        let quiet = self.now.seconds_since(incident.updated_at(self.now));
        if incident.is_open(self.now) && quiet > QUIET {
            let message = format!("the incident is open and had no word for {} hours", quiet / 3600);
            let problem = Diagnostic::new(Code::QuietIncident, &self.source.path, message);
            self.problems.push(problem.hint("tell what is known, or add an update `Resolved`"));
        }
    }

    fn other_headings(&mut self, raw: &RawIncident) {
        let words = if raw.maintenance.is_some() { words::MAINTENANCE_WORDS } else { words::INCIDENT_WORDS };
        for heading in raw.other_headings.iter().filter(|heading| looks_dated(&heading.value, &words)) {
            let hint = "an update is a heading of level 2 that begins with its time, outside of any block: \
                        `## 2026-11-20 14:02 UTC - Identified`";
            self.report(Code::DatedHeading, &heading.span, "this looks like an update but is none", hint);
        }
    }
}

fn first_line(text: &Spanned<String>) -> Range<usize> {
    let end = text.value.find('\n').unwrap_or(text.value.len());
    text.span.start..text.span.start + end
}
