//! Reports the headings of updates.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Slips;
use crate::check::recovery::Target;
use crate::check::recovery::event::{CountedStatus, TimedUpdate, UpdateStatus, near_update};
use crate::check::recovery::fix::{capitalize, guess_time};
use crate::check::recovery::heading::LooseStatus;
use crate::check::recovery::word::{MAX_DISTANCE_TO_BETTER, near_component_status};
use crate::check::time::readings;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ComponentIndex, ComponentStatus, IncidentStatus, MaintenanceStatus};
use crate::source::{RawHeading, RawWhen, heading_text};

impl Slips<'_> {
    /// Reports an update of an incident. `sets` are the statuses that its braces count as.
    pub fn incident_update(
        &mut self,
        update: &TimedUpdate,
        counted: CountedStatus<IncidentStatus>,
        sets: &BTreeMap<ComponentIndex, ComponentStatus>,
        is_over: bool,
    ) {
        let span = update.candidate.span.clone();
        let problem = self.heading_problem(update, &span, counted, IncidentStatus::from_word, is_over).or_else(|| {
            let pairs: Vec<_> = update.candidate.heading.sets.iter().collect();
            self.wrong_pair(&pairs, &span, false, is_over).or_else(|| self.wrong_braces(update, &span))
        });
        if let Some(problem) = problem {
            let fix = self.update_line(update, counted, Some(sets));
            self.add(problem.maybe_fix(fix).shown(shown(update, counted)));
        }
    }

    /// Reports an update of a maintenance window.
    pub fn maintenance_update(
        &mut self,
        update: &TimedUpdate,
        counted: CountedStatus<MaintenanceStatus>,
        is_over: bool,
    ) {
        let span = update.candidate.span.clone();
        let problem =
            self.heading_problem(update, &span, counted, MaintenanceStatus::from_word, is_over).or_else(|| {
                let message = "an update of a maintenance window cannot set statuses";
                let has_sets = !update.candidate.heading.sets.is_empty();
                has_sets.then(|| self.source.problem(Code::BracesInWindow, &span, message))
            });
        if let Some(problem) = problem {
            let fix = self.update_line(update, counted, None);
            self.add(problem.maybe_fix(fix).shown(shown(update, counted)));
        }
    }

    /// Returns a message about the place, time or status of an update.
    fn heading_problem<S: UpdateStatus>(
        &self,
        update: &TimedUpdate,
        span: &Range<usize>,
        counted: CountedStatus<S>,
        from_word: fn(&str) -> Option<S>,
        is_over: bool,
    ) -> Option<Diagnostic> {
        let heading = &update.candidate.heading;
        if span.is_empty() {
            return None;
        }
        if update.is_ahead {
            let message = format!("this update is in the future: it is now {}", self.recovery.now.format_utc());
            let problem = self.source.problem(Code::UpdateAhead, span, message);
            let Some(RawWhen::At(time)) = heading.when else { return Some(problem) };
            return Some(problem.hint(readings(&time, self.settings().zone)));
        }
        let missed = if is_over { Code::DatedHeading } else { Code::MissedUpdate };
        if !self.is_heading(update) {
            let message = "this line is meant as an update but is not a heading with two hashes";
            return Some(self.source.problem(missed, span, message));
        }
        if !update.has_written_time {
            return Some(self.source.problem(Code::BadTime, span, "the time of this update cannot be read"));
        }
        if !RawHeading::is_meant(heading_text(&self.source.text[span.clone()])) {
            let message = "this heading is meant as an update but does not begin with a time and a dash";
            return Some(self.source.problem(missed, span, message));
        }
        if heading.word.is_empty() {
            return Some(self.source.problem(Code::NotAnUpdate, span, "the status is missing"));
        }
        let plain = heading.word.split_whitespace().collect::<Vec<_>>().join("_").to_lowercase();
        if from_word(&plain).is_none() || !counted.is_written && update.is_certain() {
            let message = format!("`{}` is not a valid status of an update", heading.word);
            let words: Vec<_> = S::all().iter().map(|status| status.word()).collect();
            let problem = self.source.problem(Code::UnknownWord, span, message);
            return Some(problem.hint(format!("use one of: {}", words.join(", "))));
        }
        let strict = self.strict_heading(update);
        strict
            .is_none()
            .then(|| self.source.problem(Code::NotAnUpdate, span, "this is not `TIME - STATUS {COMPONENT=STATUS}`"))
    }

    /// Whether an update is written as a heading of level 2, as the rules for files want it.
    fn is_heading(&self, update: &TimedUpdate) -> bool {
        let candidate = &update.candidate;
        let line = &self.source.text[candidate.span.clone()];
        let is_marked = candidate.lines.len() > 1 || line.trim_start_matches(' ').starts_with("## ");
        candidate.is_level_2 && is_marked
    }

    /// Returns the heading of an update as it is written, if it is valid.
    fn strict_heading(&self, update: &TimedUpdate) -> Option<RawHeading> {
        RawHeading::parse(heading_text(&self.source.text[update.candidate.span.clone()]), 0).ok()
    }

    fn wrong_braces(&self, update: &TimedUpdate, span: &Range<usize>) -> Option<Diagnostic> {
        let names: BTreeSet<_> = update.candidate.heading.sets.iter().map(|set| &set.name).collect();
        let is_wrong = names.len() < update.candidate.heading.sets.len()
            || update.candidate.heading.sets.iter().any(|set| set.word.is_none());
        is_wrong.then(|| {
            self.source.problem(Code::BadBraces, span, "the statuses in braces are not `COMPONENT=STATUS`, each once")
        })
    }

    /// Returns the heading of an update as it should be.
    fn update_line<S: UpdateStatus>(
        &self,
        update: &TimedUpdate,
        counted: CountedStatus<S>,
        sets: Option<&BTreeMap<ComponentIndex, ComponentStatus>>,
    ) -> Option<String> {
        let heading = &update.candidate.heading;
        let near = near_update::<S>(&heading.word)
            .filter(|near| near.distance <= MAX_DISTANCE_TO_BETTER || !near.status.is_over());
        let near = near.map(|near| near.status);
        let status = capitalize(near.unwrap_or(counted.status).word());
        let braces = match sets.filter(|_| !heading.sets.is_empty()) {
            Some(sets) => format!(" {{{}}}", self.sets(&heading.sets, sets)?),
            None => String::new(),
        };
        let time = self.time(update, near.is_some_and(S::is_over))?;
        Some(format!("## {time} - {status}{braces}"))
    }

    /// Returns the time of an update as it should be: `now` if it cannot be guessed. Returns `None`
    /// for an end without a readable time, because the text there may mean that the incident is not over.
    fn time(&self, update: &TimedUpdate, is_end: bool) -> Option<String> {
        let heading = &update.candidate.heading;
        if update.has_written_time {
            return Some(heading.time_text.clone());
        }
        let line = &self.source.text[update.candidate.span.clone()];
        let guess = guess_time(line, self.settings().zone, update.at).filter(|_| !update.is_ahead);
        guess.or_else(|| (!is_end || update.is_ahead).then(|| "now".to_owned()))
    }

    fn sets(&self, pairs: &[LooseStatus], counted: &BTreeMap<ComponentIndex, ComponentStatus>) -> Option<String> {
        let mut sets = Vec::new();
        for LooseStatus { name, word } in pairs {
            let target = Target::find(self.settings(), name);
            let near = word.as_deref().and_then(near_component_status);
            let near = near.filter(|near| near.distance <= MAX_DISTANCE_TO_BETTER).map(|near| near.status);
            let status = near.or_else(|| target.components().first().and_then(|first| counted.get(first).copied()))?;
            let set = format!("{}={status}", self.name(name)?);
            if !sets.contains(&set) {
                sets.push(set);
            }
        }
        Some(sets.join(" "))
    }
}

/// Returns what visitors see of an update.
fn shown<S: UpdateStatus>(update: &TimedUpdate, counted: CountedStatus<S>) -> String {
    let at = update.at.format_utc();
    let word = capitalize(counted.status.word());
    let is_refused = near_update::<S>(&update.candidate.heading.word).is_some_and(|near| near.status.is_over());
    if is_refused && !counted.is_written {
        return format!("visitors see it as `{word}` at {at}: it ends nothing until it is corrected");
    }
    format!("visitors see it as `{word}` at {at}")
}
