use super::affected::{self, Affected};
use super::{AffectedChange, Change, Difference, Progress};
use crate::model::{IncidentUpdate, Instant, MaintenanceUpdate, Site};

/// What was said at one time about an incident or a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateFacts {
    pub at: Instant,
    /// 0 for the first update of that time, 1 for the next: an update is known by its time, as in feeds.
    pub nth: usize,
    pub progress: Progress,
    /// The statuses that it gives.
    pub gives: Affected,
    /// Its text, in Markdown.
    pub text: String,
}

/// What changes of an update that was there before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateChanges {
    pub at: Instant,
    /// What it says now of where the incident is.
    pub progress: Progress,
    pub said: Option<Change<Progress>>,
    pub gives: Vec<AffectedChange>,
    pub text: Option<Change<String>>,
}

impl UpdateFacts {
    pub(super) fn of_incident(updates: &[IncidentUpdate], site: &Site) -> Vec<Self> {
        let told = updates.iter().map(|update| Self {
            at: update.at,
            nth: 0,
            progress: Progress::Incident(update.status),
            gives: affected::named(&update.sets, site),
            text: update.text.trim().to_owned(),
        });
        numbered(told.collect())
    }

    pub(super) fn of_window(updates: &[MaintenanceUpdate]) -> Vec<Self> {
        let told = updates.iter().map(|update| Self {
            at: update.at,
            nth: 0,
            progress: Progress::Maintenance(update.status),
            gives: Vec::new(),
            text: update.text.trim().to_owned(),
        });
        numbered(told.collect())
    }
}

/// Tells updates of the same time apart.
fn numbered(mut updates: Vec<UpdateFacts>) -> Vec<UpdateFacts> {
    for place in 1..updates.len() {
        if updates[place].at == updates[place - 1].at {
            updates[place].nth = updates[place - 1].nth + 1;
        }
    }
    updates
}

/// How the updates differ, in order of time, then those that are gone.
pub(super) fn differences(
    before: &[UpdateFacts],
    after: &[UpdateFacts],
) -> Vec<Difference<UpdateFacts, UpdateChanges>> {
    Difference::all(before.to_vec(), after.to_vec(), |each| (each.at, each.nth), UpdateChanges::between)
}

impl UpdateChanges {
    fn between(before: &UpdateFacts, after: &UpdateFacts) -> Option<Self> {
        let changes = Self {
            at: after.at,
            progress: after.progress,
            said: Change::of(before.progress, after.progress),
            gives: affected::differences(&before.gives, &after.gives),
            text: Change::of(before.text.clone(), after.text.clone()),
        };
        let any = changes.said.is_some() || !changes.gives.is_empty() || changes.text.is_some();
        any.then_some(changes)
    }
}
