use std::collections::BTreeMap;

use super::affected::{self, Affected};
use super::update;
use super::{AffectedChange, Change, Difference, Progress, UpdateChanges, UpdateFacts};
use crate::model::{ComponentStatus, Impact, Incident, Instant, Maintenance, Snapshot, UpdateEvery};

/// What visitors see of an incident or a maintenance window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventFacts {
    pub id: String,
    pub title: String,
    pub progress: Progress,
    /// None for a window.
    pub impact: Option<Impact>,
    /// When it began; of a window, when it is planned to.
    pub start: Instant,
    /// When it was over, if it is; of a window, when that is planned.
    pub end: Option<Instant>,
    /// What it gives components from its start, until an update says otherwise.
    pub affects: Affected,
    /// How often a word is promised while an incident is open; none where it is not.
    pub update_every: Option<UpdateEvery>,
    /// What stands before the first update of a window, in Markdown.
    pub text: String,
    /// In order of time, up to now.
    pub updates: Vec<UpdateFacts>,
    /// Where the links of all of its texts lead that name their address elsewhere.
    pub link_definitions: String,
}

/// What changes of an incident or a window that was there before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventChanges {
    pub id: String,
    /// As it is now.
    pub title: String,
    /// Where it is now.
    pub progress: Progress,
    pub retitled: Option<Change<String>>,
    pub moved: Option<Change<Progress>>,
    pub impact: Option<Change<Option<Impact>>>,
    pub start: Option<Change<Instant>>,
    pub end: Option<Change<Option<Instant>>>,
    pub affects: Vec<AffectedChange>,
    pub update_every: Option<Change<Option<UpdateEvery>>>,
    pub text: Option<Change<String>>,
    /// In order of time, then those that are gone.
    pub updates: Vec<Difference<UpdateFacts, UpdateChanges>>,
    /// Whether links of its texts lead elsewhere.
    pub relinked: bool,
}

impl EventFacts {
    pub(super) fn of_incident(incident: &Incident, snapshot: &Snapshot<'_>) -> Self {
        let (now, site) = (snapshot.now, snapshot.site);
        let every = incident.update_every.unwrap_or(site.update_every);
        Self {
            id: incident.id.clone(),
            title: incident.title.clone(),
            progress: Progress::Incident(incident.status(now)),
            impact: Some(incident.impact(now)),
            start: incident.start(),
            end: incident.resolved_at(now),
            affects: affected::named(&incident.affects, site),
            update_every: incident.is_open(now).then_some(every),
            text: String::new(),
            updates: UpdateFacts::of_incident(incident.updates_until(now), site),
            link_definitions: incident.link_definitions.clone(),
        }
    }

    pub(super) fn of_window(window: &Maintenance, snapshot: &Snapshot<'_>) -> Self {
        let given: BTreeMap<_, _> =
            window.affects.iter().map(|component| (*component, ComponentStatus::UnderMaintenance)).collect();
        Self {
            id: window.id.clone(),
            title: window.title.clone(),
            progress: Progress::Maintenance(window.status(snapshot.now)),
            impact: None,
            start: window.starts,
            end: Some(window.ends),
            affects: affected::named(&given, snapshot.site),
            update_every: None,
            text: window.text.trim().to_owned(),
            updates: UpdateFacts::of_window(window.updates_until(snapshot.now)),
            link_definitions: window.link_definitions.clone(),
        }
    }
}

impl EventChanges {
    pub(super) fn between(before: &EventFacts, after: &EventFacts) -> Option<Self> {
        // An incident that was opened again, or is over, says so itself.
        let promised = before.update_every.is_some() && after.update_every.is_some();
        (before != after).then(|| Self {
            id: after.id.clone(),
            title: after.title.clone(),
            retitled: Change::of(before.title.clone(), after.title.clone()),
            progress: after.progress,
            moved: Change::of(before.progress, after.progress),
            impact: Change::of(before.impact, after.impact),
            start: Change::of(before.start, after.start),
            end: Change::of(before.end, after.end),
            affects: affected::differences(&before.affects, &after.affects),
            update_every: Change::of(before.update_every, after.update_every).filter(|_| promised),
            text: Change::of(before.text.clone(), after.text.clone()),
            updates: update::differences(&before.updates, &after.updates),
            relinked: is_relinked(before, after),
        })
    }
}

/// Whether a text that is as it was may lead elsewhere. A definition that came with a new text does no such thing.
fn is_relinked(before: &EventFacts, after: &EventFacts) -> bool {
    let defines = |definition: &str| after.link_definitions.lines().any(|each| each == definition);
    let lost = !before.link_definitions.lines().all(defines);
    let same_texts = before.text == after.text && before.updates == after.updates;
    lost || (same_texts && before.link_definitions != after.link_definitions)
}
