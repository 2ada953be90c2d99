use std::collections::BTreeMap;
use std::ops::Range;

use super::body::{Body, Candidate};
use super::event::{CountedStatus, Statuses, TimedUpdate, UpdateStatus, components, near_update, statuses, take_text};
use super::front::{LooseAffected, LooseFront, near_bool, title_of_id};
use super::heading::{LooseStatus, Vocabulary};
use super::line::Line;
use super::slip::Slips;
use super::{Outcome, Recovered, Recovery, is_component};
use crate::check::event::MAX_UPDATES;
use crate::check::time::{instant_of_text, resolve};
use crate::check::words::{self, one_line};
use crate::model::{
    ComponentStatus, Impact, Incident, IncidentStatus, IncidentUpdate, Instant, Maintenance, MaintenanceStatus,
    MaintenanceUpdate, UnknownComponent, UpdateEvery,
};
use crate::source::{
    RawAffects, RawFrontMatter, RawHeading, RawIncident, RawTime, RawWhen, SourceText, Spanned, heading_text,
};

/// Reads the parts of one file.
pub struct FileReader<'a> {
    pub source: &'a SourceText,
    pub id: &'a str,
    pub recovery: &'a Recovery<'a>,
    /// The lines of the body.
    pub lines: &'a [Line],
    pub front: LooseFront,
    pub slips: Slips<'a>,
}

/// The updates of a file with the statuses that they count as.
struct CountedUpdates<S> {
    /// In order of time, each with its text.
    updates: Vec<(TimedUpdate, CountedStatus<S>, String)>,
    link_definitions: String,
    /// Whether the event is over, with and without the lines that are not headings of level 2.
    is_over: bool,
}

impl FileReader<'_> {
    /// Reads the file.
    pub fn read(mut self) -> Recovered {
        if let Some(draft) = self.front.draft.clone() {
            match near_bool(&draft.value) {
                Some(false) => {}
                is_draft => {
                    let outcome = Outcome::Draft { is_plain: is_draft == Some(true) };
                    self.slips.draft(&draft);
                    return Recovered { outcome, diagnostics: self.slips.finish() };
                }
            }
            self.slips.draft(&draft);
        }
        self.restore_affects();
        let outcome = if self.front.window.is_some() { self.maintenance() } else { self.incident() };
        Recovered { outcome, diagnostics: self.slips.finish() }
    }

    fn incident(&mut self) -> Outcome {
        let affects = components(
            self.front.affects.iter().map(|each| &each.status),
            self.recovery.settings,
            &BTreeMap::new(),
            true,
        );
        let Some(counted) = self.updates::<IncidentStatus>() else { return Outcome::Lost };
        let is_over = counted.is_over;
        self.slips.affected(&self.front, &affects.known, is_over);
        let started = self.front.started.clone().and_then(|text| self.time(&text));
        let mut incident = Incident {
            id: self.id.to_owned(),
            title: self.title(),
            affects: affects.known,
            started,
            impact: self.front.impact.clone().and_then(|word| self.impact(&word)),
            update_every: self.front.update_every.clone().and_then(|text| self.update_every(&text)),
            updates: Vec::new(),
            unknown: Vec::new(),
            link_definitions: counted.link_definitions,
        };
        let mut unknown = unknown_components(affects.unknown, None);
        let mut had = incident.affects.clone();
        for (update, counted, text) in counted.updates {
            let pairs = &update.candidate.heading.sets;
            let Statuses { known, unknown: names } =
                components(pairs, self.recovery.settings, &had, update.is_certain());
            self.slips.incident_update(&update, counted, &known, is_over);
            unknown.extend(unknown_components(names, Some(update.at)));
            had.extend(known.iter().map(|(component, status)| (*component, *status)));
            incident.updates.push(IncidentUpdate { at: update.at, status: counted.status, sets: known, text });
        }
        incident.unknown = unknown;
        Outcome::Incident(incident)
    }

    fn maintenance(&mut self) -> Outcome {
        let window = self.front.window.take().unwrap_or_default();
        let (starts, ends) = (self.window_time("starts", window.starts), self.window_time("ends", window.ends));
        let (Some((starts, _)), Some((ends, ends_place))) = (starts, ends) else { return Outcome::LostWindow };
        if ends <= starts {
            self.slips.ends_before_starts(&ends_place);
            return Outcome::LostWindow;
        }
        let pairs = self.front.affects.iter().map(|each| &each.status);
        let affects = components(pairs, self.recovery.settings, &BTreeMap::new(), true);
        let Some(counted) = self.updates::<MaintenanceStatus>() else { return Outcome::LostWindow };
        let is_over = counted.is_over || ends <= self.recovery.now;
        self.slips.affected(&self.front, &affects.known, is_over);
        let mut updates = Vec::new();
        for (update, counted, text) in counted.updates {
            self.slips.maintenance_update(&update, counted, is_over);
            updates.push(MaintenanceUpdate { at: update.at, status: counted.status, text });
        }
        Outcome::Maintenance(Maintenance {
            id: self.id.to_owned(),
            title: self.title(),
            starts,
            ends,
            affects: affects.known.into_keys().collect(),
            text: String::new(),
            updates,
            link_definitions: counted.link_definitions,
        })
    }

    fn title(&mut self) -> String {
        let title = self.front.title.as_ref().map(|title| one_line(&title.value)).filter(|title| !title.is_empty());
        title.unwrap_or_else(|| {
            let older = self.older().find_map(|front| front.title);
            let title = older.map_or_else(|| title_of_id(self.id), |title| one_line(&title.value));
            self.slips.no_title(&title);
            title
        })
    }

    /// Returns the front matter of older versions of the file, newest first, as far as it is valid.
    fn older(&self) -> impl Iterator<Item = RawFrontMatter> {
        let history = self.recovery.history;
        let versions = history.map(|history| history.versions(&self.source.path)).unwrap_or_default();
        let path = self.source.path.clone();
        versions.into_iter().filter_map(move |bytes| {
            let (raw, problems) = RawIncident::read(&SourceText::new(&path, &bytes).ok()?);
            raw.filter(|_| problems.is_empty()).map(|raw| raw.front)
        })
    }

    /// Takes `affects` from an older version of the file if it names nothing now, although its lines are still there.
    fn restore_affects(&mut self) {
        if !self.front.affects.is_empty() {
            return;
        }
        let names = |affects: RawAffects| match affects {
            RawAffects::None => Vec::new(),
            RawAffects::Components(_, names) => names.into_iter().map(|name| (name.value, None)).collect(),
            RawAffects::Statuses(_, statuses) => {
                statuses.into_iter().map(|(name, word)| (name.value, Some(word.value))).collect()
            }
        };
        let older = self.older().map(|front| names(front.affects)).find(|names| !names.is_empty());
        let has_line = |name: &str, word: Option<&str>| {
            let is_there = |line: &str| line.contains(name) && word.is_none_or(|word| line.contains(word));
            self.source.text.lines().any(is_there)
        };
        let affects = older.into_iter().flatten().filter(|(name, word)| has_line(name, word.as_deref()));
        let affected = affects.map(|(name, word)| LooseAffected {
            status: LooseStatus { name, word },
            line: 0..0,
            is_regular: true,
        });
        self.front.affects = affected.collect();
    }

    fn time(&mut self, text: &Spanned<String>) -> Option<Instant> {
        let at = instant_of_text(self.source, text, self.recovery.settings.zone);
        self.slips.keep(at)
    }

    fn window_time(&mut self, key: &str, text: Option<Spanned<String>>) -> Option<(Instant, Range<usize>)> {
        match text {
            Some(text) => self.time(&text).map(|at| (at, text.span)),
            None => {
                self.slips.no_window_time(key);
                None
            }
        }
    }

    fn impact(&mut self, word: &Spanned<String>) -> Option<Impact> {
        self.slips.keep(words::impact(self.source, word))
    }

    fn update_every(&mut self, text: &Spanned<String>) -> Option<UpdateEvery> {
        self.slips.keep(words::update_every(self.source, text))
    }

    /// Reads the updates. Returns `None` if there are too many.
    fn updates<S: UpdateStatus>(&mut self) -> Option<CountedUpdates<S>> {
        let settings = self.recovery.settings;
        let words = Vocabulary {
            is_status: &|word| near_update::<S>(word).is_some(),
            is_component: &|name| is_component(settings, name),
        };
        let Body { candidates, open_block, open_comment, link_definitions } = Body::read(self.lines, &words);
        if candidates.len() > MAX_UPDATES {
            self.slips.too_many(candidates.len());
            return None;
        }
        self.slips.open_block(open_block.map(|line| &self.lines[line]), open_comment.is_some());
        let mut updates: Vec<_> = candidates.into_iter().map(|each| self.timed::<S>(each)).collect();
        let is_strictly_over = self.is_strictly_over::<S>(&updates);
        let text = take_text::<S>(&mut updates);
        self.slips.stays_text(text.lines.first().map(|lines| &self.lines[lines.start]), text.is_over);
        let link_definitions = link_definitions.clone();
        let first = updates.first().map_or(self.lines.len(), |update| update.candidate.lines.start);
        let intro = self.intro(first, open_comment);
        if updates.is_empty() {
            let at = self.file_time();
            if !S::MAY_HAVE_INTRO {
                self.slips.no_update();
            }
            updates.push(TimedUpdate::without_heading(at, self.lines.len()));
        } else if !intro.is_empty() && !S::MAY_HAVE_INTRO {
            self.slips.text_before_update(first, self.lines);
        }
        let mut texts = self.texts(&updates, open_comment);
        texts[0] = join(&intro, &texts[0]);
        let mut updates: Vec<_> = updates.into_iter().zip(texts).collect();
        updates.sort_by_key(|(update, _)| update.at);
        let counted = statuses::<S>(updates.iter().map(|(update, _)| update));
        let with_word = |((update, text), counted): ((TimedUpdate, String), CountedStatus<S>)| {
            let text = if counted.is_written { text } else { join(&update.candidate.heading.word, &text) };
            (update, counted, text)
        };
        let updates: Vec<_> = updates.into_iter().zip(counted).map(with_word).collect();
        let is_over = is_strictly_over && updates.last().is_some_and(|(_, counted, _)| counted.status.is_over());
        Some(CountedUpdates { updates, link_definitions, is_over })
    }

    /// Whether the event is over by those of the updates that are valid headings.
    fn is_strictly_over<S: UpdateStatus>(&self, updates: &[TimedUpdate]) -> bool {
        let is_valid = |update: &&TimedUpdate| {
            let line = heading_text(&self.source.text[update.candidate.span.clone()]);
            update.candidate.is_level_2 && RawHeading::is_meant(line) && RawHeading::parse(line, 0).is_ok()
        };
        let mut valid: Vec<_> = updates.iter().filter(is_valid).collect();
        valid.sort_by_key(|update| update.at);
        statuses::<S>(valid).last().is_some_and(|counted| counted.status.is_over())
    }

    fn timed<S: UpdateStatus>(&self, candidate: Candidate) -> TimedUpdate {
        let commit = self.line_time(&self.lines[candidate.lines.start]);
        let may_be_ahead = near_update::<S>(&candidate.heading.word).is_some_and(|near| near.status.may_be_ahead());
        let written = match candidate.heading.when {
            Some(RawWhen::At(time)) => self.resolve(&time),
            Some(RawWhen::Now) => Some(commit),
            None => None,
        };
        let is_ahead = written.is_some_and(|at| !at.counts_at(self.recovery.now)) && !may_be_ahead;
        let counting = written.filter(|_| !is_ahead);
        TimedUpdate { candidate, at: counting.unwrap_or(commit), has_written_time: counting.is_some(), is_ahead }
    }

    fn resolve(&self, time: &RawTime) -> Option<Instant> {
        resolve(time, self.recovery.settings.zone).ok()
    }

    /// Returns the time of the commit that brought a line, never later than now.
    fn line_time(&self, line: &Line) -> Instant {
        self.commit_time(&self.source.text[line.span.clone()])
    }

    fn commit_time(&self, line: &str) -> Instant {
        let time = self.recovery.history.and_then(|history| history.line_time(&self.source.path, line));
        time.map_or(self.recovery.now, |time| time.min(self.recovery.now))
    }

    /// Returns the time of the commit that brought the first line of the text, or of the file if it has no text.
    fn file_time(&self) -> Instant {
        let first = self.lines.iter().find(|line| !line.text.trim().is_empty());
        let in_front = || self.source.text.lines().find(|line| line.contains(':')).unwrap_or_default();
        first.map_or_else(|| self.commit_time(in_front()), |line| self.line_time(line))
    }

    /// Returns the text before the first update, with the lines of the front matter that are neither keys nor
    /// components.
    fn intro(&self, first: usize, open_comment: Option<usize>) -> String {
        let prose: Vec<_> = self.front.prose.iter().map(|span| &self.source.text[span.clone()]).collect();
        join(&prose.join("\n"), &self.text(0..first, open_comment))
    }

    /// Returns the text of each update. `updates` are in the order of the file.
    fn texts(&self, updates: &[TimedUpdate], open_comment: Option<usize>) -> Vec<String> {
        let ends = updates.iter().skip(1).map(|update| update.candidate.lines.start).chain([self.lines.len()]);
        let spans = updates.iter().zip(ends).map(|(update, end)| update.candidate.lines.end..end);
        spans.map(|lines| self.text(lines, open_comment)).collect()
    }

    /// Returns lines as they are written, without the part of a comment that is never closed.
    fn text(&self, lines: Range<usize>, open_comment: Option<usize>) -> String {
        let end = open_comment.filter(|line| lines.contains(line)).unwrap_or(lines.end);
        let lines = self.lines.get(lines.start..end).unwrap_or_default();
        let text: Vec<_> = lines.iter().map(|line| &self.source.text[line.span.clone()]).collect();
        text.join("\n").trim_matches('\n').trim_end().to_owned()
    }
}

/// Joins two texts as paragraphs.
fn join(first: &str, second: &str) -> String {
    match (first.is_empty(), second.is_empty()) {
        (true, _) => second.to_owned(),
        (_, true) => first.to_owned(),
        _ => format!("{first}\n\n{second}"),
    }
}

fn unknown_components(names: BTreeMap<String, ComponentStatus>, from: Option<Instant>) -> Vec<UnknownComponent> {
    names.into_iter().map(|(name, status)| UnknownComponent { name, status, from }).collect()
}
