use std::collections::BTreeMap;
use std::ops::Range;

use super::name::FileName;
use super::recovery::{Outcome, Recovered, Recovery, Target, recover};
use super::status::Settings;
use super::{CheckedEvent, CheckedFile, FileHistory, Input, read, time, words};
use crate::diagnostic::{Code, Diagnostic, Effect, Problems, Severity};
use crate::model::{ComponentIndex, ComponentStatus, Instant, UnknownComponent};
use crate::source::{NearMiss, RawIncident, RawWhen, RawZone, SourceText, Spanned};

/// The most updates that a file may have.
pub const MAX_UPDATES: usize = 10_000;

/// The result of checking a file of `incidents/`.
#[derive(Default)]
pub struct FileCheck {
    /// `None` if nothing of the file counts.
    pub file: Option<CheckedFile>,
    pub diagnostics: Vec<Diagnostic>,
    /// Whether visitors see nothing of the file because of an error.
    pub is_left_out: bool,
    /// Whether it is left out and may be about an outage.
    pub may_hide_outage: bool,
}

impl FileCheck {
    fn left_out(problem: Diagnostic) -> Self {
        Self { diagnostics: vec![problem], is_left_out: true, may_hide_outage: true, ..Self::default() }
    }
}

/// Checks a file of `incidents/`. With a `history`, a file with errors is read part by part; without one, it is left
/// out.
pub fn check(input: &Input, known: &Settings, now: Instant, history: Option<&dyn FileHistory>) -> FileCheck {
    let content = match &input.content {
        Ok(content) => content,
        Err(problem) => return FileCheck::left_out(problem.clone()),
    };
    let (id, name_problem) = match FileName::of(&input.path, content) {
        FileName::Event { id, problem } => (id, problem),
        FileName::Other(problem) => {
            return FileCheck { diagnostics: problem.into_iter().collect(), ..FileCheck::default() };
        }
    };
    let (source, encoding) = match read(input) {
        Ok(source) => (source, None),
        Err(problem) => match SourceText::decode(&input.path, content) {
            Some(source) => (source, Some(problem)),
            None => return FileCheck::left_out(problem),
        },
    };
    let strict = if encoding.is_none() { check_strictly(&source, &id, known, now) } else { StrictCheck::default() };
    let needs_recovery = encoding.is_some() || strict.needs_recovery(&source);
    let recovered = needs_recovery.then(|| recover(&source, &id, &Recovery { settings: known, now, history }));
    let StrictCheck { event, mut diagnostics, links, place, .. } = strict;
    let outcome = recovered.map(|Recovered { outcome, diagnostics: found }| {
        diagnostics = merge(std::mem::take(&mut diagnostics), found);
        outcome
    });
    diagnostics.extend(encoding.into_iter().chain(name_problem));
    let has_error = diagnostics.iter().any(|problem| problem.severity == Severity::Error);
    let counts = |outcome: &Outcome| history.is_some() && (has_error || matches!(outcome, Outcome::Draft { .. }));
    let Some(outcome) = outcome.filter(counts) else {
        let event = event.filter(|_| !diagnostics.iter().any(Diagnostic::is_fatal));
        let file = event.map(|event| CheckedFile { source, links, place, event });
        return FileCheck { file, diagnostics, ..FileCheck::default() };
    };
    let is_left_out = matches!(outcome, Outcome::Lost | Outcome::LostWindow | Outcome::Draft { is_plain: false });
    let may_hide_outage = is_left_out && !matches!(outcome, Outcome::LostWindow);
    let event = match outcome {
        Outcome::Incident(incident) => Some(CheckedEvent::Incident(incident)),
        Outcome::Maintenance(window) => Some(CheckedEvent::Maintenance(window)),
        Outcome::Draft { .. } => Some(CheckedEvent::Draft),
        Outcome::Lost | Outcome::LostWindow => None,
    };
    let file = event.map(|event| CheckedFile { source, links, place, event });
    FileCheck { file, diagnostics, is_left_out, may_hide_outage }
}

/// A file of `incidents/` as far as it is valid.
#[derive(Default)]
struct StrictCheck {
    event: Option<CheckedEvent>,
    diagnostics: Vec<Diagnostic>,
    links: Vec<Spanned<String>>,
    /// The byte range of the key `maintenance`.
    place: Range<usize>,
    /// The number of valid updates.
    updates: usize,
}

impl StrictCheck {
    /// Whether the file has an error, or a line that may be meant as an update.
    fn needs_recovery(&self, source: &SourceText) -> bool {
        let is_wrong = |problem: &Diagnostic| problem.severity == Severity::Error || problem.code == Code::DatedHeading;
        let is_draft = matches!(self.event, Some(CheckedEvent::Draft));
        !is_draft && (self.diagnostics.iter().any(is_wrong) || may_hide_update(&source.text, self.updates))
    }
}

fn check_strictly(source: &SourceText, id: &str, known: &Settings, now: Instant) -> StrictCheck {
    let (raw, found) = RawIncident::read(source);
    let mut problems = Problems::of(&source.path);
    problems.extend(found);
    let mut checker = EventChecker { source, known, now, problems, unknown_components: Vec::new() };
    let Some(mut raw) = raw else {
        return StrictCheck { diagnostics: checker.problems.into_vec(), ..StrictCheck::default() };
    };
    let links = std::mem::take(&mut raw.links);
    let place = raw.front.maintenance.as_ref().map_or(0..0, |window| window.place.clone());
    checker.size(&raw);
    let updates = raw.updates.len();
    let near_misses = std::mem::take(&mut raw.near_misses);
    let is_window = raw.front.maintenance.is_some();
    let draft = raw.front.draft;
    let event = match raw.front.maintenance.clone() {
        Some(window) => checker.maintenance(id, raw, window).map(CheckedEvent::Maintenance),
        None => checker.incident(id, raw).map(CheckedEvent::Incident),
    };
    let over = match &event {
        Some(CheckedEvent::Incident(incident)) => incident.status(now).is_over(),
        Some(CheckedEvent::Maintenance(window)) => window.status(now).is_over(),
        _ => false,
    };
    checker.unknown_components(over);
    checker.near_misses(&near_misses, is_window, over);
    if let Some(CheckedEvent::Incident(incident)) = &event
        && !draft
        && !checker.problems.are_fatal()
    {
        checker.quiet(incident);
    }
    let diagnostics = checker.problems.into_vec();
    if draft {
        let diagnostics = diagnostics.into_iter().map(Diagnostic::harmless).collect();
        return StrictCheck { event: Some(CheckedEvent::Draft), diagnostics, links, place, updates };
    }
    StrictCheck { event, diagnostics, links, place, updates }
}

/// Whether lines below the front matter may be meant as more updates than the valid ones, or are marks of a merge
/// conflict. A quick test, so that only few files are read part by part.
fn may_hide_update(text: &str, valid_updates: usize) -> bool {
    let is_date = |window: &[u8]| window[0].is_ascii_digit() && window[1] == b'-' && window[2].is_ascii_digit();
    let body = || text.lines().skip(1).skip_while(|line| line.trim_end() != "---");
    let is_hidden = |line: &str| {
        let bare = line.trim_start_matches(|each: char| !each.is_ascii_alphanumeric());
        let has_now = bare.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("now"));
        has_now || line.as_bytes().windows(3).any(is_date)
    };
    let headings = body().filter(|line| line.starts_with("## ") && is_hidden(line)).count();
    let is_mark = |line: &str| line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>");
    headings > valid_updates
        || text.lines().any(is_mark)
        || body().any(|line| !line.starts_with("## ") && is_hidden(line))
}

/// Merges the diagnostics of a valid reading with those of recovery. Recovery decides which lines have a problem; on
/// such a line, the message of the valid reading is kept, because it is more precise.
fn merge(strict: Vec<Diagnostic>, recovered: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let line = |problem: &Diagnostic| problem.place.as_ref().map(|place| place.line);
    if recovered.is_empty() {
        return strict;
    }
    let (mut precise, mut merged): (Vec<_>, Vec<_>) =
        strict.into_iter().partition(|problem| problem.effect != Effect::Nothing || problem.code == Code::DatedHeading);
    // Whether an update is missing is not known before the file is right.
    merged.retain(|problem| problem.code != Code::QuietIncident);
    for problem in recovered {
        let is_same = |other: &Diagnostic| match problem.code {
            code if line(&problem).is_none() => code == other.code,
            // Only these are about the words of a line, of which the valid reading knows more.
            code if is_about_words(code) => is_about_words(other.code) && line(other) == line(&problem),
            code => code == other.code && code != Code::NoFrontMatter && line(other) == line(&problem),
        };
        merged.push(match precise.iter().position(is_same) {
            Some(at) => combine(precise.remove(at), problem),
            None => problem,
        });
    }
    let has = |code: Code| merged.iter().any(|problem| problem.code == code);
    let has_line = |problem: &Diagnostic| merged.iter().any(|other| line(other) == line(problem));
    let is_missed = |problem: &Diagnostic| problem.code == Code::MissedUpdate && !has(Code::OpenBlock);
    let missed: Vec<_> = precise.into_iter().filter(|problem| is_missed(problem) && !has_line(problem)).collect();
    if !missed.is_empty() {
        // It follows from the heading that is not recognised.
        merged.retain(|problem| problem.code != Code::NoUpdate);
    }
    merged.extend(missed);
    merged.sort_by_key(line);
    merged
}

/// Whether a problem is about the words of a heading or of a status.
const fn is_about_words(code: Code) -> bool {
    use Code::{BadBraces, BadTime, NotAnUpdate, UnknownStatus, UnknownWord};
    matches!(code, BadTime | NotAnUpdate | UnknownWord | BadBraces | UnknownStatus)
}

/// Combines the message of a valid reading with the fix of recovery, which is better than an example in a hint.
fn combine(precise: Diagnostic, recovered: Diagnostic) -> Diagnostic {
    let Diagnostic { fix, shown, .. } = recovered;
    let lists_words = matches!(precise.code, Code::UnknownStatus | Code::UnknownWord | Code::UnknownComponent);
    let hint = precise.hint.filter(|_| fix.is_none() || lists_words);
    Diagnostic { hint, fix, shown, ..precise }
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

    /// Returns the components with this name: one, those of a group, or all.
    pub fn target(&mut self, name: &Spanned<String>) -> Target {
        let target = Target::exact(self.known, &name.value).unwrap_or(Target::Unknown);
        if target == Target::Unknown && self.known.names_known {
            self.unknown_components.push(name.clone());
        }
        target
    }

    /// Returns the statuses of pairs of a name and a status. Adds names that no component has to `unknown`.
    pub fn statuses(
        &mut self,
        pairs: &[(Spanned<String>, Spanned<String>)],
        from: Option<Instant>,
        unknown: &mut Vec<UnknownComponent>,
    ) -> BTreeMap<ComponentIndex, ComponentStatus> {
        let mut precise = BTreeMap::new();
        for (name, word) in pairs {
            let target = self.target(name);
            let Some(status) = self.keep(words::component_status(self.source, word)) else { continue };
            if target == Target::Unknown {
                unknown.push(UnknownComponent { name: name.value.clone(), status, from });
            }
            for component in target.components() {
                let known = precise.entry(*component).or_insert((target.precision(), status));
                *known = (target.precision(), status).max(*known);
            }
        }
        precise.into_iter().map(|(component, (_, status))| (component, status)).collect()
    }

    /// Reports a file with too many updates.
    fn size(&mut self, raw: &RawIncident) {
        if raw.updates.len() > MAX_UPDATES {
            let message = format!("the file has {} updates, but the limit is {MAX_UPDATES}", raw.updates.len());
            let problem = Diagnostic::new(Code::TooLarge, &self.source.path, message);
            self.problems.push(problem.hint("split it into several incidents"));
        }
    }

    /// Reports the components of the event that `status.yaml` does not have: as errors, or as warnings if it is over.
    fn unknown_components(&mut self, over: bool) {
        for name in std::mem::take(&mut self.unknown_components) {
            if self.problems.is_full() {
                break; // Finding the most similar name is slow.
            }
            let message = format!("unknown component `{}`", name.value);
            let (code, hint) = if over {
                (Code::RetiredComponent, "ignore this if the component was removed from `status.yaml`".to_owned())
            } else {
                (Code::UnknownComponent, words::component_hint(&name.value, &self.known.components, &[]))
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
        if at.counts_at(self.now) || unknown {
            return;
        }
        let readings = time::readings(&written, self.known.zone);
        let message = format!("this update is in the future: it is now {}", self.now.format_utc());
        self.report(Code::UpdateAhead, span, message, format!("{readings}; the update is not shown before its time"));
    }

    fn near_misses(&mut self, near_misses: &[NearMiss], is_window: bool, is_over: bool) {
        let (words, example) =
            if is_window { (words::MAINTENANCE_WORDS, "Completed") } else { (words::INCIDENT_WORDS, "Resolved") };
        for miss in near_misses.iter().filter(|miss| miss.is_likely(&words)) {
            let hint = format!(
                "start the line with `##` and a time or `now`, outside of code, lists and quotes: `## now - {example}`"
            );
            let code = if miss.is_main_heading() && !is_over { Code::MissedUpdate } else { Code::DatedHeading };
            self.report(code, &miss.text.span, "this line is not recognised as an update", hint);
        }
    }
}
