use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::affects::list_for_incident;
use super::event::EventChecker;
use super::time;
use super::words::{self, EventKind, update_status};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    ComponentIndex, ComponentStatus, Impact, Incident, IncidentStatus, IncidentUpdate, UnknownComponent, UpdateEvery,
};
use crate::source::{RawAffects, RawFrontMatter, RawIncident, RawUpdate, Spanned};

/// How many seconds an open incident may go without an update before `check` reports a warning.
const QUIET: u64 = 24 * 3600;

/// Checks incidents.
impl EventChecker<'_> {
    pub fn incident(&mut self, id: &str, raw: RawIncident) -> Option<Incident> {
        // Below an invalid heading, which is already reported, text only seems to come before the first update.
        let headings_are_valid = !self.problems.are_fatal();
        if let Some(intro) = raw.intro.as_ref().filter(|_| headings_are_valid) {
            let hint = "move the text below an update heading, such as `## 2026-11-20 14:02 UTC - Investigating`";
            self.report(
                Code::TextBeforeUpdate,
                &first_line(intro),
                "this text comes before the first update and would not be shown",
                hint,
            );
        }
        let RawFrontMatter { title, affects, started, impact, update_every, draft: _, maintenance: _ } = raw.front;
        let mut unknown = Vec::new();
        let affects = self.statuses_affected(&affects, &mut unknown);
        let update_every = update_every.as_ref().and_then(|text| self.update_every(text));
        let impact = impact.as_ref().and_then(|word| self.impact(word));
        let started_at = started.as_ref().and_then(|text| self.time(text));
        let no_updates = raw.updates.is_empty();
        let updates: Vec<_> =
            raw.updates.into_iter().filter_map(|update| self.incident_update(update, &mut unknown)).collect();
        if no_updates && headings_are_valid {
            let problem = Diagnostic::new(Code::NoUpdate, &self.source.path, "the incident has no update");
            let now = self.now.minute_start().format_utc();
            self.problems.push(problem.hint(format!("add a heading such as `## {now} - Investigating`")));
        }
        let (spans, mut updates): (Vec<_>, Vec<_>) = updates.into_iter().unzip();
        self.early_postmortem(&spans, &updates);
        updates.sort_by_key(|update| update.at);
        if let (Some(at), Some(first), Some(text)) = (started_at, updates.first(), &started)
            && at > first.at
        {
            let message = format!("`started` is later than the first update, which is at {}", first.at.format_utc());
            self.report(
                Code::StartedLate,
                &text.span,
                message,
                "correct or remove `started`: the incident starts at its first update",
            );
        }
        if updates.is_empty() {
            return None;
        }
        Some(Incident {
            id: id.to_owned(),
            title: words::one_line(&title?.value),
            affects,
            started: started_at,
            impact,
            update_every,
            updates,
            unknown,
            link_definitions: raw.link_definitions,
        })
    }

    fn incident_update(
        &mut self,
        raw: RawUpdate,
        unknown: &mut Vec<UnknownComponent>,
    ) -> Option<(Range<usize>, IncidentUpdate)> {
        let status =
            self.keep(update_status(self.source, &raw.heading.status, IncidentStatus::from_word, EventKind::Incident));
        let at = self.keep(time::instant(self.source, &raw.heading.when, self.known.zone, self.now));
        let mut seen = HashSet::new();
        for (component, _) in &raw.heading.sets {
            if !seen.insert(&component.value) {
                let message = format!("component `{}` appears twice in the braces of this heading", component.value);
                self.report(Code::BadBraces, &component.span, message, "remove one of them");
            }
        }
        let sets = self.statuses(&raw.heading.sets, at, unknown);
        let (at, status) = (at?, status?);
        self.ahead(at, raw.heading.when.value, &raw.heading.span);
        Some((raw.heading.span, IncidentUpdate { at, status, sets, text: raw.text }))
    }

    fn statuses_affected(
        &mut self,
        raw: &RawAffects,
        unknown: &mut Vec<UnknownComponent>,
    ) -> BTreeMap<ComponentIndex, ComponentStatus> {
        match raw {
            RawAffects::None => {}
            RawAffects::Components(span, names) => self.problems.push(list_for_incident(self.source, span, names)),
            RawAffects::Statuses(_, statuses) => return self.statuses(statuses, None, unknown),
        }
        BTreeMap::new()
    }

    fn update_every(&mut self, text: &Spanned<String>) -> Option<UpdateEvery> {
        self.keep(words::update_every(self.source, text))
    }

    fn impact(&mut self, word: &Spanned<String>) -> Option<Impact> {
        self.keep(words::impact(self.source, word))
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
            let hint = "add an update `Resolved` with the time at which the incident was resolved; otherwise it counts as resolved at the time of this postmortem";
            self.report(
                Code::EarlyPostmortem,
                &spans[at],
                "this postmortem comes before the incident is resolved",
                hint,
            );
        }
    }

    pub fn quiet(&mut self, incident: &Incident) {
        let quiet = self.now.seconds_since(incident.updated_at(self.now));
        if incident.is_open(self.now) && quiet > QUIET {
            let message = format!("this incident has had no update for {} hours", quiet / 3600);
            let problem = Diagnostic::new(Code::QuietIncident, &self.source.path, message);
            self.problems.push(problem.hint("post an update or resolve the incident"));
        }
    }
}

fn first_line(text: &Spanned<String>) -> Range<usize> {
    let end = text.value.find('\n').unwrap_or(text.value.len());
    text.span.start..text.span.start + end
}
