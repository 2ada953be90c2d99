use std::collections::BTreeMap;

use super::affected::{self, AffectedComponents};
use super::update;
use super::{AffectedChange, EventStatus, FromTo, ItemChange, UpdateChanges, UpdateFacts};
use crate::model::{ComponentStatus, Impact, Incident, Instant, Maintenance, Snapshot, UpdateEvery};

/// What visitors see of an incident or a maintenance window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventFacts {
    pub id: String,
    pub title: String,
    pub status: EventStatus,
    /// The impact of an incident, or `None` for a window.
    pub impact: Option<Impact>,
    /// The start of an incident, or the planned start of a window.
    pub start: Instant,
    /// The end of an incident, or `None` while it is open; the planned end of a window.
    pub end: Option<Instant>,
    /// The statuses that the event gives to components at its start. Updates may change them later.
    pub affects: AffectedComponents,
    /// The promised interval between updates of an open incident; `None` for all other events.
    pub update_every: Option<UpdateEvery>,
    /// The text before the first update of a window, in Markdown; empty for an incident.
    pub text: String,
    /// The updates until now, oldest first.
    pub updates: Vec<UpdateFacts>,
    /// The Markdown of the link reference definitions in the file, such as `[a]: URL`.
    pub link_definitions: String,
}

/// The changes of an incident or a window that is in both snapshots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventChanges {
    pub id: String,
    /// The title in the newer snapshot.
    pub title: String,
    /// The status in the newer snapshot.
    pub status: EventStatus,
    pub retitled: Option<FromTo<String>>,
    pub status_change: Option<FromTo<EventStatus>>,
    pub impact: Option<FromTo<Option<Impact>>>,
    pub start: Option<FromTo<Instant>>,
    pub end: Option<FromTo<Option<Instant>>>,
    pub affects: Vec<AffectedChange>,
    pub update_every: Option<FromTo<Option<UpdateEvery>>>,
    pub text: Option<FromTo<String>>,
    /// The new and changed updates, oldest first, then the removed ones.
    pub updates: Vec<ItemChange<UpdateFacts, UpdateChanges>>,
    /// Whether links in unchanged texts may have another target, because link reference definitions changed.
    pub relinked: bool,
}

impl EventFacts {
    pub(super) fn of_incident(incident: &Incident, snapshot: &Snapshot<'_>) -> Self {
        let (now, site) = (snapshot.now, snapshot.site);
        let every = incident.update_every.unwrap_or(site.update_every);
        Self {
            id: incident.id.clone(),
            title: incident.title.clone(),
            status: EventStatus::Incident(incident.status(now)),
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
            status: EventStatus::Maintenance(window.status(snapshot.now)),
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
        // An incident that is resolved or reopened loses or gains the interval, but its status already shows that.
        let promised = before.update_every.is_some() && after.update_every.is_some();
        (before != after).then(|| Self {
            id: after.id.clone(),
            title: after.title.clone(),
            retitled: FromTo::of(before.title.clone(), after.title.clone()),
            status: after.status,
            status_change: FromTo::of(before.status, after.status),
            impact: FromTo::of(before.impact, after.impact),
            start: FromTo::of(before.start, after.start),
            end: FromTo::of(before.end, after.end),
            affects: affected::differences(&before.affects, &after.affects),
            update_every: FromTo::of(before.update_every, after.update_every).filter(|_| promised),
            text: FromTo::of(before.text.clone(), after.text.clone()),
            updates: update::differences(&before.updates, &after.updates),
            relinked: is_relinked(before, after),
        })
    }
}

/// Whether changed link definitions may change the targets of links in unchanged text. If a text has changed too,
/// definitions that were only added do not count.
fn is_relinked(before: &EventFacts, after: &EventFacts) -> bool {
    let defines = |definition: &str| after.link_definitions.lines().any(|each| each == definition);
    let lost = !before.link_definitions.lines().all(defines);
    let same_texts = before.text == after.text && before.updates == after.updates;
    lost || (same_texts && before.link_definitions != after.link_definitions)
}
